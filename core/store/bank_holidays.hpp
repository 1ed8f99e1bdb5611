#pragma once
// Bank holidays that the record learnt after the calendar was shipped. They are added to it and never taken away
// (casework/learnt_calendar.hpp merges them).

#include "core/store/reader.hpp"

namespace ehcp::store {

struct LearntHoliday {
    Day day{};
    std::string title, source;
    Instant learned_at{};
};

/// One that is known already stays as it was.
void add_holiday(Transaction& transaction, const LearntHoliday& holiday);
/// By date.
std::vector<LearntHoliday> learnt_holidays(Reader& reader);

}  // namespace ehcp::store
