#include <catch2/catch.hpp>

#include "core/store/nights.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

TEST_CASE("a night is claimed once, and again only when whoever had it has gone", "[store][nights]") {
    TestRecord record;
    const auto night = day("Mon 2026-03-02");
    const auto claim = [&](std::string_view at) {
        return record.writer
            .perform([&](store::Transaction& t) -> Result<bool> { return store::claim_night(t, night, moment(at)); })
            .value();
    };
    CHECK(claim("2026-03-03T02:00:00Z"));
    CHECK_FALSE(claim("2026-03-03T02:30:00Z"));
    CHECK(claim("2026-03-03T03:00:01Z"));
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::finish_night(
                t, {.day = night, .finished_at = moment("2026-03-03T03:01:00Z"), .findings = 2, .summary = "{}"});
            return 0;
        })
        .value();
    CHECK_FALSE(claim("2026-03-04T02:00:00Z"));
    const auto last = record.readers.read([](store::Reader& r) { return store::last_finished_night(r); });
    REQUIRE(last);
    CHECK(last->day == night);
    CHECK(last->findings == 2);
}

TEST_CASE("a rung of a breach is climbed once, and put right once", "[store][nights]") {
    TestRecord record;
    record.received(record.request());
    const store::BreachRow breach{.id = store::CaseId{1},
                                  .event = 0,
                                  .clock = ClockId::decide_to_assess,
                                  .rung = "missed",
                                  .first_night = day("Tue 2026-02-24"),
                                  .due_on = day("Mon 2026-02-23")};
    const auto note = [&] {
        return record.writer
            .perform([&](store::Transaction& t) -> Result<bool> { return store::note_breach(t, breach); })
            .value();
    };
    CHECK(note());
    CHECK_FALSE(note());
    const auto standing = [&](Day night) {
        return record.readers.read([&](store::Reader& r) {
            std::vector<store::BreachRow> rows;
            store::each_standing_breach(r, night, [&](const store::BreachRow& row) { rows.push_back(row); });
            return rows;
        });
    };
    CHECK(standing(day("Wed 2026-02-25")) == std::vector{breach});
    record.writer
        .perform(
            [&](store::Transaction& t) -> Result<int> { return store::put_right(t, breach, day("Thu 2026-02-26")), 0; })
        .value();
    CHECK(standing(day("Thu 2026-02-26")).size() == 1);
    CHECK(standing(day("Fri 2026-02-27")).empty());
}

TEST_CASE("the first seal of a day stays", "[store][nights]") {
    TestRecord record;
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::keep_seal(t, {day("Mon 2026-03-02"), 5, store::no_hash, moment("2026-03-03T02:00:00Z")});
            store::keep_seal(t, {day("Mon 2026-03-02"), 6, store::no_hash, moment("2026-03-03T03:00:00Z")});
            return 0;
        })
        .value();
    const auto seals = record.readers.read([](store::Reader& r) { return store::all_seals(r); });
    REQUIRE(seals.size() == 1);
    CHECK(seals[0].entries == 5);
}
