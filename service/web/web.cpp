#include "service/web/web.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "core/store/error.hpp"
#include "service/http/route_path.hpp"
#include "service/web/navigation.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using access::Action;

constexpr std::size_t form_secret_size = 43;  // 32 bytes in base64url

std::string_view cookie_of(const http::Request& request, std::string_view name) {
    for (const auto& header : request.headers) {
        if (!http::is_same_name(header.name, "Cookie")) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            auto part = rest.substr(0, rest.find(';'));
            rest.remove_prefix(std::min(rest.size(), part.size() + 1));
            part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
            if (part.starts_with(name) && part.substr(name.size()).starts_with('='))
                return part.substr(name.size() + 1);
        }
    }
    return {};
}

// A browser says from where a form was sent. What says nothing is left to the token.
bool is_from_elsewhere(const http::Request& request) {
    if (const auto site = request.header("Sec-Fetch-Site")) return *site != "same-origin" && *site != "none";
    const auto origin = request.header("Origin");
    const auto host = request.header("Host");
    return origin && host && !(origin->ends_with(*host) && origin->substr(0, origin->size() - host->size()).ends_with("://"));
}

bool is_said_to_be_ours(const http::Request& request) {
    return request.header("Sec-Fetch-Site") == "same-origin";
}

/// What was typed, to be sent again: never a password, nor the token that did not hold.
json::array typed_again(const http::Request& request) {
    json::array fields;
    const auto form = Form::read(request);
    if (form.has_error()) return fields;
    for (const auto& field : form->fields()) {
        if (field.name == "csrf" || field.name.find("password") != std::string::npos) continue;
        fields.push_back({{"typed_name", field.name}, {"typed_value", field.value}});
    }
    return fields;
}

std::string colour_sheet(const Identity& authority) {
    return ":root{--authority-colour:" + authority.colour + "}\n";
}

bool is_open_to_forced(Action action) {
    return action == Action::own_account || action == Action::sign_in || action == Action::read_help;
}

struct Sentence {
    unsigned status;
    std::string_view title, what;
};

Sentence sentence_for(Refusal kind) {
    switch (kind) {
        case Refusal::not_found:
            return {404, "Page not found", "If you typed or pasted the address, check that it is right. There may be nothing at it that your account may see."};
        case Refusal::forbidden: return {403, "You may not do this", "Your account has no permission for it. A manager or an administrator can tell you who has."};
        case Refusal::unauthorised: return {401, "Sign in", "Sign in to go on."};
        case Refusal::conflict: return {409, "The case has moved on since you opened it", {}};
        case Refusal::too_large: return {413, "That is too much to send at once", {}};
        case Refusal::too_many: return {429, "Too many attempts", {}};
        case Refusal::not_available: return {503, "The service is not available at the moment", {}};
        default: return {422, "This could not be done", {}};
    }
}

}  // namespace

