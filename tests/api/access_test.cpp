// Who gets through to what, asked of every route with every token; and that a school sees nothing of another setting.

#include <catch2/catch.hpp>

#include "service/api/problem.hpp"
#include "tests/api/site.hpp"

using namespace ehcp;
using namespace ehcp::test;
using boost::json::value;

namespace {

struct Listed {
    const char* method;
    const char* path;
    std::vector<std::string> who;  // "" is nobody
};

// The list that the routes are held against.
const std::vector<Listed>& listed() {
    static const std::vector<std::string> anyone = {"",       "intake",  "caseworker", "senior_caseworker", "manager",
                                                    "school", "adviser", "auditor",    "administrator",     "operator"};
    static const std::vector<std::string> staff = {"caseworker", "senior_caseworker", "manager"};
    static const std::vector<std::string> readers = {"caseworker", "senior_caseworker", "manager", "auditor"};
    static const std::vector<std::string> senders = {"intake", "caseworker", "senior_caseworker", "manager", "school"};
    static const std::vector<Listed> rows = {
        {"POST", "/v1/requests", senders},
        {"POST", "/v1/requests:batch", senders},
        {"GET", "/v1/requests/{reference}/status", {"caseworker", "senior_caseworker", "manager", "school", "auditor"}},
        {"GET", "/v1/cases", readers},
        {"POST", "/v1/cases:search", readers},
        {"GET", "/v1/cases/{reference}", readers},
        {"POST", "/v1/cases/{reference}/events", staff},
        {"GET", "/v1/reports/{name}", readers},
        {"GET", "/healthz", anyone},
        {"GET", "/readyz", anyone},
        {"GET", "/metrics", anyone},
        {"GET", "/openapi.yaml", anyone},
    };
    return rows;
}

std::string filled_in(std::string path, const std::string& reference) {
    const auto put = [&](std::string_view what, std::string_view with) {
        if (const auto at = path.find(what); at != path.npos) path.replace(at, what.size(), with);
    };
    put("{reference}", reference);
    put("{name}", "timeliness");
    return path;
}

}  // namespace

TEST_CASE("every route and every token: nobody gets through who is not listed", "[access]") {
    Site site;
    const auto reference = site.received();
    REQUIRE(listed().size() == api::routes().size());
    for (const auto& route : api::routes()) {
        const auto row = std::ranges::find_if(
            listed(), [&](const Listed& each) { return each.method == route.method && each.path == route.path; });
        INFO(route.method << ' ' << route.path);
        REQUIRE(row != listed().end());
        for (const auto* who : {"", "intake", "caseworker", "senior_caseworker", "manager", "school", "adviser",
                                "auditor", "administrator", "operator"}) {
            INFO("asked by '" << who << "'");
            const auto status =
                site.ask(who, std::string(route.method), filled_in(std::string(route.path), reference)).status;
            const bool through = status != 401 && status != 403;
            CHECK(through == (std::ranges::count(row->who, who) > 0));
            if (!through) CHECK(status == (*who ? 403 : 401));
        }
    }
}

TEST_CASE("a role learns nothing of a case that it may not see: not even whether there is one", "[access]") {
    Site site;
    const auto reference = site.received();
    const auto there = site.get("intake", "/v1/cases/" + reference);
    const auto not_there = site.get("intake", "/v1/cases/EHC-2026-000099");
    CHECK(there.status == 403);
    CHECK(there.body == not_there.body);
}

TEST_CASE("a school sees its own setting's requests; another's does not exist for it", "[access][school]") {
    Site site;
    const auto reference = site.received("Example", "100001");
    CHECK(site.get("school", "/v1/requests/" + reference + "/status").status == 200);

    const auto other = site.get("other school", "/v1/requests/" + reference + "/status");
    const auto never = site.get("other school", "/v1/requests/EHC-2026-000099/status");
    CHECK(other.status == 404);
    CHECK(other.body == never.body);
    for (const auto* path : {"/v1/cases/{}", "/v1/cases?reference={}", "/v1/cases?setting=100001"}) {
        std::string filled = path;
        if (const auto at = filled.find("{}"); at != filled.npos) filled.replace(at, 2, reference);
        CHECK(site.get("other school", filled).status == 403);
    }
    CHECK(site.record(reference, 0, R"({"type":"note","on":"2026-03-02","text":"n"})", "school").status == 403);
}

TEST_CASE("a school that is asked for advice sees the request from then on, and what is asked of it",
          "[access][school]") {
    Site site;
    const auto reference = site.received("Example", "100001");
    CHECK(site.get("other school", "/v1/requests/" + reference + "/status").status == 404);
    REQUIRE(site.record(reference, 0,
                        R"({"type":"advice_requested","on":"2026-03-02","adviser":"education","setting":"100002"})")
                .status == 201);
    const auto status = site.get("other school", "/v1/requests/" + reference + "/status");
    REQUIRE(status.status == 200);
    const auto asked = parsed(status).at("asked_of_you").as_array();
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].at("by") == value("2026-04-13"));
    CHECK(parsed(site.get("school", "/v1/requests/" + reference + "/status")).at("asked_of_you").as_array().empty());
}

TEST_CASE("a status has its fixed shape and no name in it", "[status]") {
    Site site;
    const auto reference = site.received("Veryuncommon");
    const auto response = site.get("school", "/v1/requests/" + reference + "/status");
    REQUIRE(response.status == 200);
    const auto status = parsed(response).as_object();
    std::vector<std::string> members;
    for (const auto& member : status) members.emplace_back(member.key());
    CHECK(members ==
          std::vector<std::string>{"reference", "stage", "received_on", "next", "key_dates", "asked_of_you", "late"});
    CHECK(status.at("reference") == value(reference));
    CHECK(status.at("stage") == value("requested"));
    CHECK(status.at("received_on") == value("2026-01-12"));
    CHECK(status.at("next").at("by") == value("2026-02-23"));
    CHECK(status.at("late").at("days") == value(7));
    for (const auto& each : status.at("key_dates").as_array()) {
        CHECK(each.at("what").is_string());
        CHECK(each.as_object().contains("on"));
    }
    CHECK(response.body.find("Veryuncommon") == std::string::npos);
}

TEST_CASE("a request in time is not late", "[status]") {
    Site site;
    site.now = *instant_from("2026-01-20T10:00:00Z");
    const auto reference = site.received();
    CHECK(parsed(site.get("school", "/v1/requests/" + reference + "/status")).at("late").is_null());
}

TEST_CASE("a revoked token is refused within seconds, whatever it has seen", "[access]") {
    Site site;
    REQUIRE(site.get("caseworker", "/v1/cases").status == 200);
    site.writer.perform([&](store::Transaction& transaction) -> Result<int> {
        const auto id = store::find_token(transaction, site.tokens.at("caseworker"))->id;
        if (auto revoked = store::revoke_token(transaction, id, site.now); revoked.has_error()) return revoked.error();
        return 0;
    });
    site.tick += std::chrono::seconds(5);
    const auto refused = site.get("caseworker", "/v1/cases");
    CHECK(refused.status == 401);
    CHECK(refused.header("WWW-Authenticate") == "Bearer realm=\"ehcp\"");
}
