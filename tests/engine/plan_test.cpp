#include <catch2/catch.hpp>

#include "tests/support/story.hpp"

using namespace ehcp::test;

namespace {
const std::string in_force = R"(
    Mon 2024-06-03 request_received source=parent
    Wed 2024-07-10 assessment_agreed
    Fri 2024-09-20 draft_sent
    Fri 2024-10-18 plan_finalised
)";
const std::string transferred = "Mon 2025-03-03 plan_transferred_in made_on=2024-09-02 last_reviewed_on=2024-11-11\n";
}  // namespace

TEST_CASE("amendments that are not enclosed leave the four weeks running until they are sent", "[reg20][devon]") {
    const std::string decided = in_force + R"(
        Mon 2025-09-01 review_called meeting_on=2025-09-29 invited_on=2025-09-16
        Mon 2025-09-29 review_meeting_held
        Mon 2025-10-20 review_decided decision=amend
    )";
    const auto before = told(decided + "as of Tue 2025-10-28");
    CHECK(has_problem(before, "amendments-not-enclosed"));
    CHECK(clock_told(before, "review-invite") == "due 2025-09-15, late 2025-09-16, 1 late");
    CHECK(clock_told(before, "review-decision") == "due 2025-10-27, overdue, 1 late");
    CHECK(clock_told(before, "review-due", 0) == "due 2025-10-17, late 2025-10-20, 3 late");
    CHECK(clock_told(before, "review-due", 1) == "due 2026-10-19, running");
    CHECK_FALSE(has_clock_told(before, "amended-plan"));
    const auto after = told(decided + "Mon 2025-11-03 amendments_sent served_on=2025-11-05\nas of Mon 2025-11-03");
    CHECK(clock_told(after, "review-decision") == "due 2025-10-27, late 2025-11-03, 7 late");
    CHECK(clock_told(after, "amended-plan") == "due 2025-12-29, running");
    CHECK(clock_told(after, "amendment-window") == "due 2025-11-19, open");
    CHECK(clock_told(after, "review-backstop") == "due 2025-12-22, running");
}

TEST_CASE("a decision to maintain ends the review, opens a dispute and stops the backstop; the report may still follow", "[reg20][decision-42]") {
    const std::string maintained = in_force + R"(
        Mon 2025-09-01 review_called meeting_on=2025-09-29
        Mon 2025-09-29 review_meeting_held
        Mon 2025-10-06 review_decided decision=maintain
    )";
    const auto before = told(maintained + "as of Wed 2025-10-08");
    CHECK(state_in(before, "review") == "concluded");
    CHECK(state_in(before, "dispute", 1) == "open");
    CHECK(clock_told(before, "review-backstop") == "due 2025-12-22, stopped 2025-10-06");
    CHECK(clock_told(before, "review-report") == "due 2025-10-13, stopped 2025-10-06");
    CHECK(clock_told(told(maintained + "Wed 2025-10-08 review_report_sent\nas of Wed 2025-10-08"), "review-report") == "due 2025-10-13, met 2025-10-08");
}

TEST_CASE("an amendment without a review has the same tail and leaves the twelve months alone", "[reg28]") {
    const auto answer = told(in_force + R"(
        Mon 2025-02-03 amendment_proposed served_on=2025-02-05
        Wed 2025-02-19 amended_plan_finalised
        as of Thu 2025-02-20)");
    CHECK(clock_told(answer, "amendment-window") == "due 2025-02-19, elapsed");
    CHECK(has_problem(answer, "window-cut-short"));
    CHECK(clock_told(answer, "amended-plan") == "due 2025-03-31, met 2025-02-19");
    CHECK(clock_told(answer, "review-due") == "due 2025-10-17, running");
    CHECK_FALSE(has_clock_told(answer, "review-due", 1));
}

TEST_CASE("the first review after a transfer has its own limit, the later of two", "[reg15]") {
    CHECK(clock_told(told(transferred + "as of Mon 2025-03-03"), "transfer-review") == "due 2025-11-10, running");
    CHECK(clock_told(told("Mon 2025-11-03 plan_transferred_in made_on=2024-09-02 last_reviewed_on=2024-11-11\nas of Mon 2025-11-03"), "transfer-review") ==
          "due 2026-02-02, running");
    const auto reviewed = told(transferred + R"(
        Mon 2025-09-01 review_called meeting_on=2025-09-29
        Mon 2025-09-29 review_meeting_held
        Mon 2025-10-06 review_decided decision=maintain
        as of Mon 2025-10-06)");
    CHECK(clock_told(reviewed, "transfer-review") == "due 2025-11-10, met 2025-10-06");
    CHECK(clock_told(reviewed, "review-due") == "due 2026-10-05, running");
}

