// A caseworker's pages: what is entered, what is asked about first, what has moved on, and what is kept of it all.

#include <catch2/catch.hpp>
#include <regex>

#include "core/store/accounts.hpp"
#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

struct Desk : Site {
    Desk() {
        put(store::Team{"East"});
        put(store::Caseworker{"a.khan", "A. Khan", "East", std::nullopt});
        put(store::Caseworker{"b.lee", "B. Lee", "East", std::nullopt});
        put(store::Setting{"100001", "First School", "primary"});
        account({.username = "khan", .caseworker = "a.khan"});
        account({.username = "senior", .role = UserRole::senior_caseworker});
        account({.username = "auditor", .role = UserRole::auditor});
    }
    /// Received on Mon 2026-01-12.
    std::string child(const std::string& surname = "Blackwood") {
        auto intake = request(surname);
        intake.caseworker = "a.khan";
        return received(intake);
    }
    int last_seq(const std::string& reference) { return open(reference).file.last_seq; }
};

Sent dated(const std::string& name, const char* day_typed, const char* month, const char* year) {
    return {{name + "-day", day_typed}, {name + "-month", month}, {name + "-year", year}};
}

Sent event(const char* type, int seq, Sent more) {
    more.emplace_back("event", type);
    more.emplace_back("seq", std::to_string(seq));
    return more;
}

Sent operator+(Sent one, const Sent& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

}  // namespace

TEST_CASE("a caseworker's first page is their own caseload, and the same predicate says what is late", "[web][desk][today][boundary]") {
    Desk site;
    const auto reference = site.child();  // decide by Mon 2026-02-23
    site.received(site.request("Elsewhere"));
    Browser browser(site, "khan");
    for (const auto& [now, words] : std::vector<std::pair<const char*, const char*>>{
             {"2026-02-22T10:00:00Z", "due tomorrow"}, {"2026-02-23T10:00:00Z", "due today"}, {"2026-02-24T10:00:00Z", "1 day late"}}) {
        site.now = moment(now);
        browser.sign_in("khan");
        const auto page = browser.get("/today");
        CHECK(has(page, reference));
        CHECK(has(page, words));
        CHECK_FALSE(has(page, "Elsewhere"));
    }
    CHECK(has(browser.get("/today?caseworker=all"), "Elsewhere"));
    CHECK(has(browser.get("/today?team=East"), reference));
    CHECK_FALSE(has(browser.get("/today?setting=999999"), reference));
    for (const auto* group : {"task", "child", "caseworker"}) CHECK(has(browser.get(std::string("/today?group=") + group), reference));
    CHECK(has(browser.get("/today/list?band=overdue"), reference));
    CHECK(browser.get("/today/list?band=nonsense").status == 404);
}

TEST_CASE("the lists are to be had as files with the filters of the page, without names, and each case in them is noted", "[web][desk][today][file]") {
    Desk site;
    const auto reference = site.child("Veryuncommon");
    const auto other = site.received(site.request("Elsewhere"));
    site.now = moment("2026-02-24T10:00:00Z");
    Browser browser(site, "khan");
    const auto page = browser.get("/today");
    CHECK(has(page, "/today/list?caseworker=a.khan&amp;format=csv"));

    const auto file = browser.get("/today/list?caseworker=a.khan&format=csv");
    CHECK(file.header("Content-Disposition") == "attachment; filename=\"today-2026-02-24.csv\"");
    CHECK(has(file, "overdue," + reference + ",decide-to-assess,2026-02-23,-1,true"));
    CHECK_FALSE(has(file, "Veryuncommon"));
    CHECK_FALSE(has(file, other));
    CHECK(has(browser.get("/today/list?band=overdue&caseworker=all&format=csv"), other));
    CHECK(browser.get("/today/list?band=overdue&format=xlsx").body.starts_with("PK"));
    CHECK(browser.get("/today/list?format=pdf").status == 404);
    CHECK(browser.get("/today/list").status == 404);

    const auto views = site.readers.read([&](store::Reader& r) { return store::file_views_of(r, site.open(reference).file.id); });
    REQUIRE_FALSE(views.empty());
    CHECK(views.front().how == "/today/list, as a file");
    CHECK(views.front().who == "Name of khan (khan)");
}

