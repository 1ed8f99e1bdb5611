#pragma once
// What a row of a caseload may say: one list from which the mapping, the template and its description are made. Names
// are those of the mapping file. Dates of decisions are the days on which the family was told.

#include "core/law/tokens.hpp"

namespace ehcp {

EHCP_TOKENS(CaseColumn,
            // the row and the child
            id, surname, forename, date_of_birth, sex, ethnicity, upn, uln, no_upn_because, postcode, contact_name,
            contact_relation, contact_email, contact_telephone, contact_address, contact_2_name, contact_2_relation,
            contact_2_email, contact_2_telephone, contact_2_address,
            // the file
            setting, caseworker, team, primary_need,
            // of a plan, for the SEN2 return
            secondary_need, setting_type, setting_from, sen_unit, resourced_provision, named_setting,
            // from the request to the plan
            received, source, assess_decided, assess_decision, education_advice_requested, education_advice_received,
            health_advice_requested, health_advice_received, psychology_advice_requested, psychology_advice_received,
            social_care_advice_requested, social_care_advice_received, plan_refused, draft_sent, plan_issued,
            // a plan of another authority
            transferred_in, plan_made, last_reviewed, from_authority, transfer_family_informed,
            // the last review, and the next
            review_called, review_papers_sent, review_meeting, review_report_sent, review_decided, review_decision,
            amendments_sent, amended_plan_issued, next_review_meeting, next_review_called,
            // the next phase
            phase_transfer, phase_transfer_kind, phase_transfer_completed,
            // how it ended
            withdrawn, cease_decided, ceased, cease_reason, transferred_out, moved_away, died);

namespace exchange {

enum class ColumnKind { text, day, word };

struct ColumnRule {
    CaseColumn column;
    ColumnKind kind;
    bool personal;          ///< its value never goes into a message
    std::string_view what;  ///< for the template
    std::string_view example;
};

inline constexpr auto column_rules = [] {
    using enum CaseColumn;
    using enum ColumnKind;
    return std::to_array<ColumnRule>({
        {id, text, false, "the row's own number in the other system; needed, and never used again for another row",
         "SEN-0001"},
        {surname, text, true, "of the child or young person; needed", "Test"},
        {forename, text, true, "needed", "Ada"},
        {date_of_birth, day, true, "needed", "02/03/2015"},
        {sex, word, true, "F or M", "F"},
        {ethnicity, text, true, "School Census code", "WBRI"},
        {upn, text, true, "unique pupil number", ""},
        {uln, text, true, "unique learner number", ""},
        {no_upn_because, word, false, "why there is neither number: UN1 to UN10, as in the SEN2 return", ""},
        {postcode, text, true, "of the child's home", "ZZ99 1AA"},
        {contact_name, text, true, "a parent, or the young person", "Grace Test"},
        {contact_relation, text, true, "", "mother"},
        {contact_email, text, true, "", "grace@example.org"},
        {contact_telephone, text, true, "", ""},
        {contact_address, text, true, "", ""},
        {contact_2_name, text, true, "a second person", ""},
        {contact_2_relation, text, true, "", ""},
        {contact_2_email, text, true, "", ""},
        {contact_2_telephone, text, true, "", ""},
        {contact_2_address, text, true, "", ""},
        {setting, text, false, "URN of the school or other setting attended", "100001"},
        {caseworker, text, false, "the code under which the caseworker is known here ('ehcp caseworkers list')", ""},
        {team, text, false, "a team that is known here; without it, the caseworker's", ""},
        {primary_need, word, false, "School Census code of the type of need", "ASD"},
        {secondary_need, word, false, "", ""},
        {setting_type, word, false,
         "where the child is, if that has no URN: EHE, NEET and others, as in the SEN2 return", ""},
        {setting_from, day, false, "the day on which the child went there first", "04/09/2023"},
        {sen_unit, word, false, "the child is in a SEN unit there: yes or no", "no"},
        {resourced_provision, word, false, "the child is in resourced provision there: yes or no", "no"},
        {named_setting, text, false,
         "URN of the setting that section I of the plan names; often the same column as 'setting'", "100001"},
        {received, day, false, "the request was received", "13/01/2025"},
        {source, word, false,
         "who asked: parent, young_person, school, post_16, health, social_care, other; needed with 'received'",
         "school"},
        {assess_decided, day, false, "the family was told whether there is to be an assessment", "20/02/2025"},
        {assess_decision, word, false, "agreed or refused", "agreed"},
        {education_advice_requested, day, false, "advice was asked of the school or other setting", "21/02/2025"},
        {education_advice_received, day, false, "", "28/03/2025"},
        {health_advice_requested, day, false, "", ""},
        {health_advice_received, day, false, "", ""},
        {psychology_advice_requested, day, false, "", ""},
        {psychology_advice_received, day, false, "", ""},
        {social_care_advice_requested, day, false, "", ""},
        {social_care_advice_received, day, false, "", ""},
        {plan_refused, day, false, "the family was told that there will be no plan", ""},
        {draft_sent, day, false, "the draft plan was sent to the family", "06/05/2025"},
        {plan_issued, day, false, "the final plan was sent", "30/05/2025"},
        {transferred_in, day, false, "the plan was transferred to this authority", ""},
        {plan_made, day, false, "the other authority made it; needed with 'transferred_in'", ""},
        {last_reviewed, day, false, "the other authority reviewed it last", ""},
        {from_authority, text, false, "which authority that was", ""},
        {transfer_family_informed, day, false,
         "the family was told whether there is to be a reassessment: no, and when the review is", ""},
        {review_called, day, false, "the invitations to the last review meeting went out", ""},
        {review_papers_sent, day, false, "", ""},
        {review_meeting, day, false, "the last review meeting that was held", ""},
        {review_report_sent, day, false, "", ""},
        {review_decided, day, false, "the family was told what follows from it", ""},
        {review_decision, word, false, "maintain, amend or cease; needed with 'review_decided'", ""},
        {amendments_sent, day, false,
         "the proposed amendments went out; the same day as the decision if they were enclosed", ""},
        {amended_plan_issued, day, false, "", ""},
        {next_review_meeting, day, false, "a review meeting that is arranged and not yet held", ""},
        {next_review_called, day, false, "the invitations to it went out", ""},
        {phase_transfer, day, false, "the day of the next change of phase", ""},
        {phase_transfer_kind, word, false,
         "early_years_to_school, infant_to_junior, primary_to_middle, primary_to_secondary, "
         "middle_to_secondary, secondary_to_post_16, post_16_to_post_16; needed with 'phase_transfer'",
         ""},
        {phase_transfer_completed, day, false, "the amended plan that names the next setting was sent", ""},
        {withdrawn, day, false, "the request was withdrawn", ""},
        {cease_decided, day, false, "the family was told that the plan will cease", ""},
        {ceased, day, false, "the plan ceased", ""},
        {cease_reason, word, false, "1 to 9, as in the SEN2 return; needed with 'ceased'", ""},
        {transferred_out, day, false, "the plan was transferred to another authority", ""},
        {moved_away, day, false, "the family moved away before there was a plan", ""},
        {died, day, false, "", ""},
    });
}();
static_assert(column_rules.size() == count_of<CaseColumn>);
static_assert(std::ranges::all_of(all<CaseColumn>(),
                                  [](CaseColumn c) { return column_rules[index_of(c)].column == c; }));

constexpr const ColumnRule& rule_of(CaseColumn column) { return column_rules[index_of(column)]; }

}  // namespace exchange
}  // namespace ehcp
