#include <catch2/catch.hpp>

#include "tests/api/site.hpp"

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
