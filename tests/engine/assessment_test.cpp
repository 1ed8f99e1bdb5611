#include <catch2/catch.hpp>

#include "tests/support/story.hpp"

using namespace ehcp::test;

namespace {
const std::string agreed = R"(
    Mon 2026-01-12 request_received source=parent
    Fri 2026-02-20 assessment_agreed
)";
}

TEST_CASE("on its due date a decision is still in time, and the day after it is not", "[boundary][reg5]") {
    const std::string request = "Mon 2026-01-12 request_received source=parent\n";
    CHECK(clock_told(told(request + "as of Sun 2026-02-22"), "decide-to-assess") == "due 2026-02-23, running");
    CHECK(clock_told(told(request + "as of Mon 2026-02-23"), "decide-to-assess") == "due 2026-02-23, running");
    CHECK(clock_told(told(request + "as of Tue 2026-02-24"), "decide-to-assess") == "due 2026-02-23, overdue, 1 late");
    CHECK(clock_told(told(request + "Mon 2026-02-23 assessment_agreed\nas of Tue 2026-02-24"), "decide-to-assess") == "due 2026-02-23, met 2026-02-23");
    CHECK(clock_told(told(request + "Tue 2026-02-24 assessment_agreed\nas of Tue 2026-02-24"), "decide-to-assess") == "due 2026-02-23, late 2026-02-24, 1 late");
}

TEST_CASE("a refusal to assess stops the plan's limits; reconsidered, they run again from the original date", "[reg5][regs44-45]") {
    const std::string refused = "Mon 2026-01-12 request_received source=school\nMon 2026-02-16 assessment_refused\n";
    const auto after = told(refused + "as of Mon 2026-03-02");
    CHECK(state_in(after, "assessment") == "refused_to_assess");
    CHECK(clock_told(after, "refuse-plan") == "due 2026-05-04, stopped 2026-02-16");
    CHECK(clock_told(after, "finalise-plan") == "due 2026-06-01, stopped 2026-02-16");
    CHECK(clock_told(after, "draft-target") == "due 2026-05-04, stopped 2026-02-16");

    const auto reconsidered = told(refused + "Mon 2026-06-08 assessment_agreed because=reconsidered\nas of Mon 2026-06-08");
    CHECK(clock_told(reconsidered, "decide-to-assess") == "due 2026-02-23, met 2026-02-16");
    CHECK(clock_told(reconsidered, "finalise-plan") == "due 2026-06-01, overdue, 7 late");
    CHECK(clock_told(reconsidered, "refuse-plan") == "due 2026-05-04, overdue, 35 late");

    const auto ordered = told(refused + "Mon 2026-06-08 assessment_agreed because=mediation\nas of Mon 2026-06-08");
    CHECK(clock_told(ordered, "finalise-plan") == "due 2026-06-01, stopped 2026-02-16");

    CHECK(refusal_told(refused + "Mon 2026-06-08 assessment_agreed\nas of Mon 2026-06-08") == "missing-field 2");
}

TEST_CASE("a refusal to issue that is reconsidered revives the twenty weeks", "[reg10]") {
    const auto answer = told(agreed + R"(
        Fri 2026-05-01 plan_refused
        Mon 2026-05-18 draft_sent because=reconsidered
        as of Tue 2026-06-02)");
    CHECK(state_in(answer, "assessment") == "draft");
    CHECK(clock_told(answer, "refuse-plan") == "due 2026-05-04, met 2026-05-01");
    CHECK(clock_told(answer, "finalise-plan") == "due 2026-06-01, overdue, 1 late");
    CHECK(clock_told(answer, "draft-target") == "due 2026-05-04, late 2026-05-18, 14 late");
}

TEST_CASE("the latest of the three copies of the plan counts", "[reg13][reg14]") {
    const auto answer = told(agreed + R"(
        Mon 2026-05-04 draft_sent
        Fri 2026-05-29 plan_finalised commissioner_on=2026-06-03
        as of Mon 2026-06-08)");
    CHECK(clock_told(answer, "finalise-plan") == "due 2026-06-01, late 2026-06-03, 2 late");
    CHECK(clock_told(answer, "review-due") == "due 2027-05-28, running");
}

TEST_CASE("the window is cut short by a plan sent on its last day, not on the day after", "[reg13][boundary]") {
    const std::string drafted = agreed + "Tue 2026-05-05 draft_sent served_on=2026-05-07\n";
    CHECK(has_problem(told(drafted + "Thu 2026-05-21 plan_finalised\nas of Fri 2026-05-22"), "window-cut-short"));
    CHECK_FALSE(has_problem(told(drafted + "Fri 2026-05-22 plan_finalised\nas of Fri 2026-05-22"), "window-cut-short"));
    CHECK_FALSE(has_problem(told(drafted + "Thu 2026-05-21 plan_finalised family_on=2026-05-22\nas of Fri 2026-05-22"), "window-cut-short"));
}

TEST_CASE("a draft issued again restarts the window and nothing else", "[reg13]") {
    const std::string twice = agreed + "Fri 2026-05-01 draft_sent\nMon 2026-05-11 draft_sent setting=100001\n";
    const auto answer = told(twice + "as of Tue 2026-05-12");
    CHECK(clock_told(answer, "draft-window", 0) == "due 2026-05-15, stopped 2026-05-11");
    CHECK(clock_told(answer, "draft-window", 1) == "due 2026-05-25, open");
    CHECK(clock_told(answer, "draft-target") == "due 2026-05-04, met 2026-05-01");
    CHECK(has_problem(answer, "setting-named-in-draft"));
    // A window that had run out is not stopped any more.
    const auto later = told(agreed + "Fri 2026-05-01 draft_sent\nMon 2026-05-18 draft_sent\nas of Tue 2026-05-19");
    CHECK(clock_told(later, "draft-window", 0) == "due 2026-05-15, elapsed");
}

