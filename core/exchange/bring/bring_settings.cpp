#include "core/exchange/bring/bring_settings.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "core/store/registers.hpp"

namespace ehcp::exchange {
namespace {

constexpr std::size_t rows_in_group = 2000;

struct Known {
    store::Setting setting;
    std::optional<store::RegisteredSetting> registered;
};
using KnownSettings = std::unordered_map<std::string, Known>;

KnownSettings known_settings(store::Reader& reader) {
    KnownSettings known;
    for (auto& each : store::all_settings(reader)) known[each.urn].setting = each;
    for (auto& each : store::all_registered(reader)) known[each.urn].registered = each;
    return known;
}

bool says_the_same(const Known& known, const ExtractRow& row, Instant learned_at) {
    if (!known.registered || known.setting.name != row.name || known.setting.phase != row.phase) return false;
    auto before = *known.registered, after = row.registered;
    before.learned_at = after.learned_at = learned_at;
    return before == after;
}

}  // namespace

Result<SettingsReport> bring_settings(store::Readers& readers, store::Writer& writer, SettingsExtract& extract,
                                      const SettingsOrder& order) {
    SettingsReport report;
    auto known = readers.read([](store::Reader& reader) { return known_settings(reader); });
    std::unordered_map<std::string, std::size_t> seen;
    std::vector<ExtractRow> group;
    std::size_t created = 0, changed = 0;  // of the group
    const auto write = [&] {
        report.created += std::exchange(created, 0);
        report.changed += std::exchange(changed, 0);
        if (!order.dry_run && !group.empty()) {
            writer
                .perform([&](store::Transaction& transaction) -> Result<int> {
                    for (const auto& row : group) {
                        store::put(transaction, store::Setting{row.registered.urn, row.name, row.phase});
                        store::put(transaction, row.registered);
                    }
                    return 0;
                })
                .value();
        }
        group.clear();
    };
    for (ExtractRow row;;) {
        const auto more = extract.next(row);
        if (more.has_error()) return more.error();
        if (!*more) break;
        ++report.rows;
        order.progress(extract.bytes() - extract.bytes_left());
        const auto& urn = row.registered.urn;
        if (row.faults.empty()) {
            const auto [first, is_new] = seen.emplace(urn, row.line);
            if (!is_new)
                row.faults.push_back({row.line, urn, "column 'URN'",
                                      fmt::format("line {} has the same number", first->second),
                                      "leave one of them out"});
        }
        if (!row.faults.empty()) {
            // Of another authority's faults nobody here need hear.
            if (!order.la.empty() && row.registered.la != order.la && !row.registered.la.empty()) {
                ++report.passed_over;
                continue;
            }
            ++report.rejected;
            std::ranges::move(row.faults, std::back_inserter(report.faults));
            continue;
        }
        const auto before = known.find(urn);
        const bool is_known = before != known.end();
        if (!is_known &&
            ((!order.la.empty() && row.registered.la != order.la) || (!order.with_closed && !row.is_open()))) {
            ++report.passed_over;
            continue;
        }
        row.registered.learned_at = order.occasion.now;
        if (is_known && says_the_same(before->second, row, order.occasion.now)) {
            ++report.same;
            continue;
        }
        ++(is_known ? changed : created);
        group.push_back(row);
        if (group.size() < rows_in_group) continue;
        if (order.stopped()) break;
        write();
    }
    report.was_stopped = order.stopped();
    if (!report.was_stopped) write();
    if (!order.dry_run && report.created + report.changed > 0) {
        writer
            .perform([&](store::Transaction& transaction) -> Result<int> {
                store::note_import(transaction, {.what = ImportKind::settings,
                                                 .source = "Get Information About Schools",
                                                 .at = order.occasion.now,
                                                 .actor = order.occasion.actor,
                                                 .created = static_cast<std::int64_t>(report.created),
                                                 .matched = static_cast<std::int64_t>(report.changed + report.same),
                                                 .rejected = static_cast<std::int64_t>(report.rejected)});
                return 0;
            })
            .value();
    }
    return report;
}

}  // namespace ehcp::exchange