TEST_CASE("the whole file is to be had as one document, noted as such, by whoever may see the case", "[web][desk][case][file]") {
    Desk site;
    const auto reference = site.child("Veryuncommon");
    Browser browser(site, "khan");
    CHECK(has(browser.get("/cases/" + reference), "/cases/" + reference + "/file?format=html"));
    const auto document = browser.get("/cases/" + reference + "/file?format=html");
    CHECK(document.status == 200);
    CHECK(document.header("Content-Disposition") == "attachment; filename=\"case-file-" + reference + ".html\"");
    CHECK(has(document, "Veryuncommon"));
    CHECK_FALSE(has(document, "Who looked at the file"));  // not for a caseworker
    CHECK(has(Browser(site, "auditor").get("/cases/" + reference + "/file"), "Who looked at the file"));
    CHECK(has(browser.get("/cases/" + reference + "/file?known_on=2026-02-01"), "As it was known on 1 February 2026"));
    CHECK(browser.get("/cases/" + reference + "/file?format=doc").status == 404);
    CHECK(browser.get("/cases/" + reference + "/file?known_on=2026-02-30").status == 404);
    CHECK(browser.get("/cases/EHC-2026-999999/file").status == 404);
    const auto views = site.readers.read([&](store::Reader& r) { return store::file_views_of(r, site.open(reference).file.id); });
    CHECK(std::ranges::count(views, "case file", &store::FileView::how) >= 2);
}

TEST_CASE("a view of the list is saved under a name, and is nobody else's", "[web][desk][today]") {
    Desk site;
    Browser browser(site, "khan");
    browser.get("/today");
    CHECK(browser.post("/today/views", {{"name", "Plans <late>"}, {"clock", "finalise-plan"}, {"caseworker", "all"}}).status == 303);
    const auto page = browser.get("/today");
    CHECK(has(page, "Plans &lt;late&gt;"));
    CHECK(has(page, "/today?caseworker=all&amp;clock=finalise-plan"));
    CHECK_FALSE(has(Browser(site, "senior").get("/today"), "Plans &lt;late&gt;"));
}

TEST_CASE("the page of a case shows each date with its working and provision", "[web][desk][case][reg5]") {
    Desk site;
    const auto reference = site.child();
    Browser browser(site, "khan");
    const auto page = browser.get("/cases/" + reference);
    CHECK(page.status == 200);
    CHECK(has(page, "Monday 23 February 2026"));
    CHECK(has(page, "6 weeks after 12 January 2026, that day not counted"));
    CHECK(has(page, "SEND Regulations 2014, reg 5(1)"));
    CHECK(has(page, "read in the law itself"));
    CHECK(has(page, "First School (100001)"));
    CHECK(browser.get("/cases/EHC-2026-999999").status == 404);
}

TEST_CASE("a step is recorded from its form and stands in the log with who entered it", "[web][desk][record]") {
    Desk site;
    const auto reference = site.child();
    Browser browser(site, "khan");
    browser.get("/cases/" + reference + "/record?event=assessment_agreed");
    const auto done = browser.post("/cases/" + reference + "/record", event("assessment_agreed", 0, dated("field-on", "16", "2", "2026")));
    CHECK(done.status == 303);
    CHECK(location_of(done) == "/cases/" + reference + "?done=assessment_agreed");
    const auto opened = site.open(reference);
    REQUIRE(opened.log.events.size() == 2);
    CHECK(opened.log.events[1].on == day("Mon 2026-02-16"));
    CHECK(opened.log.recorded[1].by == "Name of khan");
    CHECK(opened.log.recorded[1].as == "caseworker");
    CHECK(has(browser.get(location_of(done)), "Decision to assess: recorded."));
}

