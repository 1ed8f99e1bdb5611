#include "core/casework/verify.hpp"

#include <fmt/format.h>

#include <future>
#include <memory>

#include "core/casework/case_file.hpp"
#include "core/casework/seal_blocks.hpp"
#include "core/store/registers.hpp"
#include "core/store/scan.hpp"

namespace ehcp::casework {
namespace {

constexpr auto restore =
    "restore the case from the last backup in which it verifies, and find out who could write to the file";
constexpr auto make_again = "run ehcp rebuild; if it comes back, report it as a fault of the program";

/// What one thread finds in its part of the cases.
class PartCheck {
public:
    PartCheck(store::Reader& reader, const WorkingCalendar& calendar, const std::vector<store::Seal>& seals,
              std::int64_t entries)
        : reader_(reader),
          fold_(calendar),
          closures_(reader),
          seals_(seals),
          blocks_(seals.size() + 1),
          seen_(static_cast<std::size_t>(entries)) {}

    void run(store::ScanRange range) {
        range.check_chain = true;
        range.with_index = true;
        events += store::scan_cases(reader_, range, [this](const store::ScannedCase& each) { one_case(each); });
    }

    std::int64_t cases = 0, events = 0;
    std::vector<Finding> findings;

    /// Of the log as sealed by number `which`; the last is the log as it is.
    SealBlocks& blocks(std::size_t which) { return blocks_[which]; }
    const std::vector<bool>& entries_seen() const { return seen_; }

private:
    void one_case(const store::ScannedCase& each) {
        ++cases;
        for (const auto& recorded : each.recorded) note_entry(each, recorded);
        for (std::size_t i = 0; i < blocks_.size(); ++i) add_head(each, i);
        if (each.broken_at) {
            add(RecordCheck::chain, each, each.broken_at,
                fmt::format("event {} of {}: {}", *each.broken_at, each.reference, each.broken_because), restore);
            return;
        }
        check_index(each);
        check_texts(each);
    }

    void note_entry(const store::ScannedCase& each, const store::Recorded& recorded) {
        if (recorded.entry < 1 || recorded.entry > static_cast<std::int64_t>(seen_.size()))
            return;  // entered since we began
        auto seen = seen_[static_cast<std::size_t>(recorded.entry - 1)];
        if (seen)
            add(RecordCheck::entries, each, std::nullopt,
                fmt::format("entry {} of the log is there twice, once in {}", recorded.entry, each.reference), restore);
        seen = true;
    }

    void add_head(const store::ScannedCase& each, std::size_t which) {
        const auto until = which < seals_.size() ? seals_[which].entries : static_cast<std::int64_t>(seen_.size());
        for (auto seq = each.recorded.size(); seq-- > 0;) {
            if (each.recorded[seq].entry > until) continue;
            blocks_[which].add(each.id, static_cast<int>(seq), each.recorded[seq].hash);
            return;
        }
    }

    void check_index(const store::ScannedCase& each) {
        const auto folded =
            fold_(each.events, closures_.relevant(each.events, buffer_), day_of(date::year{2199} / 12 / 31), view_);
        if (folded.has_error()) {
            add(RecordCheck::index, each, folded.error().event,
                fmt::format("the log of {} is not one that can have happened: {}", each.reference,
                            folded.error().message),
                "correct the entry with a corrected event; if the rules have changed, report it as a fault of the "
                "program");
            return;
        }
        const auto difference = store::difference(*each.index, store::index_of_case(each.events, view_));
        if (!difference.empty())
            add(RecordCheck::index, each, std::nullopt,
                fmt::format("the indexes of {} are not those of its log: {}", each.reference, difference), make_again);
    }

    void check_texts(const store::ScannedCase& each) {
        if (std::ranges::none_of(each.recorded, &store::Recorded::has_text)) return;
        for (const auto& fault : store::text_faults(reader_, each.id)) {
            add(RecordCheck::texts, each, fault.seq,
                fmt::format("the free text of event {} of {} {}", fault.seq, each.reference, fault.what), restore);
        }
    }

