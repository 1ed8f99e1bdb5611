#pragma once
// What a caseworker or a team has to do and by when, as a calendar: the case's reference and what is to be done, and
// nothing else of anybody, because a calendar program shows it to whoever looks over a shoulder.

#include "core/exchange/feeds/ical.hpp"
#include "core/store/calendar_feeds.hpp"

namespace ehcp::exchange {

/// How far a calendar looks ahead; what is overdue stays in it until it is done.
inline constexpr days calendar_horizon{183};
/// More than anybody can look at; the earliest due come first.
inline constexpr std::size_t most_calendar_events = 5'000;

struct DeadlinesAsked {
    store::CalendarOf of;
    std::string authority;  ///< its code: makes the events' names its own
};
/// The authority's own open limits and targets: what was done is no longer there.
Calendar deadlines(store::Reader& reader, const DeadlinesAsked& asked, Day today);

}  // namespace ehcp::exchange
