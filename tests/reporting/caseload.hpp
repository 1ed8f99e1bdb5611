#pragma once
// A small caseload written as people would note it down, a line an event: "2024-01-08 request_received source=parent".

#include <deque>
#include <sstream>

#include "core/engine/fold.hpp"
#include "core/json/event_json.hpp"
#include "core/reporting/query.hpp"
#include "tests/support/calendar.hpp"
#include "tests/support/days.hpp"

namespace ehcp::test {

inline reporting::CaseFacts of_team(std::string_view team) {
    reporting::CaseFacts facts;
    facts.team = team;
    return facts;
}

inline reporting::CaseFacts born(Day day, std::string_view team = {}) {
    auto facts = of_team(team);
    facts.date_of_birth = day;
    return facts;
}

class NotedCase {
public:
    /// Throws std::logic_error when a line is not an event, or the events cannot have happened.
    NotedCase(const reporting::CaseFacts& about, std::string_view lines, Day as_of) : facts(about) {
        std::istringstream text{std::string(lines)};
        for (std::string line; std::getline(text, line);)
            if (line.find_first_not_of(' ') != std::string::npos) events_.push_back(event_of(line));
        Fold fold(england_and_wales());
        fold(events_, {}, as_of, view).value();
    }

    const std::vector<Event>& events() const { return events_; }

    reporting::CaseFacts facts;
    CaseView view;

private:
    Event event_of(const std::string& line) {
        std::istringstream words(line);
        boost::json::object json;
        std::string word;
        words >> word;
        json["on"] = word;
        words >> word;
        json["type"] = word;
        while (words >> word) {
            const auto equals = word.find('=');
            const auto value = word.substr(equals + 1);
            if (value == "true")
                json[word.substr(0, equals)] = true;
            else if (value.size() == 1 && value >= "0" && value <= "9")
                json[word.substr(0, equals)] = std::stoi(value);
            else
                json[word.substr(0, equals)] = value;
        }
        return read_event(json, arena_, "events", static_cast<int>(events_.size())).value();
    }

    Arena arena_;
    std::vector<Event> events_;
};

/// Cases numbered from 1, of the given team unless they say otherwise, fed to a report in their order.
class Caseload {
public:
    explicit Caseload(Day as_of) : as_of_(as_of) {}

    NotedCase& add(std::string_view lines, reporting::CaseFacts facts = {}) {
        facts.id = static_cast<std::int64_t>(cases_.size()) + 1;
        auto& reference = references_.emplace_back("EHC-2024-" + std::string(6 - std::to_string(facts.id).size(), '0') +
                                                   std::to_string(facts.id));
        facts.reference = reference;
        return *cases_.emplace_back(std::make_unique<NotedCase>(facts, lines, as_of_));
    }

    template <class Accumulator>
    Accumulator& feed(Accumulator& accumulator) const {
        for (const auto& each : cases_) accumulator.add(each->facts, each->view);
        return accumulator;
    }
    /// As feed, but as two halves that are merged.
    template <class Accumulator>
    Accumulator& feed_in_halves(Accumulator& first, Accumulator second) const {
        for (std::size_t i = 0; i < cases_.size(); ++i)
            (i < cases_.size() / 2 ? first : second).add(cases_[i]->facts, cases_[i]->view);
        first.merge(std::move(second));
        return first;
    }

private:
    Day as_of_;
    std::deque<std::string> references_;
    std::vector<std::unique_ptr<NotedCase>> cases_;
};

}  // namespace ehcp::test
