#pragma once
// When schools are closed: Christmas, Easter and a summer of about six weeks. Only the summer is long enough to excuse anyone.

#include <array>

#include "core/time/day.hpp"

namespace ehcp::exchange {

struct Holiday {
    Day closed_from;
    Day reopens;
};

/// Those that begin in the calendar year. Schools differ by a few days: `variant` says by how many.
std::array<Holiday, 3> school_holidays(date::year year, int variant);
Holiday summer_holiday(date::year year, int variant);

}  // namespace ehcp::exchange
