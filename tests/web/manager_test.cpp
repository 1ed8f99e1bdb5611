// The manager's pages: they show what the night kept, each figure leads to as many cases as it says, and the files say the
// same.

#include <catch2/catch.hpp>
#include <regex>

#include "core/exchange/sen2/night.hpp"
#include "core/reporting/nightly.hpp"
#include "core/store/registers.hpp"
#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

/// A caseload on Monday 2 March 2026: of requests of 12 January (to be decided by 23 February) two of the team North are
/// overdue, one of South is, and one was decided in time; a request of 26 January is due on 9 March.
struct Morning : Site {
    std::vector<std::string> references;

    Morning() {
        put(store::Team{"North"});
        put(store::Team{"South <b>"});
        put(store::Caseworker{"a.khan", "Amina Khan", "North", {}});
        put(store::Setting{"100001", "Elm Primary", "primary"});
        account({.username = "manager", .role = UserRole::manager});
        for (const auto* name : {"Ash", "Birch", "Cedar", "Dogwood", "Elder"}) {
            auto intake = request(name);
            intake.child.sex = "female";
            if (std::string_view(name) == "Elder") intake.received_on = day("Mon 2026-01-26");
            references.push_back(received(intake, std::string_view(name) == "Elder" ? "2026-01-26T10:00:00Z" : "2026-01-12T10:00:00Z"));
        }
        record(references[3], 0, Event(EventType::assessment_agreed, day("Mon 2026-02-16")), "2026-02-16T10:00:00Z").value();
        assign(0, "North", "a.khan");
        assign(1, "North", "a.khan");
        assign(2, "South <b>", "");
    }
    void assign(std::size_t which, const std::string& team, const std::string& caseworker) {
        raw_sql(file, "UPDATE case_file SET team = '" + team + "', caseworker = nullif('" + caseworker + "', '') WHERE reference = '" +
                          references[which] + "'");
    }
    void run_night(Day night) {
        reporting::run_nightly(readers, writer, england_and_wales(),
                               {.as_of = night, .today = night, .now = zone.start_of(night, 2), .out = directory.path() / "nightly",
                                .also_kept = exchange::sen2::checks_of_the_night(readers, england_and_wales(), "schemas/sen2")})
            .value();
        now = zone.start_of(night, 9);
    }
};

const auto monday = day("Mon 2026-03-02");

/// The figure of a cell that is a link, by the beginning of its address: "2" of <a … href="/report/list?…">2</a>.
std::string linked_figure(const http::Response& response, const std::string& path) {
    const auto at = response.body.find("href=\"" + path + "\"");
    if (at == std::string::npos) return "no such link";
    const auto begin = response.body.find('>', at) + 1;
    auto figure = response.body.substr(begin, response.body.find("</a>", begin) - begin);
    if (const auto inner = figure.find('>'); figure.starts_with("<span")) figure = figure.substr(inner + 1, figure.find("</", inner) - inner - 1);
    return figure;
}

std::size_t cases_on(const http::Response& response) {
    static const std::regex row(R"re(<a class="govuk-link" href="/cases/)re");
    return static_cast<std::size_t>(std::distance(std::sregex_iterator(response.body.begin(), response.body.end(), row), {}));
}

const std::vector<std::string> pages = {"/report",          "/report/by/setting",    "/report/by/caseworker", "/report/bottlenecks",
                                        "/report/timeliness", "/report/longest-waits", "/report/groups", "/report/sen2",        "/report/groups?by=setting",
                                        "/report/groups?by=age", "/report/groups?by=need"};

}  // namespace

TEST_CASE("before the first night the pages say how to get one", "[web][manager]") {
    Morning site;
    Browser browser(site, "manager");
    for (const auto& page : pages) {
        INFO(page);
        const auto response = browser.get(page);
        CHECK(response.status == 200);
        CHECK(has(response, "No night has been run yet"));
        CHECK(has(response, "ehcp nightly"));
    }
    CHECK(has(browser.get("/report/list"), "No night has been run yet"));
    CHECK(browser.get("/report/download/breaches").status == 404);
}

