#include <array>

#include "service/web/desk/pages.hpp"
#include "service/web/web.hpp"

namespace ehcp::web {

namespace {

using enum access::Action;

constexpr auto table = std::to_array<Route>({
    {"GET", "/assets/{name}", read_help, serve_asset},
    {"GET", "/", sign_in, go_home},
});

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace ehcp::web
