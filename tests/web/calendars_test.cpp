// Deadlines in a calendar program: an address that needs no session, shows no child, and can be ended.

#include <catch2/catch.hpp>
#include <regex>

#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

struct Calendars : Site {
    std::string reference;
    Calendars() {
        put(store::Team{"North"});
        put(store::Team{"South"});
        put(store::Caseworker{"a.khan", "A. Khan", "North", {}});
        put(store::Caseworker{"b.lee", "B. Lee", "South", {}});
        account({.username = "khan", .caseworker = "a.khan"});
        account({.username = "lee", .caseworker = "b.lee"});
        account({.username = "nobody"});
        account({.username = "manager", .role = UserRole::manager});
        account({.username = "auditor", .role = UserRole::auditor});
        auto intake = request("Veryuncommon", "Quillonia");
        intake.caseworker = "a.khan";
        reference = received(intake);
    }
    /// The path of the address that was made.
    std::string make(Browser& browser, const std::string& of) {
        browser.get("/account/calendars");
        const auto page = browser.post("/account/calendars", {{"of", of}});
        static const std::regex address("value=\"https://ehcp\\.example(/calendars/[A-Za-z0-9_-]{43}\\.ics)\"");
        std::smatch found;
        if (!std::regex_search(page.body, found, address)) throw std::logic_error("no address was shown");
        return found[1];
    }
};

}  // namespace

TEST_CASE("a caseworker's calendar is read without a session and names no child", "[web][calendar]") {
    Calendars site;
    Browser browser(site, "khan");
    const auto path = site.make(browser, "own");
    const auto calendar = Browser(site).get(path);
    CHECK(calendar.status == 200);
    CHECK(calendar.header("Content-Type") == "text/calendar; charset=utf-8");
    CHECK(has(calendar, "SUMMARY:" + site.reference + ": Decide whether to assess\r\n"));
    CHECK(has(calendar, "DTSTART;VALUE=DATE:20260223\r\n"));
    CHECK_FALSE(has(calendar, "Veryuncommon"));
    CHECK_FALSE(has(calendar, "Quillonia"));
    const auto again = browser.get("/account/calendars");
    CHECK(has(again, "Your own deadlines"));
    CHECK_FALSE(has(again, path));  // shown once
}

TEST_CASE("a calendar that has not changed is not sent again", "[web][calendar]") {
    Calendars site;
    Browser browser(site, "khan");
    const auto path = site.make(browser, "own");
    Browser program(site);
    const auto first = program.get(path);
    const auto tag = std::string(first.header("ETag").value());
    program.headers.push_back({"If-None-Match", tag});
    site.now = moment("2026-03-02T12:00:00Z");
    const auto second = program.get(path);
    CHECK(second.status == 304);
    CHECK(second.body.empty());
    site.record(site.reference, 0, Event(EventType::assessment_agreed, day("Mon 2026-03-02")), "2026-03-02T12:00:00Z").value();
    const auto third = program.get(path);
    CHECK(third.status == 200);
    CHECK(third.header("ETag") != tag);
    CHECK_FALSE(has(third, "Decide whether to assess"));
}

TEST_CASE("an address that was ended, never was, or whose owner may no longer look, answers alike", "[web][calendar]") {
    Calendars site;
    Browser khan(site, "khan");
    const auto path = site.make(khan, "own");
    const auto never = Browser(site).get("/calendars/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics");
    CHECK(never.status == 404);
    const auto check_gone = [&] {
        const auto gone = Browser(site).get(path);
        CHECK(gone.status == 404);
        CHECK(gone.body == never.body);
        CHECK(gone.headers == never.headers);
    };
    SECTION("ended by its owner") {
        khan.get("/account/calendars");
        CHECK(location_of(khan.post("/account/calendars/1/end", {})) == "/account/calendars?done=calendar-ended");
        check_gone();
    }
    SECTION("a new one made") {
        site.make(khan, "own");
        check_gone();
    }
    SECTION("the account disabled") {
        raw_sql(site.file, "UPDATE account SET disabled_at = 1 WHERE username = 'khan'");
        check_gone();
    }
    SECTION("another caseload") {
        raw_sql(site.file, "UPDATE account SET caseworker = 'b.lee' WHERE username = 'khan'");
        check_gone();
    }
    SECTION("another role") {
        raw_sql(site.file, "UPDATE account SET role = 'administrator' WHERE username = 'khan'");
        check_gone();
    }
    SECTION("without its ending") { CHECK(Browser(site).get(path.substr(0, path.size() - 4)).status == 404); }
}

TEST_CASE("a team's calendar is for those who give out the work to make and to end", "[web][calendar]") {
    Calendars site;
    Browser manager(site, "manager");
    const auto path = site.make(manager, "team:North");
    CHECK(has(Browser(site).get(path), site.reference));
    const auto other = site.make(manager, "team:South");
    CHECK_FALSE(has(Browser(site).get(other), site.reference));

    Browser khan(site, "khan");
    CHECK_FALSE(has(khan.get("/account/calendars"), "Team: North"));
    CHECK(khan.post("/account/calendars", {{"of", "team:North"}}).status == 422);
    CHECK(khan.post("/account/calendars/1/end", {}).status == 404);  // not theirs
    CHECK(khan.post("/account/calendars/x/end", {}).status == 404);
    manager.get("/account/calendars");
    CHECK(manager.post("/account/calendars", {{"of", "team:Nowhere"}}).status == 422);
    CHECK(manager.post("/account/calendars", {{"of", "own"}}).status == 422);  // has no caseload
    CHECK(manager.post("/account/calendars/1/end", {}).status == 303);
    CHECK(Browser(site).get(path).status == 404);
}

TEST_CASE("an account without a caseload is told so, and an auditor makes nothing", "[web][calendar]") {
    Calendars site;
    CHECK(has(Browser(site, "nobody").get("/account/calendars"), "Your account has no caseload"));
    CHECK(Browser(site, "auditor").get("/account/calendars").status == 403);
}
