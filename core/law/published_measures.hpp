#pragma once
// How the Department for Education counts, where its tables leave room for two readings: each reading once, for the reports
// that count and the demonstration that is made to be counted. Not law; the time limits themselves stand with their clocks.

#include "core/law/tokens.hpp"
#include "core/time/day.hpp"

namespace ehcp {

/// SEN2 guide: issued within 20 weeks of the request received, that day not counted; the last of 140 days is in time.
inline constexpr Weeks issued_in_time{20};
/// The tables call the last band "more than a year" and the guidance "over 52 weeks": we count 52 weeks, 364 days.
inline constexpr Weeks issued_within_a_year{52};
/// `request_outcome_six_weeks`: decisions notified in the year, whichever year the request came in.
inline constexpr Weeks decided_in_time{6};

constexpr bool is_within(Weeks limit, Day from, Day to) { return to - from <= date::weeks{limit.n}; }

/// The bands of `plans_issued_*`: plans issued in the calendar year, whichever year the request came in.
EHCP_TOKENS(IssueBand, within_20_weeks, gt20weeks_ltYear, gt_1_year);

constexpr IssueBand issue_band(Day received, Day issued) {
    if (is_within(issued_in_time, received, issued)) return IssueBand::within_20_weeks;
    return is_within(issued_within_a_year, received, issued) ? IssueBand::gt20weeks_ltYear : IssueBand::gt_1_year;
}

/// What became of a request received in the year, as it stood when the year ended. The first answer is kept for ever: a refusal that
/// is later reconsidered or overturned still counts as decided_not_to_assess (SEN2 item RequestOutcome).
EHCP_TOKENS(RequestOutcome, decided_to_assess, decided_not_to_assess, decision_not_made, withdrawn);

}  // namespace ehcp
