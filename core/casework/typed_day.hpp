#pragma once
// Dates as people type them into three boxes, kept as "YYYY-M-D" however unfinished, so that nothing typed is lost.

#include "core/time/day.hpp"

namespace ehcp::casework {

/// "2015-3-2" or "2015-03-02"; no answer for what is no date between 1900 and 2199.
std::optional<Day> typed_day(std::string_view typed);

}  // namespace ehcp::casework
