#include "core/reporting/breaches.hpp"

#include <fmt/format.h>

#include <numeric>

namespace ehcp::reporting {
namespace {

bool is_of(const KnownBreach& breach, const ClockRun& clock) {
    return breach.event == clock.event && breach.clock == clock.rule->id;
}

bool binds(const ClockRule& rule) { return rule.kind == ClockKind::limit && rule.bearer != Bearer::family; }

std::string_view text_of(Since since) { return since == Since::first_seen ? "new" : "continuing"; }

/// The places of the lines in that order.
template <class Line, class Before>
std::vector<std::uint32_t> in_order(const std::vector<Line>& lines, Before before) {
    std::vector<std::uint32_t> order(lines.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return before(lines[a], lines[b]); });
    return order;
}

std::optional<std::string_view> token_of(const auto& word) { return word ? std::optional{token(*word)} : std::nullopt; }

}  // namespace

std::uint64_t print_of(Day due_on, std::string_view limb, std::string_view team, std::string_view caseworker,
                       std::string_view setting) {
    std::uint64_t print = 14695981039346656037U;  // FNV-1a
    const auto add = [&](std::string_view text) {
        for (const char c : text) print = (print ^ static_cast<unsigned char>(c)) * 1099511628211U;
        print = (print ^ 0xFFU) * 1099511628211U;  // between two texts, a byte that is in none
    };
    add(ehcp::text_of(due_on));
    for (const auto text : {limb, team, caseworker, setting}) add(text);
    return print;
}

Breaches& Breaches::also_by(const std::vector<By>& more) {
    for (const By by : more) more_.emplace_back(by, Groups<Figures>{});
    return *this;
}

void Breaches::Figures::merge(const Figures& other) {
    overdue += other.overdue, overdue_ex += other.overdue_ex, first_seen += other.first_seen;
    continuing += other.continuing, put_right += other.put_right;
    for (std::size_t i = 0; i < due.size(); ++i) due[i] += other.due[i];
    longest = std::max(longest, other.longest);
}

std::span<const KnownBreach> Breaches::known_of(std::int64_t case_id) const {
    if (!known_) return {};
    const auto range = std::ranges::equal_range(*known_, case_id, {}, &KnownBreach::case_id);
    return {range.begin(), range.end()};
}

template <class Count>
void Breaches::count(const CaseFacts& facts, const ClockRule& rule, std::optional<Adviser> adviser, Day due_on,
                     Count&& into) {
    into(total_);
    KeyText room;
    const auto key = [&](By by) {
        if (by == By::adviser) return token_of(adviser).value_or("");
        return group_of(by, facts, by == By::month ? due_on : query_.as_of, room);
    };
    into(groups_.of(query_.by ? key(*query_.by) : hyphen_token(rule.id)));
    for (auto& [by, groups] : more_) into(groups.of(key(by)));
}

BreachLine Breaches::line_of(const CaseFacts& facts, const CaseView& view, const ClockRun& clock,
                             const Standing& standing) {
    std::optional<Limb> limb;
    if (standing.exempt) limb = view.exemptions[static_cast<std::size_t>(clock.exemption)].claim->word<Limb>();
    return {.case_id = facts.id,
            .reference = std::string(facts.reference),
            .team = lines_->names.of(facts.team),
            .caseworker = lines_->names.of(facts.caseworker),
            .setting = lines_->names.of(facts.setting),
            .body = lines_->names.of(clock.body().empty() ? clock.setting() : clock.body()),
            .rule = clock.rule,
            .adviser = clock.adviser(),
            .limb = limb,
            .event = clock.event,
            .trigger_on = clock.trigger_on,
            .due_on = *clock.due_on,
            .days_late = standing.days_late,
            .days_left = standing.days_left.value_or(0),
            .working_days_left = calendar_.count_between(query_.as_of, *clock.due_on),
            .since = std::nullopt};
}

