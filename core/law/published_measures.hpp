#pragma once
// How the Department for Education counts, where its tables leave room for two readings: each reading once, for the reports
// that count and for the demonstration that is made to be counted. Not law; the time limits themselves stand with their clocks.

#include "core/law/tokens.hpp"
#include "core/time/day.hpp"

namespace ehcp {

/// A request is decided in time on or before its day + 6 weeks (reg 5(1)): `request_outcome_six_weeks`.
inline constexpr Weeks decision_in_time{6};
/// A plan is in time on or before the request's day + 20 weeks (reg 13(2)), and in the middle band, "20 weeks to 1 year", up to
/// 52 weeks (364 days), because the DfE names the last one "over 52 weeks".
inline constexpr Weeks plan_in_time{20};
inline constexpr Weeks plan_within_year{52};

EHCP_TOKENS(PlanBand, within_20_weeks, within_a_year, over_a_year);

constexpr PlanBand plan_band(Day requested, Day issued) {
    if (!is_missed(requested + date::weeks{plan_in_time.n}, issued)) return PlanBand::within_20_weeks;
    return is_missed(requested + date::weeks{plan_within_year.n}, issued) ? PlanBand::over_a_year : PlanBand::within_a_year;
}

}  // namespace ehcp
