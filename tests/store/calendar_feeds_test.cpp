#include "core/store/calendar_feeds.hpp"

#include <catch2/catch.hpp>

#include <fstream>

#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using store::CalendarOf;

namespace {

const store::Doing khan{{"A. Khan", "caseworker"}, moment("2026-03-02T10:00:00Z")};

struct Feeds : TestRecord {
    store::AccountId account = writer
                                   .perform([](store::Transaction& t) {
                                       return store::create_account(t, {.username = "khan", .name = "A. Khan", .password_hash = "x", .role = "caseworker"}, khan);
                                   })
                                   .value();
    std::string make(const CalendarOf& of) {
        return writer.perform([&](store::Transaction& t) -> Result<std::string> { return store::make_calendar_feed(t, account, of, khan); }).value();
    }
    std::optional<store::CalendarFeed> find(std::string_view secret) {
        return readers.read([&](store::Reader& r) { return store::find_calendar_feed(r, secret); });
    }
    Result<void> end(std::int64_t id) {
        return writer.perform([&](store::Transaction& t) { return store::end_calendar_feed(t, id, khan); });
    }
    std::vector<AccountEvent> history() {
        std::vector<AccountEvent> events;
        for (const auto& each : readers.read([&](store::Reader& r) { return store::history_of(r, account); })) events.push_back(each.what);
        return events;
    }
};

}  // namespace

TEST_CASE("a calendar's secret opens it until it is ended, and both stand in the history of the account", "[store][calendar]") {
    Feeds record;
    const auto secret = record.make({.caseworker = "a.khan"});
    CHECK(secret.size() == 43);
    const auto feed = record.find(secret);
    REQUIRE(feed);
    CHECK(feed->of == CalendarOf{.caseworker = "a.khan"});
    CHECK(feed->account == record.account);
    CHECK_FALSE(record.find(secret.substr(1)));
    CHECK_FALSE(record.find(""));
    CHECK(record.end(feed->id).has_value());
    CHECK_FALSE(record.find(secret));
    CHECK(record.end(feed->id).error().kind == Refusal::not_found);
    CHECK(record.history() == std::vector{AccountEvent::created, AccountEvent::calendar_made, AccountEvent::calendar_ended});
}

TEST_CASE("a new address of the same deadlines ends the one before, and no other", "[store][calendar]") {
    Feeds record;
    const auto first = record.make({.caseworker = "a.khan"});
    const auto team = record.make({.team = "North"});
    const auto second = record.make({.caseworker = "a.khan"});
    CHECK(first != second);
    CHECK_FALSE(record.find(first));
    CHECK(record.find(team));
    CHECK(record.find(second));
}

TEST_CASE("the secret itself is nowhere in the record", "[store][calendar]") {
    Feeds record;
    const auto secret = record.make({.team = "North"});
    for (const auto& each : std::filesystem::directory_iterator(record.directory.path())) {
        std::ifstream in(each.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK(bytes.find(secret) == std::string::npos);
    }
}
