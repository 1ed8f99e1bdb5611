// A school does its work in a browser, and finds nothing there but its own.

#include <catch2/catch.hpp>

#include "core/casework/asked.hpp"
#include "core/casework/drafts.hpp"
#include "core/store/accounts.hpp"
#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

// Two colleagues of one school, one of another, and a psychology service.
struct SchoolSite : Site {
    SchoolSite() {
        account({.username = "s.bell", .role = UserRole::school, .setting = "100001"});
        account({.username = "t.marsh", .role = UserRole::school, .setting = "100001"});
        account({.username = "other", .role = UserRole::school, .setting = "100002"});
        account({.username = "psychology", .role = UserRole::adviser, .body = "East Psychology"});
        account({.username = "health", .role = UserRole::adviser, .body = "East Health"});
    }
    Browser as(const std::string& username) {
        Browser browser(*this);
        const auto opened =
            sessions.sign_in({.username = username, .password = password, .remote_address = "192.0.2.1"}, now);
        browser.cookies[std::string(web::session_cookie)] = opened.value().cookie;
        return browser;
    }
    /// Received on Monday 12 January; on Friday 16 January advice is asked of the school and of the service.
    std::string asked_of_both(const std::string& surname = "Blackwood") {
        const auto reference = received(request(surname));
        Event of_school(EventType::advice_requested, day("Fri 2026-01-16"));
        of_school.set(Adviser::education).set(Field::setting, std::string_view("100001"));
        record(reference, 0, of_school, "2026-01-16T10:00:00Z").value();
        Event of_service(EventType::advice_requested, day("Fri 2026-01-16"));
        of_service.set(Adviser::psychology).set(Field::body, std::string_view("East Psychology"));
        record(reference, 1, of_service, "2026-01-16T10:00:00Z").value();
        return reference;
    }
};

/// A new draft; its path.
std::string begun(Browser& browser) {
    browser.get("/school");
    const auto response = browser.post("/school/drafts", {});
    REQUIRE(response.status == 303);
    return location_of(response);
}

// Which version of a draft or record the page's form is about.
std::string version_on(const http::Response& page) {
    constexpr std::string_view name = "name=\"version\" value=\"";
    const auto at = page.body.find(name) + name.size();
    return page.body.substr(at, page.body.find('"', at) - at);
}

// Opens the section, so that the form has the version that a person would see, and sends it.
http::Response fill(Browser& browser, const std::string& section, Sent fields) {
    fields.emplace_back("version", version_on(browser.get(section)));
    return browser.post(section, std::move(fields));
}

Sent child(std::string surname = "Blackwood") {
    return {{"surname", std::move(surname)},
            {"forename", "Ivy"},
            {"date_of_birth-day", "2"},
            {"date_of_birth-month", "March"},
            {"date_of_birth-year", "2015"}};
}

}  // namespace

