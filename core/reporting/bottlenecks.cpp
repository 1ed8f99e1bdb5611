#include "core/reporting/bottlenecks.hpp"

#include <fmt/format.h>

namespace ehcp::reporting {
namespace {

int length_of(Day from, Day to) { return static_cast<int>((to - from).count()); }

void append(std::vector<int>& to, const std::vector<int>& from) { to.insert(to.end(), from.begin(), from.end()); }

/// A number as one letter of a group's key, so that stages sort in the order of the law.
template <class Word>
char letter_of(Word word) {
    return static_cast<char>('A' + index_of(word));
}
template <class Word>
Word word_of(char letter) {
    return static_cast<Word>(letter - 'A');
}

/// What the authority waits for: an adviser, a setting, the family, or a time that must pass.
bool is_of_others(const ClockRun& clock) {
    const Bearer bearer = clock.rule->bearer;
    return clock.rule->kind == ClockKind::window || (bearer != Bearer::authority && bearer != Bearer::convenor);
}

std::optional<int> median(std::vector<int> values) { return quantile(values, 0.5); }

}  // namespace

void Bottlenecks::Tally::merge(const Tally& other) {
    waits.insert(waits.end(), other.waits.begin(), other.waits.end());
    entered += other.entered, left += other.left;
    waiting += other.waiting, over += other.over;
    append(waiting_now, other.waiting_now);
    for (std::size_t week = 0; week < waiting_before.size(); ++week) waiting_before[week] += other.waiting_before[week];
    append(elapsed, other.elapsed), append(waited, other.waited), append(handled, other.handled);
    append(elapsed_working, other.elapsed_working), append(waited_working, other.waited_working),
        append(handled_working, other.handled_working);
}

void Bottlenecks::merge(Bottlenecks&& other) { stages_.merge(other.stages_), advisers_.merge(other.advisers_); }

void Bottlenecks::add(const CaseFacts& facts, const CaseView& view) {
    if (query_.by != By::adviser) add_stages(facts, view);
    if (query_.by != By::stage) add_advice(facts, view);
}

Bottlenecks::Tally& Bottlenecks::tally_of(Groups<Tally>& groups, const CaseFacts& facts,
                                          std::initializer_list<char> what) {
    KeyText room;
    key_.assign(group_of(query_.by, facts, query_.to, room));
    key_.append(what);
    return groups.of(key_);
}

Bottlenecks::Length Bottlenecks::between(Day after, Day to) const {
    return {length_of(after, to), calendar_.count_between(after, to)};
}

void Bottlenecks::count(Tally& tally, const Observed& seen) const {
    if (seen.began >= query_.from) ++tally.entered;
    const auto seen_from = std::max(0, length_of(seen.began, query_.from));
    const auto over_on = seen.ended ? seen.ended : seen.lost_on;
    for (int week = 0; week <= weeks_back(); ++week) {
        const Day then = query_.to - date::weeks{week};
        if (seen.began <= then && (!over_on || *over_on > then)) ++tally.waiting_before[static_cast<std::size_t>(week)];
    }
    if (!over_on || *over_on > query_.to) {
        const auto age = length_of(seen.began, query_.to);
        tally.waits.push_back({seen_from, age, false});
        tally.waiting_now.push_back(age);
        tally.waiting.count(seen.exempt);
        if (seen.over) tally.over.count(seen.exempt);
        return;
    }
    const auto elapsed = between(seen.began, *over_on);
    ++tally.left;
    tally.waits.push_back({seen_from, elapsed.calendar, seen.ended.has_value()});
    if (!seen.ended) return;
    tally.elapsed.push_back(elapsed.calendar), tally.elapsed_working.push_back(elapsed.working);
    tally.waited.push_back(seen.waited.calendar), tally.waited_working.push_back(seen.waited.working);
    tally.handled.push_back(elapsed.calendar - seen.waited.calendar),
        tally.handled_working.push_back(elapsed.working - seen.waited.working);
}

void Bottlenecks::add_stages(const CaseFacts& facts, const CaseView& view) {
    stage_spells(view, query_.as_of, spells_);
    for (const StageSpell& spell : spells_) {
        if (!is_seen(spell.entered_on, spell.left_on)) continue;
        Observed seen{.began = spell.entered_on,
                      .ended = spell.left_on,
                      .lost_on = {},
                      .waited = {0, 0},
                      .over = false,
                      .exempt = false};
        if (spell.left_on && *spell.left_on <= query_.to)
            seen.waited = waited_for_others(view, spell, *spell.left_on);
        else
            for (const ClockRun& clock : view.clocks) {
                if (clock.procedure != spell.procedure || !clock.is_open() || is_of_others(clock)) continue;
                const Standing standing = standing_of(view, clock, query_.to);
                seen.over = seen.over || (standing.status == ClockStatus::overdue && is_breach(clock, standing));
                seen.exempt = seen.exempt || standing.exempt;
            }
        const auto kind = view.procedures[static_cast<std::size_t>(spell.procedure)].kind;
        count(tally_of(stages_, facts, {letter_of(kind), letter_of(spell.state)}), seen);
    }
}

/// The days of a spell on which anybody else was awaited, each counted once.
Bottlenecks::Length Bottlenecks::waited_for_others(const CaseView& view, const StageSpell& spell, Day until) {
    absences_.clear();
    for (const ClockRun& clock : view.clocks) {
        if (clock.procedure != spell.procedure || !is_of_others(clock)) continue;
        auto end = until;
        for (const auto& day : {clock.satisfied_on, clock.stopped_on, clock.lapses_on})
            if (day) end = std::min(end, *day);
        if (clock.runs_by_time() && clock.due_on) end = std::min(end, *clock.due_on + days{1});
        const auto begin = std::max(spell.entered_on, std::min(clock.trigger_on, clock.trigger->on));
        if (begin < end) absences_.emplace_back(begin, end);
    }
    std::ranges::sort(absences_);
    Length total{0, 0};
    auto reached = spell.entered_on;
    for (const auto& [begin, end] : absences_) {
        if (end <= reached) continue;
        const auto more = between(std::max(begin, reached), end);
        total.calendar += more.calendar, total.working += more.working;
        reached = end;
    }
    return total;
}

void Bottlenecks::add_advice(const CaseFacts& facts, const CaseView& view) {
    for (const ClockRun& clock : view.clocks) {
        if (clock.rule->id != ClockId::advice) continue;
        const Standing standing = standing_of(view, clock, query_.to);
        const auto ended = clock.satisfied_on ? clock.satisfied_on : standing.stopped_on;
        const auto asked_on = std::min(clock.trigger->on, clock.trigger_on);
        if (!is_seen(asked_on, ended)) continue;
        const Observed seen{.began = asked_on,
                            .ended = clock.satisfied_on,
                            .lost_on = standing.stopped_on,
                            .waited = between(asked_on, std::min(clock.trigger_on, ended.value_or(clock.trigger_on))),
                            .over = standing.status == ClockStatus::overdue,
                            .exempt = standing.exempt};
        count(tally_of(advisers_, facts, {letter_of(*clock.adviser())}), seen);
    }
}

std::vector<Column> Bottlenecks::first_columns(bool of_stages) const {
    using enum Column::Type;
    std::vector<Column> columns;
    if (is_grouped()) columns.push_back({std::string(token(*query_.by)), std::string(token(*query_.by)), text});
    if (of_stages) columns.push_back({"procedure", "Procedure", text});
    columns.push_back(of_stages ? Column{"stage", "Stage", text} : Column{"adviser", "Adviser", text});
    return columns;
}

void Bottlenecks::write_first(Table& table, std::string_view key, bool of_stages) const {
    const auto group = key.substr(0, key.size() - (of_stages ? 2 : 1));
    if (is_grouped()) table.add_row(group_title(group));
    if (!of_stages) return table.add_row(token(word_of<Adviser>(key.back())));
    table.add_row(token(word_of<ProcedureKind>(key[group.size()])), token(word_of<State>(key.back())));
}

Table Bottlenecks::now(const Groups<Tally>& groups, bool of_stages) const {
    using enum Column::Type;
    auto columns = first_columns(of_stages);
    const std::vector<Column> more = {{"waiting_now", "Waiting"},
                                      {"waiting_now_ex", "Waiting, without exempt"},
                                      {"waiting_median_days", "Median days so far"},
                                      {"waiting_p90_days", "90th"},
                                      {"waiting_longest_days", "Longest"},
                                      {"over_limit_now", "Over the limit"},
                                      {"pc_over_limit_now", "%", decimal},
                                      {"over_limit_now_ex", "without exempt"},
                                      {"pc_over_limit_now_ex", "%", decimal},
                                      {"entered_per_week", "In a week", decimal},
                                      {"left_per_week", "Out a week", decimal},
                                      {"takes_median_days", "Takes, median days"},
                                      {"takes_p90_days", "90th"}};
    columns.insert(columns.end(), more.begin(), more.end());
    Table table(of_stages ? "stages" : "advisers", of_stages ? "Stages" : "Advice", std::move(columns));
    const double weeks = (length_of(query_.from, query_.to) + 1) / 7.0;
    for (const auto& [key, tally] : groups.in_order()) {
        write_first(table, key, of_stages);
        auto ages = tally->waiting_now;
        const Survival survival(tally->waits);
        table.add_row(tally->waiting.all, tally->waiting.ex, quantile(ages, 0.5), quantile(ages, 0.9),
                      quantile(ages, 1.0));
        table.add_row(tally->over.all, percentage(tally->over.all, tally->waiting.all), tally->over.ex,
                      percentage(tally->over.ex, tally->waiting.ex));
        table.add_row(rounded(static_cast<double>(tally->entered) / weeks),
                      rounded(static_cast<double>(tally->left) / weeks), survival.quantile(0.5),
                      survival.quantile(0.9));
    }
    table.notes = {
        "Waiting: those in the stage at the end of the window, and how many days they have been there so far (median, "
        "90th percentile, longest).",
        of_stages ? "Over the limit: a statutory limit of the authority in that procedure is overdue. Without exempt: "
                    "leaving out those to whose limit a "
                    "valid exemption applies."
                  : "Over the limit: the adviser's 6 weeks are over. Without exempt: leaving out advice to which a "
                    "valid exemption of regulation 8(2) applies.",
        "Takes: the days by which half, and nine tenths, are through, by the estimator of Kaplan and Meier. Those "
        "still waiting count as 'at least so "
        "long' (censored) and are not left out; those that began before the window count from the age they had at its "
        "beginning. '–' means that the "
        "estimate does not get so far: too many are still waiting."};
    return table;
}

int Bottlenecks::weeks_back() const { return std::min(most_weeks, (length_of(query_.from, query_.to) + 1) / 7); }

Table Bottlenecks::trend(const Groups<Tally>& groups, bool of_stages) const {
    auto columns = first_columns(of_stages);
    for (int week = weeks_back(); week > 0; --week)
        columns.push_back({fmt::format("waiting_{}_weeks_before", week),
                           fmt::format("{} {} before", week, week == 1 ? "week" : "weeks")});
    columns.push_back({"waiting_now", "Waiting"});
    Table table(of_stages ? "stage_trend" : "adviser_trend",
                of_stages ? "Waiting in each stage, week by week" : "Advice awaited, week by week", std::move(columns));
    for (const auto& [key, tally] : groups.in_order()) {
        write_first(table, key, of_stages);
        for (int week = weeks_back(); week >= 0; --week)
            table.add_row(tally->waiting_before[static_cast<std::size_t>(week)]);
    }
    table.notes = {
        "How many waited at the end of that day of the week in each week of the window, by what we now know of it: "
        "what "
        "was entered late or put right since is counted on the day on which it happened."};
    return table;
}

Table Bottlenecks::durations(const Groups<Tally>& groups, bool of_stages) const {
    using enum Column::Type;
    auto columns = first_columns(of_stages);
    const std::vector<Column> more = {{"completed", "Completed"},
                                      {"elapsed_median_days", "Elapsed, days"},
                                      {"elapsed_median_working_days", "working days"},
                                      {"wait_median_days", "Wait, days"},
                                      {"wait_median_working_days", "working days"},
                                      {"handling_median_days", "Handling, days"},
                                      {"handling_median_working_days", "working days"}};
    columns.insert(columns.end(), more.begin(), more.end());
    Table table(of_stages ? "stage_durations" : "adviser_durations",
                of_stages ? "Stages completed in the window" : "Advice received in the window", std::move(columns));
    for (const auto& [key, tally] : groups.in_order()) {
        write_first(table, key, of_stages);
        table.add_row(std::ssize(tally->elapsed), median(tally->elapsed), median(tally->elapsed_working),
                      median(tally->waited), median(tally->waited_working), median(tally->handled),
                      median(tally->handled_working));
    }
    table.notes = {of_stages ? "Medians of the stages left in the window. Elapsed: from entering to leaving. Wait: the "
                               "days on which an adviser, a setting, "
                               "the family or the end of a window was awaited. Handling: the other days."
                             : "Medians of the advice received in the window. Elapsed: from asking to receiving. Wait: "
                               "until the request reached the "
                               "adviser. Handling: from then on.",
                   "The day of entering is not counted, the day of leaving is. Completed work alone flatters: for how "
                   "long a stage takes, see 'Takes'."};
    return table;
}

Report Bottlenecks::report() const {
    Report report{.name = "bottlenecks",
                  .title = fmt::format("Bottlenecks on {}", long_text_of(query_.to)),
                  .as_of = query_.as_of,
                  .from = query_.from,
                  .to = query_.to,
                  .tables = {},
                  .notes = {}};
    if (query_.by != By::adviser) report.tables.push_back(now(stages_, true));
    if (query_.by != By::stage) report.tables.push_back(now(advisers_, false));
    if (query_.by != By::adviser) report.tables.push_back(trend(stages_, true));
    if (query_.by != By::stage) report.tables.push_back(trend(advisers_, false));
    if (query_.by != By::adviser) report.tables.push_back(durations(stages_, true));
    if (query_.by != By::stage) report.tables.push_back(durations(advisers_, false));
    report.notes = {
        "A stage is a state of a procedure in which somebody has work to do; a refusal that stands, a plan in force "
        "and a decision that the "
        "family may still dispute are none."};
    return report;
}

}  // namespace ehcp::reporting
