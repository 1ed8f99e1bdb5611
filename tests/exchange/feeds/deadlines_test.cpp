#include "core/exchange/feeds/deadlines.hpp"

#include <catch2/catch.hpp>

#include "core/store/registers.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::test;

namespace {

struct Caseload : TestRecord {
    Caseload() {
        writer
            .perform([](store::Transaction& t) -> Result<int> {
                store::put(t, store::Team{"North"});
                store::put(t, store::Caseworker{"a.khan", "A. Khan", "North", {}});
                return 0;
            })
            .value();
    }
    std::string received_by_khan() {
        auto intake = request("Veryuncommon", "Quillonia");
        intake.caseworker = "a.khan";
        return received(intake);
    }
    Calendar of(store::CalendarOf whose, Day today) {
        return readers.read([&](store::Reader& reader) {
            return deadlines(reader, {.of = std::move(whose), .authority = "E06000023"}, today);
        });
    }
};

std::vector<std::string> summaries(const Calendar& calendar) {
    std::vector<std::string> list;
    for (const auto& event : calendar.events) list.push_back(event.summary);
    return list;
}

}  // namespace

TEST_CASE("a deadline is in the calendar until it is met, and no name of a child ever", "[exchange][feeds]") {
    Caseload record;
    const auto reference = record.received_by_khan();
    record.received(record.request("Elsewhere"));
    const auto before = record.of({.caseworker = "a.khan"}, day("Tue 2026-02-24"));
    REQUIRE_FALSE(before.events.empty());
    CHECK(before.events.front().summary == reference + ": Decide whether to assess");
    CHECK(before.events.front().on == day("Mon 2026-02-23"));  // over, and not done
    const auto text = render_ical(before, moment("2026-02-24T10:00:00Z"));
    for (const auto* word : {"Veryuncommon", "Quillonia", "Elsewhere", "2015"}) CHECK(text.find(word) == std::string::npos);

    record.record(reference, 0, Event(EventType::assessment_agreed, day("Tue 2026-02-24")), "2026-02-24T11:00:00Z").value();
    const auto after = record.of({.caseworker = "a.khan"}, day("Tue 2026-02-24"));
    CHECK(std::ranges::count(summaries(after), reference + ": Decide whether to assess") == 0);
    CHECK(std::ranges::count(summaries(after), reference + ": Issue the final plan") == 1);
}

TEST_CASE("an event keeps its name when its case moves on, and its sequence grows", "[exchange][feeds]") {
    Caseload record;
    const auto reference = record.received_by_khan();
    const auto final_plan = [&](const Calendar& calendar) {
        return *std::ranges::find(calendar.events, reference + ": Issue the final plan", &CalendarEvent::summary);
    };
    const auto before = final_plan(record.of({.team = "North"}, day("Mon 2026-02-16")));
    record.record(reference, 0, Event(EventType::assessment_agreed, day("Mon 2026-02-16")), "2026-02-16T11:00:00Z").value();
    const auto after = final_plan(record.of({.caseworker = "a.khan"}, day("Mon 2026-02-16")));
    CHECK(before.uid == after.uid);
    CHECK(before.uid.ends_with("@E06000023.ehcp"));
    CHECK(after.sequence > before.sequence);
}

TEST_CASE("no two events of a calendar have one name", "[exchange][feeds]") {
    Caseload record;
    record.received_by_khan();
    record.received_by_khan();
    const auto calendar = record.of({.caseworker = "a.khan"}, day("Mon 2026-02-16"));
    std::vector<std::string> uids;
    for (const auto& event : calendar.events) uids.push_back(event.uid);
    std::ranges::sort(uids);
    CHECK(std::ranges::adjacent_find(uids) == uids.end());
    CHECK(uids.size() >= 4);
}
