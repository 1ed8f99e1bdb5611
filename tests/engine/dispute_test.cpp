#include <catch2/catch.hpp>

#include "tests/support/story.hpp"

using namespace ehcp::test;

namespace {
const std::string refused = "Mon 2025-09-01 request_received source=parent\nFri 2025-10-10 assessment_refused\n";
const std::string appealed = refused + "Mon 2025-12-01 appeal_registered received_on=2025-12-01\n";
}  // namespace

TEST_CASE("the appeal runs two months from the notice, or one month from the certificate if that is later", "[rule20]") {
    CHECK(clock_told(told(refused + "as of Mon 2025-12-01"), "appeal") == "due 2025-12-10, running");
    const auto with_certificate = refused + "Mon 2025-12-01 mediation_declined\nWed 2025-12-03 certificate_issued\n";
    const auto answer = told(with_certificate + "as of Mon 2025-12-08");
    CHECK(clock_told(answer, "appeal") == "due 2026-01-05, running");  // 3 January is a Saturday
    CHECK(clock_told(answer, "mediation-contact") == "due 2025-12-10, met 2025-12-01");
    CHECK(clock_told(answer, "mediation-certificate") == "due 2025-12-04, met 2025-12-03");
    CHECK(clock_told(told(refused + "Mon 2025-10-20 mediation_declined\nWed 2025-10-22 certificate_issued\nas of Mon 2025-12-08"), "appeal") == "due 2025-12-10, running");
    CHECK(clock_told(told("Mon 2025-09-01 request_received source=parent\nFri 2025-10-10 assessment_refused sent_on=2025-10-13\nas of Mon 2025-12-01"), "appeal") ==
          "due 2025-12-15, running");
}

TEST_CASE("rule 12 moves a last day out of August, out of Christmas and off a weekend, once", "[rule12][boundary]") {
    const auto appeal = [](const std::string& request, const std::string& notice) {
        return clock_told(told(request + " request_received source=parent\n" + notice + " assessment_refused\nas of " + notice), "appeal");
    };
    CHECK(appeal("Mon 2026-05-04", "Wed 2026-06-10") == "due 2026-09-01, running");  // 10 August
    CHECK(appeal("Mon 2027-05-03", "Mon 2027-05-31") == "due 2027-08-02, running");  // Saturday 31 July: applied once
    CHECK(appeal("Mon 2026-09-28", "Mon 2026-10-26") == "due 2027-01-04, running");  // 26 December; 2 January is a Saturday
    CHECK(appeal("Mon 2025-09-01", "Fri 2025-10-24") == "due 2025-12-24, running");
    CHECK(appeal("Mon 2025-09-01", "Sat 2025-11-01") == "due 2026-01-02, running");  // 1 January
}

TEST_CASE("the family's limits are rights: when they pass nobody is late, and the dispute ends by itself", "[decision-37][decision-20]") {
    const auto on_the_day = told(refused + "as of Wed 2025-12-10");
    CHECK(state_in(on_the_day, "dispute") == "open");
    const auto after = told(refused + "as of Thu 2025-12-11");
    CHECK(state_in(after, "dispute") == "ended");
    CHECK(text_in(after.at("procedures").as_array()[1].as_object(), "ended_on") == "2025-12-11");
    CHECK(clock_told(after, "appeal") == "due 2025-12-10, elapsed");
    CHECK(clock_told(after, "mediation-contact") == "due 2025-12-10, elapsed");
    // An appeal out of time is recorded: the Tribunal may admit it.
    const auto late = told(refused + "Mon 2025-12-15 appeal_registered received_on=2025-12-15\nas of Mon 2025-12-15");
    CHECK(state_in(late, "dispute") == "appealed");
    CHECK(clock_told(late, "appeal") == "due 2025-12-10, late 2025-12-15, 5 late");
    CHECK(clock_told(late, "mediation-contact") == "due 2025-12-10, elapsed");
    // What the authority owed in mediation stops with the dispute.
    const auto mediation = told(refused + "Mon 2025-10-20 mediation_requested issues=education_social_care\nas of Mon 2026-01-05");
    CHECK(clock_told(mediation, "mediation-arrange") == "due 2025-11-19, stopped 2025-12-11, 22 late");
}

TEST_CASE("the response counts thirty working days without August and Christmas", "[rule21]") {
    CHECK(clock_told(told(appealed + "as of Mon 2026-01-12"), "appeal-response") == "due 2026-01-20, running");
    CHECK(clock_told(told("Mon 2026-05-04 request_received source=parent\nWed 2026-06-10 assessment_refused\nMon 2026-07-06 appeal_registered received_on=2026-07-06\n"
                          "as of Mon 2026-07-06"), "appeal-response") == "due 2026-09-15, running");
}

