#pragma once
// The whole record as NDJSON: a line that says what it is, a line a row, table by table, and a last line with the
// counts and the digest over the last event of every case. Nothing in it depends on when it was written, so that two
// exports of one record are the same bytes. Which tables and columns leave stands in core/store/tables.hpp.

#include <functional>
#include <iosfwd>

#include "core/engine/result.hpp"
#include "core/store/chain.hpp"
#include "core/store/reader.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp::exchange {

struct WholeRecord {
    std::int64_t rows = 0, cases = 0, events = 0;
    store::Hash digest{};  ///< as a seal of the whole log has it
};

/// Throws std::runtime_error when `out` does not take it all.
WholeRecord write_whole_record(store::Reader& reader, std::ostream& out,
                               const std::function<void(std::int64_t rows)>& progress = {});

/// Reads what write_whole_record wrote into a record that is empty, in one transaction: all of it is there and proved
/// (counts, chain of every case, digest), or nothing is. Refuses with the line. Derived indexes are made anew, by the
/// shipped calendar and the holidays that the record learnt.
Result<WholeRecord> read_whole_record(store::Connection& connection, std::istream& in, const WorkingCalendar& shipped,
                                      const std::function<bool()>& stopped,
                                      const std::function<void(std::int64_t rows)>& progress = {});

}  // namespace ehcp::exchange