TEST_CASE("tonight's report has new, continuing and put right, and each figure leads to as many cases", "[web][manager]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    auto tonight = browser.get("/report");
    REQUIRE(tonight.status == 200);
    CHECK(has(tonight, "As of the night of Monday 2 March 2026, made on 2 March 2026, 02:00"));
    for (const auto& [path, figure] : std::vector<std::pair<std::string, std::string>>{
             {"/report/list?seen=first_seen", "3"},
             {"/report/list?clock=decide-to-assess&amp;seen=standing", "3"},
             {"/report/list?team=North&amp;seen=standing", "2"},
             {"/report/list?team=South%20%3Cb%3E&amp;seen=first_seen", "1"},
             {"/report/list?caseworker=a.khan&amp;seen=standing", "2"},
             {"/report/list?caseworker=-&amp;seen=standing", "1"},
             {"/report/list?setting=100001&amp;seen=standing&amp;exempt=no", "3"},
             {"/report/due?within=5", "1"},
             {"/report/due?clock=decide-to-assess&amp;within=10", "1"},
         }) {
        INFO(path);
        CHECK(linked_figure(tonight, path) == figure);
        const auto list = browser.get(std::regex_replace(path, std::regex("&amp;"), "&"));
        CHECK(list.status == 200);
        CHECK(std::to_string(cases_on(list)) == figure);
    }
    CHECK(has(tonight, "Amina Khan"));
    CHECK(has(tonight, "Elm Primary"));
    CHECK(has(tonight, "South &lt;b&gt;"));
    CHECK_FALSE(has(tonight, "South <b>"));

    site.record(site.references[0], 0, Event(EventType::assessment_agreed, monday), "2026-03-02T11:00:00Z").value();
    CHECK(has(browser.get("/report/list?team=North&seen=standing"), "ended since that night"));
    site.run_night(monday + days{1});
    browser.sign_in("manager");  // a day has gone by
    tonight = browser.get("/report");
    CHECK(linked_figure(tonight, "/report/list?seen=put_right") == "1");
    CHECK(linked_figure(tonight, "/report/list?seen=continuing") == "2");
    CHECK(has(browser.get("/report/list?seen=put_right"), "Done, late, 2 March 2026"));
    CHECK(has(tonight, "The last nights"));
}

TEST_CASE("a page is of the last night until another is run, and says when that is a while ago", "[web][manager]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    CHECK_FALSE(has(browser.get("/report"), "No night has been run since"));
    site.now += days{1};
    browser.sign_in("manager");
    CHECK(has(browser.get("/report"), "No night has been run since"));
    CHECK(has(browser.get("/report"), "Monday 2 March 2026"));
}

TEST_CASE("every page of the report shows its tables with what they mean, and nothing that was typed as markup", "[web][manager]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    for (const auto& page : pages) {
        INFO(page);
        const auto response = browser.get(page);
        REQUIRE(response.status == 200);
        CHECK(has(response, "<caption"));
        CHECK(has(response, "What these figures mean"));
        CHECK(has(response, "/report/download/"));
        CHECK_FALSE(has(response, "<b>"));
        CHECK_FALSE(has(response, "style="));
    }
    CHECK(browser.get("/report/by/month").status == 404);
    CHECK(browser.get("/report/by/x").status == 404);
    CHECK(browser.get("/report/groups?by=x").status == 404);
}

TEST_CASE("bottlenecks lead to those who wait there", "[web][manager]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    const auto page = browser.get("/report/bottlenecks");
    const std::string path = "/report/stage?procedure=assessment&amp;stage=requested";
    CHECK(linked_figure(page, path) == "4");
    CHECK(cases_on(browser.get("/report/stage?procedure=assessment&stage=requested")) == 4);
    CHECK(has(page, "data-chart=\"line\""));
    CHECK(browser.get("/report/stage?procedure=x&stage=requested").status == 404);
    CHECK(browser.get("/report/advice?adviser=health").status == 200);
    CHECK(browser.get("/report/advice?adviser=x").status == 404);
}

TEST_CASE("timeliness stands beside England and whom one chooses", "[web][manager]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    const auto page = browser.get("/report/timeliness?other1=E10000016&other2=%3Cscript%3E");
    CHECK(has(page, "England"));
    CHECK(has(page, ">Kent</th>"));
    CHECK(has(page, "No authority is set"));
    CHECK(has(page, "without exempt"));
    CHECK(has(page, "value=\"E10000016\" selected"));
    CHECK_FALSE(has(page, "<script>"));
    CHECK_FALSE(has(browser.get("/report/timeliness"), ">Kent</th>"));
}

