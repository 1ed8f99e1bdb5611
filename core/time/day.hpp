#pragma once
// Two kinds of time, kept apart by type. Nothing converts between them but LegalZone (legal_zone.hpp), because the
// answer depends on the zone and, twice a year, on daylight saving. The same for the lengths in which statutes are
// written: three months are not ninety days, so they neither convert nor compare.

#include <date/date.h>

#include <optional>
#include <string>
#include <string_view>

namespace ehcp {

using Instant = date::sys_seconds;  ///< a moment, the same for everyone: the audit trail
using Day = date::local_days;       ///< a square on the wall calendar: every statutory count
using date::days;

template <class Unit>
struct Count {
    int n;
    friend constexpr bool operator==(Count, Count) = default;
};
using Weeks = Count<struct WeekUnit>;
using CalendarDays = Count<struct DayUnit>;
using Months = Count<struct MonthUnit>;
using WorkingDays = Count<struct WorkingDayUnit>;

/// "2026-02-23" and nothing else; no answer for a date that does not exist (2026-02-30) or a year outside 1900–2199.
std::optional<Day> day_from(std::string_view text);

std::string text_of(Day day);       ///< "2026-02-23"
std::string long_text_of(Day day);  ///< "23 February 2026"

/// "2026-02-23T10:00:00Z", to the second, always UTC.
std::optional<Instant> instant_from(std::string_view text);
std::string text_of(Instant moment);

constexpr Day day_of(date::year_month_day ymd) { return Day{ymd}; }
constexpr date::year_month_day parts_of(Day day) { return date::year_month_day{day}; }

/// The corresponding date n months on (or back, n < 0); where that month has no such date, its last day.
constexpr Day corresponding_date(Day from, int n) {
    const auto ymd = parts_of(from);
    const auto month = ymd.year() / ymd.month() + date::months{n};
    const auto last = (month / date::last).day();
    return Day{month / (ymd.day() < last ? ymd.day() : last)};
}

/// A limit is missed once its last day is over, not during it. The one predicate for every list, label and job.
constexpr bool is_missed(Day last_day, Day today) { return today > last_day; }

}  // namespace ehcp
