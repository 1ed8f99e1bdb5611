#pragma once
// What the engine does not decide, and how it reads what the texts leave open. Shown beside the rules, so that nobody takes
// the engine's silence for the law's.

#include <array>
#include <string_view>

namespace ehcp {

/// A person decides these; the record keeps who, when and why.
struct Undecided {
    std::string_view question;
    std::string_view provision;
    std::string_view where_recorded;
};

/// A reading of ours. `ours` is true where no provision settles it.
struct Reading {
    std::string_view says;
    std::string_view about;
    bool ours;
};

namespace law {

inline constexpr auto undecided = std::to_array<Undecided>({
    {"whether it was impractical to keep the time limit because of the event", "regs 5(4), 8(2), 10(4), 27(3), 44(3)", "exemption_recorded.reason and .evidence"},
    {"whether personal circumstances were exceptional", "regs 5(4)(c), 8(2)(a), 10(4)(c), 27(3)(c)", "exemption_recorded.reason and .evidence"},
    {"whether an act was done as soon as practicable", "regs 4(2), 5(1), 10(1), 13(2), 20(10), 22(3), 27(2)", "note"},
    {"whether advice may be dispensed with because existing advice is sufficient", "reg 6(4)", "advice_dispensed.reason"},
    {"whether the child may have special educational needs and a plan may be necessary", "CFA 2014, s.36(8)", "assessment_agreed, assessment_refused.reasons"},
    {"whether a plan is necessary in the light of the assessment", "CFA 2014, s.37(1)", "plan_refused.reasons"},
    {"whether a setting is unsuitable, or incompatible with the education of others or with resources", "CFA 2014, s.39(4)", "note"},
    {"whether a plan is no longer necessary", "CFA 2014, s.45", "plan_ceased.reason"},
    {"whether the Tribunal should admit an appeal that is out of time", "HESC Rules 2008, rule 5", "appeal_registered"},
    {"whether mediation concerns health provision, which the commissioning body arranges", "regs 35–37", "mediation_requested.issues"},
    {"the standards for coronavirus reasons between 1 May and 25 September 2020 beyond the span itself", "SEND (Coronavirus) (Amendment) Regulations 2020", "exemption_recorded.reason"},
});

inline constexpr auto readings = std::to_array<Reading>({
    {"12 months beginning with a day end on the day before the corresponding date; where that month has no such date, on its last day", "counting in months", true},
    {"Rule 12 is applied once, to the day on which the period ends", "HESC Rules 2008, rule 12", true},
    {"At least 15 working days' notice is counted back from the day of the move, which is not counted", "reg 15(2)", true},
    {"At least five months before a transfer: the corresponding date is still in time", "reg 18", true},
    {"A working day is Monday to Friday except Christmas Day, Good Friday and bank holidays in England and Wales", "the regulations define none", true},
    {"The 15 days for views begin with the day on which the draft was served", "reg 13(1)(a)", false},
    {"A plan counts as finalised when the last of family, setting and commissioning body was sent it", "regs 13(2), 14", false},
    {"Asking the same adviser again is a chase and starts no new clock", "reg 8(1)", true},
    {"The exemptions of reg 5(4) are from reg 5(1); reg 4(1), which asks for the same six weeks, has none", "regs 4(1), 5(1), 5(4)", false},
    {"The family's time limits are rights: when they pass, nobody is late", "reg 33; HESC Rules 2008, rule 20", true},
    {"An amendment without a review does not restart the twelve months to the next review", "CFA 2014, s.44(1)", true},
    {"A claimed exemption whose facts do not bear it out is kept and flagged, and does not count", "regs 5(4), 10(4)", true},
    {"Reviews, phase transfers and re-assessments end with the plan that they are about", "CFA 2014, ss.44, 45", true},
});

}  // namespace law
}  // namespace ehcp
