#pragma once
// From request to final plan: SEND Regulations 2014, regs 3–14; Children and Families Act 2014, ss.36–39.

#include "core/law/rules.hpp"

namespace ehcp::law {

inline constexpr auto assessment_steps = [] {
    using enum State;
    using enum EventType;
    constexpr auto assessment = ProcedureKind::assessment;
    constexpr States underway = {requested, assessing, draft};
    constexpr States not_ended = {requested, refused_to_assess, assessing, refused_to_issue, draft};
    return std::to_array<Step>({
        // procedure, from, on, to, provision
        {assessment, none, request_received, requested, "CFA 2014, s.36(1)", Role::takes, When::no_assessment_underway},
        {assessment, none, became_responsible, requested, "CFA 2014, ss.24 and 36(3)", Role::takes, When::no_assessment_underway},
        {assessment, requested, assessment_agreed, assessing, "CFA 2014, s.36(8); reg 5(1)"},
        {assessment, requested, assessment_refused, refused_to_assess, "CFA 2014, s.36(9); reg 5(3)"},
        {assessment, refused_to_assess, assessment_agreed, assessing, "CFA 2014, s.36(8); regs 44 and 45", Role::takes, When::because_given},
        {assessment, underway, advice_requested, stays, "reg 6(1)"},
        {assessment, underway, advice_received, stays, "reg 8(1)"},
        {assessment, underway, advice_dispensed, stays, "reg 6(4)"},
        {assessment, underway, appointment_missed, stays, "reg 8(2)(c)"},
        {assessment, assessing, plan_refused, refused_to_issue, "CFA 2014, s.36(10); reg 10(1)"},
        {assessment, refused_to_issue, plan_refused, stays, "reg 44(2)(d)", Role::takes, When::reconsideration_awaited},
        {assessment, assessing, draft_sent, draft, "CFA 2014, s.38(1); reg 13(1)"},
        {assessment, refused_to_issue, draft_sent, draft, "CFA 2014, s.38(1); regs 44 and 45", Role::takes, When::because_given},
        {assessment, draft, draft_sent, stays, "reg 13(1)"},
        {assessment, draft, placement_consulted, stays, "CFA 2014, s.39(2)"},
        {assessment, draft, placement_replied, stays, "Code of Practice 9.83"},
        {assessment, draft, representations_received, stays, "CFA 2014, s.38(2)(b); reg 13(1)(a)"},
        {assessment, draft, meeting_held, stays, "reg 13(1)(b)"},
        {assessment, draft, plan_finalised, finalised, "CFA 2014, s.39(8); reg 14"},
        {assessment, not_ended, withdrawn, closed, "the request is withdrawn"},
        {assessment, not_ended, moved_away, closed, "CFA 2014, s.24: no longer in the authority's area"},
        {assessment, not_ended, died, closed, "the child or young person has died", Role::each},
    });
}();

inline constexpr auto assessment_clocks = [] {
    using enum EventType;
    constexpr auto assessment = ProcedureKind::assessment;
    constexpr Causes request = {{request_received}, {became_responsible}};
    constexpr Limbs e10 = {Limb::E10a, Limb::E10b, Limb::E10c, Limb::E10d};
    // A refusal that the authority itself reconsiders never interrupted time; nor did a concession after the response.
    constexpr Causes runs_again = {{assessment_agreed, When::refusal_reconsidered}, {draft_sent, When::refusal_reconsidered},
                                   {appeal_conceded, When::refusal_conceded}};
    return std::to_array<ClockRule>({
        {.id = ClockId::decide_to_assess, .procedure = assessment, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = request, .period = Weeks{6}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{assessment_agreed}, {assessment_refused}},
         .limbs = {Limb::E5a, Limb::E5b, Limb::E5c, Limb::E5d},
         .provision = "SEND Regulations 2014, reg 5(1)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::advice, .procedure = assessment, .kind = ClockKind::limit, .bearer = Bearer::adviser,
         .starts = {{advice_requested, When::always, DateOf::received}},
         .period = Weeks{6}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{advice_received}}, .stopped_by = {{advice_dispensed}, {assessment_refused}, {plan_refused}},
         .limbs = {Limb::E8a, Limb::E8b, Limb::E8c}, .per = Per::adviser,
         .provision = "SEND Regulations 2014, reg 8(1)", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::refuse_plan, .procedure = assessment, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = request, .period = Weeks{16}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{plan_refused}}, .stopped_by = {{draft_sent}, {assessment_refused}}, .revived_by = runs_again,
         .limbs = e10, .provision = "SEND Regulations 2014, reg 10(1)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::draft_target, .procedure = assessment, .kind = ClockKind::target, .bearer = Bearer::authority,
         .starts = request, .period = Weeks{16}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{draft_sent}}, .stopped_by = {{assessment_refused}, {plan_refused}}, .revived_by = runs_again,
         .provision = "Code of Practice 2015, chart after 9.44", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::draft_window, .procedure = assessment, .kind = ClockKind::window, .bearer = Bearer::authority,
         .starts = {{draft_sent, When::always, DateOf::served}},
         .period = CalendarDays{15}, .counting = Counting::incl, .calendar = Days::all_days, .roll = Roll::none, .restarts = true,
         .provision = "SEND Regulations 2014, reg 13(1)(a)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::placement_reply, .procedure = assessment, .kind = ClockKind::target, .bearer = Bearer::setting,
         .starts = {{placement_consulted}},
         .period = CalendarDays{15}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{placement_replied}}, .per = Per::setting,
         .provision = "Code of Practice 2015, 9.83", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::finalise_plan, .procedure = assessment, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = request, .period = Weeks{20}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{plan_finalised, When::always, DateOf::last_copy}},
         .stopped_by = {{assessment_refused}, {plan_refused}}, .revived_by = runs_again,
         .limbs = e10, .provision = "SEND Regulations 2014, reg 13(2)", .confidence = Confidence::V, .from = regulations_from},
    });
}();

}  // namespace ehcp::law
