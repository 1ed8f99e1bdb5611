#include "core/reporting/longest_waits.hpp"

#include <fmt/format.h>

#include "core/reporting/stages.hpp"

namespace ehcp::reporting {
namespace {

/// A transfer planned for next September is not a wait, and a plan in force none either.
bool is_waited_for(const ProcedureRun& run, State state) {
    return run.kind != ProcedureKind::phase_transfer && run.kind != ProcedureKind::plan && !law::is_end(state) &&
           !resting_states.has(state);
}

/// Longer first; of equal waits the older reference.
constexpr auto comes_first = [](const auto& a, const auto& b) {
    return std::tie(b.waited, a.reference) < std::tie(a.waited, b.reference);
};

int days_between(Day from, Day to) { return static_cast<int>((to - from).count()); }

}  // namespace

void LongestWaits::Longest::offer(std::size_t most, Line line) {
    lines.push_back(std::move(line));
    std::ranges::push_heap(lines, comes_first);
    if (lines.size() <= most) return;
    std::ranges::pop_heap(lines, comes_first);
    lines.pop_back();
}

std::vector<const LongestWaits::Line*> LongestWaits::Longest::in_order() const {
    std::vector<const Line*> order;
    for (const Line& line : lines) order.push_back(&line);
    std::ranges::sort(order, [](const Line* a, const Line* b) { return comes_first(*a, *b); });
    return order;
}

void LongestWaits::Tally::merge(const Tally& other) {
    most = std::max(most, other.most);
    for (const auto& line : other.waiting.lines) waiting.offer(most, line);
    for (const auto& line : other.issued.lines) issued.offer(most, line);
}

void LongestWaits::merge(LongestWaits&& other) { groups_.merge(other.groups_); }

LongestWaits::Tally& LongestWaits::tally_of(const CaseFacts& facts, State stage) {
    KeyText room;
    Tally& tally = groups_.of(query_.by == By::stage ? token(stage) : group_of(query_.by, facts, query_.as_of, room));
    tally.most = most_;
    return tally;
}

LongestWaits::Line LongestWaits::line_of(const CaseFacts& facts, int waited, Day since) const {
    return {.waited = waited,
            .reference = std::string(facts.reference),
            .team = std::string(facts.team),
            .caseworker = std::string(facts.caseworker),
            .setting = std::string(facts.setting),
            .procedure = ProcedureKind::assessment,
            .stage = State::finalised,
            .since = since,
            .issued_on = std::nullopt};
}

void LongestWaits::add(const CaseFacts& facts, const CaseView& view) {
    for (std::size_t i = 0; i < view.procedures.size(); ++i)
        if (is_waited_for(view.procedures[i], state_on(view.procedures[i], query_.as_of)))
            add_waiting(facts, view, static_cast<int>(i));
    for (const ClockRun& clock : view.clocks)
        if (clock.rule->id == ClockId::finalise_plan && clock.satisfied_on && query_.from <= *clock.satisfied_on &&
            *clock.satisfied_on <= query_.to)
            add_issued(facts, view, clock);
}

void LongestWaits::add_waiting(const CaseFacts& facts, const CaseView& view, int procedure) {
    const ProcedureRun& run = view.procedures[static_cast<std::size_t>(procedure)];
    const auto waited = days_between(run.opened_on, query_.as_of);
    const State stage = state_on(run, query_.as_of);
    Tally& tally = tally_of(facts, stage);
    if (!tally.waiting.admits(most_, waited)) return;
    Line line = line_of(facts, waited, run.opened_on);
    line.procedure = run.kind;
    line.stage = stage;
    for (const ClockRun& clock : view.clocks) {
        if (clock.procedure != procedure || !clock.is_open()) continue;
        const Standing standing = standing_of(view, clock, query_.as_of);
        if (!is_breach(clock, standing) || standing.days_late <= line.days_late) continue;
        line.limit = clock.rule;
        line.days_late = standing.days_late;
        line.exempt = standing.exempt;
    }
    tally.waiting.offer(most_, std::move(line));
}

void LongestWaits::add_issued(const CaseFacts& facts, const CaseView& view, const ClockRun& clock) {
    const auto waited = days_between(clock.trigger_on, *clock.satisfied_on);
    Tally& tally = tally_of(facts, State::finalised);
    if (!tally.issued.admits(most_, waited)) return;
    const Standing standing = standing_of(view, clock, query_.as_of);
    Line line = line_of(facts, waited, clock.trigger_on);
    line.issued_on = clock.satisfied_on;
    line.days_late = standing.days_late;
    line.exempt = standing.exempt;
    if (standing.days_late > 0) line.limit = clock.rule;
    tally.issued.offer(most_, std::move(line));
}

Table LongestWaits::table(std::string key, std::string title, Longest Tally::*list) const {
    using enum Column::Type;
    std::vector<Column> columns;
    if (query_.by) columns.push_back({std::string(token(*query_.by)), std::string(token(*query_.by)), text});
    const std::vector<Column> more = {{"reference", "Case", text},        {"waited_days", "Days"},
                                      {"since", "Since", date},           {"issued_on", "Issued", date},
                                      {"procedure", "Procedure", text},   {"stage", "Stage", text},
                                      {"clock", "Limit missed", text},    {"days_late", "Days late"},
                                      {"exempt", "Exempt", yes_no},       {"team", "Team", text},
                                      {"caseworker", "Caseworker", text}, {"setting", "Setting", text},
                                      {"provision", "Provision", text}};
    columns.insert(columns.end(), more.begin(), more.end());
    Table table(std::move(key), std::move(title), std::move(columns));
    for (const auto& [group, tally] : groups_.in_order()) {
        for (const Line* each : (tally->*list).in_order()) {
            const Line& line = *each;
            // By stage or by any other group, the group stands first, as in every report.
            if (query_.by) table.add_row(group_title(group));
            table.add_row(line.reference, line.waited, line.since, line.issued_on, token(line.procedure),
                          token(line.stage), line.limit ? std::optional{hyphen_token(line.limit->id)} : std::nullopt,
                          line.days_late, line.exempt, line.team, line.caseworker, line.setting,
                          line.limit ? std::optional{line.limit->provision} : std::nullopt);
        }
    }
    return table;
}

Report LongestWaits::report() const {
    Report report{.name = "longest-waits",
                  .title = fmt::format("Longest waits on {}", long_text_of(query_.as_of)),
                  .as_of = query_.as_of,
                  .from = query_.from,
                  .to = query_.to,
                  .tables = {},
                  .notes = {}};
    const auto each = query_.by ? " of each group" : "";
    report.tables.push_back(
        table("waiting", fmt::format("Still waiting: the {} longest{}", most_, each), &Tally::waiting));
    report.tables.back().notes = {
        "Days since the procedure opened: since the request, for an assessment. The limit missed is the one that is "
        "latest. What "
        "rests is not listed: a refusal that stands, a plan in force, a decision that the family may still dispute."};
    report.tables.push_back(
        table("issued", fmt::format("First plans issued in the window: the {} that took longest{}", most_, each),
              &Tally::issued));
    report.tables.back().notes = {
        "Days from the request to the day on which the last of the family, the setting and the commissioning body was "
        "sent it."};
    return report;
}

}  // namespace ehcp::reporting
