#pragma once
// The words of the trade, each spelt once. Names come from the statute, the SEN2 return and the caseworker's desk.

#include "core/law/tokens.hpp"

namespace ehcp {

EHCP_TOKENS(EventType,
    // assessment
    request_received, became_responsible, assessment_agreed, assessment_refused,
    advice_requested, advice_received, advice_dispensed, appointment_missed,
    plan_refused, draft_sent, placement_consulted, placement_replied, representations_received, meeting_held,
    plan_finalised, withdrawn, moved_away, died,
    // plan and moves between authorities
    plan_transferred_in, transfer_family_informed, cessation_considered, cessation_decided, cessation_withdrawn,
    plan_ceased, family_moving, plan_transferred_out,
    // review and amendment
    review_called, review_papers_sent, review_meeting_held, review_report_sent, review_decided,
    amendments_sent, amendment_proposed, amended_plan_finalised, amendment_dropped,
    // phase transfer
    phase_transfer_planned, phase_transfer_completed,
    // re-assessment
    reassessment_requested, reassessment_refused, reassessment_agreed, reassessed_plan_finalised,
    // dispute
    mediation_requested, mediation_declined, mediation_cannot_be_arranged, mediation_held, certificate_issued,
    mediation_agreed, agreement_kept, appeal_registered, response_filed, appeal_conceded, order_made, appeal_withdrawn,
    recommendation_made, recommendation_answered,
    // any procedure, any log
    exemption_recorded, exemption_ended, note, corrected);

EHCP_TOKENS(ProcedureKind, assessment, plan, review, phase_transfer, reassessment, dispute);

/// The states of all procedures; which of them a procedure knows is said by its steps (procedures.hpp).
EHCP_TOKENS(State,
    none, requested, refused_to_assess, assessing, refused_to_issue, draft, finalised, closed,
    maintained, cease_notified, ceased, transferred_out,
    preparing, met, amending, concluded,
    planned, completed,
    refused, reassessing,
    open, mediating, appealed, opposed, ended);

/// Printed with hyphens ("decide-to-assess"): see clock_token.
EHCP_TOKENS(ClockId,
    decide_to_assess, advice, refuse_plan, draft_target, draft_window, placement_reply, finalise_plan,
    review_due, review_invite, review_papers, review_report, review_decision, amendment_window, amended_plan,
    review_backstop, phase_transfer,
    decide_to_reassess, reassessed_plan,
    transfer_plan, transfer_inform, transfer_review,
    mediation_contact, mediation_certificate, mediation_arrange, mediation_agreement, appeal, appeal_response,
    ordered_notify, ordered_refuse_plan, ordered_plan, ordered_draft, ordered_reconsider, ordered_amend,
    ordered_setting, recommendation_reply);

EHCP_TOKENS(ClockKind, limit, window, target);
EHCP_TOKENS(Bearer, authority, adviser, setting, convenor, family);
EHCP_TOKENS(ClockStatus, running, overdue, met, late, stopped, open, elapsed);

/// V primary text read, V2 secondary sources, INF inference, M memory. Carried through to the user.
EHCP_TOKENS(Confidence, V, V2, INF, M);

EHCP_TOKENS(Limb, E5a, E5b, E5c, E5d, E8a, E8b, E8c, E10a, E10b, E10c, E10d, E27a, E27b, E27c, E27d, Ex1, Ex2, Ex3, COVID);

EHCP_TOKENS(ProblemCode,
    window_cut_short, exemption_not_valid, advice_missing, setting_named_in_draft, amendments_not_enclosed,
    concession_after_response, no_duty_to_reconsider, calendar_horizon, family_not_told_of_exemption, ceased_too_early);

// The values of event fields.
EHCP_TOKENS(Source, parent, young_person, school, post_16, health, social_care, other);
EHCP_TOKENS(Adviser, family, education, health, psychology, social_care, preparing_for_adulthood, sensory, other);
EHCP_TOKENS(Because, reconsidered, order, unopposed, mediation);
EHCP_TOKENS(Reply, can_meet, cannot_meet);
EHCP_TOKENS(Decision, maintain, amend, cease);
EHCP_TOKENS(TransferKind, early_years_to_school, infant_to_junior, primary_to_middle, primary_to_secondary,
    middle_to_secondary, secondary_to_post_16, post_16_to_post_16);
EHCP_TOKENS(ReassessmentBy, parent, young_person, setting, commissioning_body);
EHCP_TOKENS(MediationIssues, education_social_care, health, mixed);
EHCP_TOKENS(AgreedIssue, appealable, other);
EHCP_TOKENS(OrderKind, assess, make_plan, reconsider, amend_contents, name_setting, continue_plan, continue_and_amend, dismissed);

}  // namespace ehcp