TEST_CASE("a form that is wrong says what, where, and keeps what was typed", "[web][desk][record][bad-input]") {
    Desk site;
    const auto reference = site.child();
    const auto path = "/cases/" + reference + "/record";
    Browser browser(site, "khan");
    browser.get(path + "?event=advice_requested");
    struct Row {
        const char* because;
        Sent fields;
        const char* says;
    };
    for (const auto& row : std::vector<Row>{
             {"no date that there is", event("advice_requested", 0, dated("field-on", "31", "2", "2026") + Sent{{"field-adviser", "health"}}), "must be a real date"},
             {"a required word is missing", event("advice_requested", 0, dated("field-on", "16", "2", "2026")), "Select: Kind of adviser"},
             {"a word that is not of the list", event("advice_requested", 0, dated("field-on", "16", "2", "2026") + Sent{{"field-adviser", "<script>"}}), "Select one of the answers"},
             {"a text that is too long", event("advice_requested", 0, dated("field-on", "16", "2", "2026") + Sent{{"field-adviser", "health"}, {"field-body", std::string(300, 'x')}}), "200 characters or fewer"},
             {"what the state cannot take", event("plan_finalised", 0, dated("field-on", "16", "2", "2026")), "There is a problem"},
             {"a day that has not come", event("withdrawn", 0, dated("field-on", "16", "2", "2027")), "There is a problem"}}) {
        INFO(row.because);
        const auto page = browser.post(path, row.fields);
        CHECK(page.status == 422);
        CHECK(has(page, row.says));
        CHECK(has(page, "There is a problem"));
        CHECK_FALSE(has(page, "<script>"));
        CHECK(has(page, "name=\"field-on-day\" type=\"text\" inputmode=\"numeric\" value=\"" + row.fields[0].second + "\""));
    }
    CHECK(site.last_seq(reference) == 0);
    CHECK(browser.post(path, event("nonsense", 0, {})).status == 404);
    CHECK(browser.post(path, event("corrected", 0, {})).status == 404);
}

TEST_CASE("what breaks a minimum period is asked about with its provision before it is recorded", "[web][desk][record][reg13]") {
    Desk site;
    const auto reference = site.child();
    const auto path = "/cases/" + reference + "/record";
    REQUIRE(site.record(reference, 0, {EventType::assessment_agreed, day("Mon 2026-02-02")}, "2026-02-02T10:00:00Z").has_value());
    Browser browser(site, "khan");
    browser.get(path + "?event=draft_sent");
    // No advice is in: reg 6(1).
    auto asked = browser.post(path, event("draft_sent", 1, dated("field-on", "24", "2", "2026")));
    CHECK(asked.status == 200);
    CHECK(has(asked, "advice that the regulations require"));
    CHECK(has(asked, "reg 6(1)"));
    CHECK(site.last_seq(reference) == 1);
    CHECK(browser.post(path, event("draft_sent", 1, dated("field-on", "24", "2", "2026") + Sent{{"confirmed", "yes"}})).status == 303);
    CHECK(site.last_seq(reference) == 2);
    // The 15 days for the family's views have not run: reg 13(1)(a).
    asked = browser.post(path, event("plan_finalised", 2, dated("field-on", "2", "3", "2026")));
    CHECK(has(asked, "before the 15 days for their views had ended"));
    CHECK(has(asked, "13(1)(a)"));
    CHECK(site.last_seq(reference) == 2);
}

TEST_CASE("a case that has moved on shows what changed and keeps what was typed", "[web][desk][record][conflict]") {
    Desk site;
    const auto reference = site.child();
    Browser browser(site, "khan");
    browser.get("/cases/" + reference + "/record?event=assessment_agreed");
    REQUIRE(site.record(reference, 0, {EventType::withdrawn, day("Mon 2026-02-02")}, "2026-02-02T10:00:00Z").has_value());
    const auto page = browser.post("/cases/" + reference + "/record", event("advice_requested", 0, dated("field-on", "16", "2", "2026") + Sent{{"field-adviser", "health"}, {"field-body", "Trust of North"}}));
    CHECK(has(page, "The case has moved on since you opened it"));
    CHECK(has(page, "Request withdrawn, 2 February 2026"));
    CHECK(has(page, "Trust of North"));
    CHECK(has(page, "name=\"seq\" value=\"1\""));
    CHECK(site.last_seq(reference) == 1);
    // A form that says no version at all is no better.
    CHECK(has(browser.post("/cases/" + reference + "/record", {{"event", "advice_requested"}, {"field-adviser", "health"}}), "has moved on"));
    const auto note = browser.post("/cases/" + reference + "/note", {{"seq", "0"}, {"note", "spoke to the school"}});
    CHECK(note.status == 409);
    CHECK(has(note, "spoke to the school"));
}

