#pragma once
// What the record learns that moves dates: bank holidays beyond the shipped calendar, and closures of settings. Each
// tells which dates of which open cases moved; run in a transaction that is not kept, it is a preview.

#include <span>

#include "core/casework/occasion.hpp"
#include "core/engine/result.hpp"
#include "core/store/bank_holidays.hpp"
#include "core/store/index.hpp"
#include "core/store/registers.hpp"

namespace ehcp {
EHCP_TOKENS(MovedWhat, due, lapses, exempt_from);
}

namespace ehcp::casework {

/// A date of an open clock that is another now.
struct MovedDate {
    std::string reference;
    ClockId clock{};
    MovedWhat what{};
    std::optional<Day> before, after;
    friend bool operator==(const MovedDate&, const MovedDate&) = default;
};
std::vector<MovedDate> moved_dates(std::string_view reference, const store::CaseIndex& before,
                                   const store::CaseIndex& after);

/// The calendar by which this record counts: what was shipped and what it has learnt.
WorkingCalendar calendar_of(store::Reader& reader, const WorkingCalendar& shipped);

struct LearntHolidays {
    std::vector<store::LearntHoliday> added;  ///< that neither the calendar nor the record had
    std::vector<MovedDate> moved;
    std::int64_t cases_moved = 0;
};
/// Adds those that are new, and brings the indexes of every case up to date. The journal of imports says so.
LearntHolidays learn_holidays(store::Transaction& transaction, std::span<const store::LearntHoliday> holidays,
                              std::string_view source, const Occasion& occasion, const WorkingCalendar& shipped);

/// Enters closures, and brings the indexes of every case that asked those settings for advice up to date. Refuses as
/// learn_closure does.
Result<std::vector<MovedDate>> learn_closures(store::Transaction& transaction,
                                              std::span<const store::SettingClosure> closures,
                                              const WorkingCalendar& calendar, int* looked_at = nullptr);

}  // namespace ehcp::casework
