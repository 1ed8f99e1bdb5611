#pragma once
// What everybody asks for: the first page, which is each role's own, and the style sheets, scripts and pictures.

#include "service/web/web.hpp"

namespace ehcp::web {

Result<http::Response> go_home(Desk& desk, const Visit& visit);
Result<http::Response> serve_asset(Desk& desk, const Visit& visit);

}  // namespace ehcp::web
