#include <catch2/catch.hpp>

#include "core/exchange/school_year.hpp"
#include "core/law/limbs.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::exchange;

TEST_CASE("only the summer is long enough to excuse anyone, in every year and school", "[closures]") {
    for (auto year = date::year{2014}; year <= date::year{2028}; ++year) {
        for (int variant = 0; variant < 6; ++variant) {
            const auto [easter, summer, christmas] = school_holidays(year, variant);
            const int enough = rule_of(Limb::E10a).least_days;
            CHECK((summer.reopens - summer.closed_from).count() >= enough);
            CHECK((easter.reopens - easter.closed_from).count() < enough);
            CHECK((christmas.reopens - christmas.closed_from).count() < enough);
            CHECK(parts_of(summer.closed_from).month() == date::July);
            CHECK(parts_of(summer.reopens).month() == date::September);
        }
    }
}

TEST_CASE("the holidays of 2026 are where they should be", "[closures]") {
    const auto [easter, summer, christmas] = school_holidays(date::year{2026}, 0);
    // Easter Sunday was 5 April 2026.
    CHECK(easter.closed_from == test::day("Mon 2026-03-30"));
    CHECK(easter.reopens == test::day("Tue 2026-04-14"));
    CHECK(summer.closed_from == test::day("Wed 2026-07-22"));
    CHECK(summer.reopens == test::day("Tue 2026-09-01"));
    CHECK(christmas.closed_from == test::day("Mon 2026-12-21"));
    CHECK(christmas.reopens == test::day("Mon 2027-01-04"));
}
