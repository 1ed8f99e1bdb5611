#pragma once
// The path of a route, "/v1/cases/{reference}", held against the decoded segments of a request.

#include <string>
#include <string_view>
#include <vector>

namespace ehcp::http {

/// "{…}" stands for any one segment that is not empty.
bool is_path_of(std::string_view path, const std::vector<std::string>& segments);

/// What stands for the first {…}; empty where the path has none. Only of segments that the path fits.
std::string_view name_in(std::string_view path, const std::vector<std::string>& segments);

}  // namespace ehcp::http
