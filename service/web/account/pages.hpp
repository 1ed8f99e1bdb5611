#pragma once
// The pages of signing in, of one's own account, of the administrator and of a school's colleagues, each in the source
// that is named after what it is about.

#include "service/web/web.hpp"

namespace ehcp::web {

// sign_in.cpp
Result<http::Response> show_sign_in(Desk& desk, const Visit& visit);
Result<http::Response> sign_in(Desk& desk, const Visit& visit);
Result<http::Response> sign_out(Desk& desk, const Visit& visit);
// own_account.cpp
Result<http::Response> show_own_account(Desk& desk, const Visit& visit);
Result<http::Response> end_session(Desk& desk, const Visit& visit);
Result<http::Response> sign_out_everywhere(Desk& desk, const Visit& visit);
Result<http::Response> show_password_form(Desk& desk, const Visit& visit);
Result<http::Response> change_password(Desk& desk, const Visit& visit);
// calendars.cpp
Result<http::Response> show_calendars(Desk& desk, const Visit& visit);
Result<http::Response> make_calendar(Desk& desk, const Visit& visit);
Result<http::Response> end_calendar(Desk& desk, const Visit& visit);
Result<http::Response> serve_calendar(Desk& desk, const Visit& visit);
// accounts.cpp
Result<http::Response> list_accounts(Desk& desk, const Visit& visit);
Result<http::Response> show_account(Desk& desk, const Visit& visit);
Result<http::Response> disable_account(Desk& desk, const Visit& visit);
Result<http::Response> enable_account(Desk& desk, const Visit& visit);
Result<http::Response> unlock_account(Desk& desk, const Visit& visit);
Result<http::Response> reset_password(Desk& desk, const Visit& visit);
// account_form.cpp
Result<http::Response> show_new_account(Desk& desk, const Visit& visit);
Result<http::Response> create_account(Desk& desk, const Visit& visit);
Result<http::Response> show_account_form(Desk& desk, const Visit& visit);
Result<http::Response> change_account(Desk& desk, const Visit& visit);
// registers.cpp
Result<http::Response> show_registers(Desk& desk, const Visit& visit);
Result<http::Response> list_settings(Desk& desk, const Visit& visit);
Result<http::Response> add_setting(Desk& desk, const Visit& visit);
Result<http::Response> add_team(Desk& desk, const Visit& visit);
Result<http::Response> list_closures(Desk& desk, const Visit& visit);
Result<http::Response> add_closure(Desk& desk, const Visit& visit);
// colleagues.cpp
Result<http::Response> list_colleagues(Desk& desk, const Visit& visit);
Result<http::Response> add_colleague(Desk& desk, const Visit& visit);
Result<http::Response> remove_colleague(Desk& desk, const Visit& visit);
Result<http::Response> restore_colleague(Desk& desk, const Visit& visit);
Result<http::Response> reset_colleague(Desk& desk, const Visit& visit);
Result<http::Response> change_mailbox(Desk& desk, const Visit& visit);

}  // namespace ehcp::web
