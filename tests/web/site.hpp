#pragma once
// The pages on a database of their own that is gone afterwards, at a moment that the test says, and browsers that keep
// cookies and send forms as a person would. Nothing goes over a socket.

#include <fmt/format.h>

#include <fstream>
#include <map>

#include "core/store/registers.hpp"
#include "service/http/target.hpp"
#include "service/web/web.hpp"
#include "tests/support/record.hpp"

namespace ehcp::test {

inline constexpr auto password = "violin gravel teapot";

/// Somebody with an account; `role` and what binds it.
struct Person {
    std::string username;
    UserRole role = UserRole::caseworker;
    std::string setting = {}, body = {}, caseworker = {};
    bool manages_colleagues = false, must_change_password = false;
};

class Site : public TestRecord {
public:
    Instant now = moment("2026-03-02T10:00:00Z");  // a Monday
    LegalZone zone;
    store::Readers report_readers{database};
    access::Sessions sessions{readers, writer, {}, access::least_hashing_cost()};
    web::Web web{grounds()};

    std::int64_t account(const Person& person) {
        static const auto hash = access::hash_password(password, access::least_hashing_cost()).value();
        return writer
            .perform([&](store::Transaction& t) {
                return store::create_account(t,
                                             {.username = person.username,
                                              .name = "Name of " + person.username,
                                              .password_hash = hash,
                                              .role = std::string(token(person.role)),
                                              .setting = person.setting,
                                              .body = person.body,
                                              .caseworker = person.caseworker,
                                              .manages_colleagues = person.manages_colleagues,
                                              .must_change_password = person.must_change_password},
                                             {{"Test", "administrator"}, now});
            })
            .value()
            .value;
    }
    template <class Thing>
    void put(const Thing& thing) {
        writer
            .perform([&](store::Transaction& t) -> Result<int> {
                store::put(t, thing);
                return 0;
            })
            .value();
    }

private:
    web::Grounds grounds() {
        // Pages name their style sheets and scripts; what stands in them matters to browsers only.
        const auto site = directory.path() / "site";
        std::filesystem::create_directories(site / "assets");
        for (const auto* name : {"style.css", "page.js", "charts.js", "icon.svg"})
            std::ofstream(site / "assets" / name) << name;
        std::filesystem::copy("service/web/templates", site / "templates", std::filesystem::copy_options::recursive);
        return {.writer = writer,
                .readers = readers,
                .sessions = sessions,
                .calendar = england_and_wales(),
                .zone = zone,
                .site = site,
                .sen2 = "schemas/sen2",
                .figures = "schemas/figures",
                .authority = {},
                .now = [this] { return now; }};
    }
};

using Sent = std::vector<std::pair<std::string, std::string>>;

/// As a form is sent: everything but letters and digits as %XX.
inline std::string urlencoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            encoded += c;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}
inline std::string urlencoded(const Sent& fields) {
    std::string body;
    for (const auto& [name, value] : fields)
        body += (body.empty() ? "" : "&") + urlencoded(name) + "=" + urlencoded(value);
    return body;
}

class Browser {
public:
    explicit Browser(Site& site) : site_(site) {}
    /// Signed in.
    Browser(Site& site, const std::string& username) : site_(site) { sign_in(username); }

    http::Response get(const std::string& target) { return send("GET", target, {}); }

    /// A form with the token of the last page that this browser was shown.
    http::Response post(const std::string& path, Sent fields) {
        fields.emplace_back("csrf", csrf);
        return send("POST", path, urlencoded(fields));
    }
    /// With what the fields say and nothing else.
    http::Response post_raw(const std::string& path, const Sent& fields) {
        return send("POST", path, urlencoded(fields));
    }

    http::Response sign_in(const std::string& username, const std::string& with = password) {
        get("/sign-in");
        return post("/sign-in", {{"username", username}, {"password", with}});
    }

    http::Response send(const std::string& method, const std::string& target, std::string body) {
        http::Request request;
        request.method = method;
        if (const auto refused = http::read_target(target, request); !refused.empty())
            throw std::invalid_argument(target + ": " + std::string(refused));
        request.remote_address = remote_address;
        request.headers = headers;
        if (!cookies.empty()) {
            std::string all;
            for (const auto& [name, value] : cookies) all += (all.empty() ? "" : "; ") + name + "=" + value;
            request.headers.push_back({"Cookie", all});
        }
        if (method == "POST") request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        request.body = std::move(body);
        auto response = site_.web.answer(request);
        keep_cookies(response);
        keep_token(response);
        return response;
    }

    std::map<std::string, std::string> cookies;
    std::vector<http::Field> headers = {{"Host", "ehcp.example"}};
    std::string csrf;
    std::string remote_address = "192.0.2.1";

private:
    void keep_cookies(const http::Response& response) {
        for (const auto& header : response.headers) {
            if (header.name != "Set-Cookie") continue;
            const auto equals = header.value.find('=');
            const auto name = header.value.substr(0, equals);
            const auto value = header.value.substr(equals + 1, header.value.find(';') - equals - 1);
            if (value.empty())
                cookies.erase(name);
            else
                cookies[name] = value;
        }
    }
    void keep_token(const http::Response& response) {
        constexpr std::string_view field = "name=\"csrf\" value=\"";
        const auto at = response.body.find(field);
        if (at == std::string::npos) return;
        const auto begin = at + field.size();
        csrf = response.body.substr(begin, response.body.find('"', begin) - begin);
    }

    Site& site_;
};

inline std::string location_of(const http::Response& response) {
    return std::string(response.header("Location").value_or(""));
}
inline bool has(const http::Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

}  // namespace ehcp::test
