#include "core/exchange/feeds/deadlines.hpp"

#include <fmt/format.h>

#include "core/casework/search.hpp"
#include "core/casework/words.hpp"

namespace ehcp::exchange {
namespace {

/// The event that started the clock names its run, as everywhere: that stays, whatever is entered or corrected later.
std::string uid_of(const casework::Due& due, const std::string& authority) {
    const auto& clock = due.clock;
    return fmt::format("{}.{}.{}@{}.ehcp", due.file.reference, clock.event, hyphen_token(clock.clock),
                       authority.empty() ? "local" : authority);
}

}  // namespace

Calendar deadlines(store::Reader& reader, const DeadlinesAsked& asked, Day today) {
    constexpr int rows_read_at_once = 200;
    const auto& whose = asked.of.team.empty() ? asked.of.caseworker : asked.of.team;
    Calendar calendar{.name = fmt::format("EHC deadlines: {}", whose), .events = {}};
    casework::Worklist list{.team = asked.of.team,
                            .caseworker = asked.of.caseworker,
                            .due_before = today + calendar_horizon,
                            .whose = store::Whose::ours,
                            .limit = rows_read_at_once};
    do {
        const auto page = casework::worklist(reader, list, today).value();
        for (const auto& due : page.rows)
            // A case only grows, and its dates move only when it does or the calendar of working days is corrected.
            calendar.events.push_back({.uid = uid_of(due, asked.authority),
                                       .summary = fmt::format("{}: {}", due.file.reference, casework::label_of(due.clock.clock)),
                                       .on = *due.clock.due_on,
                                       .sequence = due.file.last_seq});
        list.cursor = page.next;
    } while (!list.cursor.empty() && calendar.events.size() < most_calendar_events);
    return calendar;
}

}  // namespace ehcp::exchange
