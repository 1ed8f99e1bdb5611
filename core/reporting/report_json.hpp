#pragma once
// Private to core/reporting: the parts of a report as JSON, alike in what is printed and in what a night keeps.

#include <boost/json.hpp>

#include "core/reporting/report.hpp"

namespace ehcp::reporting {

inline boost::json::value value_of(const Cell& cell) {
    if (const auto* n = std::get_if<std::int64_t>(&cell)) return *n;
    if (const auto* x = std::get_if<double>(&cell)) return *x;
    if (const auto* yes = std::get_if<bool>(&cell)) return *yes;
    if (const auto* day = std::get_if<Day>(&cell)) return boost::json::value(text_of(*day));
    if (const auto* text = std::get_if<std::string>(&cell)) return boost::json::value(*text);
    return nullptr;
}

inline boost::json::value value_of(const std::optional<Day>& day) {
    return day ? boost::json::value(text_of(*day)) : nullptr;
}

inline boost::json::array texts_of(const std::vector<std::string>& texts) {
    boost::json::array list;
    for (const auto& text : texts) list.emplace_back(text);
    return list;
}

}  // namespace ehcp::reporting