TEST_CASE("a figure of timeliness leads to as many cases as it says", "[web][manager]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    const auto years = browser.get("/report/timeliness");
    const std::string received = "/report/cases?what=request_received&amp;from=2026-01-01&amp;to=2026-03-02";
    CHECK(linked_figure(years, received) == "5");
    const auto list = browser.get("/report/cases?what=request_received&from=2026-01-01&to=2026-03-02");
    CHECK(cases_on(list) == 5);
    CHECK(cases_on(browser.get("/report/cases?what=decided&late=no&from=2026-01-01&to=2026-03-02")) == 1);
    CHECK(cases_on(browser.get("/report/cases?what=decided&late=yes&from=2026-01-01&to=2026-03-02")) == 0);
    const auto groups = browser.get("/report/groups?by=team");
    const std::string of_north = "/report/cases?what=request_received&amp;from=2025-03-03&amp;to=2026-03-02&amp;by=team&amp;group=North";
    CHECK(linked_figure(groups, of_north) == "2");
    CHECK(cases_on(browser.get(std::regex_replace(of_north, std::regex("&amp;"), "&"))) == 2);
    CHECK(cases_on(browser.get("/report/cases?what=request_received&from=2025-03-03&to=2026-03-02&by=team&group=-")) == 2);
    CHECK(has(browser.get("/report/cases?what=decided&from=2026-01-01&to=2026-03-02&format=csv"), site.references[3] + ",2026-01-12,2026-02-16,35,false"));
    for (const auto* wrong : {"/report/cases", "/report/cases?what=x&from=2026-01-01&to=2026-03-02", "/report/cases?what=decided",
                              "/report/cases?what=decided&from=2026-01-01&to=2026-03-02&by=x"})
        CHECK(browser.get(wrong).status == 404);
    CHECK(browser.get("/report/cases?what=decided&from=2026-03-02&to=2026-01-01").status == 422);
}

TEST_CASE("what is downloaded is what is shown", "[web][manager]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    const auto csv = browser.get("/report/download/breaches?by=team");
    CHECK(csv.header("Content-Type") == "text/csv; charset=utf-8");
    CHECK(csv.header("Content-Disposition") == "attachment; filename=\"breaches-by-team-2026-03-02.csv\"");
    CHECK(has(csv, "\r\nNorth,2,0,2,2,0,0,7,"));
    const auto xlsx = browser.get("/report/download/timeliness?by=month&format=xlsx");
    CHECK(xlsx.body.starts_with("PK"));
    CHECK(browser.get("/report/download/comparison?format=xlsx").body.starts_with("PK"));
    CHECK(has(browser.get("/report/download/bottlenecks?table=stage_trend"), "waiting_13_weeks_before"));
    const auto list = browser.get("/report/list?team=North&format=csv");
    CHECK(has(list, site.references[0] + ",decide-to-assess,2026-02-23,7,"));
    CHECK_FALSE(has(list, "Ash"));
    for (const auto* wrong : {"/report/download/x", "/report/download/breaches?by=x", "/report/download/breaches?format=pdf",
                              "/report/download/breaches?table=x", "/report/list?format=pdf"})
        CHECK(browser.get(wrong).status == 404);
}

TEST_CASE("a list that cannot be is refused", "[web][manager]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    for (const auto* wrong : {"/report/list?seen=x", "/report/list?clock=x", "/report/due", "/report/due?within=x", "/report/due?within=0",
                              "/report/due?within=61", "/report/due?within=5x"})
        CHECK(browser.get(wrong).status == 404);
    CHECK(browser.get("/report/list?from=x").status == 422);
    CHECK(browser.get("/report/stage?procedure=assessment&stage=requested&from=x").status == 422);
}

TEST_CASE("the checks of the return that is next are a page, with a link to each case and what to do", "[web][manager][sen2]") {
    Morning site;
    site.run_night(monday);
    Browser browser(site, "manager");
    const auto page = browser.get("/report/sen2");
    CHECK(page.status == 200);
    CHECK(has(page, "Checks of the SEN2 return of 2027"));
    CHECK(has(page, "neither UPN nor ULN nor a reason"));
    CHECK(has(page, "href=\"/cases/" + site.references[0] + "\""));
    CHECK_FALSE(has(page, "Personal budget"));  // what is in order is left out
    CHECK(has(browser.get("/report/download/sen2?table=findings"), "LOCAL-02,error," + site.references[0]));
}
