#pragma once
// Writes a demonstration into a record that is still empty: the authority first, then its cases in groups, while the next group is
// being made. A group is in the record whole or not at all.

#include <functional>

#include "core/exchange/demonstration.hpp"
#include "core/store/writer.hpp"

namespace ehcp::exchange {

struct Written {
    std::size_t cases = 0;
    std::size_t events = 0;
};

/// Refuses (conflict) a record that has cases already. `progress` is told, on the caller's thread, what has been written so far.
Result<Written> write_demonstration(store::Writer& writer, Demonstration& demonstration, const WorkingCalendar& calendar,
                                    const std::function<void(Written)>& progress);

}  // namespace ehcp::exchange
