#pragma once
// What each role finds at the head of every page.

#include <boost/json/array.hpp>

#include "service/web/web.hpp"

namespace ehcp::web {

/// [{label, path, is_here}]: the sections that the visitor may open.
boost::json::array navigation(const Visit& visit);

/// Where somebody of this role begins.
std::string_view home_of(UserRole role);

}  // namespace ehcp::web
