#include <array>

#include "service/web/desk/pages.hpp"
#include "service/web/web.hpp"

namespace ehcp::web {

namespace {

using enum access::Action;

constexpr auto table = std::to_array<Route>({
    {"GET", "/assets/{name}", read_help, serve_asset},
    {"GET", "/", sign_in, go_home},

    {"GET", "/today", list_cases, show_today, "today"},
    {"GET", "/today/list", list_cases, show_today_list, "today"},
    {"POST", "/today/views", access::Action::save_view, web::save_view, "today"},
    {"POST", "/today/views/delete", access::Action::save_view, delete_view, "today"},
});

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace ehcp::web