TEST_CASE("advice is counted from the day the adviser received the request, one clock for each", "[reg8]") {
    const auto answer = told(agreed + R"(
        Mon 2026-02-23 advice_requested adviser=psychology received_on=2026-02-24
        Mon 2026-02-23 advice_requested adviser=education setting=100001
        Mon 2026-02-23 advice_requested adviser=education setting=100002
        Mon 2026-03-16 advice_requested adviser=psychology
        Mon 2026-03-30 advice_received adviser=education
        Mon 2026-03-30 advice_dispensed adviser=psychology reason=recent_report
        Mon 2026-03-30 advice_received adviser=sensory
        as of Tue 2026-04-07)");
    CHECK(clock_told(answer, "advice", 0) == "due 2026-04-07, stopped 2026-03-30");
    CHECK(clock_told(answer, "advice", 1) == "due 2026-04-06, met 2026-03-30");
    CHECK(clock_told(answer, "advice", 2) == "due 2026-04-06, overdue, 1 late");
    CHECK_FALSE(has_clock_told(answer, "advice", 3));
}

TEST_CASE("advice that the regulations require must be in, or lawfully dispensed with", "[reg6]") {
    const std::string asked = agreed + R"(
        Mon 2026-02-23 advice_requested adviser=psychology
        Mon 2026-03-30 advice_received adviser=psychology
        Mon 2026-03-30 advice_received adviser=education
        Mon 2026-03-30 advice_received adviser=health
    )";
    CHECK(has_problem(told(asked + "Fri 2026-05-01 plan_refused\nas of Fri 2026-05-01"), "advice-missing"));
    const std::string complete = asked + "Tue 2026-03-31 advice_dispensed adviser=social_care reason=existing\n";
    CHECK_FALSE(has_problem(told(complete + "Fri 2026-05-01 plan_refused\nas of Fri 2026-05-01"), "advice-missing"));
    CHECK_FALSE(has_problem(told(complete + "Fri 2026-05-01 draft_sent\nas of Fri 2026-05-01"), "advice-missing"));
    // Anything asked for and outstanding counts too.
    CHECK(has_problem(told(complete + "Wed 2026-04-01 advice_requested adviser=sensory\nFri 2026-05-01 draft_sent\nas of Fri 2026-05-01"), "advice-missing"));
}

TEST_CASE("a setting consulted twice without an answer is chased, not asked anew", "[code-9.83]") {
    const auto answer = told(agreed + R"(
        Fri 2026-05-01 draft_sent
        Mon 2026-05-04 placement_consulted setting=100001
        Mon 2026-05-11 placement_consulted setting=100001
        Mon 2026-05-11 placement_consulted setting=100002
        Wed 2026-05-20 placement_replied setting=100001 reply=cannot_meet
        as of Wed 2026-05-20)");
    CHECK(clock_told(answer, "placement-reply", 0) == "due 2026-05-19, late 2026-05-20, 1 late");
    CHECK(clock_told(answer, "placement-reply", 1) == "due 2026-05-26, running");
    CHECK_FALSE(has_clock_told(answer, "placement-reply", 2));
}

TEST_CASE("withdrawal and death stop what is running and keep a breach that happened visible", "[decision-23]") {
    const auto withdrawn = told("Mon 2026-01-12 request_received source=parent\nWed 2026-02-25 withdrawn\nas of Mon 2026-03-02");
    CHECK(state_in(withdrawn, "assessment") == "closed");
    CHECK(clock_told(withdrawn, "decide-to-assess") == "due 2026-02-23, stopped 2026-02-25, 2 late");
    CHECK(clock_told(withdrawn, "finalise-plan") == "due 2026-06-01, stopped 2026-02-25");
    const auto died = told(agreed + "Fri 2026-05-01 draft_sent\nMon 2026-05-04 died\nas of Mon 2026-06-08");
    CHECK(state_in(died, "assessment") == "closed");
    CHECK(clock_told(died, "draft-window") == "due 2026-05-15, stopped 2026-05-04");
    CHECK(refusal_told(agreed + "Fri 2026-05-01 died\nMon 2026-05-04 request_received source=parent\nas of Mon 2026-06-08") == "impossible-event 3");
}

TEST_CASE("a second request waits for the first assessment to end, or to be refused", "[decision-14]") {
    CHECK(refusal_told(agreed + "Mon 2026-03-02 request_received source=school\nas of Mon 2026-03-02") == "impossible-event 2");
    const auto again = told(R"(
        Mon 2026-01-12 request_received source=parent
        Mon 2026-02-16 assessment_refused
        Mon 2026-03-02 request_received source=school
        Mon 2026-04-13 assessment_agreed
        as of Mon 2026-04-13)");
    CHECK(state_in(again, "assessment", 0) == "refused_to_assess");
    CHECK(state_in(again, "assessment", 1) == "assessing");
    CHECK_FALSE(has_problem(again, "no-duty-to-reconsider"));
}

TEST_CASE("within six months of an assessment there is no duty to consider another request", "[s36]") {
    const std::string refused = agreed + "Fri 2026-05-01 plan_refused\n";
    CHECK(has_problem(told(refused + "Sat 2026-10-31 request_received source=parent\nas of Sun 2026-11-01"), "no-duty-to-reconsider"));
    CHECK_FALSE(has_problem(told(refused + "Sun 2026-11-01 request_received source=parent\nas of Sun 2026-11-01"), "no-duty-to-reconsider"));
}
