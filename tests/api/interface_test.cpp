// What is true of every answer, and that schemas/openapi.yaml leaves nothing out.

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "service/api/problem.hpp"
#include "tests/api/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

const std::string& openapi() {
    static const std::string text = [] {
        std::ifstream file("schemas/openapi.yaml");
        return std::string(std::istreambuf_iterator<char>(file), {});
    }();
    return text;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

}  // namespace

TEST_CASE("openapi.yaml describes every route, and no other", "[openapi]") {
    std::size_t described = 0;
    for (std::size_t at = 0; (at = openapi().find("\n  /", at)) != std::string::npos; ++at) ++described;
    CHECK(described == api::routes().size());
    for (const auto& route : api::routes()) {
        const auto path = openapi().find("\n  " + std::string(route.path) + ":\n");
        INFO(route.method << ' ' << route.path);
        REQUIRE(path != std::string::npos);
        const auto next = openapi().find("\n  /", path + 1);
        const auto method = openapi().find("\n    " + lower(std::string(route.method)) + ":\n", path);
        CHECK(method < next);
    }
}

TEST_CASE("openapi.yaml names every problem with its status", "[openapi]") {
    for (const auto& kind : api::problem_kinds()) {
        INFO(kind.code);
        CHECK(openapi().find("| " + std::string(kind.code) + " | " + std::to_string(kind.status) + " |") !=
              std::string::npos);
        CHECK_FALSE(kind.title.empty());
    }
    std::size_t named = 0;
    for (std::size_t at = 0; (at = openapi().find("            | ", at)) != std::string::npos; ++at) ++named;
    CHECK(named == api::problem_kinds().size() + 1);  // and the heading
}

TEST_CASE("the description is served as it stands", "[openapi]") {
    Site site;
    CHECK(site.get("", "/openapi.yaml").body == openapi());
}

TEST_CASE("every refusal is a problem with type, title, status, detail and code", "[problem]") {
    for (const auto refusal : all<Refusal>()) {
        const auto response = api::problem(Error{refusal, "what was wrong; what to do", "a.place", 3});
        const auto body = parsed(response).as_object();
        INFO(response.body);
        CHECK(response.status == api::status_of(refusal));
        CHECK(response.status >= 400);
        CHECK(response.status != 500);
        CHECK(body.at("status") == boost::json::value(response.status));
        CHECK(body.at("type").as_string().starts_with("urn:ehcp:problem:"));
        CHECK_FALSE(body.at("title").as_string().empty());
        CHECK(body.at("detail") == boost::json::value("what was wrong; what to do"));
        CHECK(body.at("where") == boost::json::value("a.place"));
        CHECK(body.at("event") == boost::json::value(3));
    }
}

TEST_CASE("a problem repeats words of ours and nothing else that was quoted", "[problem]") {
    CHECK(api::without_quotations("'adviser' is needed") == "'adviser' is needed");
    CHECK(api::without_quotations("'Jane' is not known as 'adviser'") == "this value is not known as 'adviser'");
    CHECK(api::without_quotations("'2015-03-02' is no good; nor is 'plan_finalised'") ==
          "this value is no good; nor is 'plan_finalised'");
    CHECK(api::without_quotations("an apostrophe's fine") == "an apostrophe's fine");
    CHECK(api::without_quotations("") == "");
}

TEST_CASE("every answer forbids caching and guessing, good or bad", "[headers]") {
    Site site;
    for (const auto* path : {"/healthz", "/v1/cases", "/nowhere", "/metrics"}) {
        for (const auto* who : {"", "manager"}) {
            const auto response = site.get(who, path);
            CHECK(response.header("Cache-Control") == "no-store");
            CHECK(response.header("X-Content-Type-Options") == "nosniff");
            CHECK(response.header("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'");
            CHECK(response.header("Referrer-Policy") == "no-referrer");
        }
    }
}

TEST_CASE("an address that is none is 404, and one with another method 405 with what it takes", "[routes]") {
    Site site;
    for (const auto* path :
         {"/", "/v1", "/v1/case", "/v1/cases/", "/v1/cases/a/b", "/v1/requests/a", "/V1/cases", "/v1/reports"}) {
        INFO(path);
        CHECK(site.get("manager", path).status == 404);
    }
    const auto wrong = site.ask("manager", "DELETE", "/v1/cases/EHC-2026-000001");
    CHECK(wrong.status == 405);
    CHECK(code_of(wrong) == "method-not-allowed");
    CHECK(wrong.header("Allow") == "GET");
    CHECK(site.ask("manager", "PUT", "/v1/requests").header("Allow") == "POST");
}

TEST_CASE("whether the service is well is told without a token and without a word about anybody", "[watch]") {
    Site site;
    site.received("Veryuncommon");
    CHECK(site.get("", "/healthz").body == R"({"status":"ok"})");
    CHECK(site.get("", "/readyz").body == R"({"status":"ready"})");
    site.api.metrics().count("GET", "/v1/cases/{reference}", 200, std::chrono::milliseconds(3));
    site.api.metrics().count("GET", "/v1/cases/{reference}", 404, std::chrono::milliseconds(30));
    site.api.metrics().count("", "", 400, std::chrono::milliseconds(1));
    const auto metrics = site.get("", "/metrics").body;
    CHECK(metrics.find("ehcp_http_requests_total{method=\"GET\",route=\"/v1/cases/{reference}\",status=\"200\"} 1\n") !=
          std::string::npos);
    CHECK(metrics.find("ehcp_http_requests_total{method=\"\",route=\"\",status=\"400\"} 1\n") != std::string::npos);
    CHECK(metrics.find(
              "ehcp_http_request_seconds_bucket{method=\"GET\",route=\"/v1/cases/{reference}\",le=\"0.005\"} 1\n") !=
          std::string::npos);
    CHECK(metrics.find("ehcp_http_request_seconds_count{method=\"GET\",route=\"/v1/cases/{reference}\"} 2\n") !=
          std::string::npos);
    CHECK(metrics.find("EHC-") == std::string::npos);
    CHECK(metrics.find("Veryuncommon") == std::string::npos);
}
