// Every page and every call of the interface, asked for by everybody: nobody gets through who is not listed here. And a
// school or an adviser meets nothing of a child who is not theirs, by whichever way they try.

#include <catch2/catch.hpp>
#include <regex>

#include "tests/web/house.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

using Who = std::vector<std::string_view>;

const Who nobody_too = {"",       "intake",  "caseworker", "senior_caseworker", "manager",
                        "school", "adviser", "auditor",    "administrator",     "operator"};
const Who signed_in(nobody_too.begin() + 1, nobody_too.end());
const Who desk = {"caseworker", "senior_caseworker", "manager"};
const Who readers = {"caseworker", "senior_caseworker", "manager", "auditor"};
const Who givers_of_work = {"senior_caseworker", "manager"};
const Who night = {"senior_caseworker", "manager", "auditor"};
const Who schools = {"school"};
const Who advisers = {"adviser"};

struct Listed {
    std::string_view method, path;
    Who who;
};

// What pages there are and who may open them: written from what each role is for, not from the table of routes.
const std::vector<Listed>& listed() {
    static const std::vector<Listed> rows = {
        {"GET", "/assets/{name}", nobody_too},
        {"GET", "/", nobody_too},
        {"GET", "/sign-in", nobody_too},
        {"POST", "/sign-in", nobody_too},
        {"POST", "/sign-out", signed_in},

        {"GET", "/account", signed_in},
        {"GET", "/account/password", signed_in},
        {"POST", "/account/password", signed_in},
        {"GET", "/account/calendars", desk},
        {"POST", "/account/calendars", desk},
        {"POST", "/account/calendars/{id}/end", desk},
        {"GET", "/calendars/{file}", nobody_too},
        {"POST", "/account/sessions/{key}/end", signed_in},
        {"POST", "/account/sign-out-everywhere", signed_in},

        {"GET", "/accounts", {"administrator", "auditor"}},
        {"POST", "/accounts", {"administrator"}},
        {"GET", "/accounts/new", {"administrator"}},
        {"GET", "/accounts/{account}", {"administrator", "auditor"}},
        {"GET", "/accounts/{account}/change", {"administrator"}},
        {"POST", "/accounts/{account}/change", {"administrator"}},
        {"POST", "/accounts/{account}/disable", {"administrator"}},
        {"POST", "/accounts/{account}/enable", {"administrator"}},
        {"POST", "/accounts/{account}/reset", {"administrator"}},
        {"POST", "/accounts/{account}/unlock", {"administrator"}},

        {"GET", "/registers", {"caseworker", "senior_caseworker", "manager", "auditor", "administrator"}},
        {"GET", "/registers/settings", {"caseworker", "senior_caseworker", "manager", "auditor", "administrator"}},
        {"POST", "/registers/settings", {"administrator"}},
        {"POST", "/registers/teams", {"administrator"}},
        {"GET", "/registers/closures", {"caseworker", "senior_caseworker", "manager", "auditor", "administrator"}},
        {"POST", "/registers/closures", givers_of_work},

        {"GET", "/school/colleagues", schools},
        {"POST", "/school/colleagues", schools},
        {"POST", "/school/colleagues/{account}/remove", schools},
        {"POST", "/school/colleagues/{account}/reset", schools},
        {"POST", "/school/colleagues/{account}/restore", schools},
        {"POST", "/school/mailbox", schools},

        {"GET", "/today", readers},
        {"GET", "/today/list", readers},
        {"POST", "/today/views", desk},
        {"POST", "/today/views/delete", desk},
        {"GET", "/search", readers},
        {"POST", "/search", readers},
        {"GET", "/requests/new", desk},
        {"POST", "/requests/new", desk},
        {"GET", "/hand-over", givers_of_work},
        {"POST", "/hand-over", givers_of_work},

        {"GET", "/cases/{reference}", readers},
        {"GET", "/cases/{reference}/received", readers},
        {"GET", "/cases/{reference}/views", {"manager", "auditor"}},
        {"GET", "/cases/{reference}/file", readers},
        {"GET", "/cases/{reference}/record", desk},
        {"POST", "/cases/{reference}/record", desk},
        {"POST", "/cases/{reference}/chase", desk},
        {"POST", "/cases/{reference}/note", desk},
        {"GET", "/cases/{reference}/correct", desk},
        {"POST", "/cases/{reference}/correct", desk},
        {"GET", "/cases/{reference}/family", desk},
        {"POST", "/cases/{reference}/family", desk},
        {"GET", "/cases/{reference}/letter", readers},
        {"POST", "/cases/{reference}/letter", desk},
        {"GET", "/cases/{reference}/child", desk},
        {"POST", "/cases/{reference}/child", desk},
        {"GET", "/cases/{reference}/plan", desk},
        {"POST", "/cases/{reference}/plan", desk},
        {"GET", "/cases/{reference}/assign", givers_of_work},
        {"POST", "/cases/{reference}/assign", givers_of_work},

        {"GET", "/report", night},
        {"GET", "/report/by/{split}", night},
        {"GET", "/report/bottlenecks", night},
        {"GET", "/report/longest-waits", night},
        {"GET", "/report/timeliness", night},
        {"GET", "/report/sen2", night},
        {"GET", "/report/groups", night},
        {"GET", "/report/list", night},
        {"GET", "/report/cases", night},
        {"GET", "/report/due", night},
        {"GET", "/report/stage", night},
        {"GET", "/report/advice", night},
        {"GET", "/report/download/{name}", night},

        {"GET", "/school", schools},
        {"POST", "/school/find", schools},
        {"GET", "/school/requests/{reference}", schools},
        {"GET", "/school/requests/{reference}/receipt", schools},
        {"POST", "/school/drafts", schools},
        {"GET", "/school/drafts/{id}", schools},
        {"GET", "/school/drafts/{id}/check", schools},
        {"POST", "/school/drafts/{id}/send", schools},
        {"GET", "/school/drafts/{id}/discard", schools},
        {"POST", "/school/drafts/{id}/discard", schools},
        {"POST", "/school/drafts/{id}/support", schools},
        {"GET", "/school/drafts/{id}/{section}", schools},
        {"POST", "/school/drafts/{id}/{section}", schools},
        {"GET", "/school/support", schools},
        {"POST", "/school/support", schools},
        {"GET", "/school/support/new", schools},
        {"GET", "/school/support/{id}", schools},
        {"GET", "/school/support/{id}/{part}", schools},
        {"POST", "/school/support/{id}/{part}", schools},
        // What is asked of a setting and of a body is one page: each meets its own there.
        {"GET", "/school/asked", {"school", "adviser"}},
        {"GET", "/school/asked/{reference}/{event}", {"school", "adviser"}},
        {"POST", "/school/asked/{reference}/{event}", {"school", "adviser"}},
        {"GET", "/advice", advisers},
        {"GET", "/advice/{reference}/{event}", advisers},
        {"POST", "/advice/{reference}/{event}", advisers},
        {"POST", "/advice/{reference}/{event}/not-known", advisers},

        {"GET", "/help", nobody_too},
        {"GET", "/help/what-if", nobody_too},
        {"GET", "/help/clocks/{clock}", nobody_too},
        {"GET", "/help/{topic}", nobody_too},
    };
    return rows;
}