TEST_CASE("a concession before the response starts the unopposed timetable", "[reg45]") {
    const auto answer = told(appealed + "Mon 2026-01-05 appeal_conceded\nas of Mon 2026-01-05");
    CHECK(state_in(answer, "dispute") == "ended");
    CHECK(clock_told(answer, "appeal-response") == "due 2026-01-20, met 2026-01-05");
    CHECK(clock_told(answer, "ordered-notify") == "due 2026-01-19, running");
    CHECK(clock_told(answer, "ordered-refuse-plan") == "due 2026-03-16, running");
    CHECK(clock_told(answer, "ordered-plan") == "due 2026-04-13, running");
    CHECK(text_in(clock_in(answer, "ordered-notify"), "citation") == "SEND Regulations 2014, reg 45(3)");
    const auto agreed = told(appealed + "Mon 2026-01-05 appeal_conceded\nTue 2026-01-20 assessment_agreed because=unopposed\nas of Tue 2026-01-20");
    CHECK(clock_told(agreed, "ordered-notify") == "due 2026-01-19, late 2026-01-20, 1 late");
    CHECK(clock_told(agreed, "finalise-plan") == "due 2026-01-19, stopped 2025-10-10");
    // Before regulation 45 had its present form there was no such timetable.
    CHECK_FALSE(has_clock_told(told("Mon 2014-09-29 request_received source=parent\nMon 2014-10-27 assessment_refused\n"
                                    "Mon 2014-12-01 appeal_registered received_on=2014-12-01\nMon 2014-12-08 appeal_conceded\nas of Mon 2014-12-08"), "ordered-plan"));
}

TEST_CASE("a concession after the response starts nothing and revives the original twenty weeks", "[hertfordshire]") {
    const auto answer = told(appealed + "Mon 2026-01-12 response_filed\nMon 2026-02-02 appeal_conceded\nas of Mon 2026-02-02");
    CHECK(state_in(answer, "dispute") == "opposed");
    CHECK(has_problem(answer, "concession-after-response"));
    CHECK_FALSE(has_clock_told(answer, "ordered-notify"));
    CHECK(clock_told(answer, "finalise-plan") == "due 2026-01-19, overdue, 14 late");
}

TEST_CASE("a concession about a final plan's contents leaves the limits of its assessment as they ended", "[hertfordshire]") {
    const auto answer = told(R"(
        Mon 2024-06-03 request_received source=parent
        Wed 2024-07-10 assessment_agreed
        Fri 2024-09-20 draft_sent
        Fri 2024-10-18 plan_finalised
        Mon 2024-12-02 appeal_registered received_on=2024-12-02
        Mon 2025-01-06 response_filed
        Mon 2025-02-03 appeal_conceded
        as of Mon 2025-02-03)");
    CHECK(clock_told(answer, "refuse-plan") == "due 2024-09-23, stopped 2024-09-20");
    CHECK(clock_told(answer, "finalise-plan") == "due 2024-10-21, met 2024-10-18");
}

TEST_CASE("a draft issued again gives no reason and revives nothing", "[reg13]") {
    const auto answer = told(R"(
        Mon 2024-06-03 request_received source=parent
        Wed 2024-07-10 assessment_agreed
        Fri 2024-09-20 draft_sent
        Mon 2024-10-07 draft_sent because=reconsidered
        as of Mon 2024-10-07)");
    CHECK(clock_told(answer, "refuse-plan") == "due 2024-09-23, stopped 2024-09-20");
}

TEST_CASE("each order starts its own limits", "[reg44]") {
    const auto ordered = [](const std::string& order) { return told(appealed + "Mon 2026-01-12 response_filed\nTue 2026-03-03 order_made " + order + "\nas of Tue 2026-03-03"); };
    const auto make_plan = ordered("kind=make_plan");
    CHECK(clock_told(make_plan, "ordered-draft") == "due 2026-04-07, running");
    CHECK(clock_told(make_plan, "ordered-plan") == "due 2026-05-19, running");
    CHECK(clock_told(ordered("kind=reconsider"), "ordered-reconsider") == "due 2026-03-17, running");
    CHECK(clock_told(ordered("kind=amend_contents"), "ordered-amend") == "due 2026-04-07, running");
    CHECK(clock_told(ordered("kind=continue_and_amend"), "ordered-amend") == "due 2026-04-07, running");
    CHECK(clock_told(ordered("kind=name_setting"), "ordered-setting") == "due 2026-03-17, running");
    CHECK_FALSE(has_clock_told(ordered("kind=dismissed"), "ordered-notify"));
    // A date that the Tribunal directs replaces the last limit that the order starts, and only that.
    const auto directed = ordered("kind=assess directed_on=2026-05-01");
    CHECK(clock_told(directed, "ordered-plan") == "due 2026-05-01, running");
    CHECK(clock_told(directed, "ordered-notify") == "due 2026-03-17, running");
}

TEST_CASE("an order to amend is carried out on the plan itself", "[decision-21]") {
    const std::string ordered = R"(
        Mon 2024-06-03 request_received source=parent
        Wed 2024-07-10 assessment_agreed
        Fri 2024-09-20 draft_sent
        Fri 2024-10-18 plan_finalised
        Mon 2024-12-02 appeal_registered received_on=2024-12-02
        Tue 2025-03-04 order_made kind=amend_contents
    )";
    const auto amended = told(ordered + "Tue 2025-04-08 amended_plan_finalised\nas of Tue 2025-04-08");
    CHECK(clock_told(amended, "ordered-amend") == "due 2025-04-08, met 2025-04-08");
    CHECK(state_in(amended, "dispute", 1) == "open");
    CHECK(refusal_told(ordered + "Tue 2025-04-08 amended_plan_finalised\nWed 2025-04-09 amended_plan_finalised\nas of Wed 2025-04-09") == "impossible-event 7");
}

