#include "service/app/night_watch.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <future>

using namespace ehcp;
using app::next_night;

TEST_CASE("the next night begins at 02:00 in London, in summer and in winter", "[night]") {
    const LegalZone zone;
    const auto at = [&](std::string_view moment) { return text_of(next_night(zone, *instant_from(moment))); };
    CHECK(at("2026-01-12T01:59:59Z") == "2026-01-12T02:00:00Z");
    CHECK(at("2026-01-12T02:00:00Z") == "2026-01-13T02:00:00Z");
    CHECK(at("2026-07-01T00:59:59Z") == "2026-07-01T01:00:00Z");
    CHECK(at("2026-07-01T01:00:00Z") == "2026-07-02T01:00:00Z");
    CHECK(at("2026-06-30T23:30:00Z") == "2026-07-01T01:00:00Z");  // already 1 July in London
}

TEST_CASE("the nights on which the clocks change have one 02:00 each", "[night]") {
    const LegalZone zone;
    auto moment = *instant_from("2026-03-27T12:00:00Z");
    std::vector<std::string> nights;
    for (int i = 0; i < 4; ++i) {
        moment = next_night(zone, moment);
        nights.push_back(text_of(moment));
    }
    CHECK(nights == std::vector<std::string>{"2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z",
                                             "2026-03-31T01:00:00Z"});
    moment = *instant_from("2026-10-24T12:00:00Z");
    CHECK(text_of(next_night(zone, moment)) == "2026-10-25T02:00:00Z");
}

TEST_CASE("the watch calls when the night has come, and ends at once when it is no longer wanted", "[night]") {
    const LegalZone zone;
    std::promise<Instant> called;
    std::atomic<int> asked = 0;
    {
        // Before the night when first asked, after it from then on.
        const auto now = [&] { return *instant_from(asked++ == 0 ? "2026-01-12T01:00:00Z" : "2026-01-12T02:00:01Z"); };
        const app::NightWatch watch(zone, now, [&](Instant at) { called.set_value(at); });
        CHECK(text_of(called.get_future().get()) == "2026-01-12T02:00:01Z");
    }
}