void Breaches::add(const CaseFacts& facts, const CaseView& view) {
    const auto known = known_of(facts.id);
    std::uint64_t still_standing = 0;  // a bit for each of `known`; no case has as many as 64
    for (const ClockRun& clock : view.clocks) {
        if (!clock.is_open() || !clock.due_on || !binds(*clock.rule)) continue;
        const Standing standing = standing_of(view, clock, query_.as_of);
        if (standing.status == ClockStatus::overdue && is_breach(clock, standing)) {
            add_breach(line_of(facts, view, clock, standing), facts, known);
            for (std::size_t i = 0; i < std::min<std::size_t>(known.size(), 64); ++i)
                if (is_of(known[i], clock)) still_standing |= std::uint64_t{1} << i;
        } else if (standing.status == ClockStatus::running && *standing.days_left <= 2 * due_within.back().n) {
            add_due(line_of(facts, view, clock, standing), facts);
        }
    }
    for (std::size_t i = 0; i < known.size(); ++i)
        if (i >= 64 || (still_standing >> i & 1U) == 0) add_put_right(facts, view, known[i]);
}

void Breaches::add_breach(BreachLine line, const CaseFacts& facts, std::span<const KnownBreach> known) {
    if (known_) {
        const auto before = std::ranges::find_if(
            known, [&](const KnownBreach& k) { return k.event == line.event && k.clock == line.rule->id; });
        line.noted = before != known.end() && !before->put_right &&
                     before->last_seen == print_of(line.due_on, token_of(line.limb).value_or(""), facts.team,
                                                   facts.caseworker, facts.setting);
        line.since =
            before != known.end() && before->first_night < query_.as_of ? Since::continuing : Since::first_seen;
    }
    count(facts, *line.rule, line.adviser, line.due_on, [&](Figures& figures) {
        ++figures.overdue;
        if (!line.limb) ++figures.overdue_ex;
        if (line.since) ++(line.since == Since::first_seen ? figures.first_seen : figures.continuing);
        figures.longest = std::max(figures.longest, line.days_late);
    });
    lines_->standing.push_back(std::move(line));
}

void Breaches::add_due(BreachLine line, const CaseFacts& facts) {
    if (line.working_days_left > due_within.back().n) return;
    count(facts, *line.rule, line.adviser, line.due_on, [&](Figures& figures) {
        for (std::size_t i = 0; i < due_within.size(); ++i)
            if (line.working_days_left <= due_within[i].n) ++figures.due[i];
    });
    lines_->due.push_back(std::move(line));
}

void Breaches::add_put_right(const CaseFacts& facts, const CaseView& view, const KnownBreach& breach) {
    PutRightLine line{.breach = breach,
                      .reference = std::string(facts.reference),
                      .team = lines_->names.of(facts.team),
                      .caseworker = lines_->names.of(facts.caseworker),
                      .setting = lines_->names.of(facts.setting),
                      .outcome = Outcome::corrected,
                      .on = std::nullopt,
                      .days_late = 0};
    const ClockRule* rule = nullptr;
    for (const ClockRun& clock : view.clocks) {
        if (!is_of(breach, clock)) continue;
        const Standing standing = standing_of(view, clock, query_.as_of);
        rule = clock.rule;
        if (!is_breach(clock, standing)) break;  // it never was one, as we know now
        line.outcome = clock.satisfied_on ? Outcome::done_late : Outcome::stopped;
        line.on = clock.satisfied_on ? clock.satisfied_on : standing.stopped_on;
        line.days_late = standing.days_late;
        break;
    }
    const auto rightly = std::ranges::find(law::clocks, breach.clock, &ClockRule::id);
    count(facts, rule ? *rule : *rightly, std::nullopt, query_.as_of, [](Figures& figures) { ++figures.put_right; });
    lines_->put_right.push_back(std::move(line));
}

void Breaches::move_names(BreachLine& line, const Names& from) {
    for (auto* name : {&line.team, &line.caseworker, &line.setting, &line.body})
        *name = lines_->names.of(from.at(*name));
}

