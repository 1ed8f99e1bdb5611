#include "core/time/working_calendar.hpp"

#include <algorithm>

namespace ehcp {

WorkingCalendar::WorkingCalendar(std::string version, Day from, Day to, std::span<const Day> holidays)
    : version_(std::move(version)), from_(from), to_(to) {
    const auto length = static_cast<std::size_t>((to - from).count() + 1);
    working_.resize(length);
    for (std::size_t i = 0; i < length; ++i) {
        const date::weekday weekday{from + days{static_cast<int>(i)}};
        working_[i] = weekday != date::Saturday && weekday != date::Sunday;
    }
    for (const Day day : holidays) {
        if (knows(day)) working_[static_cast<std::size_t>((day - from_).count())] = false;
    }
    working_before_.resize(length + 1);
    for (std::size_t i = 0; i < length; ++i) working_before_[i + 1] = working_before_[i] + (working_[i] ? 1 : 0);
}

std::optional<Day> WorkingCalendar::on_or_after(Day day) const {
    for (; knows(day); day += days{1}) {
        if (is_working(day)) return day;
    }
    return std::nullopt;
}

std::optional<Day> WorkingCalendar::plus(Day from, WorkingDays n) const {
    const auto step = days{n.n < 0 ? -1 : 1};
    auto day = from;
    for (int left = std::abs(n.n); left > 0;) {
        day += step;
        if (!knows(day)) return std::nullopt;
        if (is_working(day)) --left;
    }
    return day;
}

int WorkingCalendar::count_between(Day after, Day to) const {
    const auto first = std::clamp(after + days{1}, from_, to_ + days{1});
    const auto past_last = std::clamp(to + days{1}, from_, to_ + days{1});
    if (past_last <= first) return 0;
    return working_before_[static_cast<std::size_t>((past_last - from_).count())] -
           working_before_[static_cast<std::size_t>((first - from_).count())];
}

}  // namespace ehcp
