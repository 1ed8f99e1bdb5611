#pragma once
// What a request still lacks (casework::missing_items), in words.

#include <boost/json/array.hpp>
#include <string>
#include <vector>

namespace ehcp::web {

boost::json::array missing_model(const std::vector<std::string>& missing);  ///< [{item}]

}  // namespace ehcp::web
