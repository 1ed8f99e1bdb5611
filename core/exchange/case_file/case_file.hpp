#pragma once
// A case as one document that needs nothing else: what happened and when it was entered and by whom, corrections shown,
// every time limit with its working and provision, exemptions, advice, letters, what the family said, and how to prove
// that nothing was changed since. What the Ombudsman or the Tribunal asks for. HTML, made to be printed.

#include "core/casework/case_file.hpp"
#include "core/time/legal_zone.hpp"

namespace ehcp::exchange {

/// Kept with who looked at a file.
inline constexpr std::string_view viewed_as_case_file = "case file";

struct CaseFileAsked {
    std::string reference;
    std::string authority = {};  ///< its name; empty where not known
    std::string made_by = {};    ///< who asked for the document
    Instant now;
    Day today;
    std::optional<Day> known_on = {};  ///< only what had been entered by the end of that day
    bool with_views = false;           ///< who looked at the file: for those who may know
};

/// Refuses (not_found) an unknown reference, and a day on which nothing was known; (bad_date) one that has not come.
Result<std::string> case_file_html(store::Reader& reader, const CaseFileAsked& asked, const WorkingCalendar& calendar,
                                   const LegalZone& zone);

}  // namespace ehcp::exchange
