#include "core/exchange/write_demonstration.hpp"

#include <fmt/format.h>

#include "core/store/registers.hpp"
#include "core/store/scan.hpp"

namespace ehcp::exchange {
namespace {

/// Large enough that commits do not count, small enough that the progress bar moves and memory stays flat.
constexpr std::size_t cases_in_group = 2000;

Result<int> write_authority(store::Transaction& transaction, const InventedAuthority& authority) {
    if (const auto there = store::totals(transaction).cases; there > 0) {
        return Error{Refusal::conflict,
                     fmt::format("the record already holds {} cases; a demonstration goes into an empty one (name another with --db)", there)};
    }
    for (const auto& each : authority.settings()) store::put(transaction, each);
    for (const auto& each : authority.closures()) store::put(transaction, each);
    for (const auto& each : authority.bodies()) store::put(transaction, each);
    for (const auto& each : authority.teams()) store::put(transaction, each);
    for (const auto& each : authority.caseworkers()) store::put(transaction, each);
    return 0;
}

Result<Written> write_group(store::Transaction& transaction, std::span<const DemonstrationCase> group, const WorkingCalendar& calendar, Day today) {
    Written written;
    Fold fold(calendar);
    for (const auto& each : group) {
        const auto imported = casework::import_case(transaction, each, fold, today);
        if (!imported) return imported.error();
        if (!each.no_upn_because.empty()) store::keep_why_no_upn(transaction, imported->person, each.no_upn_because);
        if (each.facts != store::PlanFacts{}) store::insert_plan_facts(transaction, imported->id, each.facts);
        ++written.cases;
        written.events += each.events.size();
    }
    return written;
}

}  // namespace

Result<Written> write_demonstration(store::Writer& writer, Demonstration& demonstration, const WorkingCalendar& calendar,
                                    const std::function<void(Written)>& progress) {
    if (const auto ready = writer.perform([&](store::Transaction& t) { return write_authority(t, demonstration.authority()); }); !ready) return ready.error();

    Written total;
    std::future<Result<Written>> under_way;
    const auto finish = [&]() -> Result<void> {
        if (!under_way.valid()) return {};
        const auto written = under_way.get();
        if (!written) return written.error();
        total.cases += written->cases;
        total.events += written->events;
        progress(total);
        return {};
    };
    // Two groups: one is made while the other is written.
    std::array<std::vector<DemonstrationCase>, 2> groups;
    for (auto& group : groups) group.resize(cases_in_group);
    for (std::size_t turn = 0;; turn = 1 - turn) {
        auto& group = groups[turn];
        std::size_t made = 0;
        while (made < group.size() && demonstration.next(group[made])) ++made;
        if (const auto finished = finish(); !finished) return finished.error();
        if (made == 0) return total;
        under_way = writer.submit([&calendar, &group, made, today = demonstration.period().last](store::Transaction& transaction) {
            return write_group(transaction, {group.data(), made}, calendar, today);
        });
    }
}

}  // namespace ehcp::exchange
