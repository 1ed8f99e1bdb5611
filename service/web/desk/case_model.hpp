#pragma once
// A case as its page shows it: each part of the model by itself. The page and the page "as known on" are made of the
// same parts.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "core/casework/case_file.hpp"
#include "service/web/web.hpp"

namespace ehcp::web {

struct CaseFacts {
    const casework::OpenCase& opened;
    const WorkingCalendar& calendar;
    Day as_of;
};

/// Who: the child, the setting, the caseworker, the contacts.
boost::json::object child_model(store::Reader& reader, const store::CaseFile& file, Day as_of);
/// Where it stands: one line for each procedure that is not over; where all are, the last.
boost::json::array stages_model(const CaseFacts& facts);
/// What breaks the law, with its provision.
boost::json::array problems_model(const CaseFacts& facts);
/// The clocks with their working: open ones first by date; `only_open` or those that are over.
boost::json::array clocks_model(const CaseFacts& facts, bool only_open);
/// Advice asked for: of whom, when, by when, whether it came.
boost::json::array advice_model(const CaseFacts& facts);
/// Everything that was entered, the newest first, corrections beside what they put right.
boost::json::array history_model(const CaseFacts& facts, const LegalZone& zone);
/// Claimed exemptions: whether each holds, and why or why not.
boost::json::array exemptions_model(const CaseFacts& facts);
/// The steps that the law lets happen next, by procedure: [{procedure, steps: [{event, label}]}].
boost::json::array next_steps_model(const CaseFacts& facts);
/// The SEN Support cycles that came with the request.
boost::json::array sen_support_model(std::string_view graduated_approach);

/// "5 March 2015 (10 years old)"
std::string birth_text(Day born, Day today);

}  // namespace ehcp::web
