#pragma once
// Bringing a caseload in. A row is looked at whole (read, checked, folded) before anything of it is written; good rows
// go in by groups, each whole or not at all, with the key by which it is known again; the same file may be brought in
// as often as wanted. A dry run does everything but write.

#include <functional>

#include "core/exchange/bring/brought.hpp"
#include "core/store/imports.hpp"
#include "core/store/readers.hpp"
#include "core/store/writer.hpp"

namespace ehcp::exchange {

struct BringOrder {
    const casework::Occasion& occasion;
    ImportKind what = ImportKind::cases;
    bool dry_run = false;
    std::function<bool()> stopped = [] { return false; };  ///< asked before each group: ends whole
    std::function<void(std::size_t done)> progress = [](std::size_t) {};
};

struct BringReport {
    std::size_t rows = 0;
    std::size_t created = 0;   ///< or would be
    std::size_t matched = 0;   ///< brought in before
    std::size_t rejected = 0;  ///< rows with faults
    std::size_t assumed = 0;   ///< created ones with steps taken to have been done in time
    std::vector<RowFault> faults;
    std::vector<RowFault>
        notes;                ///< of rows that are in or go in: changed since, perhaps a child we know, setting unknown
    std::string first, last;  ///< references of what was created
    bool was_stopped = false;
};

/// Refuses only what the stream refuses: then the groups that are in stay, and a later run goes on after them.
Result<BringReport> bring_cases(store::Readers& readers, store::Writer& writer, CaseStream& stream,
                                const BringOrder& order);

}  // namespace ehcp::exchange
