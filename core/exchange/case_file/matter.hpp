#pragma once
// Private to core/exchange/case_file: what a case file is made of, read once, and the sections made from it.

#include "core/casework/notices.hpp"
#include "core/exchange/case_file/case_file.hpp"
#include "core/exchange/case_file/html.hpp"
#include "core/store/accounts.hpp"
#include "core/store/nights.hpp"

namespace ehcp::exchange {

struct CaseMatter {
    casework::OpenCase opened;
    store::Person child;
    std::vector<store::Contact> contacts;
    std::vector<store::CaseLink> links;
    std::string setting, caseworker;  ///< by name
    std::vector<casework::RequiredNotice> notices;  ///< refers into `opened`
    std::vector<store::Contribution> contributions;
    std::vector<store::Assignment> assignments;
    std::vector<store::FileView> views;
    std::string graduated_approach;
    std::optional<store::Seal> seal;  ///< the last that covers what is known
    Day as_of{};
    const WorkingCalendar& calendar;
    const LegalZone& zone;
};

Html child_section(const CaseMatter& matter);
Html procedures_section(const CaseMatter& matter);
Html chronology_section(const CaseMatter& matter);
Html clocks_section(const CaseMatter& matter);
Html exemptions_section(const CaseMatter& matter);
Html advice_section(const CaseMatter& matter);
Html letters_section(const CaseMatter& matter);
Html family_section(const CaseMatter& matter);
Html support_section(const CaseMatter& matter);
Html flags_section(const CaseMatter& matter);
Html assignments_section(const CaseMatter& matter);
Html views_section(const CaseMatter& matter);
Html proof_section(const CaseMatter& matter);

/// "23 February 2026, 14:05, by A. Khan (caseworker)".
std::string entered_text(const CaseMatter& matter, Instant at, std::string_view by, std::string_view as);

}  // namespace ehcp::exchange
