#include <catch2/catch.hpp>

#include "core/store/registers.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

casework::Received receive(TestRecord& record, const casework::IntakeRequest& request) {
    return record.writer
        .perform([&](store::Transaction& t) { return casework::receive_request(t, request, record.occasion()); })
        .value();
}

}  // namespace

TEST_CASE("a request starts its clocks, whatever is missing, and says what is", "[casework][receive][reg5]") {
    TestRecord record;
    auto request = record.request();
    request.setting.clear();
    request.source = Source::parent;
    const auto received = receive(record, request);
    CHECK(received.opened.file.reference == "EHC-2026-000001");
    REQUIRE_FALSE(received.opened.view.clocks.empty());
    CHECK(received.opened.view.clocks[0].rule->id == ClockId::decide_to_assess);
    CHECK(received.opened.view.clocks[0].due_on == day("Mon 2026-02-23"));
    CHECK(received.missing == std::vector<std::string>{"child.upn", "child.sex", "child.ethnicity", "child.postcode",
                                                       "setting", "primary_need", "graduated_approach", "contacts"});
    CHECK(received.possible_duplicates.empty());
}

TEST_CASE("references count within the year in which the request was received", "[casework][receive]") {
    TestRecord record;
    CHECK(record.received(record.request("A")) == "EHC-2026-000001");
    auto earlier = record.request("B");
    earlier.received_on = day("Wed 2025-12-31");
    CHECK(record.received(earlier) == "EHC-2025-000001");
    CHECK(record.received(record.request("C")) == "EHC-2026-000002");
}

TEST_CASE("a second request for a child is flagged and linked both ways, and never refused",
          "[casework][receive][duplicates]") {
    TestRecord record;
    const auto first = record.received(record.request("Blackwood", "Ivy", "A123456789012"));
    SECTION("by UPN, whatever the name") {
        const auto again = receive(record, record.request("Blackwood-Hale", "I.", "A123456789012"));
        REQUIRE(again.possible_duplicates.size() == 1);
        CHECK(again.possible_duplicates[0].reference == first);
        CHECK(again.possible_duplicates[0].why == WhyLinked::same_upn);
        CHECK(again.possible_duplicates[0].assessment_open);
        const auto links = record.readers.read([](store::Reader& r) { return store::links_of(r, store::CaseId{1}); });
        REQUIRE(links.size() == 1);
        CHECK(links[0].reference == again.opened.file.reference);
    }
    SECTION("by name and date of birth, however it is written") {
        const auto again = receive(record, record.request("BLACK-WOOD", "Ívy"));
        REQUIRE(again.possible_duplicates.size() == 1);
        CHECK(again.possible_duplicates[0].why == WhyLinked::same_name_and_date_of_birth);
    }
    SECTION("another child of that name is another child") {
        auto other = record.request("Blackwood", "Ivy");
        other.child.date_of_birth = day("Tue 2015-03-03");
        CHECK(receive(record, other).possible_duplicates.empty());
    }
    SECTION("once the first is withdrawn, its assessment is not open") {
        REQUIRE(
            record.record(first, 0, {EventType::withdrawn, day("Mon 2026-01-12")}, "2026-01-12T11:00:00Z").has_value());
        CHECK_FALSE(receive(record, record.request()).possible_duplicates.at(0).assessment_open);
    }
}

TEST_CASE("what cannot have happened is refused, and nothing of it is kept", "[casework][receive]") {
    TestRecord record;
    auto request = record.request();
    const auto refused = [&] {
        return record.writer.perform(
            [&](store::Transaction& t) { return casework::receive_request(t, request, record.occasion()); });
    };
    SECTION("a request received tomorrow") {
        request.received_on = day("Tue 2026-01-13");
        CHECK(refused().error().where == "received_on");
    }
    SECTION("a child born after it") {
        request.child.date_of_birth = day("Tue 2026-01-13");
        const auto error = refused().error();
        CHECK(error.where == "child.date_of_birth");
        CHECK(error.message.find("Blackwood") == std::string::npos);
    }
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM person") == "0");
}

TEST_CASE("what came with a request is kept: contacts, the graduated approach, a note", "[casework][receive]") {
    TestRecord record;
    auto request = record.request();
    request.contacts.push_back({"M. Blackwood", "mother", "", "", ""});
    request.graduated_approach = R"([{"barrier":"reading","cycles":[]}])";
    request.note = "sent by post";
    const auto received = receive(record, request);
    CHECK(received.opened.file.last_seq == 1);
    CHECK(record.readers.read([](store::Reader& r) { return store::graduated_approach_of(r, store::CaseId{1}); }) ==
          request.graduated_approach);
    CHECK(raw_sql(record.file, "SELECT texts FROM event_text") == R"({"text":"sent by post"})");
}

TEST_CASE("a request given to a caseworker is their team's, and to nobody who is not known", "[casework][receive]") {
    TestRecord record;
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::put(t, store::Team{"East"});
            store::put(t, store::Caseworker{"a.khan", "A. Khan", "East", std::nullopt});
            return 0;
        })
        .value();
    auto request = record.request();
    request.caseworker = "a.khan";
    CHECK(record.open(record.received(request)).file.team == "East");
    request.caseworker = "nobody";
    const auto refused = record.writer.perform(
        [&](store::Transaction& t) { return casework::receive_request(t, request, record.occasion()); });
    CHECK(refused.error().where == "caseworker");
}
