// The child's details and the plan's facts: kept whole or not at all, with a note of who changed what.

#include <catch2/catch.hpp>

#include "core/casework/plan_facts.hpp"
#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

struct Facts : Site {
    std::string reference;
    Facts() {
        account({.username = "khan"});
        reference = received(request());
    }
    std::string child() const { return "/cases/" + reference + "/child"; }
    std::string plan() const { return "/cases/" + reference + "/plan"; }
    store::PlanFacts kept() {
        const auto id = open(reference).file.id;
        return readers.read([&](store::Reader& reader) { return store::load_plan_facts(reader, id); });
    }
    store::Person person() {
        const auto id = open(reference).file.person;
        return readers.read([&](store::Reader& reader) { return store::load_person(reader, id); });
    }
    std::string last_note() {
        const auto opened = readers.read([&](store::Reader& reader) {
            return casework::open_case(reader, reference, england_and_wales(), store::Texts::included).value();
        });
        return std::string(opened.log.events.back().text(Field::text));
    }
};

const Sent details = {{"seq", "0"}, {"surname", "Blackwood"}, {"forename", "Ivy"}, {"born-day", "2"}, {"born-month", "3"}, {"born-year", "2015"}};
Sent with(Sent sent, const Sent& more) {
    sent.insert(sent.begin(), more.begin(), more.end());
    return sent;
}

}  // namespace

TEST_CASE("a UPN that is entered stands in the record, and a note says that it was entered", "[web][desk][sen2]") {
    Facts site;
    Browser browser(site, "khan");
    CHECK(has(browser.get(site.child()), "value=\"Blackwood\""));
    const auto answer = browser.post(site.child(), with(details, {{"upn", "U823200109001"}, {"sex", "F"}}));
    CHECK(answer.status == 303);
    CHECK(site.person().upn == "U823200109001");
    CHECK(site.person().sex == "F");
    CHECK(site.last_note() == "Changed: sex, UPN.");
    CHECK(has(browser.get("/cases/" + site.reference + "?done=facts"), "It has been kept"));
}

TEST_CASE("what changes nothing is not noted", "[web][desk][sen2]") {
    Facts site;
    Browser browser(site, "khan");
    browser.get(site.child());
    CHECK(browser.post(site.child(), details).status == 303);
    CHECK(site.open(site.reference).file.last_seq == 0);
}

TEST_CASE("details that cannot be are shown again as typed, and nothing is kept", "[web][desk][sen2]") {
    Facts site;
    Browser browser(site, "khan");
    browser.get(site.child());
    const auto again = browser.post(site.child(), with(details, {{"upn", "nonsense"}, {"postcode", "ZZ99 1AA"}}));
    CHECK(again.status == 422);
    CHECK(has(again, "value=\"nonsense\""));
    CHECK(has(again, "value=\"ZZ99 1AA\""));
    CHECK(site.person().postcode.empty());
    CHECK(browser.post(site.child(), with({{"seq", "0"}}, {})).status == 422);
}

TEST_CASE("who opened the form before somebody else entered something is told, and keeps what was typed", "[web][desk][sen2]") {
    Facts site;
    Browser browser(site, "khan");
    browser.get(site.child());
    site.record(site.reference, 0, Event(EventType::assessment_agreed, day("Mon 2026-01-12")), "2026-01-12T11:00:00Z").value();
    site.now = moment("2026-01-12T12:00:00Z");
    const auto answer = browser.post(site.child(), with(details, {{"uln", "1200000098"}}));
    CHECK(answer.status == 409);
    CHECK(has(answer, "value=\"1200000098\""));
    CHECK(site.person().uln.empty());
}

TEST_CASE("needs and placements are kept, and shown again as they are", "[web][desk][sen2]") {
    Facts site;
    Browser browser(site, "khan");
    browser.get(site.child());
    const Sent sent = {{"seq", "0"}, {"need-1", "ASD"}, {"need-2", "SLCN"}, {"named-1-urn", "100001"}, {"named-1-unit", "no"}, {"named-1-resourced", "yes"},
                       {"attended-1-type", "EHE"}, {"attended-1-entered-day", "1"}, {"attended-1-entered-month", "9"}, {"attended-1-entered-year", "2025"},
                       {"budget", "yes"}, {"organised", "yes"}, {"payments", "E"}, {"youth", "no"}};
    REQUIRE(browser.post(site.plan(), sent).status == 303);
    const auto kept = site.kept();
    CHECK(kept.needs == std::vector<store::Need>{{1, "ASD"}, {2, "SLCN"}});
    REQUIRE(kept.placements.size() == 2);
    CHECK(kept.placements[0].urn == "100001");
    CHECK(kept.placements[0].resourced == true);
    CHECK(kept.placements[1].setting_type == "EHE");
    CHECK(kept.placements[1].entered_on == day("Mon 2025-09-01"));
    CHECK(kept.details.personal_budget);
    CHECK(kept.details.direct_payments == "E");
    CHECK(site.last_note() == "Changed: needs, settings named, placements, plan details.");
    CHECK(has(browser.get(site.plan()), "value=\"100001\""));
}

TEST_CASE("a placement that has ended is kept when the next one is entered", "[web][desk][sen2]") {
    Facts site;
    Browser browser(site, "khan");
    browser.get(site.child());
    const auto placement = [](const char* seq, const char* urn, const char* left_year) {
        return Sent{{"seq", seq}, {"attended-1-urn", urn}, {"attended-1-left-day", "19"}, {"attended-1-left-month", "12"}, {"attended-1-left-year", left_year}};
    };
    REQUIRE(browser.post(site.plan(), placement("0", "100001", "2025")).status == 303);
    CHECK_FALSE(has(browser.get(site.plan()), "value=\"100001\""));
    REQUIRE(browser.post(site.plan(), Sent{{"seq", "1"}, {"attended-1-urn", "100002"}}).status == 303);
    REQUIRE(site.kept().placements.size() == 2);
    CHECK(site.kept().placements[0].urn == "100002");
    CHECK(site.kept().placements[1].urn == "100001");
}

TEST_CASE("facts that contradict each other are shown again with what to do", "[web][desk][sen2]") {
    Facts site;
    Browser browser(site, "khan");
    browser.get(site.child());
    const auto says = [&](Sent sent, std::string_view words) {
        sent.emplace_back("seq", "0");
        const auto answer = browser.post(site.plan(), sent);
        CHECK(answer.status == 422);
        return has(answer, words);
    };
    CHECK(says({{"need-2", "ASD"}}, "Choose the primary need"));
    CHECK(says({{"need-1", "ASD"}, {"need-2", "ASD"}}, "Choose another need"));
    CHECK(says({{"need-1", "NSA"}}, "Select one of the list"));
    CHECK(says({{"named-1-urn", "12"}}, "The URN must be 6 digits"));
    CHECK(says({{"attended-1-unit", "yes"}}, "Enter the setting"));
    CHECK(says({{"budget", "no"}, {"payments", "E"}}, "Say that a personal budget was taken up"));
    CHECK(site.kept() == store::PlanFacts{});
}