TEST_CASE("a form sent twice records once", "[web][desk][replay]") {
    Desk site;
    Browser browser(site, "khan");
    browser.get("/requests/new");
    const Sent fields = dated("received_on", "2", "3", "2026") + dated("born", "3", "2", "2016") +
                        Sent{{"once", "abc"}, {"source", "parent"}, {"surname", "Twice"}, {"forename", "Ada"}};
    const auto first = browser.post("/requests/new", fields), second = browser.post("/requests/new", fields);
    CHECK(first.status == 303);
    CHECK(location_of(first) == location_of(second));
    CHECK(raw_sql(site.file, "SELECT count(*) FROM case_file") == "1");
    const auto receipt = browser.get(location_of(first));
    CHECK(has(receipt, "Monday 13 April 2026"));  // 6 weeks after Mon 2026-03-02
    CHECK(has(receipt, "the setting"));           // still wanted
}

TEST_CASE("a correction leaves what stood there to be read, struck out", "[web][desk][correct]") {
    Desk site;
    const auto reference = site.child();
    REQUIRE(site.record(reference, 0, {EventType::assessment_agreed, day("Mon 2026-02-02")}, "2026-02-02T10:00:00Z").has_value());
    Browser browser(site, "khan");
    const auto form = browser.get("/cases/" + reference + "/correct?event=1");
    CHECK(has(form, "Correct: Decision to assess"));
    CHECK(has(form, "value=\"2\""));
    const auto path = "/cases/" + reference + "/correct";
    const auto fields = dated("field-on", "9", "2", "2026") + Sent{{"seq", "1"}, {"number", "1"}, {"how", "details"}};
    CHECK(has(browser.post(path, fields), "Enter why this is corrected"));
    CHECK(browser.post(path, fields + Sent{{"why", "the letter says the 9th"}}).status == 303);
    const auto page = browser.get("/cases/" + reference);
    CHECK(has(page, "<s>Decision to assess</s>"));
    CHECK(has(page, "9 February 2026"));
    CHECK(has(page, "the letter says the 9th"));
    CHECK(browser.get("/cases/" + reference + "/correct?event=99").status == 404);
    CHECK(browser.get("/cases/" + reference + "/correct?event=2").status == 404);  // a correction is not corrected
}

TEST_CASE("a case can be read as it was known on a day", "[web][desk][case][known-on]") {
    Desk site;
    const auto reference = site.child();
    REQUIRE(site.record(reference, 0, {EventType::assessment_agreed, day("Mon 2026-02-02")}, "2026-02-20T10:00:00Z").has_value());
    Browser browser(site, "khan");
    const auto then = browser.get("/cases/" + reference + "?known_on-day=19&known_on-month=2&known_on-year=2026");
    CHECK(has(then, "as it was known at the end of 19 February 2026"));
    CHECK_FALSE(has(then, "Decision to assess"));
    CHECK(has(browser.get("/cases/" + reference + "?known_on-day=20&known_on-month=2&known_on-year=2026"), "Decision to assess"));
    CHECK(has(browser.get("/cases/" + reference + "?known_on-day=31&known_on-month=2&known_on-year=2026"), "must be a real date"));
    CHECK(has(browser.get("/cases/" + reference + "?known_on-day=1&known_on-month=1&known_on-year=2027"), "today or in the past"));
}

TEST_CASE("a caseload is handed over after its summary, and a chase is one click", "[web][desk][hand-over][advice]") {
    Desk site;
    const auto reference = site.child();
    Browser senior(site, "senior");
    CHECK(has(senior.get("/hand-over?from=a.khan&to=b.lee"), "From A. Khan to B. Lee: 1 case"));
    CHECK(has(senior.get("/hand-over?from=a.khan&to=a.khan"), "Choose two different people"));
    CHECK(has(senior.get("/hand-over?from=&to="), "Choose whose cases"));
    CHECK(senior.post("/hand-over", {{"from", "a.khan"}, {"to", "b.lee"}}).status == 303);
    CHECK(site.open(reference).file.caseworker == "b.lee");

    REQUIRE(site.record(reference, 0, {EventType::assessment_agreed, day("Mon 2026-02-02")}, "2026-02-02T10:00:00Z").has_value());
    Event asked(EventType::advice_requested, day("Mon 2026-02-02"));
    asked.set(Adviser::psychology);
    REQUIRE(site.record(reference, 1, asked, "2026-02-02T10:00:00Z").has_value());
    Browser khan(site, "khan");
    CHECK(has(khan.get("/cases/" + reference), "Chase"));
    CHECK(khan.post("/cases/" + reference + "/chase", {{"seq", "2"}, {"adviser", "psychology"}}).status == 303);
    const auto page = khan.get("/cases/" + reference);
    CHECK(has(page, "chased 1 time"));
    CHECK(has(page, "Monday 16 March 2026"));  // asking again starts no new clock
    CHECK(khan.post("/cases/" + reference + "/chase", {{"seq", "2"}, {"adviser", "psychology"}}).status == 409);
}

