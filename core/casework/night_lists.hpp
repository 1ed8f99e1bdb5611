#pragma once
// The cases behind the figures of the night: what it saw overdue, new, continuing or put right, and what falls due in
// the next working days. In pages, as every list (search.hpp).

#include "core/casework/search.hpp"
#include "core/store/night_lists.hpp"
#include "core/store/queues.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp::casework {

using Breach = store::NightBreach;
struct NightList {
    Seen seen = Seen::standing;
    std::optional<ClockId> clock = {};
    /// None: any. Empty: those that have none.
    std::optional<std::string> team = {}, caseworker = {}, setting = {};
    std::optional<bool> exempt = {};
    std::string cursor = {};
    int limit = 50;  ///< at most 200
};
/// Of the night `night`, which must be the last that was run: what stood on earlier nights is not kept. The longest
/// overdue first.
Result<Page<Breach>> night_list(store::Reader& reader, const NightList& list, Day night);

/// The worklist that falling_due shows.
Worklist falling(const Worklist& filter, Day today, WorkingDays ahead, const WorkingCalendar& calendar);
/// Limits that run and whose last day is within `ahead` working days after today, today included: as they are now.
/// `filter.limit` and `cursor` as in worklist(); `overdue` and `due_before` are not asked.
Result<Page<Due>> falling_due(store::Reader& reader, const Worklist& filter, Day today, WorkingDays ahead,
                              const WorkingCalendar& calendar);

/// The cases in a stage, and the advice awaited of a kind of adviser, as they are now, in the order of their numbers.
Result<Page<store::QueuedCase>> stage_list(store::Reader& reader, ProcedureKind kind, State state,
                                           std::string_view cursor, int limit);
Result<Page<store::AwaitedAdvice>> advice_list(store::Reader& reader, Adviser adviser, std::string_view cursor,
                                               int limit);

}  // namespace ehcp::casework
