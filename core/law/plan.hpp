#pragma once
// The plan while it is maintained, its ceasing, and moves between authorities: CFA 2014, ss.44, 45, 47; regs 15, 29–31.

#include "core/law/rules.hpp"

namespace ehcp::law {

inline constexpr auto plan_steps = [] {
    using enum State;
    using enum EventType;
    constexpr auto plan = ProcedureKind::plan;
    constexpr States kept = {maintained, cease_notified};
    return std::to_array<Step>({
        {plan, none, plan_finalised, maintained, "CFA 2014, s.37(1)", Role::follows, When::no_open_plan},
        {plan, none, plan_transferred_in, maintained, "reg 15(1)", Role::takes, When::no_open_plan},
        {plan, kept, transfer_family_informed, stays, "reg 15(4)"},
        {plan, kept, cessation_considered, stays, "CFA 2014, s.45; reg 31(1)"},
        {plan, maintained, cessation_decided, cease_notified, "CFA 2014, s.45; reg 31(2)"},
        {plan, maintained, review_decided, cease_notified, "reg 20(10)(c)", Role::follows, When::decided_cease},
        {plan, cease_notified, cessation_withdrawn, maintained, "CFA 2014, s.45(4)"},
        {plan, kept, plan_ceased, ceased, "CFA 2014, s.45(1) and (4)"},
        {plan, kept, family_moving, stays, "reg 15(2)"},
        {plan, kept, plan_transferred_out, transferred_out, "CFA 2014, s.47(2); reg 15(2)"},
        {plan, kept, amended_plan_finalised, stays, "reg 44(2)(e), (f) and (h)", Role::takes, When::amendment_awaited},
        {plan, cease_notified, order_made, maintained, "reg 44(2)(g) and (h)", Role::follows, When::must_keep_plan},
        {plan, cease_notified, appeal_conceded, maintained, "reg 45", Role::follows, When::must_keep_plan},
        {plan, cease_notified, mediation_agreed, maintained, "reg 42", Role::follows, When::must_keep_plan},
        {plan, ceased, order_made, maintained, "CFA 2014, s.45(4); reg 44(2)(g)", Role::follows, When::must_keep_plan, true},
        {plan, ceased, appeal_conceded, maintained, "CFA 2014, s.45(4); reg 45", Role::follows, When::must_keep_plan, true},
        {plan, ceased, mediation_agreed, maintained, "CFA 2014, s.45(4); reg 42", Role::follows, When::must_keep_plan, true},
        {plan, kept, died, ceased, "the child or young person has died", Role::each},
    });
}();

inline constexpr auto plan_clocks = [] {
    using enum EventType;
    constexpr auto plan = ProcedureKind::plan;
    return std::to_array<ClockRule>({
        {.id = ClockId::review_due, .procedure = plan, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{plan_finalised}, {review_decided}},
         .period = Months{12}, .counting = Counting::incl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{review_decided}}, .restarts = true,
         .provision = "CFA 2014, s.44(1)", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::transfer_plan, .procedure = plan, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{family_moving, When::always, DateOf::aware}},
         .period = WorkingDays{15}, .counting = Counting::incl, .calendar = Days::working_days, .roll = Roll::none,
         .method = Method::notice_of_move, .satisfied_by = {{plan_transferred_out}}, .restarts = true,
         .provision = "SEND Regulations 2014, reg 15(2)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::transfer_inform, .procedure = plan, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{plan_transferred_in}},
         .period = Weeks{6}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{transfer_family_informed}},
         .provision = "SEND Regulations 2014, reg 15(4)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::transfer_review, .procedure = plan, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{plan_transferred_in}},
         .period = Months{12}, .counting = Counting::incl, .calendar = Days::all_days, .roll = Roll::none,
         .method = Method::review_after_transfer, .satisfied_by = {{review_decided}},
         .provision = "SEND Regulations 2014, reg 15(5)", .confidence = Confidence::V2, .from = regulations_from},
    });
}();

/// reg 15(5): the review is due at the earliest this long after the transfer, that day counted.
inline constexpr Months review_after_transfer_at_least{3};

}  // namespace ehcp::law