void Breaches::merge(Breaches&& other) {
    const auto take = [&](std::vector<BreachLine>& to, std::vector<BreachLine>& from) {
        to.reserve(to.size() + from.size());
        for (BreachLine& line : from) move_names(line, other.lines_->names), to.push_back(std::move(line));
        from = {};
    };
    take(lines_->standing, other.lines_->standing);
    take(lines_->due, other.lines_->due);
    for (PutRightLine& line : other.lines_->put_right) {
        line.team = lines_->names.of(other.lines_->names.at(line.team));
        line.caseworker = lines_->names.of(other.lines_->names.at(line.caseworker));
        line.setting = lines_->names.of(other.lines_->names.at(line.setting));
        lines_->put_right.push_back(std::move(line));
    }
    groups_.merge(other.groups_);
    for (std::size_t i = 0; i < more_.size(); ++i) more_[i].second.merge(other.more_[i].second);
    total_.merge(other.total_);
}

Table Breaches::list() const {
    using enum Column::Type;
    Table table("breaches", fmt::format("Limits overdue on {}", long_text_of(query_.as_of)),
                {{"reference", "Case", text},
                 {"clock", "Limit", text},
                 {"due_on", "Due", date},
                 {"days_late", "Days late"},
                 {"exempt", "Exempt", yes_no},
                 {"limb", "Limb", text},
                 {"since", "Since last night", text},
                 {"bearer", "Whose", text},
                 {"adviser", "Adviser", text},
                 {"body", "Body or setting asked", text},
                 {"team", "Team", text},
                 {"caseworker", "Caseworker", text},
                 {"setting", "Setting", text},
                 {"procedure", "Procedure", text},
                 {"trigger_on", "Began", date},
                 {"provision", "Provision", text}});
    const auto order = in_order(lines_->standing, [](const BreachLine& a, const BreachLine& b) {
        return std::tie(b.days_late, a.reference, a.event, a.rule->id) <
               std::tie(a.days_late, b.reference, b.event, b.rule->id);
    });
    table.list_rows(order.size(), [lines = lines_, order](std::size_t row, Table& into) {
        const BreachLine* const line = &lines->standing[order[row]];
        const Names& names = lines->names;
        into.add_row(line->reference, hyphen_token(line->rule->id), line->due_on, line->days_late,
                     line->limb.has_value(), token_of(line->limb),
                     line->since ? std::optional{text_of(*line->since)} : std::nullopt, token(line->rule->bearer),
                     token_of(line->adviser), names.at(line->body), names.at(line->team), names.at(line->caseworker),
                     names.at(line->setting), token(line->rule->procedure), line->trigger_on, line->rule->provision);
    });
    table.notes = {
        "Every statutory limit past its last day and not yet met, longest first; on its last day a limit is still in "
        "time. A family's right "
        "that has run out and a target of guidance are not breaches and are not here."};
    return table;
}

Table Breaches::summary(std::optional<By> split, const Groups<Figures>& groups) const {
    using enum Column::Type;
    const std::string by = split ? std::string(token(*split)) : "clock";
    Table table("summary", "In figures",
                {{by, split ? by : "Limit", text},
                 {"overdue", "Overdue"},
                 {"overdue_exempt", "of which exempt"},
                 {"overdue_ex", "Without exempt"},
                 {"new", "New"},
                 {"continuing", "Continuing"},
                 {"put_right", "Put right"},
                 {"longest_days_late", "Longest, days late"},
                 {"due_in_5", "Due in 5 working days"},
                 {"due_in_10", "in 10"},
                 {"due_in_20", "in 20"}});
    const auto write = [&](std::string_view group, const Figures& f) {
        table.add_row(group, f.overdue, f.overdue - f.overdue_ex, f.overdue_ex);
        if (known_)
            table.add_row(f.first_seen, f.continuing, f.put_right);
        else
            table.add_row(Cell{}, Cell{}, Cell{});
        table.add_row(f.longest, f.due[0], f.due[1], f.due[2]);
    };
    for (const auto& [key, figures] : groups.in_order()) write(group_title(key), *figures);
    write("all", total_);
    table.notes = {
        "Exempt: a valid exemption disapplies the limit; the limit stays where it was and the duty remains. 'New', "
        "'continuing' and 'put "
        "right' compare with what the last night saw. 'Due in' counts running limits whose last day is within so many "
        "working days after "
        "today, today included; each includes the one before."};
    return table;
}

