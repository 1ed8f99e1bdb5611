#pragma once
// Calls at 02:00 Europe/London every night, on its own thread, until it is destroyed. A night missed while the service
// was down is not its business: the nightly job catches up by itself. The clock is lent, so that tests hold it.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "core/time/legal_zone.hpp"

namespace ehcp::app {

/// The next 02:00 in London after `now`.
Instant next_night(const LegalZone& zone, Instant now);

class NightWatch {
public:
    NightWatch(const LegalZone& zone, std::function<Instant()> now, std::function<void(Instant)> at_night);

private:
    void watch(const std::stop_token& stop);

    const LegalZone& zone_;
    std::function<Instant()> now_;
    std::function<void(Instant)> at_night_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace ehcp::app
