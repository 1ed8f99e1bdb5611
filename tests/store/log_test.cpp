#include <catch2/catch.hpp>

#include "core/store/log.hpp"
#include "core/store/scan.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

Event agreed() { return {EventType::assessment_agreed, day("Fri 2026-02-20")}; }

Event refused_because(std::string_view reasons) {
    Event event(EventType::assessment_refused, day("Fri 2026-02-20"));
    event.set(Field::reasons, reasons);
    return event;
}

}  // namespace

TEST_CASE("the log can be added to and not changed, whoever asks", "[store][log]") {
    TestRecord record;
    record.received(record.request());
    CHECK_THROWS_WITH(raw_sql(record.file, "UPDATE event SET body = '{}'"), Catch::Contains("append-only"));
    CHECK_THROWS_WITH(raw_sql(record.file, "DELETE FROM event"), Catch::Contains("append-only"));
    CHECK_THROWS_WITH(raw_sql(record.file, "INSERT OR REPLACE INTO event SELECT * FROM event"),
                      Catch::Contains("append-only") || Catch::Contains("constraint"));
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM event") == "1");
}

TEST_CASE("what was entered is loaded as it was, with who entered it and when", "[store][log]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(
        record.record(reference, 0, refused_because("progress with what the school provides"), "2026-02-20T15:00:00Z")
            .has_value());

    const auto log = record.readers.read(
        [&](store::Reader& r) { return store::load_log(r, store::CaseId{1}, store::Texts::included); });
    REQUIRE(log.events.size() == 2);
    CHECK(log.events[0].type == EventType::request_received);
    CHECK(log.events[0].is(Source::school));
    CHECK(log.events[0].text(Field::setting) == "100001");
    CHECK(log.events[1].text(Field::reasons) == "progress with what the school provides");
    CHECK(log.recorded[1].entry == 2);
    CHECK(log.recorded[1].at == moment("2026-02-20T15:00:00Z"));
    CHECK(log.recorded[1].by == "A. Khan");
    CHECK(log.recorded[1].as == "caseworker");
}

TEST_CASE("free text stands apart from the log and can be erased, and the chain stays whole", "[store][log][erasure]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(record.record(reference, 0, refused_because("what Ivy's mother said"), "2026-02-20T15:00:00Z").has_value());
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM event WHERE body LIKE '%Ivy%'") == "0");

    const auto erase = [&](store::Transaction& t) {
        return store::erase_text(t, store::CaseId{1}, 1, {"D. Officer", "operator"}, moment("2026-03-02T09:00:00Z"),
                                 "request for erasure");
    };
    CHECK(record.writer.perform(erase).has_value());
    CHECK(record.writer.perform(erase).error().kind == Refusal::not_found);
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM event_text") == "0");
    const auto log = record.readers.read(
        [&](store::Reader& r) { return store::load_log(r, store::CaseId{1}, store::Texts::included); });
    CHECK(log.events[1].text(Field::reasons).empty());
    CHECK(log.recorded[1].has_text);
}

TEST_CASE("a writer who saw an older end of the log is told so", "[store][log][lock]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(record.record(reference, 0, agreed(), "2026-02-20T15:00:00Z").has_value());
    const auto late = record.record(reference, 0, agreed(), "2026-02-20T15:01:00Z");
    REQUIRE(late.has_error());
    CHECK(late.error().kind == Refusal::conflict);
    CHECK(late.error().message.find("has moved on since you opened it") != std::string::npos);
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM event") == "2");
}

TEST_CASE("what is refused uses up no number of the log", "[store][log]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    CHECK(record.record(reference, 0, {EventType::plan_finalised, day("Fri 2026-02-20")}, "2026-02-20T15:00:00Z")
              .has_error());
    REQUIRE(record.record(reference, 0, agreed(), "2026-02-20T15:00:00Z").has_value());
    CHECK(raw_sql(record.file, "SELECT group_concat(entry) FROM (SELECT entry FROM event ORDER BY entry)") == "1,2");
    CHECK(raw_sql(record.file, "SELECT value FROM counter WHERE name = 'entry'") == "2");
}

TEST_CASE("a scan sees every case with its log, in order, in any number of parts", "[store][scan]") {
    TestRecord record;
    std::vector<std::string> received;
    for (int i = 0; i < 5; ++i)
        received.push_back(record.received(record.request("Child", std::string(1, static_cast<char>('a' + i)))));
    REQUIRE(record.record(received[2], 0, agreed(), "2026-02-20T15:00:00Z").has_value());

    for (const int parts : {1, 2, 7}) {
        std::vector<std::string> seen;
        std::int64_t events = 0;
        record.readers.read([&](store::Reader& r) {
            for (auto& range : store::split_cases(r, parts)) {
                range.check_chain = true;
                events += store::scan_cases(r, range, [&](const store::ScannedCase& each) {
                    seen.emplace_back(each.reference);
                    CHECK(each.events.size() == static_cast<std::size_t>(each.last_seq) + 1);
                    CHECK(each.date_of_birth == day("Mon 2015-03-02"));
                    CHECK(each.setting == "100001");
                    CHECK_FALSE(each.broken_at);
                });
            }
            return 0;
        });
        CHECK(seen == received);
        CHECK(events == 6);
    }
}

TEST_CASE("a scan of what was known at a moment leaves out what was entered later", "[store][scan][as-known-on]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(record.record(reference, 0, agreed(), "2026-02-20T15:00:00Z").has_value());
    const auto events_known = [&](std::string_view at) {
        return record.readers.read([&](store::Reader& r) {
            std::int64_t cases = 0;
            const auto events =
                store::scan_cases(r, {.known_until = moment(at)}, [&](const store::ScannedCase&) { ++cases; });
            return std::pair{cases, events};
        });
    };
    CHECK(events_known("2026-01-12T09:59:59Z") == std::pair<std::int64_t, std::int64_t>{0, 0});
    CHECK(events_known("2026-02-20T14:59:59Z") == std::pair<std::int64_t, std::int64_t>{1, 1});
    CHECK(events_known("2026-02-20T15:00:00Z") == std::pair<std::int64_t, std::int64_t>{1, 2});
}
