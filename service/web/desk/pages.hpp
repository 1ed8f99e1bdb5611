#pragma once
// The pages of a caseworker's desk, each in the source that is named after what it is about.

#include "service/web/web.hpp"

namespace ehcp::web {

// home.cpp
Result<http::Response> go_home(Desk& desk, const Visit& visit);
Result<http::Response> serve_asset(Desk& desk, const Visit& visit);

// today.cpp
Result<http::Response> show_today(Desk& desk, const Visit& visit);
Result<http::Response> show_today_list(Desk& desk, const Visit& visit);
Result<http::Response> save_view(Desk& desk, const Visit& visit);
Result<http::Response> delete_view(Desk& desk, const Visit& visit);

}  // namespace ehcp::web
