#include "service/app/night_watch.hpp"

namespace ehcp::app {

namespace {

constexpr int night_hour = 2;
// Sleeps no longer than this at a time: a machine that was suspended, or whose clock was set, is noticed.
constexpr std::chrono::minutes longest_sleep{1};

}  // namespace

Instant next_night(const LegalZone& zone, Instant now) {
    const auto today = zone.day_of(now);
    const auto tonight = zone.start_of(today, night_hour);
    return now < tonight ? tonight : zone.start_of(today + days{1}, night_hour);
}

NightWatch::NightWatch(const LegalZone& zone, std::function<Instant()> now, std::function<void(Instant)> at_night)
    : zone_(zone),
      now_(std::move(now)),
      at_night_(std::move(at_night)),
      thread_([this](const std::stop_token& stop) { watch(stop); }) {}

void NightWatch::watch(const std::stop_token& stop) {
    auto next = next_night(zone_, now_());
    while (!stop.stop_requested()) {
        const auto now = now_();
        if (now >= next) {
            at_night_(now);
            next = next_night(zone_, now);
            continue;
        }
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, stop, std::min<std::chrono::seconds>(longest_sleep, next - now), [] { return false; });
    }
}

}  // namespace ehcp::app
