#pragma once
// The events of an iCalendar file (RFC 5545) that last whole days: school holidays and closures as councils publish
// them.

#include <vector>

#include "core/engine/result.hpp"
#include "core/time/day.hpp"

namespace ehcp::exchange {

struct CalendarEntry {
    std::size_t line = 0;  ///< where its BEGIN:VEVENT stands
    std::string summary;   ///< empty where it has none
    Day from{}, until{};   ///< `until` is the day after the last
    friend bool operator==(const CalendarEntry&, const CalendarEntry&) = default;
};

struct CalendarFault {
    std::size_t line = 0;
    std::string why;
};

struct CalendarFile {
    std::vector<CalendarEntry> entries;
    std::vector<CalendarFault> faults;  ///< events that were left out: without dates, of hours only, repeating
};

/// Refuses what is no calendar, or cut short.
Result<CalendarFile> read_calendar_file(std::string_view bytes, std::string_view name);

}  // namespace ehcp::exchange
