// The log itself: corrections, order of entry, what is refused, the calendar's horizon.
#include <catch2/catch.hpp>

#include "tests/support/story.hpp"

using namespace ehcp::test;

TEST_CASE("a correction puts another event in the place of the original", "[decision-13]") {
    const auto answer = told(R"(
        Mon 2026-01-12 request_received source=parent
        Fri 2026-02-27 assessment_agreed
        as of Mon 2026-03-02)");
    CHECK(clock_told(answer, "decide-to-assess") == "due 2026-02-23, late 2026-02-27, 4 late");
    const auto corrected = clocks_of(R"({"as_of": "2026-03-02", "events": [
        {"type": "request_received", "on": "2026-01-12", "source": "parent"},
        {"type": "assessment_agreed", "on": "2026-02-27"},
        {"type": "corrected", "on": "2026-03-02", "event": 1, "reason": "typing error",
         "replacement": {"type": "assessment_agreed", "on": "2026-02-20"}}]})");
    CHECK(clock_told(corrected, "decide-to-assess") == "due 2026-02-23, met 2026-02-20");
}

TEST_CASE("an entry that should never have been made is taken out, and the log need only be possible afterwards", "[decision-13]") {
    const auto answer = clocks_of(R"({"as_of": "2026-03-02", "events": [
        {"type": "request_received", "on": "2026-01-12", "source": "parent"},
        {"type": "plan_finalised", "on": "2026-02-20"},
        {"type": "corrected", "on": "2026-03-02", "event": 1, "reason": "another child", "replacement": null}]})");
    CHECK(state_in(answer, "assessment") == "requested");
}

TEST_CASE("the last correction of an event counts, and corrections are not corrected", "[decision-13]") {
    const std::string start = R"({"as_of": "2026-03-02", "events": [
        {"type": "request_received", "on": "2026-01-12", "source": "parent"},
        {"type": "corrected", "on": "2026-03-02", "event": 0, "reason": "x", "replacement": {"type": "request_received", "on": "2026-01-05", "source": "parent"}},)";
    const auto last = clocks_of(start + R"({"type": "corrected", "on": "2026-03-02", "event": 0, "reason": "y",
        "replacement": {"type": "request_received", "on": "2026-01-19", "source": "parent"}}]})");
    CHECK(clock_told(last, "decide-to-assess") == "due 2026-03-02, running");
    const auto refused = clocks_of(start + R"({"type": "corrected", "on": "2026-03-02", "event": 1, "reason": "y", "replacement": null}]})");
    CHECK(text_in(refused.at("error").as_object(), "code") == "bad-value");
    const auto nowhere = clocks_of(start + R"({"type": "corrected", "on": "2026-03-02", "event": 7, "reason": "y", "replacement": null}]})");
    CHECK(text_in(nowhere.at("error").as_object(), "code") == "bad-value");
}

TEST_CASE("what has not happened yet is refused; what is only planned or in the post is not", "[decision-8]") {
    const std::string request = "Mon 2026-01-12 request_received source=parent\n";
    CHECK(refusal_told(request + "as of Sun 2026-01-11") == "impossible-event 0");
    CHECK(refusal_told(request + "Fri 2026-02-20 assessment_agreed\nFri 2026-05-01 draft_sent served_on=2026-05-05\nas of Fri 2026-05-01") == "accepted");
    CHECK(refusal_told(request + "Fri 2026-02-20 assessment_refused sent_on=2026-02-23\nas of Fri 2026-02-20") == "impossible-event 1");
    CHECK(refusal_told(request + "Fri 2026-02-20 assessment_agreed\nMon 2026-02-23 advice_requested adviser=health received_on=2026-02-25\nas of Mon 2026-02-23") == "accepted");
    CHECK(refusal_told("Mon 2026-03-02 plan_transferred_in made_on=2026-03-03\nas of Mon 2026-03-02") == "impossible-event 0");
    CHECK(refusal_told(request + "Mon 2026-02-16 assessment_refused\nMon 2026-03-02 appeal_registered received_on=2026-03-03\nas of Mon 2026-03-02") == "impossible-event 2");
}

TEST_CASE("an event that no procedure can take is refused with its number", "[contract]") {
    CHECK(refusal_told("Mon 2026-01-12 assessment_agreed\nas of Mon 2026-01-12") == "impossible-event 0");
    CHECK(refusal_told("Mon 2026-01-12 request_received source=parent\nTue 2026-01-13 draft_sent\nas of Tue 2026-01-13") == "impossible-event 1");
    CHECK(refusal_told("Mon 2026-01-12 request_received source=parent\nTue 2026-01-13 died\nWed 2026-01-14 died\nas of Wed 2026-01-14") == "impossible-event 2");
}

TEST_CASE("beyond its horizon the calendar gives no date and says so; other clocks are unaffected", "[horizon]") {
    const auto answer = told(R"(
        Mon 2028-09-04 request_received source=parent
        Mon 2028-10-09 assessment_refused
        Fri 2028-12-01 appeal_registered received_on=2028-12-01
        as of Fri 2028-12-01)");
    CHECK(clock_told(answer, "appeal-response") == "due null, running");
    CHECK(has_problem(answer, "calendar-horizon"));
    CHECK(clock_told(answer, "decide-to-assess") == "due 2028-10-16, met 2028-10-09");
    CHECK(text_in(clock_in(answer, "appeal-response"), "working").find("the calendar of working days ends on 31 December 2028") != std::string::npos);
}

TEST_CASE("a trigger before the regulations came into force starts no clock", "[decision-41]") {
    CHECK_FALSE(has_clock_told(told("Sun 2014-08-31 request_received source=parent\nas of Mon 2014-09-01"), "decide-to-assess"));
    CHECK(has_clock_told(told("Mon 2014-09-01 request_received source=parent\nas of Mon 2014-09-01"), "decide-to-assess"));
}

TEST_CASE("a case without events is an empty case", "[contract]") {
    const auto answer = clocks_of(R"({"events": []})");
    CHECK(answer.at("procedures").as_array().empty());
    CHECK(answer.at("problems").as_array().empty());
    CHECK(text_in(answer, "as_of") == "2026-06-01");
}
