#include <array>

#include "service/web/account/pages.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/school/pages.hpp"
#include "service/web/web.hpp"

namespace ehcp::web {

namespace {

using enum access::Action;

constexpr auto table = std::to_array<Route>({
    {"GET", "/assets/{name}", read_help, serve_asset},
    {"GET", "/", sign_in, go_home},

    {"GET", "/sign-in", sign_in, show_sign_in},
    {"POST", "/sign-in", sign_in, web::sign_in},
    {"POST", "/sign-out", own_account, sign_out},
    {"GET", "/account", own_account, show_own_account},
    {"GET", "/account/password", own_account, show_password_form},
    {"POST", "/account/password", own_account, change_password},
    {"POST", "/account/sessions/{key}/end", own_account, end_session},
    {"POST", "/account/sign-out-everywhere", own_account, sign_out_everywhere},

    {"GET", "/accounts", read_accounts, list_accounts, "accounts"},
    {"POST", "/accounts", manage_accounts, create_account, "accounts"},
    {"GET", "/accounts/new", manage_accounts, show_new_account, "accounts"},
    {"GET", "/accounts/{account}", read_accounts, show_account, "accounts"},
    {"GET", "/accounts/{account}/change", manage_accounts, show_account_form, "accounts"},
    {"POST", "/accounts/{account}/change", manage_accounts, change_account, "accounts"},
    {"POST", "/accounts/{account}/disable", manage_accounts, disable_account, "accounts"},
    {"POST", "/accounts/{account}/enable", manage_accounts, enable_account, "accounts"},
    {"POST", "/accounts/{account}/reset", manage_accounts, reset_password, "accounts"},
    {"POST", "/accounts/{account}/unlock", manage_accounts, unlock_account, "accounts"},
    {"GET", "/registers", read_registers, show_registers, "registers"},
    {"GET", "/registers/settings", read_registers, list_settings, "registers"},
    {"POST", "/registers/settings", manage_registers, add_setting, "registers"},
    {"POST", "/registers/teams", manage_registers, add_team, "registers"},
    {"GET", "/registers/closures", read_registers, list_closures, "registers"},
    {"POST", "/registers/closures", record_closure, add_closure, "registers"},

    {"GET", "/school/colleagues", manage_colleagues, list_colleagues, "colleagues"},
    {"POST", "/school/colleagues", manage_colleagues, add_colleague, "colleagues"},
    {"POST", "/school/colleagues/{account}/remove", manage_colleagues, remove_colleague, "colleagues"},
    {"POST", "/school/colleagues/{account}/reset", manage_colleagues, reset_colleague, "colleagues"},
    {"POST", "/school/colleagues/{account}/restore", manage_colleagues, restore_colleague, "colleagues"},
    {"POST", "/school/mailbox", manage_colleagues, change_mailbox, "colleagues"},

    {"GET", "/today", list_cases, show_today, "today"},
    {"GET", "/today/list", list_cases, show_today_list, "today"},
    {"POST", "/today/views", access::Action::save_view, web::save_view, "today"},
    {"POST", "/today/views/delete", access::Action::save_view, delete_view, "today"},

    {"GET", "/school", read_own_requests, show_own_requests, "our-requests"},
    {"POST", "/school/find", read_own_requests, find_own_requests, "our-requests"},
    {"GET", "/school/requests/{reference}", read_own_requests, show_own_request, "our-requests"},
    {"GET", "/school/requests/{reference}/receipt", read_own_requests, show_receipt, "our-requests"},
    {"POST", "/school/drafts", write_draft, begin_request, "our-requests"},
    {"GET", "/school/drafts/{id}", write_draft, show_draft, "our-requests"},
    {"GET", "/school/drafts/{id}/check", write_draft, check_draft_answers, "our-requests"},
    {"POST", "/school/drafts/{id}/send", write_draft, send_request, "our-requests"},
    {"GET", "/school/drafts/{id}/discard", write_draft, ask_to_discard, "our-requests"},
    {"POST", "/school/drafts/{id}/discard", write_draft, discard_request, "our-requests"},
    {"POST", "/school/drafts/{id}/support", write_draft, choose_draft_support, "our-requests"},
    {"GET", "/school/drafts/{id}/{section}", write_draft, show_draft_section, "our-requests"},
    {"POST", "/school/drafts/{id}/{section}", write_draft, save_draft_section, "our-requests"},
    {"GET", "/school/support", write_draft, list_support, "sen-support"},
    {"POST", "/school/support", write_draft, add_support, "sen-support"},
    {"GET", "/school/support/new", write_draft, new_support, "sen-support"},
    {"GET", "/school/support/{id}", write_draft, show_support, "sen-support"},
    {"GET", "/school/support/{id}/{part}", write_draft, edit_support, "sen-support"},
    {"POST", "/school/support/{id}/{part}", write_draft, save_support, "sen-support"},
    {"GET", "/school/asked", answer_request, list_asked, "asked"},
    {"GET", "/school/asked/{reference}/{event}", answer_request, show_question, "asked"},
    {"POST", "/school/asked/{reference}/{event}", answer_request, answer_question, "asked"},
    {"GET", "/advice", read_advice_requests, list_asked, "advice"},
    {"GET", "/advice/{reference}/{event}", read_advice_requests, show_question, "advice"},
    {"POST", "/advice/{reference}/{event}", read_advice_requests, answer_question, "advice"},
    {"POST", "/advice/{reference}/{event}/not-known", read_advice_requests, say_not_known, "advice"},
});

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace ehcp::web