bool got_through(const http::Response& response) {
    if (response.status == 401 || response.status == 403) return false;
    return !(response.status == 303 && location_of(response).starts_with("/sign-in?then="));
}

/// Without what differs from one page to the next: tokens of forms and the address asked for.
std::string without_tokens(const std::string& body, const std::string& reference) {
    static const std::regex token("name=\"csrf\" value=\"[^\"]*\"");
    return std::regex_replace(std::regex_replace(body, token, ""), std::regex(reference), "REFERENCE");
}

}  // namespace

TEST_CASE("every page and everybody: nobody gets through who is not listed", "[web][access]") {
    House house;
    REQUIRE(listed().size() == web::routes().size());
    for (const auto who : nobody_too) {
        Visitor visitor{house, std::string(who)};
        for (const auto& route : web::routes()) {
            INFO(route.method << ' ' << route.path << " asked for by '" << who << "'");
            const auto row = std::ranges::find_if(
                listed(), [&](const Listed& each) { return each.method == route.method && each.path == route.path; });
            REQUIRE(row != listed().end());
            const auto response =
                visitor.ask(std::string(route.method), filled_in(std::string(route.path), house.names(who)));
            const bool is_listed = std::ranges::find(row->who, who) != row->who.end();
            CHECK(got_through(response) == is_listed);
            if (!is_listed) {
                CHECK_FALSE(tells_of_the_child(response));
                CHECK((response.status == 403 || (who.empty() && (response.status == 401 || response.status == 303))));
            }
        }
    }
}

