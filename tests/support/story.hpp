#pragma once
// A case told line by line, each date with its weekday:
//
//     closed 100001 Wed 2026-07-22 to Wed 2026-09-02
//     Mon 2026-01-12 request_received source=parent
//     Fri 2026-02-20 assessment_agreed
//     as of Mon 2026-03-02
//
// A value is a text unless it is true, false or (after event= or cease reason=) a number; "_" stands for a space.

#include <sstream>

#include "tests/support/case_text.hpp"
#include "tests/support/days.hpp"

namespace ehcp::test {

inline std::string story_day(std::istream& words) {
    std::string weekday, date;
    words >> weekday >> date;
    return text_of(day(weekday + " " + date));
}

inline boost::json::value story_value(const std::string& name, std::string text) {
    if (text == "true" || text == "false") return text == "true";
    if (name == "event" || (name == "reason" && text.size() == 1)) return std::stoi(text);
    if (text == "null") return nullptr;
    std::ranges::replace(text, '_', name == "reason" || name == "text" ? ' ' : '_');
    return boost::json::value(text);
}

inline std::string input_of(const std::string& story) {
    boost::json::array events, closures;
    boost::json::object input;
    std::istringstream lines(story);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string first;
        if (!(words >> first)) continue;
        if (first == "as") {
            words >> first;
            input["as_of"] = story_day(words);
        } else if (first == "closed") {
            std::string setting, to;
            words >> setting;
            const auto from = story_day(words);
            words >> to;
            closures.push_back({{"setting", setting}, {"closed_from", from}, {"reopens", story_day(words)}});
        } else {
            std::istringstream again(line);
            boost::json::object event;
            const auto on = story_day(again);
            std::string type, pair;
            again >> type;
            event["type"] = type;
            event["on"] = on;
            while (again >> pair) {
                const auto name = pair.substr(0, pair.find('='));
                event[name] = story_value(name, pair.substr(pair.find('=') + 1));
            }
            events.push_back(event);
        }
    }
    input["events"] = events;
    input["closures"] = closures;
    return boost::json::serialize(input);
}

inline boost::json::object told(const std::string& story) { return clocks_of(input_of(story)); }

/// "due 2026-02-23, running" for the n-th clock of that name; with ", N late", ", exempt" and ", stopped 2026-…" where they apply.
inline std::string clock_told(const boost::json::object& answer, std::string_view clock, int n = 0, std::string_view procedure = {}) {
    const auto c = clock_in(answer, clock, n, procedure);
    auto text = "due " + text_in(c, "due_on") + ", " + text_in(c, "status");
    if (c.contains("stopped_on")) text += " " + text_in(c, "stopped_on");
    if (c.at("satisfied_on").is_string()) text += " " + text_in(c, "satisfied_on");
    if (c.at("days_late").as_int64() > 0) text += ", " + text_in(c, "days_late") + " late";
    if (c.at("exempt").as_bool()) text += ", exempt";
    return text;
}

inline bool has_clock_told(const boost::json::object& answer, std::string_view clock, int n = 0) {
    try {
        clock_in(answer, clock, n);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

inline bool has_problem(const boost::json::object& answer, std::string_view code) {
    const auto codes = problems_in(answer);
    return std::ranges::find(codes, code) != codes.end();
}

/// "impossible-event 3": the code and the number of the event refused.
inline std::string refusal_told(const std::string& story) {
    const auto answer = told(story);
    if (!answer.contains("error")) return "accepted";
    const auto& error = answer.at("error").as_object();
    return text_in(error, "code") + " " + text_in(error, "event");
}

}  // namespace ehcp::test
