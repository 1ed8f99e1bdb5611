#include "core/time/legal_zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace ehcp {
namespace {
const date::time_zone* london() {
    try {
        return date::locate_zone("Europe/London");
    } catch (const std::exception&) {
        throw std::runtime_error("the zone database has no Europe/London; install the package tzdata");
    }
}
const date::time_zone& zone(const void* z) { return *static_cast<const date::time_zone*>(z); }
}  // namespace

LegalZone::LegalZone() : zone_(london()) {}

Day LegalZone::day_of(Instant moment) const { return date::floor<days>(zone(zone_).to_local(moment)); }

std::chrono::seconds LegalZone::clock_time_of(Instant moment) const {
    const auto local = zone(zone_).to_local(moment);
    return local - date::floor<days>(local);
}

Instant LegalZone::start_of(Day day, int hour) const {
    return zone(zone_).to_sys(day + std::chrono::hours{hour}, date::choose::earliest);
}

}  // namespace ehcp
