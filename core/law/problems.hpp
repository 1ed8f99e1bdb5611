#pragma once
// What breaks the law is recorded and flagged, never refused. Each problem with what raises it and its provision.

#include "core/law/rules.hpp"

namespace ehcp::law {

inline constexpr auto problems = [] {
    using enum EventType;
    return std::to_array<ProblemRule>({
        {ProblemCode::window_cut_short,
         {{plan_finalised, When::window_still_open}, {reassessed_plan_finalised, When::window_still_open}, {amended_plan_finalised, When::window_still_open}},
         "the plan was sent to the family before the 15 days for their views had ended", "regs 13(1)(a), 22(2)(c), 27(1)"},
        {ProblemCode::exemption_not_valid, {}, "the exemption claimed does not hold", "regs 5(4), 8(2), 10(4), 27(3)"},
        {ProblemCode::advice_missing,
         {{plan_refused, When::required_advice_missing}, {draft_sent, When::required_advice_missing}},
         "advice that the regulations require is neither in nor lawfully dispensed with", "reg 6(1), (4)"},
        {ProblemCode::setting_named_in_draft, {{draft_sent, When::setting_named}},
         "a draft plan may not name a setting", "CFA 2014, s.38(5); reg 13(1)"},
        {ProblemCode::amendments_not_enclosed, {{review_decided, When::amendments_missing}},
         "the decision to amend was notified without the proposed amendments, so the four weeks run on", "reg 20(10); Devon [2022] EWHC 493"},
        {ProblemCode::concession_after_response, {{appeal_conceded, When::in_opposition}},
         "a concession after the response starts no new timetable: the original time limit revives from its original date; ask the Tribunal for a consent order",
         "R (W) v Hertfordshire [2023] EWHC 3138"},
        {ProblemCode::no_duty_to_reconsider, {{request_received, When::assessed_within_six_months}},
         "less than six months have passed since the last assessment, so there is no duty to consider the request", "CFA 2014, s.36(8); reg 24"},
        {ProblemCode::calendar_horizon, {}, "the working-day calendar does not reach far enough to give this date", "the calendar's horizon"},
        {ProblemCode::family_not_told_of_exemption, {{exemption_recorded, When::family_not_told}},
         "the family has not been told of the exemption", "Code of Practice 2015, 9.43"},
        {ProblemCode::ceased_too_early, {{plan_ceased, When::cessation_still_appealable}},
         "the plan was ceased before the time to appeal had run or the appeal had ended", "CFA 2014, s.45(4)"},
    });
}();

/// "Within six months" of an assessment, for When::assessed_within_six_months.
inline constexpr Months no_duty_within{6};

}  // namespace ehcp::law

namespace ehcp {
constexpr const ProblemRule& rule_of(ProblemCode code) { return law::problems[index_of(code)]; }
static_assert(std::ranges::all_of(all<ProblemCode>(), [](ProblemCode c) { return rule_of(c).code == c; }));
}  // namespace ehcp
