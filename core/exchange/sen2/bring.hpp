#pragma once
// Brings a return into the record as the caseload to start with. People and requests that are there already are matched,
// not made again, so that a run that was stopped goes on where it was; what the law or the checks refuse is left out and
// listed with the reason.

#include "core/casework/occasion.hpp"
#include "core/exchange/sen2/read.hpp"
#include "core/reporting/report.hpp"
#include "core/store/writer.hpp"

namespace ehcp {
EHCP_TOKENS(BroughtAs, created, matched, rejected);
}

namespace ehcp::exchange::sen2 {

struct BroughtRow {
    std::string where;  ///< line or row of the file
    BroughtAs as{};
    std::string reference;  ///< of the case, where there is one
    std::string why;        ///< of a rejection
};

struct Brought {
    std::int64_t people_created = 0, people_matched = 0;
    std::int64_t requests_created = 0, requests_matched = 0, rejected = 0;
    std::int64_t plans = 0, reviews = 0;  ///< of the requests created
    std::vector<BroughtRow> rows;         ///< of every request that was rejected; of the others up to a number
    reporting::Report report(const Layout& layout, Day as_of, bool is_dry_run) const;
};

/// `dry_run`: everything is done and nothing is kept. `progress` is told how many people are done, on this thread.
/// `go_on` is asked between groups: false ends the run with whole groups kept.
Brought bring(const ReadReturn& read, store::Writer& writer, const casework::Occasion& occasion, bool dry_run,
              const std::function<void(std::size_t)>& progress, const std::function<bool()>& go_on);

}  // namespace ehcp::exchange::sen2
