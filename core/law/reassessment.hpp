#pragma once
// Re-assessment of a child or young person who has a plan: CFA 2014, s.44(2)–(6); regs 23–27.

#include "core/law/rules.hpp"

namespace ehcp::law {

inline constexpr auto reassessment_steps = [] {
    using enum State;
    using enum EventType;
    constexpr auto reassessment = ProcedureKind::reassessment;
    constexpr States not_ended = {requested, reassessing, draft};
    return std::to_array<Step>({
        {reassessment, none, reassessment_requested, requested, "CFA 2014, s.44(2)", Role::takes, When::plan_open_and_no_reassessment},
        {reassessment, none, reassessment_agreed, reassessing, "CFA 2014, s.44(3); reg 44(2)(b)", Role::takes, When::own_motion_or_ordered},
        {reassessment, requested, reassessment_agreed, reassessing, "CFA 2014, s.44(2); reg 25(1)"},
        {reassessment, requested, reassessment_refused, refused, "reg 24; reg 25(1)"},
        {reassessment, not_ended, advice_requested, stays, "reg 26(1)"},
        {reassessment, not_ended, advice_received, stays, "reg 26"},
        {reassessment, not_ended, advice_dispensed, stays, "reg 26 with reg 6(4)"},
        {reassessment, not_ended, appointment_missed, stays, "reg 26 with reg 8(2)(c)"},
        {reassessment, reassessing, draft_sent, draft, "reg 27(1)"},
        {reassessment, draft, draft_sent, stays, "reg 27(1)"},
        {reassessment, draft, placement_consulted, stays, "CFA 2014, s.39(2)"},
        {reassessment, draft, placement_replied, stays, "Code of Practice 9.83"},
        {reassessment, draft, representations_received, stays, "reg 27(1) with reg 13(1)(a)"},
        {reassessment, draft, meeting_held, stays, "reg 27(1) with reg 13(1)(b)"},
        {reassessment, draft, reassessed_plan_finalised, finalised, "reg 27(2)"},
        {reassessment, not_ended, withdrawn, closed, "the request is withdrawn"},
        {reassessment, not_ended, plan_ceased, closed, "the plan has ended", Role::follows},
        {reassessment, not_ended, plan_transferred_out, closed, "the plan has passed to another authority", Role::follows},
        {reassessment, not_ended, died, closed, "the child or young person has died", Role::each},
    });
}();

inline constexpr auto reassessment_clocks = [] {
    using enum EventType;
    constexpr auto reassessment = ProcedureKind::reassessment;
    return std::to_array<ClockRule>({
        {.id = ClockId::decide_to_reassess, .procedure = reassessment, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{reassessment_requested}},
         .period = CalendarDays{15}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{reassessment_agreed}, {reassessment_refused}},
         .provision = "SEND Regulations 2014, reg 25(1)", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::advice, .procedure = reassessment, .kind = ClockKind::limit, .bearer = Bearer::adviser,
         .starts = {{advice_requested, When::always, DateOf::received}},
         .period = Weeks{6}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{advice_received}}, .stopped_by = {{advice_dispensed}},
         .limbs = {Limb::E8a, Limb::E8b, Limb::E8c}, .per = Per::adviser,
         .provision = "SEND Regulations 2014, reg 26", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::draft_window, .procedure = reassessment, .kind = ClockKind::window, .bearer = Bearer::authority,
         .starts = {{draft_sent, When::always, DateOf::served}},
         .period = CalendarDays{15}, .counting = Counting::incl, .calendar = Days::all_days, .roll = Roll::none, .restarts = true,
         .provision = "SEND Regulations 2014, reg 27(1)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::placement_reply, .procedure = reassessment, .kind = ClockKind::target, .bearer = Bearer::setting,
         .starts = {{placement_consulted}},
         .period = CalendarDays{15}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{placement_replied}}, .per = Per::setting,
         .provision = "Code of Practice 2015, 9.83", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::reassessed_plan, .procedure = reassessment, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{reassessment_agreed}},
         .period = Weeks{14}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{reassessed_plan_finalised}},
         .limbs = {Limb::E27a, Limb::E27b, Limb::E27c, Limb::E27d},
         .provision = "SEND Regulations 2014, reg 27(2)", .confidence = Confidence::V, .from = regulations_from},
    });
}();

}  // namespace ehcp::law
