// Keeping the indexes true when something other than a log changes: a closure learnt, or all of them made anew.

#include <fmt/format.h>

#include "core/casework/record.hpp"
#include "core/casework/verify.hpp"
#include "core/store/lists.hpp"
#include "core/store/registers.hpp"
#include "core/store/scan.hpp"

namespace ehcp::casework {

Result<int> learn_closure(store::Transaction& transaction, const store::SettingClosure& closure,
                          const WorkingCalendar& calendar) {
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
    const auto cases = store::cases_asking(transaction, closure.setting);
    for (const auto id : cases) {  // the date that excuses is in the index
        const auto opened = open_case(transaction, id, calendar);
        store::replace_index(transaction, id, store::index_of_case(opened.log.events, opened.view));
    }
    return static_cast<int>(cases.size());
}

std::int64_t rebuild(store::Connection& connection, const WorkingCalendar& calendar,
                     const std::function<void(std::int64_t done)>& progress) {
    constexpr std::int64_t together = 1000;
    std::int64_t differed = 0;
    std::int64_t last = 0;
    for (std::int64_t from = 1, to = together; from == 1 || from <= last; from = to + 1, to += together) {
        store::Transaction transaction(connection);
        last = store::totals(transaction).cases;
        std::vector<std::pair<store::CaseId, store::CaseIndex>> changed;
        const store::ClosureBook closures(transaction);
        std::vector<Closure> buffer;
        store::scan_cases(
            transaction, {.first = {from}, .last = {to}, .with_index = true}, [&](const store::ScannedCase& each) {
                const auto view =
                    fold_recorded(each.events, closures.relevant(each.events, buffer), calendar, each.reference);
                auto index = store::index_of_case(each.events, view);
                if (index != *each.index) changed.emplace_back(each.id, std::move(index));
            });
        for (const auto& [id, index] : changed) store::replace_index(transaction, id, index);
        transaction.commit();
        differed += static_cast<std::int64_t>(changed.size());
        if (progress) progress(std::min(to, last));
    }
    return differed;
}

}  // namespace ehcp::casework