TEST_CASE("a school writes a request together, sends it, and has the dates", "[web][school]") {
    SchoolSite site;
    auto first = site.as("s.bell");
    const auto draft = begun(first);
    CHECK(location_of(fill(first, draft + "/child", child())) == draft);

    auto second = site.as("t.marsh");
    CHECK(has(second.get("/school"), "Ivy Blackwood"));
    CHECK(has(second.get(draft + "/child"), "value=\"Blackwood\""));
    CHECK(location_of(fill(second, draft + "/why", {{"why", "Two cycles were not enough."}, {"source", "school"}})) ==
          draft);
    CHECK(location_of(fill(second, draft + "/views", {{"family_views", "She dreads Mondays."}})) == draft);

    const auto check = second.get(draft + "/check");
    CHECK(has(check, "Two cycles were not enough."));
    CHECK(has(check, "Monday 2 March 2026"));
    CHECK(has(check, "SEN Support: what has been tried"));
    const Sent seen = {{"version", version_on(check)}};
    const auto done = second.post(draft + "/send", seen);
    REQUIRE(done.status == 303);
    CHECK(location_of(done) == "/school/requests/EHC-2026-000001/receipt");

    const auto receipt = second.get(location_of(done));
    CHECK(receipt.status == 200);
    CHECK(has(receipt, "Monday 13 April 2026"));  // six weeks
    CHECK(has(receipt, "6 weeks after 2 March 2026, that day not counted"));
    CHECK(has(receipt, "Monday 20 July 2026"));  // twenty
    CHECK(has(receipt, "the unique pupil number"));

    SECTION("sent again it leads to the same receipt, and there is one case") {
        CHECK(location_of(second.post(draft + "/send", seen)) == location_of(done));
        CHECK(location_of(second.get(draft)) == location_of(done));
        CHECK(raw_sql(site.file, "SELECT COUNT(*) FROM case_file") == "1");
    }
    SECTION("it is on the list of the setting, with its stage and what comes next") {
        const auto list = first.get("/school");
        CHECK(has(list, "Ivy Blackwood"));
        CHECK(has(list, "Request received, decision awaited"));
        CHECK(has(list, "Decide whether to assess, by Monday 13 April 2026"));
        CHECK_FALSE(has(list, "Requests to finish"));
        first.get("/school");
        CHECK(has(first.post("/school/find", {{"child", "black"}}), "EHC-2026-000001"));
        CHECK_FALSE(has(first.post("/school/find", {{"child", "white"}}), "EHC-2026-000001"));
    }
}

TEST_CASE("a draft keeps what is wrong as it was typed, and says what is", "[web][school][bad-input]") {
    SchoolSite site;
    auto browser = site.as("s.bell");
    const auto draft = begun(browser);
    auto fields = child("<script>alert(1)</script>");
    fields[3].second = "13";
    fields.emplace_back("upn", "12");
    const auto again = fill(browser, draft + "/child", fields);
    CHECK(again.status == 422);
    CHECK(has(again, "govuk-error-summary"));
    CHECK(has(again, "href=\"#date_of_birth\""));
    CHECK(has(again, "href=\"#upn\""));
    CHECK(has(again, "value=\"13\""));
    CHECK(has(again, "&lt;script&gt;"));
    CHECK_FALSE(has(again, "<script>alert"));
    // Kept nevertheless: whoever comes back finds it.
    const auto later = browser.get(draft + "/child");
    CHECK(has(later, "value=\"13\""));
    CHECK(has(later, "value=\"2015\""));
    CHECK(has(browser.get(draft), "Needs another look"));
    const auto check = browser.get(draft + "/check");
    CHECK(has(check, "Before it can be sent"));
    CHECK(has(check, "href=\"" + draft + "/child#date_of_birth\""));
    CHECK_FALSE(has(check, "Send the request"));
}

TEST_CASE("a text of five megabytes is refused at its field, and nothing of it is kept", "[web][school][bad-input]") {
    SchoolSite site;
    auto browser = site.as("s.bell");
    const auto draft = begun(browser);
    const auto again = fill(browser, draft + "/why", {{"why", std::string(5'000'000, 'x')}});
    CHECK(again.status == 422);
    CHECK(has(again, "href=\"#why\""));
    CHECK(raw_sql(site.file, "SELECT fields FROM draft") == "{}");
}

TEST_CASE("two colleagues at one section: the later sees both, and loses nothing", "[web][school][conflict]") {
    SchoolSite site;
    auto first = site.as("s.bell"), second = site.as("t.marsh");
    const auto draft = begun(first);
    auto mine = child("Blackwood");
    mine.emplace_back("version", "1");
    second.get(draft + "/child");
    CHECK(location_of(fill(first, draft + "/child", child("Blackwell"))) == draft);
    const auto conflict = second.post(draft + "/child", mine);
    CHECK(conflict.status == 409);
    CHECK(has(conflict, "Name of s.bell saved this request"));
    CHECK(has(conflict, "Last name: theirs is Blackwell"));
    CHECK(has(conflict, "value=\"Blackwood\""));
    CHECK(has(conflict, "name=\"version\" value=\"2\""));
    mine.back().second = "2";
    CHECK(location_of(second.post(draft + "/child", mine)) == draft);
    CHECK(has(first.get(draft + "/child"), "value=\"Blackwood\""));
}