Table Breaches::list_of_put_right() const {
    using enum Column::Type;
    Table table("put_right", "Overdue last night, and no longer",
                {{"reference", "Case", text},
                 {"clock", "Limit", text},
                 {"outcome", "How", text},
                 {"on", "On", date},
                 {"days_late", "Days late"},
                 {"first_night", "First seen", date},
                 {"team", "Team", text},
                 {"caseworker", "Caseworker", text}});
    const auto order = in_order(lines_->put_right, [](const PutRightLine& a, const PutRightLine& b) {
        return std::tie(b.days_late, a.breach.case_id, a.breach.event) <
               std::tie(a.days_late, b.breach.case_id, b.breach.event);
    });
    table.list_rows(order.size(), [lines = lines_, order](std::size_t row, Table& into) {
        const PutRightLine* const line = &lines->put_right[order[row]];
        const Names& names = lines->names;
        into.add_row(line->reference, hyphen_token(line->breach.clock), token(line->outcome), line->on, line->days_late,
                     line->breach.first_night, names.at(line->team), names.at(line->caseworker));
    });
    table.notes = {
        "done_late: the act came, after its last day. stopped: the duty ended otherwise (a withdrawal, a refusal, a "
        "new decision). corrected: "
        "an entry was put right, and by what we know now there was no breach. Late is for ever: the first two stay in "
        "every figure."};
    return table;
}

Table Breaches::list_of_due() const {
    using enum Column::Type;
    Table table("due", fmt::format("Falling due within {} working days", due_within.back().n),
                {{"reference", "Case", text},
                 {"clock", "Limit", text},
                 {"due_on", "Due", date},
                 {"days_left", "Days left"},
                 {"working_days_left", "Working days left"},
                 {"exempt", "Exempt", yes_no},
                 {"bearer", "Whose", text},
                 {"adviser", "Adviser", text},
                 {"body", "Body or setting asked", text},
                 {"team", "Team", text},
                 {"caseworker", "Caseworker", text},
                 {"provision", "Provision", text}});
    const auto order = in_order(lines_->due, [](const BreachLine& a, const BreachLine& b) {
        return std::tie(a.due_on, a.case_id, a.event, a.rule->id) < std::tie(b.due_on, b.case_id, b.event, b.rule->id);
    });
    table.list_rows(order.size(), [lines = lines_, order](std::size_t row, Table& into) {
        const BreachLine* const line = &lines->due[order[row]];
        const Names& names = lines->names;
        into.add_row(line->reference, hyphen_token(line->rule->id), line->due_on, line->days_left,
                     line->working_days_left, line->limb.has_value(), token(line->rule->bearer),
                     token_of(line->adviser), names.at(line->body), names.at(line->team), names.at(line->caseworker),
                     line->rule->provision);
    });
    return table;
}

Report Breaches::head() const {
    Report report{.name = "breaches",
                  .title = fmt::format("Breaches on {}", long_text_of(query_.as_of)),
                  .as_of = query_.as_of,
                  .from = {},
                  .to = {},
                  .tables = {},
                  .notes = {}};
    if (!known_) report.notes.push_back("No night has been run yet, so nothing can be said to be new or put right.");
    return report;
}

Report Breaches::report() const {
    auto report = head();
    report.tables.push_back(list());
    report.tables.push_back(summary(query_.by, groups_));
    report.tables.push_back(list_of_put_right());
    report.tables.push_back(list_of_due());
    return report;
}

Report Breaches::summary_report(std::optional<By> by) const {
    auto report = head();
    const auto more = std::ranges::find(more_, by, [](const auto& each) { return std::optional{each.first}; });
    report.tables.push_back(summary(by, by == query_.by ? groups_ : more->second));
    return report;
}

}  // namespace ehcp::reporting
