#include <array>

#include "service/web/account/pages.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/entrance.hpp"
#include "service/web/help/pages.hpp"
#include "service/web/manager/pages.hpp"
#include "service/web/school/pages.hpp"
#include "service/web/web.hpp"

namespace ehcp::web {

namespace {

using access::Action;

constexpr auto table = std::to_array<Route>({
    {"GET", "/assets/{name}", Action::read_help, serve_asset},
    {"GET", "/", Action::sign_in, go_home},

    // desk
    {"GET", "/today", Action::list_cases, show_today, "today"},
    {"GET", "/today/list", Action::list_cases, show_today_list, "today"},
    {"POST", "/today/views", Action::save_view, save_view, "today"},
    {"POST", "/today/views/delete", Action::save_view, delete_view, "today"},
    {"GET", "/search", Action::search_people, show_search, "search"},
    {"POST", "/search", Action::search_people, search, "search"},
    {"GET", "/requests/new", Action::record_event, show_new_request, "new-request"},
    {"POST", "/requests/new", Action::record_event, receive_request, "new-request"},
    {"GET", "/cases/{reference}", Action::read_case, show_case},
    {"GET", "/cases/{reference}/received", Action::read_case, show_received},
    {"GET", "/cases/{reference}/views", Action::read_views, show_views},
    {"GET", "/cases/{reference}/file", Action::read_case, make_case_file},
    {"GET", "/cases/{reference}/record", Action::record_event, show_event_form},
    {"POST", "/cases/{reference}/record", Action::record_event, record_event},
    {"POST", "/cases/{reference}/chase", Action::record_event, chase_advice},
    {"POST", "/cases/{reference}/note", Action::write_note, add_note},
    {"GET", "/cases/{reference}/correct", Action::correct_event, show_correction_form},
    {"POST", "/cases/{reference}/correct", Action::correct_event, correct_event},
    {"GET", "/cases/{reference}/family", Action::record_event, show_contribution_form},
    {"POST", "/cases/{reference}/family", Action::record_event, add_contribution},
    {"GET", "/cases/{reference}/letter", Action::read_case, show_notice},
    {"POST", "/cases/{reference}/letter", Action::record_event, record_notice},
    {"GET", "/cases/{reference}/child", Action::record_event, show_child_details},
    {"POST", "/cases/{reference}/child", Action::record_event, keep_child_details},
    {"GET", "/cases/{reference}/plan", Action::record_event, show_plan_facts},
    {"POST", "/cases/{reference}/plan", Action::record_event, keep_plan_facts},
    {"GET", "/cases/{reference}/assign", Action::assign_case, show_assign_form},
    {"POST", "/cases/{reference}/assign", Action::assign_case, assign_case},
    {"GET", "/hand-over", Action::assign_case, show_hand_over, "hand-over"},
    {"POST", "/hand-over", Action::assign_case, hand_over, "hand-over"},

    {"GET", "/sign-in", Action::sign_in, show_sign_in},
    {"POST", "/sign-in", Action::sign_in, sign_in},
    {"POST", "/sign-out", Action::own_account, sign_out},
    {"GET", "/account", Action::own_account, show_own_account},
    {"GET", "/account/password", Action::own_account, show_password_form},
    {"POST", "/account/password", Action::own_account, change_password},
    {"GET", "/account/calendars", Action::keep_calendar, show_calendars},
    {"POST", "/account/calendars", Action::keep_calendar, make_calendar},
    {"POST", "/account/calendars/{id}/end", Action::keep_calendar, end_calendar},
    {"GET", "/calendars/{file}", Action::read_calendar, serve_calendar},
    {"POST", "/account/sessions/{key}/end", Action::own_account, end_session},
    {"POST", "/account/sign-out-everywhere", Action::own_account, sign_out_everywhere},

    {"GET", "/accounts", Action::read_accounts, list_accounts, "accounts"},
    {"POST", "/accounts", Action::manage_accounts, create_account, "accounts"},
    {"GET", "/accounts/new", Action::manage_accounts, show_new_account, "accounts"},
    {"GET", "/accounts/{account}", Action::read_accounts, show_account, "accounts"},
    {"GET", "/accounts/{account}/change", Action::manage_accounts, show_account_form, "accounts"},
    {"POST", "/accounts/{account}/change", Action::manage_accounts, change_account, "accounts"},
    {"POST", "/accounts/{account}/disable", Action::manage_accounts, disable_account, "accounts"},
    {"POST", "/accounts/{account}/enable", Action::manage_accounts, enable_account, "accounts"},
    {"POST", "/accounts/{account}/reset", Action::manage_accounts, reset_password, "accounts"},
    {"POST", "/accounts/{account}/unlock", Action::manage_accounts, unlock_account, "accounts"},
    {"GET", "/registers", Action::read_registers, show_registers, "registers"},
    {"GET", "/registers/settings", Action::read_registers, list_settings, "registers"},
    {"POST", "/registers/settings", Action::manage_registers, add_setting, "registers"},
    {"POST", "/registers/teams", Action::manage_registers, add_team, "registers"},
    {"GET", "/registers/closures", Action::read_registers, list_closures, "registers"},
    {"POST", "/registers/closures", Action::record_closure, add_closure, "registers"},

    {"GET", "/school/colleagues", Action::manage_colleagues, list_colleagues, "colleagues"},
    {"POST", "/school/colleagues", Action::manage_colleagues, add_colleague, "colleagues"},
    {"POST", "/school/colleagues/{account}/remove", Action::manage_colleagues, remove_colleague, "colleagues"},
    {"POST", "/school/colleagues/{account}/reset", Action::manage_colleagues, reset_colleague, "colleagues"},
    {"POST", "/school/colleagues/{account}/restore", Action::manage_colleagues, restore_colleague, "colleagues"},
    {"POST", "/school/mailbox", Action::manage_colleagues, change_mailbox, "colleagues"},

    {"GET", "/school", Action::read_own_requests, show_own_requests, "our-requests"},
    {"POST", "/school/find", Action::read_own_requests, find_own_requests, "our-requests"},
    {"GET", "/school/requests/{reference}", Action::read_own_requests, show_own_request, "our-requests"},
    {"GET", "/school/requests/{reference}/receipt", Action::read_own_requests, show_receipt, "our-requests"},
    {"POST", "/school/drafts", Action::write_draft, begin_request, "our-requests"},
    {"GET", "/school/drafts/{id}", Action::write_draft, show_draft, "our-requests"},
    {"GET", "/school/drafts/{id}/check", Action::write_draft, check_draft_answers, "our-requests"},
    {"POST", "/school/drafts/{id}/send", Action::write_draft, send_request, "our-requests"},
    {"GET", "/school/drafts/{id}/discard", Action::write_draft, ask_to_discard, "our-requests"},
    {"POST", "/school/drafts/{id}/discard", Action::write_draft, discard_request, "our-requests"},
    {"POST", "/school/drafts/{id}/support", Action::write_draft, choose_draft_support, "our-requests"},
    {"GET", "/school/drafts/{id}/{section}", Action::write_draft, show_draft_section, "our-requests"},
    {"POST", "/school/drafts/{id}/{section}", Action::write_draft, save_draft_section, "our-requests"},
    {"GET", "/school/support", Action::write_draft, list_support, "sen-support"},
    {"POST", "/school/support", Action::write_draft, add_support, "sen-support"},
    {"GET", "/school/support/new", Action::write_draft, new_support, "sen-support"},
    {"GET", "/school/support/{id}", Action::write_draft, show_support, "sen-support"},
    {"GET", "/school/support/{id}/{part}", Action::write_draft, edit_support, "sen-support"},
    {"POST", "/school/support/{id}/{part}", Action::write_draft, save_support, "sen-support"},
    {"GET", "/school/asked", Action::answer_request, list_asked, "asked"},
    {"GET", "/school/asked/{reference}/{event}", Action::answer_request, show_question, "asked"},
    {"POST", "/school/asked/{reference}/{event}", Action::answer_request, answer_question, "asked"},
    {"GET", "/advice", Action::read_advice_requests, list_asked, "advice"},
    {"GET", "/advice/{reference}/{event}", Action::read_advice_requests, show_question, "advice"},
    {"POST", "/advice/{reference}/{event}", Action::read_advice_requests, answer_question, "advice"},
    {"POST", "/advice/{reference}/{event}/not-known", Action::read_advice_requests, say_not_known, "advice"},

    {"GET", "/help", Action::read_help, show_help, "help"},
    {"GET", "/help/what-if", Action::read_help, show_what_if, "help"},
    {"GET", "/help/clocks/{clock}", Action::read_help, show_help_clock, "help"},
    {"GET", "/help/{topic}", Action::read_help, show_help_topic, "help"},
    // manager
    {"GET", "/report", Action::read_night, show_tonight, "tonight"},
    {"GET", "/report/by/{split}", Action::read_night, show_breaches_by, "tonight"},
    {"GET", "/report/bottlenecks", Action::read_night, show_bottlenecks, "tonight"},
    {"GET", "/report/longest-waits", Action::read_night, show_longest_waits, "tonight"},
    {"GET", "/report/timeliness", Action::read_night, show_timeliness, "tonight"},
    {"GET", "/report/sen2", Action::read_night, show_sen2_checks, "tonight"},
    {"GET", "/report/groups", Action::read_night, show_groups, "tonight"},
    {"GET", "/report/list", Action::read_night, list_breaches, "tonight"},
    {"GET", "/report/cases", Action::read_night, list_timeliness, "tonight"},
    {"GET", "/report/due", Action::read_night, list_falling_due, "tonight"},
    {"GET", "/report/stage", Action::read_night, list_stage, "tonight"},
    {"GET", "/report/advice", Action::read_night, list_advice, "tonight"},
    {"GET", "/report/download/{name}", Action::read_night, download_report, "tonight"},
});

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace ehcp::web
