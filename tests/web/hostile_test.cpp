// Every form on every page, sent by everybody who is shown it, with a script in each field, and with far too much in
// each: nothing breaks, nothing typed becomes part of a page's markup, then or later.

#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "tests/web/house.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

constexpr auto script = "\"'></textarea></option><script>alert(1)</script>";

struct FormOnPage {
    std::string action;
    Sent fields;  ///< as a browser would send it untouched
    std::set<std::string> typed;
};

std::string plain(std::string text) {
    for (const auto& [entity, letter] :
         {std::pair{"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}}) {
        for (auto at = text.find(entity); at != text.npos; at = text.find(entity, at + 1))
            text.replace(at, std::string_view(entity).size(), letter);
    }
    return text;
}

std::string attribute(const std::string& tag, const std::string& name) {
    std::smatch found;
    return std::regex_search(tag, found, std::regex(" " + name + "=\"([^\"]*)\"")) ? plain(found[1]) : std::string();
}

std::vector<FormOnPage> forms_on(const http::Response& page) {
    static const std::regex tag("<(/form|form|input|select|option|textarea)( [^>]*)?>");
    std::vector<FormOnPage> forms;
    bool is_in_form = false;
    std::string list;
    for (auto it = std::sregex_iterator(page.body.begin(), page.body.end(), tag); it != std::sregex_iterator(); ++it) {
        const std::string kind = (*it)[1], attributes = (*it)[2];
        if (kind == "form") {
            is_in_form = attribute(attributes, "method") == "post";
            if (is_in_form) forms.push_back({attribute(attributes, "action"), {}, {}});
        } else if (kind == "/form") {
            is_in_form = false;
        } else if (is_in_form) {
            auto& form = forms.back();
            const auto name = attribute(attributes, "name");
            const auto type = attribute(attributes, "type");
            if (kind == "select") list = name;
            if (kind == "option" && !attribute(attributes, "value").empty())
                form.fields.emplace_back(list, attribute(attributes, "value"));
            if (kind == "textarea" ||
                (kind == "input" && (type == "text" || type == "email" || type == "password" || type == "search")))
                form.typed.insert(name);
            else if (kind == "input")
                form.fields.emplace_back(name, attribute(attributes, "value"));
        }
    }
    return forms;
}

Sent filled_with(const FormOnPage& form, const std::string& text) {
    Sent fields;
    std::set<std::string> chosen;
    for (const auto& [name, value] : form.fields) {
        if (name != "csrf" && chosen.insert(name).second) fields.emplace_back(name, value);
    }
    for (const auto& name : form.typed) fields.emplace_back(name, text);
    return fields;
}

bool is_whole(const http::Response& response) { return response.status < 500 && !has(response, "<script>alert"); }

const std::vector<std::string> people = {"",       "caseworker", "senior_caseworker", "manager",
                                         "school", "adviser",    "auditor",           "administrator"};

/// The pages that somebody is shown, each once.
std::vector<std::pair<std::string, http::Response>> pages_of(House& house, Visitor& visitor) {
    std::vector<std::pair<std::string, http::Response>> pages;
    for (const auto& route : web::routes()) {
        if (route.method != "GET" || route.path.starts_with("/assets")) continue;
        auto path = filled_in(std::string(route.path), house.names(visitor.username));
        if (path.ends_with("/record")) path += "?type=draft_sent";
        auto page = visitor.ask("GET", path);
        if (page.status == 200) pages.emplace_back(path, std::move(page));
    }
    return pages;
}

}  // namespace

TEST_CASE("a script in every field of every form becomes part of no page", "[web][bad-input]") {
    House house;
    house.write_drafts();
    std::size_t sent = 0;
    for (const auto& who : people) {
        Visitor visitor{house, who};
        for (const auto& [path, page] : pages_of(house, visitor)) {
            for (const auto& form : forms_on(page)) {
                INFO(form.action << " on " << path << " sent by '" << who << "'");
                const auto response = visitor.ask("POST", form.action, filled_with(form, script));
                CHECK(is_whole(response));
                ++sent;
            }
        }
    }
    CHECK(sent > 50);
    // Nor of any that is opened later, by anybody.
    for (const auto& who : people) {
        Visitor visitor{house, who};
        for (const auto& [path, page] : pages_of(house, visitor)) {
            INFO(path << " opened by '" << who << "'");
            CHECK(is_whole(page));
        }
    }
}

TEST_CASE("five megabytes in any field are taken by no form, and nothing breaks", "[web][bad-input]") {
    House house;
    house.write_drafts();
    const std::string much(5'000'000, 'x');
    std::set<std::string> tried;
    for (const auto& who : people) {
        Visitor visitor{house, who};
        for (const auto& [path, page] : pages_of(house, visitor)) {
            for (auto form : forms_on(page)) {
                if (form.typed.empty() || !tried.insert(form.action).second) continue;
                INFO(form.action << " on " << path << " sent by '" << who << "'");
                form.typed = {*form.typed.begin()};
                const auto response = visitor.ask("POST", form.action, filled_with(form, much));
                CHECK(response.status != 303);  // what was taken is answered so
                CHECK(response.status < 500);
            }
        }
    }
    CHECK(tried.size() > 10);
}
