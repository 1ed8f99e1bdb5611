#include <catch2/catch.hpp>

#include "core/time/legal_zone.hpp"
#include "core/time/working_calendar.hpp"
#include "tests/support/calendar.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::test;

TEST_CASE("a date is read only if it exists and is written in full", "[time]") {
    CHECK(day_from("2028-02-29") == day("Tue 2028-02-29"));
    for (const auto* wrong : {"2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-05", "26-01-05", "2026-01-05 ", "2026/01/05", "1899-12-31", "2200-01-01", ""})
        CHECK_FALSE(day_from(wrong));
    CHECK(text_of(day("Tue 2028-02-29")) == "2028-02-29");
    CHECK(long_text_of(day("Mon 2026-02-23")) == "23 February 2026");
}

TEST_CASE("every day from 1900 to 2199 is written and read back", "[time][property]") {
    for (Day d = day("Mon 1900-01-01"); d <= day("Tue 2199-12-31"); d += days{1}) {
        if (day_from(text_of(d)) != d) FAIL(text_of(d));
    }
    SUCCEED();
}

TEST_CASE("a moment is written and read back, to the second", "[time]") {
    const auto moment = instant_from("2026-06-30T23:30:05Z");
    REQUIRE(moment);
    CHECK(text_of(*moment) == "2026-06-30T23:30:05Z");
    CHECK_FALSE(instant_from("2026-06-30T24:00:00Z"));
    CHECK_FALSE(instant_from("2026-06-30 23:30:05"));
}

TEST_CASE("an e-mail at half past eleven in the evening of 30 June, UTC, arrived on 1 July", "[time][zone]") {
    const LegalZone zone;
    CHECK(zone.day_of(*instant_from("2026-06-30T23:30:00Z")) == day("Wed 2026-07-01"));
    CHECK(zone.day_of(*instant_from("2026-06-30T22:59:59Z")) == day("Tue 2026-06-30"));
    CHECK(zone.day_of(*instant_from("2026-12-31T23:30:00Z")) == day("Thu 2026-12-31"));
    CHECK(zone.clock_time_of(*instant_from("2026-06-30T23:30:00Z")) == std::chrono::minutes{30});
    CHECK(zone.clock_time_of(*instant_from("2026-12-31T23:30:00Z")) == std::chrono::hours{23} + std::chrono::minutes{30});
}

TEST_CASE("two in the morning is found on the nights on which the clocks change", "[time][zone]") {
    const LegalZone zone;
    CHECK(text_of(zone.start_of(day("Sun 2026-03-29"), 2)) == "2026-03-29T01:00:00Z");
    CHECK(text_of(zone.start_of(day("Sun 2026-10-25"), 2)) == "2026-10-25T02:00:00Z");
    CHECK(text_of(zone.start_of(day("Sun 2026-10-25"), 1)) == "2026-10-25T00:00:00Z");
    CHECK(text_of(zone.start_of(day("Wed 2026-07-01"))) == "2026-06-30T23:00:00Z");
}

TEST_CASE("the corresponding date is the month's last day where there is no such date", "[time]") {
    CHECK(corresponding_date(day("Sat 2026-01-31"), 1) == day("Sat 2026-02-28"));
    CHECK(corresponding_date(day("Mon 2027-05-31"), 2) == day("Sat 2027-07-31"));
    CHECK(corresponding_date(day("Fri 2026-07-31"), -5) == day("Sat 2026-02-28"));
    CHECK(corresponding_date(day("Tue 2028-02-29"), 12) == day("Wed 2029-02-28"));
}

TEST_CASE("working days leave out weekends and the bank holidays of England and Wales", "[time][calendar]") {
    const auto& calendar = england_and_wales();
    CHECK_FALSE(calendar.is_working(day("Fri 2026-12-25")));
    CHECK_FALSE(calendar.is_working(day("Mon 2026-12-28")));  // Boxing Day falls on a Saturday
    CHECK(calendar.is_working(day("Tue 2026-12-29")));
    CHECK_FALSE(calendar.is_working(day("Fri 2026-04-03")));  // Good Friday
    CHECK_FALSE(calendar.is_working(day("Mon 2022-09-19")));  // the State Funeral
    CHECK(calendar.plus(day("Thu 2026-12-24"), WorkingDays{1}) == day("Tue 2026-12-29"));
    CHECK(calendar.plus(day("Mon 2026-06-22"), WorkingDays{-15}) == day("Mon 2026-06-01"));
    CHECK(calendar.count_between(day("Thu 2026-12-24"), day("Thu 2026-12-31")) == 3);
}

TEST_CASE("the calendar gives no answer beyond its horizon", "[time][horizon]") {
    const auto& calendar = england_and_wales();
    CHECK(calendar.horizon() == day("Sun 2028-12-31"));
    CHECK_FALSE(calendar.plus(day("Fri 2028-12-29"), WorkingDays{1}));
    CHECK_FALSE(calendar.on_or_after(day("Sat 2028-12-30")));
    CHECK(calendar.plus(day("Thu 2028-12-28"), WorkingDays{1}) == day("Fri 2028-12-29"));
}

TEST_CASE("counting working days one by one and by subtraction agree", "[time][property]") {
    const auto& calendar = england_and_wales();
    for (Day d = day("Wed 2014-01-01"); d + days{60} <= calendar.horizon(); d += days{7}) {
        int counted = 0;
        for (Day each = d + days{1}; each <= d + days{60}; each += days{1}) counted += calendar.is_working(each) ? 1 : 0;
        if (counted != calendar.count_between(d, d + days{60})) FAIL(text_of(d));
    }
    SUCCEED();
}