TEST_CASE("with fifteen working days' notice the plan goes on the day of the move", "[reg15][boundary]") {
    // 15 working days before Mon 2026-06-22 is Mon 2026-06-01.
    CHECK(clock_told(told(transferred + "Mon 2026-06-01 family_moving move_on=2026-06-22 became_aware_on=2026-06-01\nas of Tue 2026-06-02"), "transfer-plan") ==
          "due 2026-06-22, running");
    CHECK(clock_told(told(transferred + "Tue 2026-06-02 family_moving move_on=2026-06-22 became_aware_on=2026-06-02\nas of Tue 2026-06-02"), "transfer-plan") ==
          "due 2026-06-22, running");  // 15 days beginning with 2 June end on 22 June as well
    CHECK(clock_told(told(transferred + "Fri 2026-06-05 family_moving move_on=2026-06-22 became_aware_on=2026-06-05\nas of Fri 2026-06-05"), "transfer-plan") ==
          "due 2026-06-25, running");
    const auto gone = told(transferred + R"(
        Fri 2026-06-05 family_moving move_on=2026-06-22 became_aware_on=2026-06-05
        Fri 2026-06-26 plan_transferred_out
        as of Mon 2026-06-29)");
    CHECK(clock_told(gone, "transfer-plan") == "due 2026-06-25, late 2026-06-26, 1 late");
    CHECK(state_in(gone, "plan") == "transferred_out");
}

TEST_CASE("phase transfers end on 14 February, 30 March, or five months before", "[reg18][boundary]") {
    const auto due = [](const std::string& plan) { return clock_told(told(transferred + plan + "\nas of Mon 2026-02-16"), "phase-transfer"); };
    CHECK(due("Mon 2025-09-01 phase_transfer_planned transfer_on=2026-09-01 kind=primary_to_secondary") == "due 2026-02-14, overdue, 2 late");
    CHECK(due("Mon 2025-09-01 phase_transfer_planned transfer_on=2026-09-01 kind=secondary_to_post_16") == "due 2026-03-30, running");
    CHECK(due("Mon 2025-09-01 phase_transfer_planned transfer_on=2026-09-01 kind=post_16_to_post_16") == "due 2026-04-01, running");
    CHECK(due("Mon 2025-09-01 phase_transfer_planned transfer_on=2026-07-31 kind=post_16_to_post_16") == "due 2026-02-28, running");
    CHECK(due("Mon 2025-09-01 phase_transfer_planned transfer_on=2026-09-01 kind=primary_to_secondary\nSat 2026-02-14 phase_transfer_completed") ==
          "due 2026-02-14, met 2026-02-14");
}

TEST_CASE("a plan may not cease before the appeal has run or ended", "[s45]") {
    const std::string notified = in_force + "Mon 2025-06-02 cessation_decided\n";  // the right to appeal ends on Mon 4 August, so 1 September
    CHECK(has_problem(told(notified + "Mon 2025-09-01 plan_ceased reason=2\nas of Tue 2025-09-02"), "ceased-too-early"));
    CHECK_FALSE(has_problem(told(notified + "Tue 2025-09-02 plan_ceased reason=2\nas of Tue 2025-09-02"), "ceased-too-early"));
    CHECK(has_problem(told(in_force + "Tue 2025-09-02 plan_ceased reason=2\nas of Tue 2025-09-02"), "ceased-too-early"));
    const auto withdrawn = told(notified + "Mon 2025-07-07 cessation_withdrawn\nas of Mon 2025-07-07");
    CHECK(state_in(withdrawn, "plan") == "maintained");
    const auto ceased = told(notified + "Tue 2025-09-02 plan_ceased reason=2\nas of Mon 2025-12-01");
    CHECK(state_in(ceased, "plan") == "ceased");
    CHECK(clock_told(ceased, "review-due") == "due 2025-10-17, stopped 2025-09-02");
}

