#include "core/casework/today.hpp"

namespace ehcp::casework {
namespace {

Day sunday_of(Day today) {
    const auto weekday = date::weekday(today).iso_encoding();  // Monday 1 … Sunday 7
    return today + days{7 - static_cast<int>(weekday)};
}

}  // namespace

Worklist worklist_of(Band band, const TodayFilter& filter, Day today) {
    Worklist list{.team = filter.team, .caseworker = filter.caseworker, .setting = filter.setting, .clock = filter.clock};
    list.whose = band == Band::waiting_for_others ? store::Whose::others : store::Whose::ours;
    const auto sunday = sunday_of(today);
    switch (band) {
        case Band::overdue: list.overdue = true; break;
        case Band::due_today:
            list.due_from = today;
            list.due_before = today + days{1};
            break;
        case Band::this_week:
            list.due_from = today + days{1};
            list.due_before = sunday + days{1};
            break;
        case Band::next_two_weeks:
            list.due_from = sunday + days{1};
            list.due_before = sunday + days{15};
            break;
        case Band::waiting_for_others: break;
    }
    return list;
}

std::vector<BandOfWork> todays_work(store::Reader& reader, const TodayFilter& filter, Day today, int rows_of_each) {
    std::vector<BandOfWork> work;
    for (const auto band : all<Band>()) {
        auto list = worklist_of(band, filter, today);
        list.limit = rows_of_each;
        auto page = worklist(reader, list, today).value();
        BandOfWork part{.band = band, .rows = std::move(page.rows), .count = 0};
        part.count = static_cast<int>(part.rows.size());
        if (!page.next.empty()) {
            const auto counted = count_of(reader, list, today, counted_of_a_band + 1);
            part.count = std::min(counted, counted_of_a_band);
            part.is_more = counted > counted_of_a_band;
        }
        work.push_back(std::move(part));
    }
    return work;
}

Result<Page<Due>> work_in(store::Reader& reader, Band band, const TodayFilter& filter, Day today, std::string cursor,
                          int limit) {
    auto list = worklist_of(band, filter, today);
    list.cursor = std::move(cursor);
    list.limit = limit;
    return worklist(reader, list, today);
}

}  // namespace ehcp::casework
