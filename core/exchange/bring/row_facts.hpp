#pragma once
// Private to core/exchange/bring: what a row says of a plan beside its dates, as the SEN2 return asks for it.

#include "core/exchange/bring/row_values.hpp"

namespace ehcp::exchange {

/// Fills the needs and placements of `brought`, where the row is of a plan, and its faults.
void tell_facts(RowValues& values, BroughtCase& brought);

}  // namespace ehcp::exchange
