#include "service/web/account/common.hpp"
#include "service/web/account/pages.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

http::Response password_form(const Desk& desk, const Visit& visit, const FieldErrors& errors, unsigned status) {
    const Shown shown{visit.form, errors};
    const bool is_forced = visit.user().must_change_password;
    account::FormPage form{.title = "Change your password",
                           .action = "/account/password",
                           .button = "Change password",
                           .intro = is_forced ? "Choose a password of your own before you go on." : "",
                           .back = is_forced ? "" : "/account",
                           .fields = {}};
    form.fields.push_back(password_field(shown, {.name = "current_password",
                                                 .label = "Current password",
                                                 .hint = is_forced ? "The one that you have just signed in with." : "",
                                                 .width = "20",
                                                 .autocomplete = "current-password"}));
    form.fields.push_back(password_field(
        shown, {.name = "new_password",
                .label = "New password",
                .hint = "At least 12 characters. Three words are easier to remember than one, and harder to guess.",
                .width = "20",
                .autocomplete = "new-password"}));
    return account::form_page(desk, visit, form, errors, status);
}

json::array sessions_model(Desk& desk, const Visit& visit) {
    json::array list;
    for (const auto& each : desk.grounds.sessions.sessions_of(visit.user().account, visit.now)) {
        list.push_back({{"key", each.key},
                        {"since", account::local_text(desk.grounds.zone, each.signed_in_at)},
                        {"last_used", account::local_text(desk.grounds.zone, each.last_seen_at)},
                        {"is_this", each.key == visit.session->key}});
    }
    return list;
}

}  // namespace

Result<http::Response> show_own_account(Desk& desk, const Visit& visit) {
    const auto& user = visit.user();
    return page(desk, visit, "account/own",
                {{"done", text(account::done_sentence(visit))},
                 {"username", user.username},
                 {"name", user.name},
                 {"role", account::role_label(token(user.role))},
                 {"setting", user.setting},
                 {"body", user.body},
                 {"caseworker", user.caseworker},
                 {"manages_colleagues", user.manages_colleagues},
                 {"keeps_calendar", visit.may(access::Action::keep_calendar)},
                 {"reads_registers", visit.may(access::Action::read_registers)},
                 {"reads_accounts", visit.may(access::Action::read_accounts)},
                 {"sessions", sessions_model(desk, visit)}},
                {.title = "Your account"});
}

Result<http::Response> end_session(Desk& desk, const Visit& visit) {
    const auto ended = desk.grounds.sessions.sign_out_one(visit.user().account, visit.name, visit.now);
    if (ended.has_error()) return ended.error();
    return see_other(visit.name == visit.session->key ? "/sign-in?done=signed-out" : "/account?done=session-ended");
}

Result<http::Response> sign_out_everywhere(Desk& desk, const Visit& visit) {
    desk.grounds.sessions.sign_out_everywhere(visit.user().account, visit.now);
    auto response = see_other("/sign-in?done=signed-out-everywhere");
    response.headers.push_back(ended_cookie_field(session_cookie));
    return response;
}

Result<http::Response> show_password_form(Desk& desk, const Visit& visit) {
    return password_form(desk, visit, {}, 200);
}

Result<http::Response> change_password(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    const auto current = account::as_typed(visit.form, "current_password");
    const auto next = account::as_typed(visit.form, "new_password");
    if (current.empty()) errors.add("current_password", "Enter your current password");
    if (next.empty()) errors.add("new_password", "Enter a new password");
    if (!errors.empty()) return password_form(desk, visit, errors, 422);
    const auto opened = desk.grounds.sessions.change_password(*visit.session, current, next, visit.now);
    if (opened.has_error()) {
        constexpr unsigned too_many = 429;
        const auto& refused = opened.error();
        errors.add(refused.where.empty() ? "current_password" : refused.where, refused.message);
        return password_form(desk, visit, errors, refused.kind == Refusal::too_many ? too_many : 422);
    }
    auto response = see_other("/account?done=password");
    response.headers.push_back(cookie_field(session_cookie, opened->cookie));
    return response;
}

}  // namespace ehcp::web
