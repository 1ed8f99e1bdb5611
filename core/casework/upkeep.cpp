// Keeping the indexes true when something other than a log changes: a closure learnt, or all of them made anew.

#include "core/casework/learnt_dates.hpp"
#include "core/casework/record.hpp"
#include "core/casework/verify.hpp"
#include "core/store/registers.hpp"
#include "core/store/scan.hpp"

namespace ehcp::casework {

Result<int> learn_closure(store::Transaction& transaction, const store::SettingClosure& closure,
                          const WorkingCalendar& calendar) {
    int looked_at = 0;
    const auto moved = learn_closures(transaction, {&closure, 1}, calendar, &looked_at);
    if (moved.has_error()) return moved.error();
    return looked_at;
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
