#pragma once
// A calendar with more days that are not worked: added, never taken away.

#include "core/time/working_calendar.hpp"

namespace ehcp {

WorkingCalendar with_more_holidays(const WorkingCalendar& calendar, std::span<const Day> more, std::string version);

/// The days from Monday to Friday that are not worked, in [from, to] as far as the calendar knows them.
std::vector<Day> holidays_of(const WorkingCalendar& calendar, Day from, Day to);

}  // namespace ehcp
