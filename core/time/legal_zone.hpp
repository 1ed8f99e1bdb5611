#pragma once
// The only bridge between moments and days: the date in Europe/London at an instant. An e-mail at 23:30 UTC on 30 June
// arrived on 1 July. Reads the system's zone database; throws std::runtime_error, saying so, where it is missing.

#include "core/time/day.hpp"

namespace ehcp {

class LegalZone {
public:
    LegalZone();
    Day day_of(Instant moment) const;
    /// What London's clocks show at an instant: the time since their midnight.
    std::chrono::seconds clock_time_of(Instant moment) const;
    /// The first instant at which London's clocks show that day and hour (hours that a spring night skips: the next).
    Instant start_of(Day day, int hour = 0) const;

private:
    const void* zone_;  // date::time_zone, kept out of this header
};

}  // namespace ehcp
