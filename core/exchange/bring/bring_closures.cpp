#include "core/exchange/bring/bring_closures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/store/imports.hpp"

namespace ehcp::exchange {
namespace {

/// What the writer undoes in a dry run: nothing was wrong.
Error only_looked() { return {Refusal::not_available, "a dry run is not kept"}; }

class Closer {
public:
    Closer(const ClosuresFile& file, const ClosuresOrder& order) : file_(file), order_(order) {}

    Result<ClosuresReport> run(store::Transaction& transaction) {
        report_.faults = file_.faults;
        for (const auto& found : file_.closures) {
            if (!found.setting.empty())
                take(transaction, found, found.setting);
            else if (order_.settings.empty())
                return Error{Refusal::missing_field,
                             fmt::format("line {} names no setting; say of which it is with --setting", found.line),
                             "--setting"};
            else
                for (const auto& setting : order_.settings) take(transaction, found, setting);
        }
        const auto moved = casework::learn_closures(transaction, new_, order_.occasion.calendar);
        if (moved.has_error()) return moved.error();
        report_.moved = *moved;
        if (!new_.empty())
            store::note_import(transaction, {.what = ImportKind::closures,
                                             .source = order_.source,
                                             .at = order_.occasion.now,
                                             .actor = order_.occasion.actor,
                                             .created = static_cast<std::int64_t>(new_.size()),
                                             .matched = static_cast<std::int64_t>(report_.same),
                                             .rejected = static_cast<std::int64_t>(report_.faults.size())});
        return std::move(report_);
    }

private:
    void take(store::Transaction& transaction, const FoundClosure& found, const std::string& setting) {
        const auto fault = [&](std::string why, std::string remedy) {
            report_.faults.push_back({found.line, setting, {}, std::move(why), std::move(remedy)});
        };
        if (!store::find_setting(transaction, setting))
            return fault(fmt::format("'{}' is not a setting that is known", setting),
                         "make it known first: 'ehcp import settings' or 'ehcp settings add'");
        if (const auto [first, is_new] = seen_.emplace(std::pair{setting, found.closed_from}, found.line); !is_new)
            return fault(fmt::format("line {} also closes it on {}", first->second, text_of(found.closed_from)),
                         "leave one of them out");
        std::optional<Day> before;
        for (const auto& known : store::closures_of(transaction, setting)) {
            if (known.closed_from == found.closed_from) before = known.reopens;
        }
        if (before == found.reopens) {
            ++report_.same;
            return;
        }
        report_.entered.push_back({setting, found.closed_from, found.reopens, found.what, before});
        new_.push_back({setting, found.closed_from, found.reopens,
                        found.what.empty() ? order_.source : fmt::format("{}: {}", order_.source, found.what),
                        order_.occasion.now});
    }

    const ClosuresFile& file_;
    const ClosuresOrder& order_;
    std::map<std::pair<std::string, Day>, std::size_t> seen_;
    std::vector<store::SettingClosure> new_;
    ClosuresReport report_;
};

}  // namespace

Result<ClosuresReport> bring_closures(store::Writer& writer, const ClosuresFile& file, const ClosuresOrder& order) {
    Result<ClosuresReport> report{ClosuresReport{}};
    writer.perform([&](store::Transaction& transaction) -> Result<int> {
        report = Closer(file, order).run(transaction);
        if (report.has_error()) return report.error();
        if (order.dry_run) return only_looked();
        return 0;
    });
    return report;
}

}  // namespace ehcp::exchange
