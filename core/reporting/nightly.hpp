#pragma once
// The night: what the record says about each day, once. It catches up from the last night, each missed day with what
// was known at its end; it can be run again and changes nothing; one case's failure is a row and never ends it; two
// runs at once are one. What it finds it writes into the record (breaches, failures, the seal, the tables of its
// reports) and into DIR/YYYY-MM-DD/ as HTML, CSV and JSON.

#include <filesystem>
#include <functional>

#include "core/reporting/breaches.hpp"
#include "core/reporting/kept_reports.hpp"
#include "core/store/nights.hpp"
#include "core/store/readers.hpp"
#include "core/store/writer.hpp"

namespace ehcp::reporting {

struct NightlyOrder;
/// Reports that others make of the record as it is now, to be kept with the last night.
using AlsoKept = std::function<std::vector<std::pair<KeptName, Report>>(const NightlyOrder&)>;

struct NightlyOrder {
    Day as_of;  ///< the night to run up to; not after `today`
    Day today;
    Instant now;
    std::filesystem::path out = "nightly";
    int threads = 2;
    AlsoKept also_kept = {};
};

struct NightOutcome {
    Day day;
    std::int64_t cases = 0, events = 0;
    Breaches::Figures breaches;
    std::int64_t faults = 0, attentions = 0;
    std::filesystem::path folder;
    std::string seal;       ///< one line, to be kept elsewhere; empty for a night made up later
    bool repeated = false;  ///< it had been run before
};

struct NightlyOutcome {
    std::vector<NightOutcome> nights;  ///< in order; the last is that of `as_of`
    bool under_way = false;            ///< another run is at it, and this one did nothing
    /// Of the last night: the record as it is now.
    bool is_clean() const { return nights.empty() || nights.back().faults == 0; }
};

/// Refuses a night that has not come, and one before the last that was run. Throws what the database or the disk
/// throws; the night is then free to be run again.
Result<NightlyOutcome> run_nightly(store::Readers& readers, store::Writer& writer, const WorkingCalendar& calendar,
                                   const NightlyOrder& order, const std::function<void(Day)>& begin_night = {});

}  // namespace ehcp::reporting