TEST_CASE("plan_refused stops the ordered plan, and a draft stops the ordered refusal", "[decision-29]") {
    const std::string assess = appealed + "Tue 2026-03-03 order_made kind=assess\nMon 2026-03-16 assessment_agreed because=order\n";
    const auto drafted = told(assess + "Mon 2026-05-04 draft_sent\nas of Mon 2026-05-04");
    CHECK(clock_told(drafted, "ordered-refuse-plan") == "due 2026-05-12, stopped 2026-05-04");
    CHECK(clock_told(drafted, "ordered-notify") == "due 2026-03-17, met 2026-03-16");
    const auto refused_again = told(assess + "Mon 2026-05-04 plan_refused\nas of Mon 2026-05-04");
    CHECK(clock_told(refused_again, "ordered-refuse-plan") == "due 2026-05-12, met 2026-05-04");
    CHECK(clock_told(refused_again, "ordered-plan") == "due 2026-06-09, stopped 2026-05-04");
    const auto withdrawn = told(assess + "Mon 2026-05-04 withdrawn\nas of Mon 2026-05-04");
    CHECK(clock_told(withdrawn, "ordered-plan") == "due 2026-06-09, stopped 2026-05-04");
}

TEST_CASE("an agreement in mediation starts an order's limits, two weeks, or the date agreed", "[reg42]") {
    const std::string mediated = refused + "Mon 2025-10-20 mediation_requested issues=mixed\nMon 2025-11-17 mediation_held\n";
    const auto appealable = told(mediated + "Mon 2025-11-17 mediation_agreed issue=appealable kind=assess\nas of Mon 2025-11-17");
    CHECK(clock_told(appealable, "mediation-arrange") == "due 2025-11-19, met 2025-11-17");
    CHECK(clock_told(appealable, "ordered-notify") == "due 2025-12-01, running");
    CHECK_FALSE(has_clock_told(appealable, "mediation-agreement"));
    const auto other = told(mediated + "Mon 2025-11-17 mediation_agreed issue=other\nTue 2025-12-02 agreement_kept\nas of Tue 2025-12-02");
    CHECK(clock_told(other, "mediation-agreement") == "due 2025-12-01, late 2025-12-02, 1 late");
    const auto dated = told(mediated + "Mon 2025-11-17 mediation_agreed issue=appealable kind=assess agreed_date=2026-01-30\nas of Mon 2025-11-17");
    CHECK(clock_told(dated, "mediation-agreement") == "due 2026-01-30, running");
    CHECK_FALSE(has_clock_told(dated, "ordered-notify"));
    CHECK(refusal_told(mediated + "Mon 2025-11-17 mediation_agreed issue=appealable\nas of Mon 2025-11-17") == "missing-field 4");
    CHECK(refusal_told(refused + "Mon 2025-11-17 agreement_kept\nas of Mon 2025-11-17") == "impossible-event 2");
}

TEST_CASE("with several disputes the event names one, or the latest that can take it does", "[about]") {
    const std::string two = R"(
        Mon 2025-01-06 request_received source=parent
        Mon 2025-02-10 assessment_refused
        Mon 2025-02-24 assessment_agreed because=reconsidered
        Mon 2025-04-07 plan_refused
    )";
    const auto named = told(two + "Tue 2025-04-08 appeal_registered received_on=2025-04-08 about=assessment_refused\nas of Tue 2025-04-08");
    CHECK(state_in(named, "dispute", 0) == "appealed");
    CHECK(state_in(named, "dispute", 1) == "open");
    const auto latest = told(two + "Tue 2025-04-08 appeal_registered received_on=2025-04-08\nas of Tue 2025-04-08");
    CHECK(state_in(latest, "dispute", 1) == "appealed");
    CHECK(refusal_told(two + "Tue 2025-04-08 appeal_registered received_on=2025-04-08 about=plan_finalised\nas of Tue 2025-04-08") == "impossible-event 4");
    CHECK(refusal_told(two + "Tue 2025-04-08 appeal_registered received_on=2025-04-08 about=draft_sent\nas of Tue 2025-04-08") == "bad-value 4");
}

TEST_CASE("a recommendation about health or social care is answered within five weeks", "[si-2017-1306]") {
    const auto answer = told(appealed + "Tue 2026-03-03 order_made kind=assess\nTue 2026-03-03 recommendation_made\nWed 2026-04-08 recommendation_answered\nas of Wed 2026-04-08");
    CHECK(clock_told(answer, "recommendation-reply") == "due 2026-04-07, late 2026-04-08, 1 late");
    CHECK(refusal_told(appealed + "Wed 2026-04-08 recommendation_answered\nas of Wed 2026-04-08") == "impossible-event 3");
}
