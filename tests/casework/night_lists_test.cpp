#include "core/casework/night_lists.hpp"

#include <catch2/catch.hpp>

#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using casework::NightList;

namespace {

const Day night = day("Tue 2026-06-02");

store::BreachRow breach(std::int64_t id, ClockId clock, Day due_on, std::string caseworker = "", Day first = night) {
    return {.id = {id},
            .event = 0,
            .clock = clock,
            .rung = "missed",
            .first_night = first,
            .due_on = due_on,
            .caseworker = std::move(caseworker)};
}

void note(TestRecord& record, const std::vector<store::BreachRow>& rows) {
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            for (const auto& row : rows) store::note_breach(t, row);
            return 0;
        })
        .value();
}

Result<casework::Page<casework::Breach>> page(TestRecord& record, const NightList& list) {
    return record.readers.read([&](store::Reader& reader) { return casework::night_list(reader, list, night); });
}

}  // namespace

TEST_CASE("the breaches of a night are listed longest overdue first, page by page, each once", "[casework][night]") {
    TestRecord record;
    for (const auto* name : {"A", "B", "C"}) record.received(record.request("Same", name));
    note(record, {breach(1, ClockId::finalise_plan, day("Mon 2026-06-01")),
                  breach(1, ClockId::decide_to_assess, day("Mon 2026-02-23"), "", night - days{90}),
                  breach(2, ClockId::decide_to_assess, day("Mon 2026-02-23")),
                  breach(3, ClockId::decide_to_assess, day("Fri 2026-02-20")),
                  breach(3, ClockId::refuse_plan, day("Mon 2026-05-04"))});
    std::vector<std::pair<std::string, std::string>> seen;
    NightList list{.limit = 2};
    do {
        const auto rows = page(record, list).value();
        for (const auto& each : rows.rows) {
            seen.emplace_back(each.forename, hyphen_token(each.row.clock));
            CHECK(each.is_open);
        }
        list.cursor = rows.next;
    } while (!list.cursor.empty());
    CHECK(seen == std::vector<std::pair<std::string, std::string>>{{"C", "decide-to-assess"},
                                                                   {"A", "decide-to-assess"},
                                                                   {"B", "decide-to-assess"},
                                                                   {"C", "refuse-plan"},
                                                                   {"A", "finalise-plan"}});
    CHECK(page(record, {.seen = Seen::first_seen})->rows.size() == 4);
    CHECK(page(record, {.seen = Seen::continuing})->rows.size() == 1);
    CHECK(page(record, {.clock = ClockId::decide_to_assess})->rows.size() == 3);
}

TEST_CASE("a cursor that is none, and too many rows, are refused", "[casework][night][refusal]") {
    TestRecord record;
    for (const auto* cursor : {"x", "2026-02-23", "2026-02-23.1.2", "2026-02-23.1.2.no-clock", "2026-02-30.1.2.advice",
                               "2026-02-23.1.2.advice.", "...", "'; DROP TABLE breach; --"})
        CHECK(page(record, {.cursor = cursor}).error().where == "cursor");
    CHECK(page(record, {.limit = 0}).error().where == "limit");
    CHECK(page(record, {.limit = 201}).error().where == "limit");
}

TEST_CASE("what is done since the night is still on its list, and says so", "[casework][night]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    note(record, {breach(1, ClockId::decide_to_assess, day("Mon 2026-02-23"))});
    record.record(reference, 0, Event(EventType::assessment_agreed, day("Tue 2026-06-02")), "2026-06-02T10:00:00Z")
        .value();
    const auto rows = page(record, {}).value().rows;
    REQUIRE(rows.size() == 1);
    CHECK_FALSE(rows[0].is_open);
}

TEST_CASE("what falls due is told by working days, and only limits that can be missed", "[casework][night]") {
    TestRecord record;
    record.received(record.request());  // to be decided by Monday 23 February
    const auto within = [&](Day today, int working_days) {
        return record.readers
            .read([&](store::Reader& reader) {
                return casework::falling_due(reader, {}, today, WorkingDays{working_days}, england_and_wales());
            })
            .value()
            .rows;
    };
    CHECK(within(day("Mon 2026-02-16"), 4).empty());
    REQUIRE(within(day("Mon 2026-02-16"), 5).size() == 1);
    CHECK(within(day("Mon 2026-02-16"), 5)[0].clock.clock == ClockId::decide_to_assess);
    CHECK(within(day("Mon 2026-02-23"), 5).size() == 1);
    CHECK(within(day("Tue 2026-02-24"), 5).empty());  // overdue, and no longer falling due
}
