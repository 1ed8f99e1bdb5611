#pragma once
// A calendar of whole-day events as iCalendar text (RFC 5545), to be read again and again at one address (RFC 7986): an
// event that is no longer in it is gone.

#include <string>
#include <string_view>
#include <vector>

#include "core/time/day.hpp"

namespace ehcp::exchange {

struct CalendarEvent {
    std::string uid;      ///< stays the same for as long as it is the same event
    std::string summary;  ///< plain text; escaped when written
    Day on{};
    int sequence = 0;  ///< never smaller than it was
};
struct Calendar {
    std::string name;
    std::vector<CalendarEvent> events;
};

/// `stamp`: the moment at which it is given out (DTSTAMP). Lines end in CRLF and have at most 75 octets; no letter is
/// broken.
std::string render_ical(const Calendar& calendar, Instant stamp);

}  // namespace ehcp::exchange
