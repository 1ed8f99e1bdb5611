#include "core/engine/case_view.hpp"

#include "core/engine/open_status.hpp"

#include <fmt/format.h>

namespace ehcp {

void CaseView::clear() {
    procedures.clear();
    moves.clear();
    clocks.clear();
    exemptions.clear();
    problems.clear();
    taken_by.clear();
    died = false;
    assessed_on.reset();
}

State state_on(const ProcedureRun& procedure, Day as_of) {
    return procedure.lapses_after && is_missed(*procedure.lapses_after, as_of) ? State::ended : procedure.state;
}

std::optional<Day> ended_on(const ProcedureRun& procedure, Day as_of) {
    if (procedure.lapses_after && is_missed(*procedure.lapses_after, as_of)) return *procedure.lapses_after + days{1};
    return procedure.ended_on;
}

Standing standing_of(const CaseView& view, const ClockRun& clock, Day as_of) {
    Standing s{ClockStatus::running, clock.stopped_on, std::nullopt, 0, false};
    if (clock.exemption >= 0) s.exempt = view.exemptions[static_cast<std::size_t>(clock.exemption)].is_valid(as_of);
    if (!clock.stopped_on && !clock.satisfied_on && clock.lapses_on && as_of >= *clock.lapses_on) s.stopped_on = clock.lapses_on;
    const auto missed_by = [&](Day day) { return clock.due_on && is_missed(*clock.due_on, day) ? static_cast<int>((day - *clock.due_on).count()) : 0; };

    if (clock.satisfied_on) {
        s.days_late = missed_by(*clock.satisfied_on);
        s.status = s.days_late > 0 ? ClockStatus::late : ClockStatus::met;
        return s;
    }
    if (s.stopped_on) {
        s.status = ClockStatus::stopped;
        // A right or a window that is stopped had not run out, so it has no days late.
        if (!clock.runs_by_time()) s.days_late = missed_by(*s.stopped_on);
        return s;
    }
    s.status = status_while_open(clock.rule->kind, clock.rule->bearer, clock.due_on, as_of);
    if (s.status == ClockStatus::overdue) s.days_late = missed_by(as_of);
    if (s.status == ClockStatus::running && clock.due_on) s.days_left = static_cast<int>((*clock.due_on - as_of).count());
    return s;
}

bool is_breach(const ClockRun& clock, const Standing& standing) {
    return clock.rule->kind == ClockKind::limit && clock.rule->bearer != Bearer::family && standing.days_late > 0;
}

std::string_view text_of(WhyNot why) {
    switch (why) {
        case WhyNot::holds: return "it holds";
        case WhyNot::limb_not_for_this_clock: return "the law does not give this limb for this time limit";
        case WhyNot::setting_not_named: return "it does not name the setting that was closed";
        case WhyNot::closure_not_recorded: return "no closure of that setting is recorded in the time claimed";
        case WhyNot::closure_too_short: return "the setting was closed for less than 4 weeks";
        case WhyNot::advice_not_asked_in_window:
            return "its advice was not asked for between one week before it closed and one week before it reopened";
        case WhyNot::absence_too_short: return "the absence was shorter than the law asks";
        case WhyNot::outside_the_period: return "its dates lie outside the time in which the limit ran";
        case WhyNot::appointment_not_missed: return "no missed appointment with that adviser is recorded in its 6 weeks";
        case WhyNot::outside_the_coronavirus_period: return "the limit or the dates lie outside 1 May to 25 September 2020";
        case WhyNot::not_a_limit: return "there is no time limit of the authority or an adviser to disapply";
    }
    return {};
}

std::string message_of(const CaseView& view, const Problem& problem) {
    const auto& rule = rule_of(problem.code);
    if (problem.exemption >= 0) {
        const auto& exemption = view.exemptions[static_cast<std::size_t>(problem.exemption)];
        return fmt::format("{}: limb {} for {}: {}", rule.message, token(*exemption.claim->word<Limb>()), hyphen_token(*exemption.claim->word<ClockId>()),
                           text_of(exemption.why_not));
    }
    if (problem.clock >= 0) return fmt::format("{}: {}", hyphen_token(view.clocks[static_cast<std::size_t>(problem.clock)].rule->id), rule.message);
    return std::string(rule.message);
}

}  // namespace ehcp