TEST_CASE("an order to continue brings back a plan that was ceased too early", "[s45][decision-44]") {
    const auto answer = told(in_force + R"(
        Mon 2025-06-02 cessation_decided
        Mon 2025-06-16 plan_ceased reason=2
        Mon 2025-06-30 appeal_registered received_on=2025-06-30
        Mon 2025-11-03 order_made kind=continue_plan
        as of Mon 2025-11-03)");
    CHECK(state_in(answer, "plan") == "maintained");
    CHECK(clock_told(answer, "review-due") == "due 2025-10-17, overdue, 17 late");
}

TEST_CASE("a concession about ceasing keeps the plan, before the response and after it", "[decision-22]") {
    const std::string appealed = in_force + "Mon 2025-06-02 cessation_decided\nMon 2025-06-30 appeal_registered received_on=2025-06-30\n";
    CHECK(state_in(told(appealed + "Mon 2025-07-07 appeal_conceded\nas of Mon 2025-07-07"), "plan") == "maintained");
    CHECK(state_in(told(appealed + "Mon 2025-07-07 response_filed\nMon 2025-07-14 appeal_conceded\nas of Mon 2025-07-14"), "plan") == "maintained");
}

TEST_CASE("a re-assessment has fifteen days to decide and fourteen weeks to finish", "[reg25][reg27]") {
    const auto answer = told(transferred + R"(
        Mon 2026-03-02 reassessment_requested by=parent
        Tue 2026-03-17 reassessment_agreed
        Wed 2026-03-18 advice_requested adviser=health
        Mon 2026-06-01 draft_sent
        Tue 2026-06-23 reassessed_plan_finalised
        as of Tue 2026-06-23)");
    CHECK(clock_told(answer, "decide-to-reassess") == "due 2026-03-17, met 2026-03-17");
    CHECK(clock_told(answer, "reassessed-plan") == "due 2026-06-23, met 2026-06-23");
    CHECK(clock_told(answer, "advice") == "due 2026-04-29, stopped 2026-06-23, 55 late");
    CHECK(clock_told(answer, "draft-window") == "due 2026-06-15, elapsed");
    CHECK(state_in(answer, "dispute") == "open");
    CHECK(refusal_told(transferred + "Mon 2026-03-02 reassessment_agreed\nas of Mon 2026-03-02") == "impossible-event 1");
    const auto own_motion = told(transferred + "Mon 2026-03-02 reassessment_agreed own_motion=true\nas of Mon 2026-03-02");
    CHECK_FALSE(has_clock_told(own_motion, "decide-to-reassess"));
    CHECK(clock_told(own_motion, "reassessed-plan") == "due 2026-06-08, running");
    CHECK(refusal_told(transferred + "Mon 2026-03-02 reassessment_requested by=parent\nTue 2026-03-03 reassessment_requested by=setting\nas of Tue 2026-03-03") ==
          "impossible-event 2");
}

TEST_CASE("reviews, transfers and re-assessments need a plan and end with it", "[decision-15]") {
    CHECK(refusal_told("Mon 2026-03-02 review_called meeting_on=2026-04-01\nas of Mon 2026-03-02") == "impossible-event 0");
    CHECK(refusal_told("Mon 2026-03-02 phase_transfer_planned transfer_on=2026-09-01 kind=infant_to_junior\nas of Mon 2026-03-02") == "impossible-event 0");
    const auto ended = told(transferred + R"(
        Mon 2025-09-01 review_called meeting_on=2025-09-29
        Mon 2025-09-29 review_meeting_held
        Mon 2025-11-03 plan_transferred_out
        as of Mon 2025-12-01)");
    CHECK(state_in(ended, "review") == "concluded");
    CHECK(clock_told(ended, "review-decision") == "due 2025-10-27, stopped 2025-11-03, 7 late");
}

TEST_CASE("a second review waits while one is being prepared", "[decision-14][decision-42]") {
    const std::string called = transferred + "Mon 2025-09-01 review_called meeting_on=2025-09-29\n";
    CHECK(refusal_told(called + "Mon 2025-09-08 review_called meeting_on=2025-10-06\nas of Mon 2025-09-08") == "impossible-event 2");
    CHECK(refusal_told(called + "Mon 2025-09-29 review_meeting_held\nTue 2025-09-30 review_called meeting_on=2025-11-06\nas of Tue 2025-09-30") == "accepted");
}
