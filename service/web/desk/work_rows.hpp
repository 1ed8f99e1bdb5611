#pragma once
// Open clocks as the rows of a table: whose, what, by when, and how long that is. Used by every list of work.

#include <boost/json/array.hpp>

#include "core/casework/search.hpp"

namespace ehcp::web {

boost::json::object work_row(const casework::Due& due, Day today);
boost::json::array work_rows(const std::vector<casework::Due>& work, Day today);

}  // namespace ehcp::web
