#pragma once
// The contract of `ehcp clocks`: one case as JSON in, its procedures, clocks and problems out. Names are fixed.

#include "core/engine/case_view.hpp"
#include "core/json/event_json.hpp"

namespace ehcp {

struct CaseInput {
    Day as_of;
    std::vector<Closure> closures;
    std::vector<Event> events;
};

/// Texts are kept in `arena`. `today` is used where the input says no as_of.
Result<CaseInput> read_case(std::string_view text, Day today, Arena& arena);

boost::json::object clock_json(const CaseView& view, const ClockRun& clock, const WorkingCalendar& calendar, Day as_of);
boost::json::array procedures_json(const CaseView& view, const WorkingCalendar& calendar, Day as_of);
boost::json::array problems_json(const CaseView& view, Day as_of);
/// The whole answer of `ehcp clocks`.
boost::json::object case_json(const CaseView& view, const WorkingCalendar& calendar, Day as_of);
/// {"error": {"code", "event", "message", "where"}}
boost::json::object error_json(const Error& error);

/// schemas/calendars/*.json. Throws std::runtime_error, naming the file's fault: without a calendar nothing can run.
WorkingCalendar read_calendar(std::string_view text);

}  // namespace ehcp
