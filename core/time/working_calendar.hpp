#pragma once
// The working days of England and Wales: Monday to Friday less the days the calendar names. It covers a stated span
// and gives no answer outside it; nothing is extrapolated. Immutable once made, so threads may share it.

#include <span>
#include <string>
#include <vector>

#include "core/time/day.hpp"

namespace ehcp {

class WorkingCalendar {
public:
    /// `holidays` in any order; days outside [from, to] are ignored. `version` is shown with every calculation.
    WorkingCalendar(std::string version, Day from, Day to, std::span<const Day> holidays);

    const std::string& version() const { return version_; }
    Day first_day() const { return from_; }
    Day horizon() const { return to_; }  ///< the last day it knows
    bool knows(Day day) const { return from_ <= day && day <= to_; }

    /// False for a day outside the span, too: ask knows() first where that matters.
    bool is_working(Day day) const {
        return knows(day) && working_[static_cast<std::size_t>((day - from_).count())];
    }

    /// The day itself, or the first working day after it.
    std::optional<Day> on_or_after(Day day) const;
    /// Counts n working days after (n > 0) or before (n < 0) `from`, which is not counted.
    std::optional<Day> plus(Day from, WorkingDays n) const;
    /// As plus, n > 0, and days for which `skipped(day)` holds are not counted either.
    template <class Skipped>
    std::optional<Day> plus_except(Day from, WorkingDays n, Skipped skipped) const {
        auto day = from;
        for (int left = n.n; left > 0;) {
            day += days{1};
            if (!knows(day)) return std::nullopt;
            if (is_working(day) && !skipped(day)) --left;
        }
        return day;
    }
    /// Working days in (after, to]; the span is clipped to what the calendar knows.
    int count_between(Day after, Day to) const;

private:
    std::string version_;
    Day from_, to_;
    std::vector<bool> working_;
    std::vector<int> working_before_;  // prefix sums of working_, so that count_between is one subtraction
};

}  // namespace ehcp
