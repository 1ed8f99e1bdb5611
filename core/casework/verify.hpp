#pragma once
// Proving the record: chain, gaps, seal, indexes, foreign keys, erasable texts. What the chain and the seal prove, and
// what they do not, is said in this folder's README.

#include <functional>

#include "core/engine/result.hpp"
#include "core/store/nights.hpp"
#include "core/store/readers.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp {
EHCP_TOKENS(RecordCheck, chain, entries, seal, index, foreign_keys, texts, storage);
}

namespace ehcp::casework {

struct Finding {
    RecordCheck check;
    std::string reference;     ///< of the case; empty where it is not of one
    std::optional<int> event;  ///< its number
    std::string message;       ///< what is wrong
    std::string remedy;        ///< what to do
};

struct Verification {
    std::int64_t cases = 0, events = 0;
    std::optional<store::Hash> digest;  ///< of the whole log, as a seal of today would have it
    std::vector<Finding> findings;
    bool clean() const { return findings.empty(); }
};

/// `seals`: to hold the log against; the newest kept in the database is always looked at too (the chain carries it to
/// the older ones). On `threads` connections.
Verification verify(store::Readers& readers, const WorkingCalendar& calendar, const std::vector<store::Seal>& seals,
                    int threads = 2);

/// The digest over all heads now, and what it covers. Reads one row a case, not the log.
store::Seal make_seal(store::Reader& reader, Day day, Instant now);
/// As kept in a file: one line, "ehcp-seal 1 2026-03-02 entries=123 at=2026-03-03T02:00:00Z digest=…".
std::string seal_text(const store::Seal& seal);
Result<store::Seal> seal_from(std::string_view text);

/// The indexes of every case made anew from its log, in transactions of a thousand cases. Returns how many differed.
std::int64_t rebuild(store::Connection& connection, const WorkingCalendar& calendar,
                     const std::function<void(std::int64_t done)>& progress = {});

}  // namespace ehcp::casework
