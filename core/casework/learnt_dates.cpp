#include "core/casework/learnt_dates.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <set>

#include "core/casework/case_file.hpp"
#include "core/store/imports.hpp"
#include "core/store/lists.hpp"
#include "core/store/scan.hpp"
#include "core/time/more_holidays.hpp"

namespace ehcp::casework {

std::vector<MovedDate> moved_dates(std::string_view reference, const store::CaseIndex& before,
                                   const store::CaseIndex& after) {
    std::vector<MovedDate> moved;
    for (const auto& now : after.clocks) {
        const auto then = std::ranges::find(before.clocks, now.number, &store::IndexedClock::number);
        if (then == before.clocks.end()) continue;
        const auto note = [&](MovedWhat what, std::optional<Day> was, std::optional<Day> is) {
            if (was != is) moved.push_back({std::string(reference), now.clock, what, was, is});
        };
        note(MovedWhat::due, then->due_on, now.due_on);
        note(MovedWhat::lapses, then->lapses_on, now.lapses_on);
        note(MovedWhat::exempt_from, then->exempt_from, now.exempt_from);
    }
    return moved;
}

WorkingCalendar calendar_of(store::Reader& reader, const WorkingCalendar& shipped) {
    const auto learnt = store::learnt_holidays(reader);
    if (learnt.empty()) return shipped;
    std::vector<Day> more;
    Instant last{};
    for (const auto& each : learnt) {
        more.push_back(each.day);
        last = std::max(last, each.learned_at);
    }
    return with_more_holidays(shipped, more,
                              fmt::format("{} and {} learnt by {}", shipped.version(), learnt.size(), text_of(last)));
}

namespace {

std::string detail_of(const LearntHolidays& learnt) {
    boost::json::array dates;
    for (const auto& each : learnt.added) dates.push_back({{"date", text_of(each.day)}, {"title", each.title}});
    return boost::json::serialize(boost::json::object{
        {"dates", std::move(dates)}, {"clocks_moved", learnt.moved.size()}, {"cases_moved", learnt.cases_moved}});
}

/// Every case folded by the new calendar, and its index replaced where that changes it.
void move_dates(store::Transaction& transaction, const WorkingCalendar& calendar, LearntHolidays& learnt) {
    std::vector<std::pair<store::CaseId, store::CaseIndex>> changed;
    const store::ClosureBook closures(transaction);
    std::vector<Closure> buffer;
    store::scan_cases(transaction, {.with_index = true}, [&](const store::ScannedCase& each) {
        const auto view = fold_recorded(each.events, closures.relevant(each.events, buffer), calendar, each.reference);
        auto index = store::index_of_case(each.events, view);
        if (index == *each.index) return;
        auto moved = moved_dates(each.reference, *each.index, index);
        if (!moved.empty()) ++learnt.cases_moved;
        std::ranges::move(moved, std::back_inserter(learnt.moved));
        changed.emplace_back(each.id, std::move(index));
    });
    for (const auto& [id, index] : changed) store::replace_index(transaction, id, index);
}

}  // namespace

LearntHolidays learn_holidays(store::Transaction& transaction, std::span<const store::LearntHoliday> holidays,
                              std::string_view source, const Occasion& occasion, const WorkingCalendar& shipped) {
    LearntHolidays learnt;
    const auto known = store::learnt_holidays(transaction);
    for (const auto& each : holidays) {
        const bool is_shipped = shipped.knows(each.day) && !shipped.is_working(each.day);
        if (is_shipped || std::ranges::find(known, each.day, &store::LearntHoliday::day) != known.end()) continue;
        store::add_holiday(transaction, each);
        learnt.added.push_back(each);
    }
    if (learnt.added.empty()) return learnt;
    move_dates(transaction, calendar_of(transaction, shipped), learnt);
    store::note_import(transaction, {.what = ImportKind::bank_holidays,
                                     .source = std::string(source),
                                     .at = occasion.now,
                                     .actor = occasion.actor,
                                     .created = static_cast<std::int64_t>(learnt.added.size()),
                                     .matched = static_cast<std::int64_t>(holidays.size() - learnt.added.size()),
                                     .rejected = 0,
                                     .detail = detail_of(learnt)});
    return learnt;
}

Result<std::vector<MovedDate>> learn_closures(store::Transaction& transaction,
                                              std::span<const store::SettingClosure> closures,
                                              const WorkingCalendar& calendar, int* looked_at) {
    std::set<store::CaseId> cases;
    for (const auto& closure : closures) {
        if (closure.reopens <= closure.closed_from) {
            return Error{Refusal::bad_date,
                         fmt::format("it closes on {} and reopens on {}; it must reopen later",
                                     text_of(closure.closed_from), text_of(closure.reopens)),
                         "reopens"};
        }
        if (!store::find_setting(transaction, closure.setting)) {
            return Error{
                Refusal::bad_value,
                fmt::format("'{}' is not a setting that is known; enter it first (ehcp settings add)", closure.setting),
                "setting"};
        }
        store::put(transaction, closure);
        for (const auto id : store::cases_asking(transaction, closure.setting)) cases.insert(id);
    }
    std::vector<MovedDate> moved;
    for (const auto id : cases) {  // the date that excuses is in the index
        const auto before = store::read_index(transaction, id);
        const auto opened = open_case(transaction, id, calendar);
        const auto after = store::index_of_case(opened.log.events, opened.view);
        store::replace_index(transaction, id, after);
        std::ranges::move(moved_dates(opened.file.reference, before, after), std::back_inserter(moved));
    }
    if (looked_at) *looked_at = static_cast<int>(cases.size());
    return moved;
}

}  // namespace ehcp::casework