TEST_CASE("SEN Support is entered once and goes with a request", "[web][school][support]") {
    SchoolSite site;
    auto browser = site.as("s.bell");
    browser.get("/school/support/new");
    const auto added = browser.post("/school/support", child());
    REQUIRE(added.status == 303);
    const auto record = location_of(added);
    CHECK(location_of(fill(browser, record + "/barrier-new", {{"barrier", "Reading"}})) == record);
    CHECK(location_of(fill(
              browser, record + "/cycle-0-new",
              {{"from-day", "1"}, {"from-month", "9"}, {"from-year", "2025"}, {"assess", "Reads two years behind"}})) ==
          record);
    CHECK(has(browser.get(record), "Reads two years behind"));

    SECTION("a cycle that ends before it begins is shown again as typed") {
        const auto again = fill(browser, record + "/cycle-0-0",
                                {{"from-day", "1"},
                                 {"from-month", "9"},
                                 {"from-year", "2025"},
                                 {"to-day", "1"},
                                 {"to-month", "8"},
                                 {"to-year", "2025"},
                                 {"plan", "phonics"}});
        CHECK(again.status == 422);
        CHECK(has(again, "href=\"#to\""));
        CHECK(has(again, "phonics"));
    }
    SECTION("a colleague's save in between is not lost") {
        auto colleague = site.as("t.marsh");
        const auto form = browser.get(record + "/barrier-0");
        CHECK(location_of(fill(colleague, record + "/barrier-0", {{"barrier", "Reading and writing"}})) == record);
        const auto conflict = browser.post(record + "/barrier-0", {{"barrier", "Reading aloud"}, {"version", "3"}});
        CHECK(conflict.status == 409);
        CHECK(has(conflict, "Reading aloud"));
        CHECK(has(conflict, "Name of t.marsh saved"));
    }
    SECTION("it is attached to a draft, and sent with it") {
        browser.get("/school/support");
        const auto draft = location_of(browser.post("/school/drafts", {{"support_record", "1"}}));
        CHECK(has(browser.get(draft + "/check"), "1 barrier to learning, 1 cycle"));
        CHECK(has(browser.get(draft + "/support"), "1 barrier to learning, 1 cycle"));
        CHECK(browser.post(draft + "/send", {{"version", "1"}}).status == 303);
        CHECK(raw_sql(site.file, "SELECT cycles FROM graduated_approach").find("Reads two years behind") !=
              std::string::npos);
    }
    SECTION("one can be begun from the draft") {
        const auto draft = begun(browser);
        CHECK(fill(browser, draft + "/support", {{"support_record", "new"}}).status == 422);
        fill(browser, draft + "/child", child("Ash"));
        const auto made = fill(browser, draft + "/support", {{"support_record", "new"}});
        CHECK(location_of(made) == "/school/support/2?draft=1");
        CHECK(has(browser.get(location_of(made)), "Back to the request"));
    }
    SECTION("it can be taken away") {
        CHECK(location_of(browser.post(record + "/remove", {{"version", "3"}})) == "/school/support");
        CHECK(browser.get(record).status == 404);
    }
}

