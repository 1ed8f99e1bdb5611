#pragma once
// On what occasion a use case runs: when, on which day in London, who acts, and by which calendar. Time is an argument.

#include "core/store/values.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp::casework {

using store::Actor;
using store::CaseId;

struct Occasion {
    Instant now;
    Day today;  ///< LegalZone's day of `now`
    Actor actor;
    const WorkingCalendar& calendar;
};

}  // namespace ehcp::casework
