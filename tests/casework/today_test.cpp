#include <catch2/catch.hpp>

#include <map>

#include "core/casework/hand_over.hpp"
#include "core/casework/today.hpp"
#include "core/store/registers.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using casework::TodayFilter;

namespace {

std::map<Band, int> counted(TestRecord& record, Day today, const TodayFilter& filter = {}, int rows = 50) {
    std::map<Band, int> counts;
    for (const auto& part :
         record.readers.read([&](store::Reader& r) { return casework::todays_work(r, filter, today, rows); }))
        counts[part.band] = part.count;
    return counts;
}

void appoint(TestRecord& record) {
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::put(t, store::Team{"East"});
            store::put(t, store::Team{"West"});
            store::put(t, store::Caseworker{"a.khan", "A. Khan", "East", std::nullopt});
            store::put(t, store::Caseworker{"b.lee", "B. Lee", "West", std::nullopt});
            store::put(t, store::Caseworker{"c.left", "C. Left", "West", day("Thu 2026-01-01")});
            return 0;
        })
        .value();
}

Result<int> hand_over(TestRecord& record, std::string_view from, std::string_view to) {
    return record.writer.perform(
        [&](store::Transaction& t) { return casework::hand_over(t, from, to, record.occasion()); });
}

}  // namespace

TEST_CASE("the decision's last day moves through the bands of a desk as the days go by", "[casework][today][boundary]") {
    TestRecord record;
    record.received(record.request());  // decide by Mon 2026-02-23
    struct Row {
        const char* because;
        std::string_view today;
        Band band;
    };
    for (const auto& row : std::vector<Row>{
             {"the Monday two weeks before", "Mon 2026-02-09", Band::next_two_weeks},
             {"the Sunday before its week", "Sun 2026-02-22", Band::next_two_weeks},
             {"its own day", "Mon 2026-02-23", Band::due_today},
             {"the day after", "Tue 2026-02-24", Band::overdue}}) {
        INFO(row.because);
        CHECK(counted(record, day(row.today))[row.band] == 1);
    }
    CHECK(counted(record, day("Sun 2026-02-08"))[Band::next_two_weeks] == 0);

    const auto thursday = record.received([&] {
        auto request = record.request("Later");
        request.received_on = day("Thu 2026-01-08");  // decide by Thu 2026-02-19
        return request;
    }());
    CHECK(counted(record, day("Mon 2026-02-16"))[Band::this_week] == 1);
    CHECK(counted(record, day("Thu 2026-02-19"))[Band::this_week] == 0);
    CHECK(counted(record, day("Thu 2026-02-19"))[Band::due_today] == 1);
}

TEST_CASE("what others owe us is waited for, and late or not is not ours", "[casework][today]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(record.record(reference, 0, {EventType::assessment_agreed, day("Mon 2026-02-02")}, "2026-02-02T10:00:00Z").has_value());
    Event asked(EventType::advice_requested, day("Mon 2026-02-02"));
    asked.set(Adviser::psychology);
    REQUIRE(record.record(reference, 1, asked, "2026-02-02T11:00:00Z").has_value());
    auto on_time = counted(record, day("Mon 2026-03-16"));
    CHECK(on_time[Band::waiting_for_others] == 1);
    CHECK(on_time[Band::due_today] == 0);
    auto late = counted(record, day("Tue 2026-03-17"));
    CHECK(late[Band::waiting_for_others] == 1);
    CHECK(late[Band::overdue] == 0);
}

