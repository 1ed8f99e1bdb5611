#pragma once
// The caseload, folded case by case on several threads, each with a range of cases and a connection of its own. One
// case that cannot be folded is noted and never ends the scan.

#include <functional>

#include "core/engine/case_view.hpp"
#include "core/reporting/query.hpp"
#include "core/store/readers.hpp"
#include "core/store/scan.hpp"

namespace ehcp::reporting {

struct ScanOrder {
    Day today;                                ///< what the log says happened later cannot have
    std::optional<Instant> known_until = {};  ///< only what had been entered by then
    bool check_record = false;                ///< follow the hash chain, and bring the stored index along
    int threads = 2;
};

/// A case as the scan shows it; gone when the visitor returns.
struct SeenCase {
    int part;  ///< which thread's, from 0: a visitor keeps what it gathers for each part apart
    const CaseFacts& facts;
    const CaseView& view;
    const store::ScannedCase& record;
    store::Reader& reader;  ///< of the scan's own moment
};

struct UnfoldedCase {
    std::int64_t id;
    bool damaged;  ///< the log itself is broken, so that what is left of it may well not fold
    std::string reference;
    std::optional<int> event;
    std::string message;
};

struct ScannedCaseload {
    std::int64_t cases = 0, events = 0;
    std::vector<UnfoldedCase> unfolded;
};

/// Throws what reading throws (a database that cannot be read), but not for the content of one case.
ScannedCaseload scan_caseload(store::Readers& readers, const WorkingCalendar& calendar, const ScanOrder& order,
                              const std::function<void(const SeenCase&)>& see);

/// Feeds `make()` for each part and merges them: an accumulator over the whole caseload.
template <class Accumulator, class Make>
Accumulator gather(store::Readers& readers, const WorkingCalendar& calendar, const ScanOrder& order, Make make) {
    std::vector<Accumulator> parts;
    for (int part = 0; part < order.threads; ++part) parts.push_back(make());
    scan_caseload(readers, calendar, order,
                  [&](const SeenCase& seen) { parts[static_cast<std::size_t>(seen.part)].add(seen.facts, seen.view); });
    for (std::size_t part = 1; part < parts.size(); ++part) parts.front().merge(std::move(parts[part]));
    return std::move(parts.front());
}

}  // namespace ehcp::reporting
