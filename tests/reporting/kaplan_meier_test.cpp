#include <catch2/catch.hpp>

#include "core/reporting/kaplan_meier.hpp"

using namespace ehcp::reporting;

namespace {

constexpr Wait over(int length, int seen_from = 0) { return {seen_from, length, true}; }
constexpr Wait still(int length, int seen_from = 0) { return {seen_from, length, false}; }

}  // namespace

TEST_CASE("without censoring the estimate is the plain share", "[kaplan-meier]") {
    const std::vector waits = {over(1), over(2), over(3), over(4)};
    const Survival survival(waits);
    CHECK(survival.beyond(0) == Approx(1.0));
    CHECK(survival.beyond(1) == Approx(0.75));
    CHECK(survival.beyond(3) == Approx(0.25));
    CHECK(survival.beyond(4) == Approx(0.0));
    CHECK(survival.quantile(0.5) == 2);
    CHECK(survival.quantile(0.9) == 4);
}

TEST_CASE("ties fall together", "[kaplan-meier]") {
    const std::vector waits = {over(2), over(2), over(2), over(5)};
    const Survival survival(waits);
    CHECK(survival.beyond(1) == Approx(1.0));
    CHECK(survival.beyond(2) == Approx(0.25));
    CHECK(survival.quantile(0.5) == 2);
}

// Kaplan and Meier's own example (1958, table 1): deaths at 0.8, 3.1, 5.4, 9.2 months, losses at 1.0, 2.7, 7.0
// and 12.1.
TEST_CASE("the example of the paper comes out as printed", "[kaplan-meier]") {
    const std::vector waits = {over(8), still(10), still(27), over(31), over(54), still(70), over(92), still(121)};
    const Survival survival(waits);
    CHECK(survival.beyond(8) == Approx(7.0 / 8.0));
    CHECK(survival.beyond(31) == Approx(7.0 / 8.0 * 4.0 / 5.0));
    CHECK(survival.beyond(54) == Approx(7.0 / 8.0 * 4.0 / 5.0 * 3.0 / 4.0));
    CHECK(survival.beyond(92) == Approx(7.0 / 8.0 * 4.0 / 5.0 * 3.0 / 4.0 * 1.0 / 2.0));
    CHECK(survival.quantile(0.5) == 92);
}

TEST_CASE("one censored on the day on which others end was still at risk that day", "[kaplan-meier]") {
    const std::vector waits = {over(3), still(3), over(7), still(9)};
    const Survival survival(waits);
    CHECK(survival.beyond(3) == Approx(0.75));
    CHECK(survival.beyond(7) == Approx(0.375));
}

TEST_CASE("leaving out those who still wait would flatter", "[kaplan-meier]") {
    const std::vector waits = {over(10), over(20), still(100), still(100), still(100)};
    const Survival survival(waits);
    CHECK(survival.beyond(20) == Approx(0.6));
    CHECK_FALSE(survival.quantile(0.5).has_value());
    const std::vector only_completed = {over(10), over(20)};
    CHECK(Survival(only_completed).quantile(0.5) == 10);
}

TEST_CASE("a wait that began before the window counts only from the age it had then", "[kaplan-meier]") {
    // At 5 days only the first two are at risk; at 12 the third, seen from its tenth day, and the second.
    const std::vector waits = {over(5), over(12), over(30, 10)};
    const Survival survival(waits);
    CHECK(survival.beyond(5) == Approx(0.5));
    CHECK(survival.beyond(12) == Approx(0.25));
    CHECK(survival.beyond(30) == Approx(0.0));
}

TEST_CASE("what ends on the day it began has waited no days", "[kaplan-meier]") {
    const std::vector waits = {over(0), over(4)};
    CHECK(Survival(waits).quantile(0.5) == 0);
    CHECK(Survival(waits).beyond(0) == Approx(0.5));
}

TEST_CASE("of nothing there is no estimate", "[kaplan-meier]") {
    const Survival survival({});
    CHECK(survival.beyond(100) == Approx(1.0));
    CHECK_FALSE(survival.quantile(0.5).has_value());
    std::vector<int> none;
    CHECK_FALSE(quantile(none, 0.5).has_value());
}

TEST_CASE("a quantile is one of the values", "[kaplan-meier]") {
    std::vector values = {30, 10, 20, 40, 50, 60, 70, 80, 90, 100};
    CHECK(quantile(values, 0.5) == 50);
    CHECK(quantile(values, 0.9) == 90);
    CHECK(quantile(values, 1.0) == 100);
    std::vector one = {7};
    CHECK(quantile(one, 0.1) == 7);
}
