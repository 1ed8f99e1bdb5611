#include <catch2/catch.hpp>

#include "tests/support/story.hpp"

using namespace ehcp::test;

namespace {

std::string closure_case(const std::string& asked_on, const std::string& closure = "closed 100001 Wed 2026-07-22 to Wed 2026-09-02") {
    return closure + R"(
        Mon 2026-05-18 request_received source=school setting=100001
        Fri 2026-06-26 assessment_agreed
        )" + asked_on + R"( advice_requested adviser=education setting=100001
        Sun 2026-09-20 exemption_recorded clock=finalise-plan limb=E10a setting=100001 from=2026-07-22 to=2026-09-02 reason=closed family_told_on=2026-09-20
        as of Sat 2026-10-10)";
}

const std::string requested = "Mon 2026-01-12 request_received source=parent\nFri 2026-02-20 assessment_agreed\n";

}  // namespace

TEST_CASE("a closed school excuses the authority when its advice was asked for in the window, both ends included", "[reg10][boundary]") {
    CHECK(clock_told(told(closure_case("Tue 2026-07-14")), "finalise-plan") == "due 2026-10-05, overdue, 5 late");
    CHECK(clock_told(told(closure_case("Wed 2026-07-15")), "finalise-plan") == "due 2026-10-05, overdue, 5 late, exempt");
    CHECK(clock_told(told(closure_case("Wed 2026-08-26")), "finalise-plan") == "due 2026-10-05, overdue, 5 late, exempt");
    CHECK(clock_told(told(closure_case("Thu 2026-08-27")), "finalise-plan") == "due 2026-10-05, overdue, 5 late");
    // It excuses the authority, not the adviser.
    CHECK(clock_told(told(closure_case("Wed 2026-07-15")), "advice") == "due 2026-08-26, overdue, 45 late");
}

TEST_CASE("four weeks is 28 days, so Christmas and Easter never qualify", "[reg10][boundary]") {
    const auto of = [](const std::string& closure) { return told(closure_case("Wed 2026-07-22", closure)); };
    CHECK_FALSE(has_problem(of("closed 100001 Wed 2026-07-22 to Wed 2026-08-19"), "exemption-not-valid"));
    CHECK(has_problem(of("closed 100001 Wed 2026-07-22 to Tue 2026-08-18"), "exemption-not-valid"));
    CHECK(has_problem(of("closed 100002 Wed 2026-07-22 to Wed 2026-09-02"), "exemption-not-valid"));
    CHECK(has_problem(of(""), "exemption-not-valid"));
}

TEST_CASE("an absence counts when it lasted 28 days, to the day of return, to the end recorded, or to today", "[reg10][boundary]") {
    const auto finalise = [](const std::string& rest) { return clock_told(told(requested + rest), "finalise-plan"); };
    const std::string away = "Mon 2026-03-02 exemption_recorded clock=finalise-plan limb=E10d from=2026-03-02 reason=abroad ";
    CHECK(finalise(away + "to=2026-03-30\nas of Tue 2026-06-02") == "due 2026-06-01, overdue, 1 late, exempt");
    CHECK(finalise(away + "to=2026-03-29\nas of Tue 2026-06-02") == "due 2026-06-01, overdue, 1 late");
    CHECK(finalise(away + "\nas of Sun 2026-03-29") == "due 2026-06-01, running");
    CHECK(finalise(away + "\nas of Mon 2026-03-30") == "due 2026-06-01, running, exempt");
    CHECK(finalise(away + "\nSun 2026-03-29 exemption_ended clock=finalise-plan limb=E10d\nas of Tue 2026-06-02") == "due 2026-06-01, overdue, 1 late");
    CHECK(finalise(away + "\nMon 2026-03-30 exemption_ended clock=finalise-plan limb=E10d\nas of Tue 2026-06-02") == "due 2026-06-01, overdue, 1 late, exempt");
}

TEST_CASE("circumstances must touch the time in which the limit ran", "[decision-33]") {
    const auto finalise = [](const std::string& dates) {
        return clock_told(told(requested + "Thu 2026-06-04 exemption_recorded clock=finalise-plan limb=E10c reason=illness " + dates + "\nas of Thu 2026-06-04"), "finalise-plan");
    };
    CHECK(finalise("from=2026-06-01") == "due 2026-06-01, overdue, 3 late, exempt");
    CHECK(finalise("from=2026-06-02") == "due 2026-06-01, overdue, 3 late");
    CHECK(finalise("from=2025-12-01 to=2026-01-11") == "due 2026-06-01, overdue, 3 late");
    CHECK(finalise("from=2025-12-01 to=2026-01-12") == "due 2026-06-01, overdue, 3 late, exempt");
}

