#pragma once
// The review of a plan and the amendment that may follow, with or without a review: CFA 2014, s.44; regs 18–22, 28;
// R (L) v Devon [2022] EWHC 493, which ties the decision and the proposed amendments together.

#include "core/law/rules.hpp"

namespace ehcp::law {

inline constexpr auto review_steps = [] {
    using enum State;
    using enum EventType;
    constexpr auto review = ProcedureKind::review;
    constexpr States not_ended = {preparing, met, amending};
    return std::to_array<Step>({
        {review, none, review_called, preparing, "regs 20(3) and 21(3)", Role::takes, When::plan_open_and_no_review_preparing},
        {review, none, amendment_proposed, amending, "CFA 2014, s.44(7); reg 28", Role::takes, When::plan_open},
        {review, preparing, review_papers_sent, stays, "regs 20(4) and 21(4)"},
        {review, preparing, review_meeting_held, met, "regs 20(2) and 21(2)"},
        {review, {met, amending, concluded}, review_report_sent, stays, "regs 20(7)–(8) and 21(6)–(7)"},
        {review, met, review_decided, concluded, "reg 20(10)(a)", Role::takes, When::decided_maintain},
        {review, met, review_decided, amending, "reg 20(10)(b)", Role::takes, When::decided_amend},
        {review, met, review_decided, concluded, "reg 20(10)(c)", Role::takes, When::decided_cease},
        {review, amending, amendments_sent, stays, "reg 22(2)"},
        {review, amending, representations_received, stays, "reg 22(2)(c)"},
        {review, amending, meeting_held, stays, "reg 22(2)(d)"},
        {review, amending, placement_consulted, stays, "CFA 2014, s.39(2)"},
        {review, amending, placement_replied, stays, "Code of Practice 9.83"},
        {review, amending, amended_plan_finalised, concluded, "reg 22(3)"},
        {review, amending, amendment_dropped, concluded, "reg 22(4)"},
        {review, not_ended, plan_ceased, concluded, "the plan has ended", Role::follows},
        {review, not_ended, plan_transferred_out, concluded, "the plan has passed to another authority", Role::follows},
        {review, not_ended, died, concluded, "the child or young person has died", Role::each},
    });
}();

inline constexpr auto review_clocks = [] {
    using enum EventType;
    constexpr auto review = ProcedureKind::review;
    constexpr Causes amendments_go_out = {{review_decided, When::amendments_enclosed},
                                          {amendments_sent, When::always, DateOf::served},
                                          {amendment_proposed, When::always, DateOf::served}};
    return std::to_array<ClockRule>({
        {.id = ClockId::review_invite, .procedure = review, .kind = ClockKind::limit, .bearer = Bearer::convenor,
         .starts = {{review_called, When::always, DateOf::meeting}},
         .period = Weeks{2}, .counting = Counting::before, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{review_called, When::always, DateOf::invited}}, .done_at_start = true,
         .provision = "SEND Regulations 2014, regs 20(3), 21(3)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::review_papers, .procedure = review, .kind = ClockKind::limit, .bearer = Bearer::convenor,
         .starts = {{review_called, When::always, DateOf::meeting}},
         .period = Weeks{2}, .counting = Counting::before, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{review_papers_sent}},
         .provision = "SEND Regulations 2014, regs 20(4), 21(4)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::review_report, .procedure = review, .kind = ClockKind::limit, .bearer = Bearer::convenor,
         .starts = {{review_meeting_held}},
         .period = Weeks{2}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{review_report_sent}}, .may_follow_end = true,
         .provision = "SEND Regulations 2014, regs 20(8), 21(7)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::review_decision, .procedure = review, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{review_meeting_held}},
         .period = Weeks{4}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{review_decided, When::decided_without_amendment}, {review_decided, When::amendments_enclosed},
                          {amendments_sent}},
         .provision = "SEND Regulations 2014, reg 20(10); Devon [2022] EWHC 493", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::amendment_window, .procedure = review, .kind = ClockKind::window, .bearer = Bearer::authority,
         .starts = amendments_go_out,
         .period = CalendarDays{15}, .counting = Counting::incl, .calendar = Days::all_days, .roll = Roll::none, .restarts = true,
         .provision = "SEND Regulations 2014, reg 22(2)(c)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::placement_reply, .procedure = review, .kind = ClockKind::target, .bearer = Bearer::setting,
         .starts = {{placement_consulted}},
         .period = CalendarDays{15}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{placement_replied}}, .per = Per::setting,
         .provision = "Code of Practice 2015, 9.83", .confidence = Confidence::V2, .from = regulations_from},
        {.id = ClockId::amended_plan, .procedure = review, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{review_decided, When::amendments_enclosed}, {amendments_sent}, {amendment_proposed}},
         .period = Weeks{8}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{amended_plan_finalised}, {amendment_dropped}},
         .provision = "SEND Regulations 2014, reg 22(3), (4)", .confidence = Confidence::V, .from = regulations_from},
        {.id = ClockId::review_backstop, .procedure = review, .kind = ClockKind::limit, .bearer = Bearer::authority,
         .starts = {{review_meeting_held}},
         .period = Weeks{12}, .counting = Counting::excl, .calendar = Days::all_days, .roll = Roll::none,
         .satisfied_by = {{amended_plan_finalised}, {amendment_dropped}},
         .stopped_by = {{review_decided, When::decided_without_amendment}},
         .provision = "Devon [2022] EWHC 493, on regs 20(10) and 22", .confidence = Confidence::V, .from = regulations_from},
    });
}();

}  // namespace ehcp::law
