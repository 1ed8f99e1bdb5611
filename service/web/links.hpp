#pragma once
// Addresses of our own pages, with their parameters encoded.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehcp::web {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// "/today?team=East": parameters without a value are left out.
std::string link(std::string_view path, const Parameters& parameters);

}  // namespace ehcp::web
