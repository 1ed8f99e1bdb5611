#include <catch2/catch.hpp>

#include "core/casework/status.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

Event advice_of(std::string_view setting, Day on) {
    Event event(EventType::advice_requested, on);
    event.set(Adviser::education).set(Field::setting, setting);
    return event;
}

}  // namespace

TEST_CASE("a school sees where its request stands and what comes next", "[casework][status]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    const auto status = casework::status_of(record.open(reference), "100001", day("Mon 2026-01-12"));
    CHECK(status.reference == reference);
    CHECK(status.stage == "requested");
    CHECK(status.received_on == day("Mon 2026-01-12"));
    REQUIRE(status.next);
    CHECK(status.next->what == "decide-to-assess");
    CHECK(status.next->on == day("Mon 2026-02-23"));
    CHECK(status.key_dates.at(0).what == "request_received");
    CHECK(status.key_dates.back().what == "finalise-plan");
    CHECK(status.asked_of_you.empty());
    CHECK_FALSE(status.late);
}

TEST_CASE("a school sees what is asked of it, and not what is asked of another", "[casework][status]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(
        record.record(reference, 0, advice_of("100001", day("Fri 2026-01-16")), "2026-01-16T10:00:00Z").has_value());
    REQUIRE(
        record.record(reference, 1, advice_of("100002", day("Fri 2026-01-16")), "2026-01-16T10:00:00Z").has_value());
    const auto opened = record.open(reference);
    const auto asked = casework::status_of(opened, "100001", day("Fri 2026-01-16")).asked_of_you;
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].what == "advice");
    CHECK(asked[0].on == day("Fri 2026-02-27"));
    CHECK(casework::status_of(opened, "", day("Fri 2026-01-16")).asked_of_you.empty());
    CHECK(casework::concerns(opened, "100001"));
    CHECK(casework::concerns(opened, "100002"));
    CHECK_FALSE(casework::concerns(opened, "100003"));
}

TEST_CASE("lateness is said with its days and its reason, from the day after the last",
          "[casework][status][boundary]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(
        record.record(reference, 0, advice_of("100001", day("Fri 2026-01-16")), "2026-01-16T10:00:00Z").has_value());
    const auto late = [&](Day today) { return casework::status_of(record.open(reference), "100001", today).late; };
    CHECK_FALSE(late(day("Mon 2026-02-23")));
    REQUIRE(late(day("Wed 2026-02-25")));
    CHECK(late(day("Wed 2026-02-25"))->days == 2);
    CHECK(late(day("Wed 2026-02-25"))->why ==
          "decide-to-assess was due on 2026-02-23; advice has not come yet from education");
}

TEST_CASE("a setting that the child attends sees nothing until it is asked", "[casework][status]") {
    TestRecord record;
    auto request = record.request();
    request.source = Source::parent;
    CHECK_FALSE(casework::concerns(record.open(record.received(request)), "100001"));
}
