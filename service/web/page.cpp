#include "service/web/page.hpp"

#include <boost/json.hpp>

#include "service/web/compression.hpp"
#include "service/web/navigation.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

// Nothing inline and nothing from elsewhere, so that a text that somebody typed can never become a script.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

std::vector<http::Field> page_headers() {
    return {{"Content-Type", "text/html; charset=utf-8"},
            {"Cache-Control", "no-store"},
            {"Content-Security-Policy", std::string(policy)},
            {"X-Content-Type-Options", "nosniff"},
            {"X-Frame-Options", "DENY"},
            {"Referrer-Policy", "no-referrer"},
            {"Cross-Origin-Opener-Policy", "same-origin"},
            {"Cross-Origin-Embedder-Policy", "require-corp"},
            {"Cross-Origin-Resource-Policy", "same-origin"},
            {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
            {"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
            {"Vary", "Accept-Encoding, Cookie"}};
}

json::object layout_model(const Desk& desk, const Visit& visit, const PageHead& head) {
    const auto& authority = desk.grounds.authority;
    json::object model{{"title", head.title},
                       {"authority", authority.name},
                       {"style", desk.assets.address_of("style.css")},
                       {"colours", desk.assets.address_of("colours.css")},
                       {"script", desk.assets.address_of("page.js")},
                       {"icon", desk.assets.address_of("icon.svg")},
                       {"charts", head.has_charts ? json::value(desk.assets.address_of("charts.js")) : json::value(nullptr)},
                       {"is_wide", head.is_wide},
                       {"navigation", navigation(visit)},
                       {"signed_in", nullptr}};
    if (visit.session) {
        const auto& user = visit.user();
        model["signed_in"] = json::object{{"user_name", user.name}, {"may_search", visit.may(access::Action::search_people)}};
    }
    return model;
}

}  // namespace

namespace {

http::Response in_layout(const Desk& desk, const Visit& visit, std::string_view csrf, std::string_view content, bool is_error,
                         const PageHead& head) {
    auto layout = layout_model(desk, visit, head);
    layout["csrf"] = text(csrf);
    layout["is_error"] = is_error;
    layout["content"] = text(content);
    auto body = desk.templates.render("layout", layout);
    http::Response response{head.status, page_headers(), {}};
    if (visit.is_new_form_secret) response.headers.push_back(cookie_field(form_cookie, visit.form_secret));
    if (takes_gzip(visit.request)) {
        response.headers.push_back({"Content-Encoding", "gzip"});
        response.body = gzipped(body, Effort::least);
    } else {
        response.body = std::move(body);
    }
    return response;
}

}  // namespace

http::Response page(const Desk& desk, const Visit& visit, std::string_view template_name, json::object model,
                    const PageHead& head) {
    const std::string csrf = access::csrf_token(visit.form_secret);
    model["csrf"] = csrf;
    if (!model.contains("errors")) model["errors"] = json::array();
    const bool is_error = !model["errors"].as_array().empty();
    model["has_errors"] = is_error;
    return in_layout(desk, visit, csrf, desk.templates.render(template_name, model), is_error, head);
}

http::Response page_around(const Desk& desk, const Visit& visit, std::string_view content, const PageHead& head) {
    return in_layout(desk, visit, access::csrf_token(visit.form_secret), content, false, head);
}

http::Response page_again(const Desk& desk, const Visit& visit, std::string_view template_name, json::object model,
                          PageHead head, const FieldErrors& errors) {
    constexpr unsigned unprocessable = 422;
    head.status = unprocessable;
    model["errors"] = error_summary(errors);
    return page(desk, visit, template_name, std::move(model), head);
}

http::Response see_other(std::string path) {
    constexpr unsigned status = 303;
    return {status, {{"Location", std::move(path)}, {"Cache-Control", "no-store"}}, {}};
}

http::Response download(std::string type, const std::string& name, std::string content) {
    return {200,
            {{"Content-Type", std::move(type)},
             {"Content-Disposition", "attachment; filename=\"" + name + "\""},
             {"Cache-Control", "no-store"},
             {"X-Content-Type-Options", "nosniff"},
             {"Content-Security-Policy", "default-src 'none'; sandbox"}},
            std::move(content)};
}

casework::Occasion occasion_of(const Desk& desk, const Visit& visit) {
    return {visit.now, visit.today, visit.actor(), desk.grounds.calendar};
}

namespace {

store::FileView view_of(const Visit& visit, std::string how) {
    return {visit.now, visit.user().name + " (" + visit.user().username + ")", std::string(token(visit.user().role)), std::move(how)};
}

}  // namespace

void note_view(Desk& desk, const Visit& visit, store::CaseId id) { desk.views.note(id, view_of(visit, std::string(visit.route))); }

void note_view(Desk& desk, const Visit& visit, store::CaseId id, std::string_view seen_as) {
    desk.views.note(id, view_of(visit, std::string(seen_as)));
}

void note_file(Desk& desk, const Visit& visit, std::span<const store::CaseId> cases) {
    const auto view = view_of(visit, std::string(visit.route) + ", as a file");
    for (const auto id : cases) desk.views.note(id, view);
}

}  // namespace ehcp::web
