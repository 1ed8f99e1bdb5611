// The sentences that show how a date came about.
#include <fmt/format.h>

#include "core/engine/reckoning.hpp"

namespace ehcp {
namespace {

std::string sentence(const Sum& s) {
    const auto day = long_text_of(s.from);
    const auto anchor = s.what.empty() ? day : fmt::format("{} on {}", s.what, day);
    switch (s.by) {
        case Sum::By::given_date: return fmt::format("{}: {}", s.what, day);
        case Sum::By::fixed_date: return fmt::format("before {}, in the calendar year of the transfer", long_text_of(s.from + days{1}));
        case Sum::By::working_days_left_out:
            return fmt::format("{} after {}, that day not counted, leaving out August and 25 December to 1 January", length_of(s.period), anchor);
        case Sum::By::beyond_horizon:
        case Sum::By::counting: break;
    }
    switch (s.counting) {
        case Counting::excl: return fmt::format("{} after {}, that day not counted", length_of(s.period), anchor);
        case Counting::incl: return fmt::format("{} beginning with {}, that day counted", length_of(s.period), anchor);
        case Counting::before: return fmt::format("{} before {}, that day not counted", length_of(s.period), s.what.empty() ? "the meeting on " + day : anchor);
    }
    return {};
}

}  // namespace

std::string length_of(Period period) {
    constexpr std::array names = {"day", "week", "month", "working day"};
    return fmt::format("{} {}{}", period.n, names[static_cast<std::size_t>(period.unit)], period.n == 1 ? "" : "s");
}

std::string working_of(const ClockRun& clock, const WorkingCalendar& calendar) {
    const auto sums = sums_of(clock, calendar);
    const auto first = last_day_of(sums.first, calendar);
    std::string text = sentence(sums.first);
    auto last = first;
    if (sums.second) {
        const auto second = last_day_of(*sums.second, calendar);
        if (first && second) {
            text = fmt::format("the later of {} ({}) and {} ({})", text, long_text_of(*first), sentence(*sums.second), long_text_of(*second));
            last = std::max(*first, *second);
        }
    }
    if (!clock.due_on)
        return fmt::format("{}: the calendar of working days ends on {}, so no date can be given", text, long_text_of(calendar.horizon()));
    if (last && *last != *clock.due_on) text += fmt::format("; that is {}, which rule 12 moves to the next working day it allows", long_text_of(*last));
    return text;
}

}  // namespace ehcp
