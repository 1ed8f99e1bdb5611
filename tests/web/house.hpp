#pragma once
// A whole small authority: pages and interface over one record, a user of each role, and a child's case that some of
// them have to do with and others have not.

#include <boost/json.hpp>

#include "core/store/accounts.hpp"
#include "service/api/api.hpp"
#include "tests/web/site.hpp"

namespace ehcp::test {

/// A route's path with a value in place of each {…}; "x" where none is known.
inline std::string filled_in(std::string path, const std::map<std::string, std::string>& with) {
    for (auto open = path.find('{'); open != path.npos; open = path.find('{', open)) {
        const auto close = path.find('}', open);
        const auto known = with.find(path.substr(open + 1, close - open - 1));
        path.replace(open, close + 1 - open, known == with.end() ? "x" : known->second);
    }
    return path;
}

inline Event advice_asked(Adviser adviser, std::string_view setting, std::string_view body) {
    Event event(EventType::advice_requested, day("Fri 2026-01-16"));
    event.set(adviser);
    if (!setting.empty()) event.set(Field::setting, setting);
    if (!body.empty()) event.set(Field::body, body);
    return event;
}

inline bool tells_of_the_child(const http::Response& response) {
    return has(response, "Veryuncommon") || has(response, "Quillonia") || has(response, "A123456789012");
}

/// One child's case, which has to do with the school 100001 and the County Psychology; a draft of that school and its
/// SEN Support for the child; and one user of each role.
struct House : Site {
    std::string reference;
    std::int64_t bystander;
    api::Api interface {
        {
            .writer = writer, .readers = readers, .report_readers = report_readers, .calendar = england_and_wales(),
            .zone = zone, .schemas = "schemas", .now = [this] { return now; },
            .tick = [] { return std::chrono::steady_clock::time_point{}; }
        }
    };

    House() {
        put(store::Setting{"100001", "Elm Primary", "primary"});
        put(store::Setting{"100002", "Oak Secondary", "secondary"});
        put(store::AdviserBody{"County Psychology", Adviser::psychology});
        put(store::AdviserBody{"Community Health", Adviser::health});
        put(store::Caseworker{"a.khan", "A. Khan", ""});
        for (const auto role : all<UserRole>())
            account(person(role, std::string(token(role)), "100001", "County Psychology"));
        account(person(UserRole::school, "other-school", "100002", ""));
        account(person(UserRole::adviser, "other-adviser", "", "Community Health"));
        bystander = account({.username = "bystander"});
        reference = received(request("Veryuncommon", "Quillonia", "A123456789012"));
        record(reference, 0, advice_asked(Adviser::education, "100001", ""), "2026-01-16T10:00:00Z").value();
        record(reference, 1, advice_asked(Adviser::psychology, "", "County Psychology"), "2026-01-16T10:00:00Z")
            .value();
    }
    /// What the school has written about the child and not sent yet.
    void write_drafts() {
        Browser school(*this, "school");
        const Sent child = {{"surname", "Veryuncommon"},
                            {"forename", "Quillonia"},
                            {"date_of_birth-day", "2"},
                            {"date_of_birth-month", "3"},
                            {"date_of_birth-year", "2015"}};
        school.get("/school");
        const auto draft = location_of(school.post("/school/drafts", {}));
        const auto page = school.get(draft + "/child");
        constexpr std::string_view version = "name=\"version\" value=\"";
        const auto at = page.body.find(version) + version.size();
        auto fields = child;
        fields.emplace_back("version", page.body.substr(at, page.body.find('"', at) - at));
        school.post(draft + "/child", fields);
        school.get("/school/support/new");
        school.post("/school/support", child);
        if (!tells_of_the_child(school.get(draft + "/child")) || !tells_of_the_child(school.get("/school/support")))
            throw std::logic_error("the school's drafts were not kept");
    }
    static Person person(UserRole role, std::string username, std::string setting, std::string body) {
        const bool is_school = role == UserRole::school;
        return {.username = std::move(username),
                .role = role,
                .setting = is_school ? std::move(setting) : "",
                .body = role == UserRole::adviser ? std::move(body) : "",
                .manages_colleagues = is_school};
    }
    std::map<std::string, std::string> names(std::string_view username) const {
        return {{"reference", reference},
                {"account", std::to_string(bystander)},
                {"event", username.find("school") != username.npos ? "1" : "2"},
                {"id", "1"}};
    }
    http::Response call(const std::string& method, const std::string& target, const std::string& setting,
                        std::string body) {
        const auto token = writer
                               .perform([&](store::Transaction& t) -> Result<std::string> {
                                   return store::create_token(
                                       t, {.role = "school", .setting = setting, .label = "school", .created_at = now});
                               })
                               .value();
        http::Request request;
        request.method = method;
        if (!http::read_target(target, request).empty()) throw std::invalid_argument(target);
        request.headers = {
            {"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"If-Match", "\"2\""}};
        request.body = std::move(body);
        request.remote_address = "192.0.2.1";
        return interface.answer(request);
    }
};

/// Signed in as somebody, or nobody, and always anew where a page has ended the session.
struct Visitor {
    House& house;
    std::string username;
    Browser browser{house};

    http::Response ask(const std::string& method, const std::string& target, Sent fields = {}) {
        if (username.empty()) {
            browser.get("/sign-in");
        } else if (browser.get("/account").status != 200) {
            browser.cookies.clear();
            browser.sign_in(username);
            browser.get("/account");
        }
        return method == "GET" ? browser.get(target) : browser.post(target, std::move(fields));
    }
};

}  // namespace ehcp::test
