#include <catch2/catch.hpp>

#include "tests/api/site.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::test;
using boost::json::value;

TEST_CASE("each report is made, in each format", "[reports]") {
    Site site;
    site.received("Veryuncommon");
    for (const auto* name : {"timeliness", "breaches", "bottlenecks", "longest-waits"}) {
        const auto path = std::string("/v1/reports/") + name;
        INFO(path);
        const auto json = site.get("manager", path);
        REQUIRE(json.status == 200);
        CHECK(parsed(json).at("report") == value(name));
        CHECK(site.get("manager", path + "?format=csv").header("Content-Type") == "text/csv; charset=utf-8");
        CHECK(site.get("manager", path + "?format=html").body.starts_with("<!DOCTYPE html>"));
        CHECK(site.get("manager", path + "?format=table").status == 200);
        CHECK(json.body.find("Veryuncommon") == std::string::npos);
    }
    CHECK(site.get("manager", "/v1/reports/breaches").body.find("EHC-2026-000001") != std::string::npos);
}

TEST_CASE("a report that cannot be made is refused with its reason", "[reports][refusal]") {
    Site site;
    const auto row = GENERATE(table<const char*, unsigned, const char*>({
        {"/v1/reports/Hostile", 404, "not-found"},
        {"/v1/reports/timeliness?by=Hostile", 422, "bad-value"},
        {"/v1/reports/timeliness?format=Hostile", 422, "bad-value"},
        {"/v1/reports/timeliness?from=Hostile", 422, "bad-date"},
        {"/v1/reports/timeliness?Hostile=1", 422, "unknown-field"},
        {"/v1/reports/timeliness?as_of=2026-03-03", 422, ""},
        {"/v1/reports/timeliness?from=2026-02-01&to=2026-01-01", 422, ""},
        {"/v1/reports/longest-waits?by=adviser", 422, ""},
    }));
    const auto& [path, status, code] = row;
    INFO(path);
    const auto response = site.get("manager", path);
    INFO(response.body);
    CHECK(response.status == status);
    if (*code) CHECK(code_of(response) == code);
    CHECK(response.body.find("ostile") == std::string::npos);
}

TEST_CASE("of the day of the last night a report is what the night kept, and says so", "[reports][kept]") {
    Site site;
    site.received();
    const auto night = day("Mon 2026-03-02");
    reporting::Report report{.name = "timeliness", .title = "Kept", .as_of = night, .from = {}, .to = {}, .tables = {}, .notes = {}};
    report.from = day("Mon 2025-03-03"), report.to = night;
    report.tables.push_back(reporting::Table("timeliness", "Kept", {{"n", "n"}}));
    site.writer
        .perform([&](store::Transaction& transaction) -> Result<bool> {
            store::claim_night(transaction, night, site.now);
            store::finish_night(transaction, {.day = night, .finished_at = site.now, .summary = "{}"});
            return reporting::keep_reports(transaction, night, {{{"timeliness"}, report}});
        })
        .value();
    const auto is_kept = [&](const std::string& query) {
        return parsed(site.get("manager", "/v1/reports/timeliness" + query)).at("title") == value("Kept");
    };
    CHECK(is_kept(""));
    CHECK(is_kept("?as_of=2026-03-02"));
    CHECK(site.get("manager", "/v1/reports/timeliness").body.find("As the night of 2 March 2026 kept it") != std::string::npos);
    // Whatever else is asked, the record is read.
    for (const auto* query : {"?as_of=2026-03-01", "?by=team", "?from=2025-03-04", "?from=2025-03-03&to=2026-03-02", "?by=year"})
        CHECK_FALSE(is_kept(query));
    site.now += days{1};
    CHECK_FALSE(is_kept(""));
    CHECK(is_kept("?as_of=2026-03-02"));
}
