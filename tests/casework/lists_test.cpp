#include <catch2/catch.hpp>

#include "core/casework/search.hpp"
#include "core/store/registers.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using casework::Search;
using casework::Worklist;

namespace {

std::vector<std::string> found(TestRecord& record, const Search& search) {
    std::vector<std::string> names;
    const auto page = record.readers.read([&](store::Reader& r) { return casework::search(r, search); }).value();
    for (const auto& row : page.rows) names.push_back(row.child.surname + " " + row.child.forename);
    return names;
}

casework::Page<casework::Due> due(TestRecord& record, const Worklist& filter, Day today) {
    return record.readers.read([&](store::Reader& r) { return casework::worklist(r, filter, today); }).value();
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a case is found by reference, UPN, the beginning of a name, or setting", "[casework][search]") {
    TestRecord record;
    const auto reference = record.received(record.request("O’Brien", "Sean", "A123456789012"));
    auto elsewhere = record.request("Obrecht", "Mia");
    elsewhere.setting = "100002";
    record.received(elsewhere);
    record.received(record.request("Óbrien", "Sara"));

    CHECK(found(record, {.text = reference}) == Names{"O’Brien Sean"});
    CHECK(found(record, {.text = "EHC-2026-999999"}).empty());
    CHECK(found(record, {.text = "A123456789012"}) == Names{"O’Brien Sean"});
    CHECK(found(record, {.text = "obr"}) == Names{"Obrecht Mia", "Óbrien Sara", "O’Brien Sean"});
    CHECK(found(record, {.text = "O'BRIEN, se"}) == Names{"O’Brien Sean"});
    CHECK(found(record, {.text = "obr", .setting = "100001"}) == Names{"Óbrien Sara", "O’Brien Sean"});
    CHECK(found(record, {.setting = "100002"}) == Names{"Obrecht Mia"});
    CHECK(found(record, {}).size() == 3);
}

TEST_CASE("pages go on from the last row seen, and each case is on one of them", "[casework][search][cursor]") {
    TestRecord record;
    for (const char c : std::string("dbeca")) record.received(record.request("Same", std::string(1, c)));
    for (const auto& text : {"same", ""}) {
        Names names;
        Search search{.text = text, .limit = 2};
        do {
            const auto page =
                record.readers.read([&](store::Reader& r) { return casework::search(r, search); }).value();
            for (const auto& row : page.rows) names.push_back(row.child.forename);
            search.cursor = page.next;
        } while (!search.cursor.empty());
        CHECK(names == (search.text.empty() ? Names{"d", "b", "e", "c", "a"} : Names{"a", "b", "c", "d", "e"}));
    }
}

TEST_CASE("a cursor or a limit that is none is refused", "[casework][search][worklist][bad-input]") {
    TestRecord record;
    record.readers.read([](store::Reader& r) {
        CHECK(casework::search(r, {.cursor = "x"}).error().where == "cursor");
        CHECK(casework::search(r, {.limit = 0}).error().where == "limit");
        CHECK(casework::search(r, {.limit = 201}).error().where == "limit");
        const auto today = day("Mon 2026-03-02");
        for (const auto* const cursor : {"x", "2026-03-02", "2026-03-02.1", "2026-02-30.1.1", "2026-03-02.a.1"}) {
            CHECK(casework::worklist(r, {.cursor = cursor}, today).error().where == "cursor");
        }
        return 0;
    });
}

TEST_CASE("the worklist has the open clocks, the earliest first, and says overdue from the day after the last",
          "[casework][worklist][boundary]") {
    TestRecord record;
    record.received(record.request());
    const auto all = due(record, {}, day("Mon 2026-01-12"));
    REQUIRE(all.rows.size() >= 3);
    CHECK(all.rows[0].clock.clock == ClockId::decide_to_assess);
    CHECK(all.rows[0].surname == "Blackwood");
    CHECK(std::ranges::is_sorted(all.rows, {}, [](const auto& row) { return *row.clock.due_on; }));

    CHECK(due(record, {.overdue = true}, day("Sun 2026-02-22")).rows.empty());
    CHECK(due(record, {.overdue = true}, day("Mon 2026-02-23")).rows.empty());
    CHECK(due(record, {.overdue = true}, day("Tue 2026-02-24")).rows.size() == 1);

    CHECK(due(record, {.clock = ClockId::finalise_plan}, day("Mon 2026-01-12")).rows.size() == 1);
    CHECK(due(record, {.due_before = day("Mon 2026-02-23")}, day("Mon 2026-01-12")).rows.empty());
    CHECK(due(record, {.due_before = day("Tue 2026-02-24")}, day("Mon 2026-01-12")).rows.size() == 1);
}

TEST_CASE("a window or a right whose time is over is on no list", "[casework][worklist]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(record.record(reference, 0, {EventType::assessment_refused, day("Fri 2026-02-20")}, "2026-02-20T15:00:00Z")
                .has_value());
    const Worklist appeals{.clock = ClockId::appeal};
    CHECK(due(record, appeals, day("Mon 2026-04-20")).rows.size() == 1);
    CHECK(due(record, appeals, day("Tue 2026-04-21")).rows.empty());
}

TEST_CASE("a worklist is of a team, a caseworker or a setting, page by page", "[casework][worklist][cursor]") {
    TestRecord record;
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::put(t, store::Team{"East"});
            store::put(t, store::Caseworker{"a.khan", "A. Khan", "East", std::nullopt});
            return 0;
        })
        .value();
    for (int i = 0; i < 6; ++i) {
        const auto reference = record.received(record.request("Child", std::to_string(i)));
        if (i % 2 == 0) continue;
        record.writer
            .perform(
                [&](store::Transaction& t) { return casework::assign(t, reference, "a.khan", "", record.occasion()); })
            .value();
    }
    const auto today = day("Mon 2026-01-12");
    const auto count = [&](Worklist filter) {
        std::size_t rows = 0;
        filter.limit = 2;
        Day last{};
        do {
            const auto page = due(record, filter, today);
            for (const auto& row : page.rows) {
                CHECK(last <= *row.clock.due_on);
                last = *row.clock.due_on;
            }
            rows += page.rows.size();
            filter.cursor = page.next;
        } while (!filter.cursor.empty());
        return rows;
    };
    const auto each = record.open("EHC-2026-000001").view.clocks.size();
    CHECK(count({}) == 6 * each);
    CHECK(count({.caseworker = "a.khan"}) == 3 * each);
    CHECK(count({.team = "East"}) == 3 * each);
    CHECK(count({.team = "West"}) == 0);
    CHECK(count({.setting = "100001"}) == 6 * each);
    CHECK(count({.caseworker = "a.khan", .setting = "100001", .clock = ClockId::finalise_plan}) == 3);
}
