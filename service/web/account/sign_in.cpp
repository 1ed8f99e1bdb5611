#include <algorithm>

#include "service/http/rate_limit.hpp"
#include "service/web/account/common.hpp"
#include "service/web/account/pages.hpp"
#include "service/web/navigation.hpp"

namespace ehcp::web {

namespace {

using account::FormPage;

/// Where somebody wanted to go: an address of ours, or nothing. "//elsewhere" and "/\elsewhere" are a browser's words
/// for another host.
std::string_view own_address(std::string_view then) {
    const bool is_ours = then.starts_with('/') && !then.starts_with("//") && then.find('\\') == then.npos &&
                         then.find_first_of("\r\n\t") == then.npos && !then.starts_with("/sign-");
    return is_ours ? then : std::string_view{};
}

/// From where somebody tries, for counting what fails: as the proxy on this machine says, if there is one, because its
/// own address is everybody's; nothing if it says nothing. From elsewhere the header is worth nothing.
std::string address_of(const http::Request& request) {
    const std::string_view address = request.remote_address;
    if (!address.starts_with("127.") && address != "::1") return http::rate_limit_key(address);
    auto last = request.header("X-Forwarded-For").value_or("");
    last.remove_prefix(std::min(last.size(), last.find_last_of(", ") + 1));
    constexpr std::size_t longest_address = 45;
    return last.size() > longest_address ? std::string() : http::rate_limit_key(last);
}

http::Response sign_in_page(const Desk& desk, const Visit& visit, std::string_view then, const FieldErrors& errors,
                            unsigned status) {
    const Shown shown{visit.form, errors};
    FormPage form{.title = "Sign in",
                  .action = "/sign-in",
                  .button = "Sign in",
                  .intro = visit.request.parameter("ended") ? "You were signed out. Sign in to go on where you were."
                           : then.empty()                   ? ""
                                                            : "Sign in to go on to the page that you asked for.",
                  .fields = {}};
    form.fields.push_back(
        line_field(shown, {.name = "username", .label = "Sign-in name", .width = "20", .autocomplete = "username"}));
    form.fields.push_back(password_field(
        shown, {.name = "password", .label = "Password", .width = "20", .autocomplete = "current-password"}));
    form.fields.push_back(hidden_field("then", then));
    return account::form_page(desk, visit, form, errors, status);
}

}  // namespace

Result<http::Response> show_sign_in(Desk& desk, const Visit& visit) {
    if (visit.session) return see_other(std::string(home_of(visit.user().role)));
    return sign_in_page(desk, visit, own_address(visit.request.parameter("then").value_or("")), {}, 200);
}

Result<http::Response> sign_in(Desk& desk, const Visit& visit) {
    const auto then = own_address(visit.form.text("then"));
    FieldErrors errors;
    FormReader reader(visit.form, errors);
    const auto username = reader.line("username", "Your sign-in name");
    const auto password = account::as_typed(visit.form, "password");
    if (password.empty()) errors.add("password", "Enter your password");
    if (!errors.empty()) return sign_in_page(desk, visit, then, errors, 422);

    const auto address = address_of(visit.request);
    const auto opened = desk.grounds.sessions.sign_in(
        {.username = username, .password = password, .remote_address = address, .cookie = visit.cookie}, visit.now);
    if (opened.has_error()) {
        constexpr unsigned unauthorised = 401;
        constexpr unsigned too_many = 429;
        errors.add("username", opened.error().message);
        return sign_in_page(desk, visit, then, errors,
                            opened.error().kind == Refusal::too_many ? too_many : unauthorised);
    }
    const auto& user = opened->session->user;
    auto response = see_other(user.must_change_password ? std::string("/account/password")
                              : then.empty()            ? std::string(home_of(user.role))
                                                        : std::string(then));
    response.headers.push_back(cookie_field(session_cookie, opened->cookie));
    response.headers.push_back(ended_cookie_field(form_cookie));
    return response;
}

Result<http::Response> sign_out(Desk& desk, const Visit& visit) {
    desk.grounds.sessions.sign_out(visit.cookie, visit.now);
    auto response = see_other("/sign-in?done=signed-out");
    response.headers.push_back(ended_cookie_field(session_cookie));
    response.headers.push_back({"Clear-Site-Data", "\"cache\""});
    return response;
}

}  // namespace ehcp::web
