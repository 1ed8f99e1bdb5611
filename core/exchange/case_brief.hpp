#pragma once
// What each invented case must amount to, before a word of its story is told: so many requests with each outcome, so many plans in
// each band, as published. Briefs are small and all made at once, because the figures are totals; stories are told one by one.

#include <optional>
#include <string>
#include <vector>

#include "core/exchange/published_figures.hpp"
#include "core/exchange/random.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp::exchange {

/// The twelve months that the figures are about. The record ends with them.
struct TwelveMonths {
    Day first;
    Day last;
    bool has(Day day) const { return first <= day && day <= last; }
};

/// How the first procedure of a case goes. A date that lies after the period's last day has not come yet: the case is open.
enum class Course : std::uint8_t {
    undecided,        ///< received, nothing decided
    withdrawn,        ///< ended before a decision, on `ends`
    refused,          ///< no assessment, notified on `decided`
    assessed,         ///< agreed on `decided`, final plan on `ends`
    plan_refused,     ///< agreed on `decided`, no plan, notified on `ends`
    left,             ///< agreed on `decided`, ended without an outcome on `ends`
    transferred_in    ///< a plan made by another authority arrives on `received`
};

/// What befalls a plan beside its reviews.
EHCP_TOKENS(Turn,
    none, reassessment_asked, reassessment_refused, reassessing, reassessment_in_draft, reassessed, moves_during_reassessment,
    amended, being_amended, amendment_dropped, cease_notified, cessation_withdrawn, ceases, ceases_too_early, cessation_overturned,
    moving, moves, dies, review_ceases, ceases_before_transfer);

constexpr bool ends_the_plan(Turn turn) {
    return turn == Turn::moves_during_reassessment || turn == Turn::ceases || turn == Turn::ceases_too_early || turn == Turn::moves ||
           turn == Turn::dies || turn == Turn::ceases_before_transfer;
}

struct CaseBrief {
    Day received;
    Day decided;
    Day ends;
    Course course;
    Turn turn = Turn::none;
    bool exempt = false;          ///< a valid exemption from the 20 weeks; without it, none that is valid
    bool kept_short = false;      ///< an older plan, of whose making only the outline was carried over
    bool refused_before = false;  ///< an earlier request, refused in an earlier year
};

struct Caseload {
    std::vector<CaseBrief> briefs;  ///< by the day received
    int maintained = 0;             ///< plans in force on the last day
};

/// Adds up exactly to `published` over the period (README, "How the figures come out"). With `maintained`, plans of earlier years
/// are added until so many are in force; without, there are only those issued in the period.
Caseload plan_caseload(Random& random, const PublishedYear& published, TwelveMonths period, const WorkingCalendar& calendar, std::optional<int> maintained);

}  // namespace ehcp::exchange
