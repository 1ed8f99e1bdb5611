#pragma once
// Every case with its whole log, in the order of their numbers, as fast as the disk and one core allow: for the nightly
// run, the reports, verification. Split the range and give each part a thread and a connection of its own.

#include <functional>
#include <limits>
#include <span>

#include "core/store/index.hpp"
#include "core/store/log.hpp"

namespace ehcp::store {

/// One case. Everything refers to the scan and is gone when the visitor returns.
struct ScannedCase {
    CaseId id;
    std::string_view reference, setting, caseworker, team, primary_need, sex, ethnicity;
    Day date_of_birth;
    int last_seq;  ///< as the case's row says
    Hash head;     ///< as the case's row says
    std::span<const Event> events;
    std::span<const Recorded> recorded;  ///< of the same length, unless broken: then of all rows that there are
    /// With `check_chain`: the first event whose hash, or whose place in the log, is not what it should be, and why.
    std::optional<int> broken_at;
    std::string_view broken_because;
    const CaseIndex* index = nullptr;  ///< the stored one, with `with_index`
};

struct ScanRange {
    CaseId first{1};
    CaseId last{std::numeric_limits<std::int64_t>::max()};
    std::optional<Instant> known_until = {};  ///< only events entered by then; cases without any are passed over
    bool check_chain = false;
    bool with_index = false;
};

/// Returns the number of events seen. A case whose row cannot be decoded is visited with what could be read and
/// broken_at set when `check_chain`, else throws DatabaseError (damaged_record). One scan at a time on a connection.
std::int64_t scan_cases(Reader& reader, const ScanRange& range, const std::function<void(const ScannedCase&)>& visit);

/// `parts` ranges that hold about as many cases each, together all of them.
std::vector<ScanRange> split_cases(Reader& reader, int parts);

/// The number of the last event of each case and its hash, as the cases' rows have them, in the order of their numbers.
void each_head(Reader& reader, const std::function<void(CaseId, int last_seq, const Hash& head)>& visit);

/// Free text that is not what was hashed when it was entered, or is gone without an erasure having been recorded.
struct TextFault {
    int seq;
    std::string_view what;
};
std::vector<TextFault> text_faults(Reader& reader, CaseId id);

/// What the database engine itself finds wrong with its file, and rows that name others that are not there.
std::vector<std::string> storage_faults(Reader& reader);
std::vector<std::string> orphan_rows(Reader& reader);

struct Totals {
    std::int64_t cases, events;  ///< given out so far, whether or not they are all still there
};
Totals totals(Reader& reader);

}  // namespace ehcp::store