TEST_CASE("a missed appointment excuses the adviser who made it, and only within its six weeks", "[reg8]") {
    const auto advice = [](const std::string& missed) {
        return clock_told(told(requested + "Mon 2026-02-23 advice_requested adviser=psychology\n" + missed +
                               "Tue 2026-04-07 exemption_recorded clock=advice adviser=psychology limb=E8c from=2026-03-09 reason=not_brought\nas of Tue 2026-04-07"),
                          "advice");
    };
    CHECK(advice("Mon 2026-03-09 appointment_missed adviser=psychology\n") == "due 2026-04-06, overdue, 1 late, exempt");
    CHECK(advice("Mon 2026-03-09 appointment_missed adviser=health\n") == "due 2026-04-06, overdue, 1 late");
    CHECK(advice("Tue 2026-04-07 appointment_missed adviser=psychology\n") == "due 2026-04-06, overdue, 1 late");
    CHECK(advice("") == "due 2026-04-06, overdue, 1 late");
}

TEST_CASE("an exemption from a limb or for a clock that the law does not give is flagged, not refused", "[reg10]") {
    const auto wrong_limb = told(requested + "Mon 2026-03-02 exemption_recorded clock=finalise-plan limb=E5c from=2026-02-01 reason=illness\nas of Tue 2026-06-02");
    CHECK(has_problem(wrong_limb, "exemption-not-valid"));
    CHECK(has_problem(wrong_limb, "family-not-told-of-exemption"));
    CHECK(text_in(clock_in(wrong_limb, "finalise-plan").at("exemption").as_object(), "why_not") == "the law does not give this limb for this time limit");
    CHECK(refusal_told(requested + "Mon 2026-03-02 exemption_recorded clock=review-due limb=E10c from=2026-02-01 reason=x_y\nas of Tue 2026-06-02") == "impossible-event 2");
    CHECK(refusal_told(requested + "Mon 2026-03-02 exemption_ended clock=finalise-plan limb=E10c\nas of Tue 2026-06-02") == "impossible-event 2");
}

TEST_CASE("an exemption may be recorded after its procedure has ended", "[decision-34]") {
    const auto answer = told(requested + R"(
        Fri 2026-05-15 draft_sent
        Fri 2026-06-12 plan_finalised
        Mon 2026-06-15 exemption_recorded clock=finalise-plan limb=E10c from=2026-03-01 to=2026-04-01 reason=bereavement family_told_on=2026-06-15
        as of Mon 2026-06-15)");
    CHECK(clock_told(answer, "finalise-plan") == "due 2026-06-01, late 2026-06-12, 11 late, exempt");
}

TEST_CASE("the coronavirus limb is spent: it serves limits that ran between 1 May and 25 September 2020, and no others", "[covid][boundary]") {
    const auto decide = [](const std::string& request, const std::string& from) {
        return clock_told(told(request + " request_received source=parent\nThu 2021-12-30 exemption_recorded clock=decide-to-assess limb=COVID reason=staff " + from +
                               "\nas of Thu 2021-12-30"),
                          "decide-to-assess");
    };
    CHECK(decide("Fri 2020-03-20", "from=2020-05-01").ends_with(", exempt"));         // due Fri 2020-05-01
    CHECK_FALSE(decide("Thu 2020-03-19", "from=2020-05-01").ends_with(", exempt"));   // due Thu 2020-04-30
    CHECK(decide("Fri 2020-09-25", "from=2020-09-25").ends_with(", exempt"));
    CHECK_FALSE(decide("Sat 2020-09-26", "from=2020-09-25").ends_with(", exempt"));
    CHECK_FALSE(decide("Mon 2020-06-01", "from=2020-09-26").ends_with(", exempt"));
    CHECK_FALSE(decide("Mon 2020-06-01", "from=2020-09-01 to=2020-10-01").ends_with(", exempt"));
}

TEST_CASE("an ordered limit may borrow a limb of regulation 10", "[reg44]") {
    const std::string ordered = R"(
        Mon 2025-09-01 request_received source=parent
        Fri 2025-10-10 assessment_refused
        Mon 2025-12-01 appeal_registered received_on=2025-12-01
        Tue 2026-03-03 order_made kind=assess
    )";
    const auto plan = [&](const std::string& rest) { return clock_told(told(ordered + rest + "\nas of Wed 2026-06-10"), "ordered-plan"); };
    CHECK(plan("Wed 2026-06-10 exemption_recorded clock=ordered-plan limb=E10c from=2026-04-01 reason=illness") == "due 2026-06-09, overdue, 1 late, exempt");
    CHECK(plan("Wed 2026-06-10 exemption_recorded clock=ordered-plan limb=Ex3 from=2026-04-01 reason=illness") == "due 2026-06-09, overdue, 1 late, exempt");
    CHECK(plan("Wed 2026-06-10 exemption_recorded clock=ordered-plan limb=Ex2 from=2026-04-01 to=2026-04-15 reason=away") == "due 2026-06-09, overdue, 1 late, exempt");
    CHECK(plan("Wed 2026-06-10 exemption_recorded clock=ordered-plan limb=Ex2 from=2026-04-01 to=2026-04-14 reason=away") == "due 2026-06-09, overdue, 1 late");
}
