#pragma once
// What a desk has before it: open clocks by when they are due, ours apart from what others owe us. In bands, so that a
// day begins with what is late; each band has its first rows and how many there are.

#include "core/casework/search.hpp"

namespace ehcp {
EHCP_TOKENS(Band, overdue, due_today, this_week, next_two_weeks, waiting_for_others);
}

namespace ehcp::casework {

struct TodayFilter {
    std::string team = {}, caseworker = {}, setting = {};  ///< empty: any
    std::optional<ClockId> clock = {};
};

struct BandOfWork {
    Band band{};
    std::vector<Due> rows;
    int count = 0;
    bool is_more = false;  ///< than `count`: nobody counted on
};

/// The most that is counted of a band.
inline constexpr int counted_of_a_band = 500;

/// What a band holds, as a worklist of its own. `this_week` ends with the Sunday of the week of `today`,
/// `next_two_weeks` two weeks later.
Worklist worklist_of(Band band, const TodayFilter& filter, Day today);

std::vector<BandOfWork> todays_work(store::Reader& reader, const TodayFilter& filter, Day today, int rows_of_each);

/// One band, in pages.
Result<Page<Due>> work_in(store::Reader& reader, Band band, const TodayFilter& filter, Day today, std::string cursor,
                          int limit);

}  // namespace ehcp::casework
