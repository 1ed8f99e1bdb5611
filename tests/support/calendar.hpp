#pragma once
// The calendar that the product ships. Tests run in the root of the sources.

#include <fstream>
#include <iterator>

#include "core/json/case_json.hpp"

namespace ehcp::test {

inline const WorkingCalendar& england_and_wales() {
    static const auto calendar = [] {
        std::ifstream file("schemas/calendars/england-and-wales.json");
        return read_calendar(std::string(std::istreambuf_iterator<char>(file), {}));
    }();
    return calendar;
}

}  // namespace ehcp::test
