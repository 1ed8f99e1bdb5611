#pragma once
// The plan of a child who moves to the next phase of education: reg 18.

#include "core/law/rules.hpp"

namespace ehcp::law {

inline constexpr auto phase_transfer_steps = [] {
    using enum State;
    using enum EventType;
    constexpr auto transfer = ProcedureKind::phase_transfer;
    return std::to_array<Step>({
        {transfer, none, phase_transfer_planned, planned, "reg 18(1)", Role::takes, When::plan_open},
        {transfer, planned, phase_transfer_completed, completed, "reg 18(1)"},
        {transfer, planned, plan_ceased, closed, "the plan has ended", Role::follows},
        {transfer, planned, plan_transferred_out, closed, "the plan has passed to another authority", Role::follows},
        {transfer, planned, died, closed, "the child or young person has died", Role::each},
    });
}();

inline constexpr auto phase_transfer_clocks = std::to_array<ClockRule>({
    {.id = ClockId::phase_transfer, .procedure = ProcedureKind::phase_transfer, .kind = ClockKind::limit, .bearer = Bearer::authority,
     .starts = {{EventType::phase_transfer_planned}},
     .period = Months{5}, .counting = Counting::before, .calendar = Days::all_days, .roll = Roll::none,
     .method = Method::phase_transfer, .satisfied_by = {{EventType::phase_transfer_completed}},
     .provision = "SEND Regulations 2014, reg 18", .confidence = Confidence::V, .from = regulations_from},
});

/// "Before 15 February" and "before 31 March" of the calendar year of the transfer: the last lawful days.
struct MonthDay {
    date::month month;
    date::day day;
};
inline constexpr MonthDay last_day_for_schools{date::month{2}, date::day{14}};
inline constexpr MonthDay last_day_for_post_16{date::month{3}, date::day{30}};

}  // namespace ehcp::law
