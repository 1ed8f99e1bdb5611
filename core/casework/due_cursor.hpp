#pragma once
// Private to core/casework: where a list goes on, in the order of rows' numbers or of due dates.

#include "core/casework/pages.hpp"

namespace ehcp::casework {

// The cursor of a list in the order of rows' numbers; 0 without one.
Result<std::int64_t> row_after(std::string_view cursor);

// "2026-03-02.123.4": due date, case, clock.
struct DueCursor {
    std::string due = {};
    store::CaseId of = {};
    int number = -1;
};
Result<DueCursor> due_after(std::string_view cursor);
std::string due_cursor(Day due, store::CaseId of, int number);

}  // namespace ehcp::casework