TEST_CASE("another setting's case and another body's do not exist, on whichever page they are asked for",
          "[web][access][school]") {
    House house;
    for (const std::string who : {"other-school", "other-adviser"}) {
        Visitor visitor{house, who};
        auto names = house.names(who);
        auto never = names;
        never["reference"] = "EHC-2026-000099";
        for (const auto& route : web::routes()) {
            if (route.path.find("{reference}") == route.path.npos) continue;
            for (const auto* event : {"0", "1", "2", "3"}) {
                names["event"] = never["event"] = event;
                INFO(route.method << ' ' << route.path << " event " << event << " asked for by " << who);
                const auto there = visitor.ask(std::string(route.method), filled_in(std::string(route.path), names));
                const auto not_there =
                    visitor.ask(std::string(route.method), filled_in(std::string(route.path), never));
                CHECK((there.status == 403 || there.status == 404));
                CHECK(there.status == not_there.status);
                CHECK(without_tokens(there.body, house.reference) == without_tokens(not_there.body, "EHC-2026-000099"));
            }
        }
    }
    CHECK(house.open(house.reference).file.last_seq == 2);
}

TEST_CASE("no page tells those outside anything of a child who is not theirs, whatever they ask it for",
          "[web][access][school]") {
    House house;
    house.write_drafts();
    for (const std::string who : {"other-school", "other-adviser", "administrator"}) {
        Visitor visitor{house, who};
        const Sent asked_for = {{"reference", house.reference},
                                {"q", house.reference},
                                {"name", "Very"},
                                {"surname", "Very"},
                                {"upn", "A123456789012"},
                                {"setting", "100001"},
                                {"urn", "100001"},
                                {"body", "County Psychology"},
                                {"id", "1"},
                                {"case", house.reference},
                                {"caseworker", "a.khan"}};
        for (const auto& route : web::routes()) {
            INFO(route.method << ' ' << route.path << " asked for by " << who);
            const auto path = filled_in(std::string(route.path), house.names(who));
            const auto plain = visitor.ask(std::string(route.method), path);
            CHECK_FALSE(has(plain, "Quillonia"));
            for (const auto& field : asked_for) {
                const auto response = route.method == "GET" ? visitor.ask("GET", path + "?" + urlencoded(Sent{field}))
                                                            : visitor.ask("POST", path, {field});
                INFO(field.first);
                CHECK_FALSE(has(response, "Quillonia"));
                if (field.first != "upn") CHECK_FALSE(has(response, "A123456789012"));
            }
        }
    }
}

TEST_CASE("no call tells a school anything of a child who is not its own", "[web][access][school]") {
    House house;
    const std::vector<std::string> bodies = {
        {},
        R"({"reference":")" + house.reference + R"("})",
        R"({"surname":"Very"})",
        R"({"name":"Very"})",
        R"({"upn":"A123456789012"})",
        R"({"setting":"100001"})",
        R"({"type":"note","on":"2026-03-02","text":"n"})",
        R"({"type":"advice_received","on":"2026-03-02","adviser":"education","setting":"100001"})"};
    for (const auto& route : api::routes()) {
        INFO(route.method << ' ' << route.path);
        const auto path =
            filled_in(std::string(route.path), {{"reference", house.reference}, {"name", "longest-waits"}});
        for (const auto* query : {"", "?reference=EHC-2026-000001", "?setting=100001", "?upn=A123456789012"}) {
            if (route.method != "GET" && *query) continue;
            for (const auto& body : bodies) {
                const auto response = house.call(std::string(route.method), path + query, "100002", body);
                INFO(query << ' ' << body);
                CHECK_FALSE(tells_of_the_child(response));
                if (route.path.find("{reference}") != route.path.npos) CHECK(response.status >= 400);
            }
        }
    }
    CHECK(house.open(house.reference).file.last_seq == 2);
    // And its own school is told how it stands, so that the calls above were not refused for another reason.
    CHECK(house.call("GET", "/v1/requests/" + house.reference + "/status", "100001", "").status == 200);
}
