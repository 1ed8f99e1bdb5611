#pragma once
// The interface on a database of its own that is gone afterwards, at a moment that the test says. Requests are made by
// hand; nothing goes over a socket.

#include <stdlib.h>

#include <boost/json.hpp>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "core/store/accounts.hpp"
#include "core/store/database.hpp"
#include "service/api/api.hpp"
#include "tests/support/calendar.hpp"

namespace ehcp::test {

/// A directory that is removed with what is in it.
class TemporaryDirectory {
public:
    TemporaryDirectory() {
        std::string pattern = (std::filesystem::temp_directory_path() / "ehcp-api-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory can be made");
        path_ = pattern;
    }
    ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class Site {
public:
    Instant now = *instant_from("2026-03-02T10:00:00Z");  // a Monday
    std::chrono::steady_clock::time_point tick{};

    Site()
        : database("sqlite:" + (directory.path() / "test.db").string(), now, "schemas/sql"),
          readers(database),
          report_readers(database),
          writer(database),
          api({writer, readers, report_readers, calendar, zone, "schemas", [this] { return now; },
               [this] { return tick; }}) {
        for (const auto role : all<UserRole>())
            make_token(std::string(token(role)), role, role == UserRole::school ? "100001" : "");
        make_token("other school", UserRole::school, "100002");
    }

    void make_token(const std::string& name, UserRole role, const std::string& setting) {
        tokens[name] = *writer.perform([&](store::Transaction& transaction) -> Result<std::string> {
            return store::create_token(transaction, {.role = std::string(token(role)),
                                                     .setting = setting,
                                                     .label = name,
                                                     .created_at = now,
                                                     .revoked_at = {}});
        });
    }

    /// `who` is the name of a token, or "" for nobody.
    http::Response ask(const std::string& who, const std::string& method, const std::string& target,
                       std::string body = {}, std::vector<http::Field> headers = {}) {
        http::Request request;
        request.method = method;
        const auto question = target.find('?');
        request.path = target.substr(0, question);
        for (std::size_t at = 1; at <= request.path.size() && request.path != "/";) {
            const auto slash = std::min(request.path.find('/', at), request.path.size());
            request.segments.push_back(request.path.substr(at, slash - at));
            at = slash + 1;
        }
        if (question != target.npos) take_query(target.substr(question + 1), request);
        request.headers = std::move(headers);
        if (!who.empty()) request.headers.push_back({"Authorization", "Bearer " + tokens.at(who)});
        request.body = std::move(body);
        request.remote_address = "192.0.2.1";
        return api.answer(request);
    }
    http::Response get(const std::string& who, const std::string& target) { return ask(who, "GET", target); }

    /// A child's request, received; its reference.
    std::string received(const std::string& surname = "Example", const std::string& setting = "100001") {
        const auto response = ask("intake", "POST", "/v1/requests", smallest(surname, setting));
        if (response.status != 201) throw std::runtime_error("not received: " + response.body);
        return boost::json::parse(response.body).at("reference").as_string().c_str();
    }
    http::Response record(const std::string& reference, int seen, const std::string& event,
                          const std::string& who = "caseworker") {
        return ask(who, "POST", "/v1/cases/" + reference + "/events", event,
                   {{"If-Match", "\"" + std::to_string(seen) + "\""}});
    }

    static std::string smallest(const std::string& surname = "Example", const std::string& setting = "100001") {
        return R"({"received_on":"2026-01-12","source":"school","setting":")" + setting + R"(","child":{"surname":")" +
               surname + R"(","forename":"Ada","date_of_birth":"2015-03-02"}})";
    }

    std::map<std::string, std::string> tokens;
    TemporaryDirectory directory;
    const WorkingCalendar& calendar = england_and_wales();
    LegalZone zone;
    store::Database database;
    store::Readers readers;
    store::Readers report_readers;
    store::Writer writer;
    api::Api api;

private:
    static void take_query(std::string_view query, http::Request& request) {
        while (!query.empty()) {
            const auto part = query.substr(0, query.find('&'));
            query.remove_prefix(std::min(query.size(), part.size() + 1));
            const auto equals = std::min(part.find('='), part.size());
            request.query.push_back(
                {std::string(part.substr(0, equals)), std::string(part.substr(std::min(equals + 1, part.size())))});
        }
    }
};

inline boost::json::value parsed(const http::Response& response) { return boost::json::parse(response.body); }

inline std::string code_of(const http::Response& response) {
    const auto value = parsed(response);
    const auto* code = value.as_object().if_contains("code");
    return code ? std::string(code->as_string().c_str()) : std::string();
}
inline std::string where_of(const http::Response& response) {
    const auto value = parsed(response);
    const auto* where = value.as_object().if_contains("where");
    return where ? std::string(where->as_string().c_str()) : std::string();
}

}  // namespace ehcp::test