TEST_CASE("advice owed and windows that run stand in one list by their dates, page by page", "[casework][today][cursor]") {
    TestRecord record;
    // Of each child: advice due on Mon 2026-03-16 or the days after, and from the draft a window that ends before it.
    for (int i = 0; i < 4; ++i) {
        const auto reference = record.received(record.request("Child", std::to_string(i)));
        const auto asked_on = day("Mon 2026-02-02") + days{i};
        Event asked(EventType::advice_requested, asked_on);
        asked.set(Adviser::psychology);
        REQUIRE(record.record(reference, 0, {EventType::assessment_agreed, asked_on}, "2026-02-06T10:00:00Z").has_value());
        REQUIRE(record.record(reference, 1, asked, "2026-02-06T11:00:00Z").has_value());
        REQUIRE(record.record(reference, 2, {EventType::draft_sent, day("Mon 2026-03-02")}, "2026-03-02T11:00:00Z").has_value());
    }
    const auto listed = [&](Day today) {
        std::vector<std::pair<Day, ClockId>> seen;
        std::string cursor;
        do {
            const auto page = record.readers.read([&](store::Reader& r) {
                return casework::work_in(r, Band::waiting_for_others, {}, today, cursor, 3).value();
            });
            for (const auto& each : page.rows) seen.emplace_back(*each.clock.due_on, each.clock.clock);
            cursor = page.next;
        } while (!cursor.empty());
        return seen;
    };
    const auto all = listed(day("Mon 2026-03-09"));
    CHECK(std::ranges::is_sorted(all, {}, [](const auto& each) { return each.first; }));
    CHECK(std::ranges::count(all, ClockId::advice, [](const auto& each) { return each.second; }) == 4);
    CHECK(std::ranges::count(all, ClockId::draft_window, [](const auto& each) { return each.second; }) == 4);
    CHECK(counted(record, day("Mon 2026-03-09"), {}, 2)[Band::waiting_for_others] == 8);
    // The windows ran out on Mon 2026-03-16, their last day; the advice is still owed.
    CHECK(listed(day("Mon 2026-03-16")).size() == 8);
    CHECK(listed(day("Tue 2026-03-17")).size() == 4);
}

TEST_CASE("a band shows its first rows, counts them all, and goes on page by page", "[casework][today][cursor]") {
    TestRecord record;
    for (int i = 0; i < 5; ++i) record.received(record.request("Child", std::to_string(i)));
    const auto today = day("Tue 2026-02-24");
    CHECK(counted(record, today, {}, 2)[Band::overdue] == 5);
    std::string cursor;
    std::size_t seen = 0;
    do {
        const auto page = record.readers.read([&](store::Reader& r) {
            return casework::work_in(r, Band::overdue, {}, today, cursor, 2).value();
        });
        seen += page.rows.size();
        cursor = page.next;
    } while (!cursor.empty());
    CHECK(seen == 5);
}

TEST_CASE("a caseload changes hands whole, and each case says who had it", "[casework][hand-over]") {
    TestRecord record;
    appoint(record);
    std::vector<std::string> references;
    for (int i = 0; i < 3; ++i) {
        auto request = record.request("Child", std::to_string(i));
        request.caseworker = i < 2 ? "a.khan" : "b.lee";
        references.push_back(record.received(request));
    }
    const auto before = record.readers.read(
        [&](store::Reader& r) { return casework::caseload_of(r, "a.khan", day("Tue 2026-02-24")).value(); });
    CHECK(before.cases == 2);
    CHECK(before.overdue_count == 2);

    CHECK(hand_over(record, "a.khan", "b.lee").value() == 2);
    const auto file = record.open(references[0]).file;
    CHECK(file.caseworker == "b.lee");
    CHECK(file.team == "West");
    const auto history = record.readers.read([&](store::Reader& r) { return store::assignments_of(r, file.id); });
    CHECK(history.back().caseworker == "b.lee");
    CHECK(history.back().actor.by == "A. Khan");
    CHECK(hand_over(record, "a.khan", "b.lee").value() == 0);
}

TEST_CASE("a hand-over to nobody, to oneself or to someone who has left changes nothing",
          "[casework][hand-over][bad-input]") {
    TestRecord record;
    appoint(record);
    auto request = record.request();
    request.caseworker = "a.khan";
    const auto reference = record.received(request);
    CHECK(hand_over(record, "", "b.lee").error().where == "from");
    CHECK(hand_over(record, "a.khan", "").error().where == "to");
    CHECK(hand_over(record, "a.khan", "a.khan").error().where == "to");
    CHECK(hand_over(record, "a.khan", "nobody").error().where == "to");
    CHECK(hand_over(record, "a.khan", "c.left").error().where == "to");
    CHECK(record.open(reference).file.caseworker == "a.khan");
}

TEST_CASE("an event can be tried, and nothing is kept of it", "[casework][record]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    const auto tried = record.readers.read([&](store::Reader& r) {
        return casework::try_event(r, reference, {EventType::assessment_agreed, day("Mon 2026-02-02")},
                                   record.occasion("2026-02-02T10:00:00Z"));
    });
    REQUIRE(tried.has_value());
    CHECK(tried->log.events.size() == 2);
    CHECK(record.open(reference).log.events.size() == 1);
    const auto impossible = record.readers.read([&](store::Reader& r) {
        return casework::try_event(r, reference, {EventType::plan_finalised, day("Mon 2026-02-02")},
                                   record.occasion("2026-02-02T10:00:00Z"));
    });
    CHECK(impossible.error().kind == Refusal::impossible_event);
}