TEST_CASE("who looked at a file can be listed, and by which page", "[web][desk][views]") {
    Desk site;
    const auto reference = site.child();
    Browser(site, "khan").get("/cases/" + reference);
    Browser auditor(site, "auditor");
    auditor.get("/cases/" + reference);
    site.writer.perform([](store::Transaction&) -> Result<int> { return 0; }).value();  // what was seen is in before it
    const auto page = auditor.get("/cases/" + reference + "/views");
    CHECK(has(page, "Name of khan"));
    CHECK(has(page, "/cases/{reference}"));
    CHECK(Browser(site, "khan").get("/cases/" + reference + "/views").status == 403);
    CHECK_FALSE(has(auditor.get("/cases/" + reference), "What can happen next"));
}

TEST_CASE("a name that is searched for comes in the body and goes into no address", "[web][desk][search]") {
    Desk site;
    const auto reference = site.child("O’Brien");
    Browser browser(site, "khan");
    browser.get("/search");
    const auto page = browser.post("/search", {{"text", "obr"}});
    CHECK(page.status == 200);
    CHECK(has(page, reference));
    CHECK(has(browser.post("/search", {{"text", "nobody"}}), "No case was found"));
    CHECK(has(browser.post("/search", {{"text", ""}}), "Enter a name, reference or UPN"));
    CHECK(browser.get("/search?text=obr").status == 200);  // an address is not searched
    CHECK_FALSE(has(browser.get("/search?text=obr"), reference));
}

TEST_CASE("letters that the law requires have their checklist, a draft, and the evidence of their sending", "[web][desk][notices][reg5]") {
    Desk site;
    const auto reference = site.child();
    REQUIRE(site.record(reference, 0, {EventType::assessment_refused, day("Mon 2026-02-16")}, "2026-02-16T10:00:00Z").has_value());
    Browser browser(site, "khan");
    CHECK(has(browser.get("/cases/" + reference), "No evidence that it was sent"));
    const auto letter = browser.get("/cases/" + reference + "/letter?notice=assessment-refused&event=1");
    CHECK(has(letter, "SENDIASS"));
    CHECK(has(letter, "Demonstration authority"));
    CHECK(browser.get("/cases/" + reference + "/letter?notice=final-plan&event=1").status == 404);
    const Sent fields = Sent{{"notice", "assessment-refused"}, {"event_number", "1"}, {"to", "family"}, {"how", "email"}} +
                        dated("letter_dated", "16", "2", "2026") + dated("sent_on", "16", "2", "2026");
    CHECK(browser.post("/cases/" + reference + "/letter", fields).status == 303);
    CHECK(has(browser.get("/cases/" + reference), "Sent 16 February 2026"));
    CHECK(has(browser.post("/cases/" + reference + "/letter", Sent{{"notice", "assessment-refused"}, {"event_number", "1"}}), "There is a problem"));
}

TEST_CASE("what the family said is kept beside the log and shown with the case", "[web][desk][family]") {
    Desk site;
    const auto reference = site.child();
    Browser browser(site, "khan");
    browser.get("/cases/" + reference + "/family");
    CHECK(browser.post("/cases/" + reference + "/family", dated("on", "20", "2", "2026") + Sent{{"kind", "views_received"}, {"how", "meeting"}, {"words", "She loves <maths>"}}).status == 303);
    CHECK(has(browser.get("/cases/" + reference), "She loves &lt;maths&gt;"));
    CHECK(has(browser.post("/cases/" + reference + "/family", dated("on", "20", "2", "2026") + Sent{{"kind", "views_received"}}), "There is a problem"));
}