TEST_CASE("a school answers what is asked of it, and sees what is late", "[web][school][asked]") {
    SchoolSite site;
    const auto reference = site.asked_of_both();
    auto browser = site.as("s.bell");
    const auto list = browser.get("/school/asked");
    CHECK(has(list, "Advice: Education"));
    CHECK(has(list, "3 days late"));
    CHECK_FALSE(has(list, "Educational psychology"));
    CHECK_FALSE(has(list, "Not known to us"));
    const auto page = "/school/asked/" + reference + "/1";
    CHECK(has(list, page));

    SECTION("the request says why the authority is late") {
        const auto request = browser.get("/school/requests/" + reference);
        CHECK(has(request, "The authority is 7 days late."));
        CHECK(has(request, "Advice has not come yet from: Education, Educational psychology."));
    }
    SECTION("an answer without a choice is shown again, with what was typed") {
        browser.get(page);
        const auto again =
            browser.post(page, {{"on-day", "31"}, {"on-month", "2"}, {"on-year", "2026"}, {"words", "by e-mail"}});
        CHECK(again.status == 422);
        CHECK(has(again, "href=\"#answer\""));
        CHECK(has(again, "href=\"#on\""));
        CHECK(has(again, "by e-mail"));
    }
    SECTION("given, it is off the list and on the case") {
        browser.get(page);
        const auto answered =
            browser.post(page, {{"answer", "given"}, {"on-day", "27"}, {"on-month", "2"}, {"on-year", "2026"}});
        CHECK(location_of(answered) == "/school/asked?done=answered");
        const auto after = browser.get(location_of(answered));
        CHECK(has(after, "Your answer is with the authority."));
        CHECK(has(after, "Nothing is asked of you"));
        CHECK(has(browser.get(page), "There is nothing more to do."));
        CHECK(browser.post(page, {{"answer", "given"}, {"on-day", "27"}, {"on-month", "2"}, {"on-year", "2026"}})
                  .status == 422);
        CHECK(site.open(reference).log.events.back().type == EventType::advice_received);
    }
    SECTION("what only an adviser may say is not taken from a school") {
        browser.get(page);
        CHECK(browser.post(page, {{"answer", "missed"}, {"on-day", "27"}, {"on-month", "2"}, {"on-year", "2026"}})
                  .status == 422);
    }
}

TEST_CASE("an adviser says in one step that a child is not known", "[web][school][adviser]") {
    SchoolSite site;
    const auto reference = site.asked_of_both();
    auto browser = site.as("psychology");
    const auto list = browser.get("/advice");
    CHECK(has(list, "Advice: Educational psychology"));
    CHECK(has(list, "Not known to us"));
    const auto said = browser.post("/advice/" + reference + "/2/not-known", {});
    CHECK(location_of(said) == "/advice?done=not-known");
    CHECK(has(browser.get(location_of(said)), "not known to your service"));
    CHECK(site.open(reference).view.clocks.back().satisfied_on);
    // Sent again: its page says that it is answered.
    CHECK(location_of(browser.post("/advice/" + reference + "/2/not-known", {})) == "/advice/" + reference + "/2");
}

TEST_CASE("an adviser reports a missed appointment, and is still asked", "[web][school][adviser]") {
    SchoolSite site;
    const auto reference = site.asked_of_both();
    auto browser = site.as("psychology");
    const auto page = "/advice/" + reference + "/2";
    browser.get(page);
    const auto told =
        browser.post(page, {{"answer", "missed"}, {"on-day", "20"}, {"on-month", "2"}, {"on-year", "2026"}});
    CHECK(location_of(told) == "/advice?done=noted");
    CHECK(has(browser.get("/advice"), page));
    CHECK(site.open(reference).log.events.back().type == EventType::appointment_missed);
}