http::Field cookie_field(std::string_view name, std::string_view value) {
    return {"Set-Cookie", fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Lax", name, value)};
}
http::Field ended_cookie_field(std::string_view name) {
    return {"Set-Cookie", fmt::format("{}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0", name)};
}

bool Visit::may(Action action) const {
    return access::may(session ? std::optional(session->user.role) : std::nullopt, action);
}

store::Actor Visit::actor() const { return {user().name, std::string(token(user().role))}; }

Web::Web(Grounds grounds)
    : desk_{grounds, Templates(grounds.site / "templates"), Assets(grounds.site / "assets"),
            access::ViewLog(grounds.writer), ManagerDesk(grounds.figures)} {
    desk_.assets.add("colours.css", colour_sheet(grounds.authority));
}

const Route* Web::route_of(const http::Request& request) {
    const auto found = std::ranges::find_if(routes(), [&](const Route& route) {
        return route.method == request.method && http::is_path_of(route.path, request.segments);
    });
    return found == routes().end() ? nullptr : &*found;
}

http::Response Web::answer(const http::Request& request) {
    const auto now = desk_.grounds.now();
    const auto cookie = cookie_of(request, session_cookie);
    std::shared_ptr<const access::Session> session;
    try {
        if (!cookie.empty()) session = desk_.grounds.sessions.find(cookie, now);
    } catch (const store::DatabaseError& failure) {
        return refused(stranger(request, now), store::not_now(failure));
    }
    const auto kept_secret = cookie_of(request, form_cookie);
    const bool needs_secret = !session && kept_secret.size() != form_secret_size;
    const std::string secret = session ? session->csrf_secret
                               : needs_secret ? access::new_csrf_secret()
                                              : std::string(kept_secret);
    const auto* const route = route_of(request);
    Visit visit{.request = request,
                .session = session.get(),
                .cookie = cookie,
                .name = route ? http::name_in(route->path, request.segments) : std::string_view{},
                .section = route ? route->section : std::string_view{},
                .route = route ? route->path : std::string_view{},
                .form_secret = secret,
                .is_new_form_secret = needs_secret,
                .now = now,
                .today = desk_.grounds.zone.day_of(now)};
    if (!route) return nothing_here(visit);
    try {
        auto answer = answer_on(*route, visit);
        return answer.has_error() ? refused(visit, answer.error()) : std::move(*answer);
    } catch (const store::DatabaseError& failure) {
        return refused(visit, store::not_now(failure));
    }
}

Result<http::Response> Web::answer_on(const Route& route, const Visit& visit) {
    const bool is_for_anybody = access::may(std::nullopt, route.action);
    if (!visit.session && !is_for_anybody) return signed_out(visit);
    if (!visit.may(route.action)) return Error{Refusal::forbidden, {}};
    if (visit.session && visit.user().must_change_password && !is_open_to_forced(route.action))
        return see_other("/account/password");
    if (route.method != "POST") return route.handler(desk_, visit);

    if (is_from_elsewhere(visit.request)) return not_ours(visit);
    auto form = Form::read(visit.request);
    if (form.has_error()) return form.error();
    if (!access::is_csrf_token(visit.form_secret, form->text("csrf"))) return not_ours(visit);
    auto with_form = visit;
    with_form.form = std::move(*form);
    return route.handler(desk_, with_form);
}

Visit Web::stranger(const http::Request& request, Instant now) const {
    return {.request = request,
            .session = nullptr,
            .cookie = {},
            .name = {},
            .section = {},
            .route = {},
            .form_secret = {},
            .is_new_form_secret = false,
            .now = now,
            .today = desk_.grounds.zone.day_of(now)};
}

http::Response Web::nothing_here(const Visit& visit) {
    std::string allowed;
    for (const auto& route : routes()) {
        if (http::is_path_of(route.path, visit.request.segments))
            allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
    }
    if (allowed.empty()) return refused(visit, {Refusal::not_found, {}});
    constexpr unsigned method_not_allowed = 405;
    auto response = page(desk_, visit, "error",
                         {{"heading", "This address does not take that"},
                          {"what", "Open the page again and use the form on it."},
                          {"fields", json::array()}},
                         {.title = "This address does not take that", .status = method_not_allowed});
    response.headers.push_back({"Allow", allowed});
    return response;
}

// The form's token is not of this session: the page is from before signing in again, or the form from somebody else.
// Only what the browser itself says was sent from our own page is offered to be sent again.
http::Response Web::not_ours(const Visit& visit) {
    constexpr unsigned forbidden = 403;
    const bool is_ours = is_said_to_be_ours(visit.request);
    json::object model{{"heading", "Check before you send this"},
                       {"what", is_ours ? "The page that you sent this from is older than your present sign-in. Nothing has been recorded yet. What you typed is kept: send it again if you still want to."
                                        : "This form was not sent from one of our pages, or your sign-in has changed since. Nothing was recorded. Open the page again and use the form on it."},
                       {"path", is_ours ? json::value(visit.request.path) : json::value(nullptr)},
                       {"fields", is_ours ? typed_again(visit.request) : json::array()}};
    return page(desk_, visit, "error", std::move(model), {.title = "Check before you send this", .status = forbidden});
}

http::Response Web::signed_out(const Visit& visit) {
    if (visit.request.method == "GET") {
        auto response = see_other("/sign-in?then=" + visit.request.path + (visit.cookie.empty() ? "" : "&ended=yes"));
        if (!visit.cookie.empty()) response.headers.push_back(ended_cookie_field(session_cookie));
        return response;
    }
    constexpr unsigned unauthorised = 401;
    const bool is_ours = is_said_to_be_ours(visit.request);
    json::object model{{"heading", "You have been signed out"},
                       {"what", "You were away for a while, so you were signed out. Nothing has been recorded yet."},
                       {"sign_in", true},
                       {"path", is_ours ? json::value(visit.request.path) : json::value(nullptr)},
                       {"fields", is_ours ? typed_again(visit.request) : json::array()}};
    return page(desk_, visit, "error", std::move(model), {.title = "You have been signed out", .status = unauthorised});
}

http::Response Web::refused(const Visit& visit, const Error& error) {
    const auto sentence = sentence_for(error.kind);
    auto message = sentence_like(error.message);
    if (!message.empty() && message.back() != '.') message += '.';
    const std::string_view what = sentence.what.empty() ? std::string_view(message) : sentence.what;
    return page(desk_, visit, "error",
                {{"heading", text(sentence.title)}, {"what", text(what)}, {"fields", json::array()}, {"path", nullptr}},
                {.title = std::string(sentence.title), .status = sentence.status});
}

http::Response Web::broken(const http::Request& request, unsigned status, std::string_view incident) {
    constexpr unsigned too_large = 413;
    const auto visit = stranger(request, desk_.grounds.now());
    const std::string title = incident.empty() ? "This could not be taken" : "Something went wrong";
    const std::string what =
        !incident.empty()
            ? fmt::format("It is our fault, and has been noted under {}. Go back and try again in a moment; if it goes "
                          "wrong again, tell whoever looks after this service that number.", incident)
        : status == too_large
            ? std::string("You sent more than a form may hold. Nothing was recorded. Go back and shorten the longest text.")
            : std::string("The request could not be read. Nothing was recorded. Go back and try again.");
    return page(desk_, visit, "error", {{"heading", title}, {"what", what}, {"fields", json::array()}, {"path", nullptr}},
                {.title = title, .status = status});
}

}  // namespace ehcp::web