    void add(RecordCheck check, const store::ScannedCase& each, std::optional<int> event, std::string message,
             std::string_view remedy) {
        findings.push_back({check, std::string(each.reference), event, std::move(message), std::string(remedy)});
    }

    store::Reader& reader_;
    Fold fold_;
    store::ClosureBook closures_;
    const std::vector<store::Seal>& seals_;
    std::vector<SealBlocks> blocks_;
    std::vector<bool> seen_;
    std::vector<Closure> buffer_;
    CaseView view_;
};

void check_entries(const std::vector<bool>& seen, Verification& verification) {
    constexpr int most = 20;
    int missing = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i] || ++missing > most) continue;
        verification.findings.push_back(
            {RecordCheck::entries, {}, std::nullopt, fmt::format("entry {} of the log is missing", i + 1), restore});
    }
    if (missing > most)
        verification.findings.push_back({RecordCheck::entries,
                                         {},
                                         std::nullopt,
                                         fmt::format("{} entries of the log are missing in all", missing),
                                         restore});
}

void check_storage(store::Reader& reader, Verification& verification) {
    for (const auto& fault : store::storage_faults(reader)) {
        verification.findings.push_back(
            {RecordCheck::storage, {}, std::nullopt, fault, "restore the database from a backup"});
    }
    for (const auto& orphan : store::orphan_rows(reader)) {
        verification.findings.push_back({RecordCheck::foreign_keys, {}, std::nullopt, orphan, restore});
    }
}

}  // namespace

Verification verify(store::Readers& readers, const WorkingCalendar& calendar, const std::vector<store::Seal>& given,
                    int threads) {
    Verification verification;
    auto seals = given;
    std::vector<store::ScanRange> ranges;
    std::int64_t entries = 0;
    readers.read([&](store::Reader& reader) {
        check_storage(reader, verification);
        if (auto kept = store::all_seals(reader); !kept.empty()) seals.push_back(kept.back());
        entries = store::totals(reader).events;
        ranges = store::split_cases(reader, threads);
        return 0;
    });

    struct Part {
        std::int64_t cases, events;
        std::vector<Finding> findings;
        std::vector<SealBlocks> blocks;
        std::vector<bool> seen;
    };
    std::vector<std::future<Part>> parts;
    for (const auto& range : ranges) {
        parts.push_back(std::async(std::launch::async, [&, range] {
            return readers.read([&](store::Reader& reader) {
                PartCheck check(reader, calendar, seals, entries);
                check.run(range);
                Part part{check.cases, check.events, std::move(check.findings), {}, check.entries_seen()};
                for (std::size_t i = 0; i <= seals.size(); ++i) part.blocks.push_back(std::move(check.blocks(i)));
                return part;
            });
        }));
    }

    std::vector<SealBlocks> blocks(seals.size() + 1);
    std::vector<bool> seen(static_cast<std::size_t>(entries));
    for (auto& future : parts) {
        auto part = future.get();
        verification.cases += part.cases;
        verification.events += part.events;
        std::ranges::move(part.findings, std::back_inserter(verification.findings));
        for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i].merge(std::move(part.blocks[i]));
        for (std::size_t i = 0; i < seen.size(); ++i) seen[i] = seen[i] || part.seen[i];
    }
    check_entries(seen, verification);
    for (std::size_t i = 0; i < seals.size(); ++i) {
        if (seals[i].entries <= entries && blocks[i].digest(seals[i].entries) == seals[i].digest) continue;
        verification.findings.push_back(
            {RecordCheck::seal,
             {},
             std::nullopt,
             fmt::format("the first {} entries of the log are not those that were sealed on {}{}", seals[i].entries,
                         text_of(seals[i].day),
                         seals[i].entries > entries ? fmt::format("; there are only {}", entries) : ""),
             restore});
    }
    verification.digest = blocks.back().digest(entries);
    return verification;
}

}  // namespace ehcp::casework
