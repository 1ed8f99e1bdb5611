#include "core/time/more_holidays.hpp"

#include <algorithm>

namespace ehcp {

std::vector<Day> holidays_of(const WorkingCalendar& calendar, Day from, Day to) {
    std::vector<Day> holidays;
    for (auto day = std::max(from, calendar.first_day()); day <= std::min(to, calendar.horizon()); day += days{1}) {
        const date::weekday weekday{day};
        if (weekday != date::Saturday && weekday != date::Sunday && !calendar.is_working(day)) holidays.push_back(day);
    }
    return holidays;
}

WorkingCalendar with_more_holidays(const WorkingCalendar& calendar, std::span<const Day> more, std::string version) {
    auto holidays = holidays_of(calendar, calendar.first_day(), calendar.horizon());
    holidays.insert(holidays.end(), more.begin(), more.end());
    return {std::move(version), calendar.first_day(), calendar.horizon(), holidays};
}

}  // namespace ehcp
