#pragma once
// From a rule and the days it counts from to a last day, and to the sentence that says how. One description of the sum
// (Sum) serves both, so that the sentence cannot say anything but what was computed.

#include "core/engine/case_view.hpp"

namespace ehcp {

/// One way in which a last day comes about.
struct Sum {
    enum class By : std::uint8_t {
        counting,            ///< period and counting from a day
        working_days_left_out,  ///< working days outside August and 25 December – 1 January
        fixed_date,          ///< "before 15 February": the day before
        given_date,          ///< a date directed, agreed, or the move itself
        beyond_horizon       ///< which of two ways applies depends on working days that the calendar does not know
    } by;
    Period period{CalendarDays{0}};
    Counting counting = Counting::excl;
    Day from{};
    std::string_view what{};  ///< what happened on that day, where the sentence should say so
};

/// The sums whose latest result counts; one, but for the appeal and the review after a transfer.
struct Sums {
    Sum first;
    std::optional<Sum> second;
};

/// "6 weeks"
std::string length_of(Period period);

Sums sums_of(const ClockRun& clock, const WorkingCalendar& calendar);
std::optional<Day> last_day_of(const Sum& sum, const WorkingCalendar& calendar);
/// The last day of the clock, after rule 12 where the rule rolls.
std::optional<Day> last_day_of(const ClockRun& clock, const WorkingCalendar& calendar);

/// Rule 12 of the Tribunal's rules, applied once: off August, off 25 December – 1 January, off a non-working day.
std::optional<Day> rolled_by_rule_12(Day day, const WorkingCalendar& calendar);
/// A day in August or from 25 December to 1 January.
bool is_left_out_by_tribunal(Day day);

}  // namespace ehcp
