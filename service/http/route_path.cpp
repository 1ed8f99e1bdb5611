#include "service/http/route_path.hpp"

#include <algorithm>

namespace ehcp::http {

bool is_path_of(std::string_view path, const std::vector<std::string>& segments) {
    if (path == "/") return segments.empty();
    for (const auto& segment : segments) {
        if (path.empty()) return false;
        path.remove_prefix(1);  // the slash
        const auto expected = path.substr(0, path.find('/'));
        path.remove_prefix(expected.size());
        if (expected.starts_with('{') ? segment.empty() : expected != segment) return false;
    }
    return path.empty();
}

std::string_view name_in(std::string_view path, const std::vector<std::string>& segments) {
    const auto brace = path.find('{');
    if (brace == path.npos) return {};
    const auto before = std::ranges::count(path.substr(0, brace), '/');
    return segments[static_cast<std::size_t>(before) - 1];
}

}  // namespace ehcp::http
