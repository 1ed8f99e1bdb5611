#pragma once
// The letters that the law requires: on which event, to whom, and what each must contain.

#include "core/law/rules.hpp"

namespace ehcp {

struct NoticeRule {
    std::string_view id;
    Causes sent_on;
    std::string_view to;
    std::string_view must_contain;
    std::string_view provision;
};

namespace law {

inline constexpr std::string_view mediation_block =
    "the right to request mediation; that an appeal needs a certificate unless it is only about the setting named; the mediation adviser's "
    "contact details; the time limits; that the family must tell the authority if it wishes to mediate, about what, and what health provision "
    "it seeks; the authority's contact";

inline constexpr auto notices = [] {
    using enum EventType;
    constexpr std::string_view appeal_rights =
        "right of appeal; time limits; the mediation block; disagreement resolution; information, advice and support (SENDIASS)";
    constexpr std::string_view refusal =
        "reasons; right of appeal; time limits; the mediation block; disagreement resolution; information, advice and support (SENDIASS)";
    constexpr std::string_view final_plan =
        "the plan; right of appeal; time limits; the mediation block; disagreement resolution; information, advice and support (SENDIASS)";
    return std::to_array<NoticeRule>({
        {"considering-assessment", {{request_received}}, "family; copies to commissioning body, social care, head, SEN lead or principal",
         "that an assessment is being considered; the right to give views, orally or in writing, and to submit evidence", "CFA 2014, s.36(7); reg 4(2)"},
        {"assessment-agreed", {{assessment_agreed}}, "family and those told of the request", "the decision; who will be asked for advice", "reg 5"},
        {"assessment-refused", {{assessment_refused}}, "family and those told of the request", refusal, "reg 5(3)"},
        {"plan-refused", {{plan_refused}}, "family, commissioning body, head or principal", refusal, "reg 10"},
        {"draft-plan", {{draft_sent}}, "family",
         "the draft without a placement; right to make representations, to ask for a setting and for a meeting; at least 15 days; where to find information on settings", "reg 13(1)"},
        {"final-plan", {{plan_finalised}, {amended_plan_finalised}, {reassessed_plan_finalised}}, "family, named setting, commissioning body", final_plan, "reg 14"},
        {"review-maintain", {{review_decided, When::decided_maintain}}, "family, setting",
         "the decision; right of appeal; time limits; the mediation block; disagreement resolution; SENDIASS", "reg 20(10)–(11)"},
        {"amendment", {{review_decided, When::decided_amend}, {amendment_proposed}}, "family, setting",
         "copy of the plan; the proposed amendments and the evidence; right to ask for a setting; at least 15 days; a meeting", "reg 22(2)"},
        {"not-amending", {{amendment_dropped}}, "family", "reasons; right of appeal; time limits; the mediation block; SENDIASS", "reg 22(4)–(5)"},
        {"reassessment-refused", {{reassessment_refused}}, "family", appeal_rights, "reg 25"},
        {"ceasing", {{cessation_decided}}, "family, setting, commissioning body", appeal_rights, "reg 31"},
        {"transferred-in", {{transfer_family_informed}}, "family",
         "that the plan has been transferred; whether an assessment will be made; when the plan will be reviewed", "reg 15(4)"},
        {"exemption", {{exemption_recorded}}, "family", "which limb; why compliance is impractical; the new expected date", "Code of Practice 2015, 9.43"},
    });
}();

}  // namespace law
}  // namespace ehcp