TEST_CASE("nothing of another setting's or body's is reached, by any address", "[web][school][access]") {
    SchoolSite site;
    const auto reference = site.asked_of_both();
    auto owner = site.as("s.bell");
    const auto draft = begun(owner);
    fill(owner, draft + "/child", child("Elderberry"));
    owner.get("/school/support/new");
    const auto record = location_of(owner.post("/school/support", child("Elderberry")));

    auto other = site.as("other");
    auto health = site.as("health");
    const auto is_not_there = [&](Browser& browser, const std::string& target) {
        const auto answer = browser.get(target);
        INFO(target);
        CHECK(answer.status == 404);
        // Long names: a token of a form holds every short one in time.
        for (const auto* const name : {"Elderberry", "Blackwood"}) CHECK_FALSE(has(answer, name));
        return answer.body;
    };
    // In the same words, whether it is another's or never was.
    for (const auto& [theirs, nobodys] : std::vector<std::pair<std::string, std::string>>{
             {"/school/requests/" + reference, "/school/requests/EHC-2026-999999"},
             {"/school/requests/" + reference + "/receipt", "/school/requests/EHC-2026-999999/receipt"},
             {draft, "/school/drafts/99"},
             {draft + "/child", "/school/drafts/99/child"},
             {draft + "/check", "/school/drafts/99/check"},
             {draft + "/discard", "/school/drafts/99/discard"},
             {record, "/school/support/99"},
             {record + "/pupil", "/school/support/99/pupil"},
             {"/school/asked/" + reference + "/1", "/school/asked/EHC-2026-999999/1"}}) {
        const auto strip = [](std::string page) {  // the mask of the form's token is new for each page
            for (auto at = page.find("name=\"csrf\" value=\""); at != page.npos;
                 at = page.find("name=\"csrf\" value=\"", at + 1)) {
                const auto begin = at + 19;
                page.erase(begin, page.find('"', begin) - begin);
            }
            return page;
        };
        CHECK(strip(is_not_there(other, theirs)) == strip(is_not_there(other, nobodys)));
    }
    is_not_there(health, "/advice/" + reference + "/2");
    for (const auto* const list : {"/school", "/school/support", "/school/asked"}) {
        for (const auto* const name : {"Elderberry", "Blackwood"}) CHECK_FALSE(has(other.get(list), name));
    }
    CHECK_FALSE(has(health.get("/advice"), "Blackwood"));

    other.get("/school");
    const Sent guess = {{"version", "2"},  {"surname", "Mine"}, {"answer", "given"},    {"on-day", "1"},
                        {"on-month", "3"}, {"on-year", "2026"}, {"support_record", "1"}};
    for (const auto& target :
         {draft + "/child", draft + "/send", draft + "/discard", draft + "/support", record + "/pupil",
          record + "/remove", "/school/asked/" + reference + "/1", std::string("/school/drafts")}) {
        INFO(target);
        CHECK(other.post(target, guess).status == 404);
    }
    health.get("/advice");
    CHECK(health.post("/advice/" + reference + "/2/not-known", {}).status == 404);
    CHECK(health.post("/advice/" + reference + "/2", guess).status == 404);
    CHECK(raw_sql(site.file, "SELECT COUNT(*) FROM event") == "3");
    CHECK(has(owner.get(draft + "/child"), "Elderberry"));
}

TEST_CASE("addresses that nobody wrote are nothing, not a failure", "[web][school][bad-input]") {
    SchoolSite site;
    const auto reference = site.asked_of_both();
    auto browser = site.as("s.bell");
    begun(browser);
    for (const std::string target :
         {"/school/drafts/x", "/school/drafts/-1", "/school/drafts/99999999999999999999", "/school/drafts/1/nowhere",
          "/school/support/1/cycle-0-0", "/school/support/1/barrier-x", "/school/asked/x/y", "/school?after=x",
          "/school/asked?after=x", "/school/support?after=-3"}) {
        INFO(target);
        CHECK(browser.get(target).status == 404);
    }
    CHECK(browser.get("/school/asked/" + reference + "/99999999999").status == 404);
    CHECK(browser.get("/school?done=%3Cb%3E").status == 200);
}

TEST_CASE("whoever looks at a child's request leaves their name", "[web][school][views]") {
    SchoolSite site;
    const auto reference = site.asked_of_both();
    auto browser = site.as("s.bell");
    browser.get("/school/requests/" + reference);
    browser.get("/school/asked/" + reference + "/1");
    site.received(site.request("Later"));  // the next commit takes what was seen with it
    const auto views = site.readers.read([](store::Reader& r) { return store::file_views_of(r, store::CaseId{1}); });
    REQUIRE(views.size() == 2);
    CHECK(views[0].who.find("s.bell") != std::string::npos);
    CHECK(views[0].how.find("EHC-") == std::string::npos);
}
