#include "service/web/entrance.hpp"

#include "service/web/navigation.hpp"
#include "service/web/page.hpp"

namespace ehcp::web {

Result<http::Response> go_home(Desk&, const Visit& visit) {
    return see_other(visit.session ? std::string(home_of(visit.user().role)) : std::string("/sign-in"));
}

Result<http::Response> serve_asset(Desk& desk, const Visit& visit) {
    if (auto found = desk.assets.find(visit.name, visit.request)) {
        found->headers.push_back({"X-Content-Type-Options", "nosniff"});
        found->headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
        return std::move(*found);
    }
    return Error{Refusal::not_found, {}};
}

}  // namespace ehcp::web
