#pragma once
// A case written as in the calculation contract, folded; and its answer, to look things up in.

#include <boost/json.hpp>

#include "core/engine/fold.hpp"
#include "tests/support/calendar.hpp"

namespace ehcp::test {

/// The whole answer of `ehcp clocks` to that input: the case, or {"error": …}.
inline boost::json::object clocks_of(std::string_view input) {
    Arena arena;
    const auto read = read_case(input, *day_from("2026-06-01"), arena);
    if (read.has_error()) return error_json(read.error());
    Fold fold(england_and_wales());
    CaseView view;
    if (const auto folded = fold(read->events, read->closures, read->as_of, view); folded.has_error()) return error_json(folded.error());
    return case_json(view, england_and_wales(), read->as_of);
}

/// The n-th clock of that name, in order; throws if there is none.
inline boost::json::object clock_in(const boost::json::object& answer, std::string_view clock, int n = 0, std::string_view procedure = {}) {
    if (answer.contains("error")) throw std::runtime_error("refused: " + boost::json::serialize(answer));
    for (const auto& p : answer.at("procedures").as_array()) {
        if (!procedure.empty() && p.at("procedure").as_string() != boost::json::string_view(procedure.data(), procedure.size())) continue;
        for (const auto& c : p.at("clocks").as_array()) {
            if (c.at("clock").as_string() == boost::json::string_view(clock.data(), clock.size()) && n-- == 0) return c.as_object();
        }
    }
    throw std::runtime_error("no clock " + std::string(clock) + " in " + boost::json::serialize(answer));
}

inline std::string text_in(const boost::json::object& object, std::string_view member) {
    const auto& value = object.at({member.data(), member.size()});
    if (value.is_null()) return "null";
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

inline std::string state_in(const boost::json::object& answer, std::string_view procedure, int n = 0) {
    for (const auto& p : answer.at("procedures").as_array()) {
        if (p.at("procedure").as_string() == boost::json::string_view(procedure.data(), procedure.size()) && n-- == 0)
            return std::string(p.at("state").as_string());
    }
    throw std::runtime_error("no procedure " + std::string(procedure));
}

inline std::vector<std::string> problems_in(const boost::json::object& answer) {
    if (answer.contains("error")) throw std::runtime_error("refused: " + boost::json::serialize(answer));
    std::vector<std::string> codes;
    for (const auto& p : answer.at("problems").as_array()) codes.emplace_back(p.at("code").as_string());
    return codes;
}

}  // namespace ehcp::test
