#include "core/reporting/integrity/clocks.hpp"

#include <fmt/format.h>

#include "core/reporting/stages.hpp"

namespace ehcp::reporting {
namespace {

/// Once a dispute is with a mediator or the Tribunal, their timetable is not a clock of the law.
constexpr States with_others = {State::mediating, State::appealed, State::opposed};

bool is_open(const ClockRun& clock, Day as_of) {
    return clock.is_open() && !(clock.lapses_on && as_of >= *clock.lapses_on);
}

}  // namespace

void LiveCaseWithoutOpenClock::examine(const CaseExamined& examined, Findings& findings) const {
    const CaseView& view = examined.view;
    if (std::ranges::any_of(view.clocks, [&](const ClockRun& clock) { return is_open(clock, examined.as_of); })) return;
    for (const ProcedureRun& run : view.procedures) {
        const State state = state_on(run, examined.as_of);
        const bool lives = state == State::maintained ||
                           (!law::is_end(state) && !resting_states.has(state) && !with_others.has(state));
        if (lives)
            return find(findings, examined.facts.reference,
                        fmt::format("its {} is {}, and no clock runs", token(run.kind), token(state)));
    }
}

void ClosedCaseWithOpenClock::examine(const CaseExamined& examined, Findings& findings) const {
    const CaseView& view = examined.view;
    for (const ClockRun& clock : view.clocks) {
        if (!is_open(clock, examined.as_of) || clock.rule->outlives) continue;
        const ProcedureRun& run = view.procedures[static_cast<std::size_t>(clock.procedure)];
        const State state = state_on(run, examined.as_of);
        // A clock that runs by time is not stopped by the end of what it belonged to.
        if (!law::is_end(state) || clock.runs_by_time()) continue;
        find(
            findings, examined.facts.reference,
            fmt::format("{} is open, though its {} is {}", hyphen_token(clock.rule->id), token(run.kind), token(state)),
            clock.event);
    }
}

void CalendarHorizon::examine_whole(const WholeExamined& whole, Findings& findings) const {
    const auto left = (whole.calendar.horizon() - whole.as_of).count();
    if (left < least.count())
        find(findings, "",
             fmt::format("the calendar of working days ends on {}, {} days ahead; {} are needed",
                         text_of(whole.calendar.horizon()), left, least.count()));
}

}  // namespace ehcp::reporting
