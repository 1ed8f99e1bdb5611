#pragma once
// Dates in tests say their weekday: day("Mon 2026-01-12") throws if it was not a Monday.

#include <stdexcept>
#include <string>

#include "core/time/day.hpp"

namespace ehcp::test {

inline Day day(std::string_view text) {
    const auto parsed = day_from(text.substr(text.find(' ') + 1));
    if (!parsed) throw std::invalid_argument(std::string(text) + " is not a date");
    constexpr std::string_view names = "SunMonTueWedThuFriSat";
    const auto weekday = names.substr(3 * date::weekday{*parsed}.c_encoding(), 3);
    if (text.substr(0, 3) != weekday) throw std::invalid_argument(std::string(text) + " was a " + std::string(weekday));
    return *parsed;
}

}  // namespace ehcp::test
