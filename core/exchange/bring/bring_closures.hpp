#pragma once
// Closures from a file into the record, for the settings they name or those that are asked for. All at once or, in a
// dry run, undone: what it says of dates that move is what would happen.

#include "core/casework/learnt_dates.hpp"
#include "core/exchange/bring/closures_file.hpp"
#include "core/store/writer.hpp"

namespace ehcp::exchange {

struct ClosuresOrder {
    const casework::Occasion& occasion;
    std::string source = {};                 ///< who says so
    std::vector<std::string> settings = {};  ///< for closures that name none
    bool dry_run = false;
};

struct ClosuresReport {
    struct Entered {
        std::string setting;
        Day closed_from{}, reopens{};
        std::string what;
        std::optional<Day> reopened_before;  ///< where a closure from that day was known, and reopened then
    };
    std::vector<Entered> entered;
    std::size_t same = 0;
    std::vector<casework::MovedDate> moved;
    std::vector<RowFault> faults;
};

/// Refuses closures that name no setting, where none is asked for either.
Result<ClosuresReport> bring_closures(store::Writer& writer, const ClosuresFile& file, const ClosuresOrder& order);

}  // namespace ehcp::exchange
