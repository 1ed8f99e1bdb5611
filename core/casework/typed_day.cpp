#include "core/casework/typed_day.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehcp::casework {
namespace {

std::string padded(std::string_view digits, std::size_t width) {
    return digits.size() < width && !digits.empty() ? std::string(width - digits.size(), '0') + std::string(digits)
                                                    : std::string(digits);
}

}  // namespace

std::optional<Day> typed_day(std::string_view typed) {
    const auto first = std::min(typed.find('-'), typed.size()),
               second = std::min(typed.find('-', first + 1), typed.size());
    if (second == typed.size()) return std::nullopt;
    return day_from(fmt::format("{}-{}-{}", typed.substr(0, first),
                                padded(typed.substr(first + 1, second - first - 1), 2),
                                padded(typed.substr(second + 1), 2)));
}

}  // namespace ehcp::casework
