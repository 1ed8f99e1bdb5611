#pragma once
// What a log amounts to: procedures, clocks, exemptions and problems. A pure function of the facts; *today* comes in only
// through the functions that take `as_of`, so that one fold serves every night and every list.

#include <vector>

#include "core/engine/event.hpp"
#include "core/law/law.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp {

struct ProcedureRun {
    ProcedureKind kind;
    State state;
    Day opened_on;
    std::optional<Day> ended_on;
    int origin = -1;                   ///< of a dispute: the procedure whose decision is in dispute
    const Event* opened_by = nullptr;  ///< of a dispute: the decision
    std::optional<Day> lapses_after;   ///< a dispute without an appeal is over once the time to appeal is
    // What the conditions of core/law ask about.
    bool drafted = false, appealed = false, agreement = false;
    bool recommendation_pending = false;
    std::uint8_t advised = 0;          ///< bit per Adviser: advice received or dispensed with
    int appeal_clock = -1;
};

/// A procedure came into a state: the history of its stages. An end that comes by time alone is none (see state_on).
struct Move {
    std::int16_t procedure;
    State to;
    Day on;
};

/// One run of one clock.
struct ClockRun {
    const ClockRule* rule;
    int procedure;              ///< index into CaseView::procedures
    int event;                  ///< number of the event that started it
    const Event* trigger;
    Day trigger_on;
    std::optional<Day> second;  ///< a later date that the same run also counts from (see ClockRule::renewed_by)
    std::optional<Day> due_on;  ///< none beyond the calendar's horizon
    std::optional<Day> satisfied_on;
    std::optional<Day> stopped_on;
    std::optional<Day> lapses_on;  ///< stopped by time on that day, unless something happens first
    int exemption = -1;            ///< index into CaseView::exemptions: a valid one, else the last claimed

    bool is_open() const { return !satisfied_on && !stopped_on; }
    bool runs_by_time() const { return rule->kind == ClockKind::window || rule->bearer == Bearer::family; }
    std::optional<Adviser> adviser() const { return rule->per == Per::adviser ? trigger->word<Adviser>() : std::nullopt; }
    std::string_view body() const { return rule->per == Per::adviser ? trigger->text(Field::body) : std::string_view{}; }
    std::string_view setting() const { return rule->per != Per::procedure ? trigger->text(Field::setting) : std::string_view{}; }
};

/// Why a claimed limb does not hold.
EHCP_TOKENS(WhyNot,
    holds, limb_not_for_this_clock, setting_not_named, closure_not_recorded, closure_too_short, advice_not_asked_in_window,
    absence_too_short, outside_the_period, appointment_not_missed, outside_the_coronavirus_period, not_a_limit);

struct Exemption {
    const Event* claim;
    int event;  ///< its number
    int clock;  ///< index into CaseView::clocks
    std::optional<Day> ended_on;
    std::optional<Day> valid_from;  ///< counts as exempt on and after this day; none: never
    WhyNot why_not = WhyNot::holds;

    bool is_valid(Day as_of) const { return valid_from && *valid_from <= as_of; }
};

struct Problem {
    int event;
    ProblemCode code;
    int clock = -1;                ///< calendar-horizon
    int exemption = -1;            ///< exemption-not-valid
    std::optional<Day> until;      ///< put right by time on this day (an absence that goes on)
    bool stands(Day as_of) const { return !until || as_of < *until; }
};

struct CaseView {
    std::vector<ProcedureRun> procedures;
    std::vector<Move> moves;       ///< in the order in which they happened, opening included
    std::vector<ClockRun> clocks;  ///< in the order in which they started
    std::vector<Exemption> exemptions;
    std::vector<Problem> problems;
    std::vector<std::int16_t> taken_by;  ///< for each event of the log: the procedure that took it, or -1
    bool died = false;
    std::optional<Day> assessed_on;  ///< the last assessment's refusal to issue or final plan

    void clear();
};

struct Standing {
    ClockStatus status;
    std::optional<Day> stopped_on;
    std::optional<int> days_left;  ///< while running
    int days_late;
    bool exempt;
};

State state_on(const ProcedureRun& procedure, Day as_of);
std::optional<Day> ended_on(const ProcedureRun& procedure, Day as_of);
Standing standing_of(const CaseView& view, const ClockRun& clock, Day as_of);

/// A breach that is happening or has happened: overdue, late, or stopped after its last day. Never of a right or a target.
bool is_breach(const ClockRun& clock, const Standing& standing);

/// "6 weeks after 12 January 2026, that day not counted": from the same reckoning that made due_on.
std::string working_of(const ClockRun& clock, const WorkingCalendar& calendar);

std::string_view text_of(WhyNot why);
std::string message_of(const CaseView& view, const Problem& problem);

}  // namespace ehcp
