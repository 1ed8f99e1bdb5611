#pragma once
// Private to core/exchange/bring: the events that the dates of a row amount to. A step without which a later one cannot
// have happened, and which the row does not give, is a fault; where the mapping allows it (assume_steps_before), it is
// entered as done in time by an actor who says so, and a note in the case lists all of them.

#include "core/exchange/bring/row_values.hpp"

namespace ehcp::exchange {

/// Fills the events and places of `brought`, and its faults.
void tell_events(RowValues& values, const Mapping& mapping, Day today, Instant now, BroughtCase& brought);

}  // namespace ehcp::exchange
