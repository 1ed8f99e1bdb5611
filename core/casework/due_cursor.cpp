#include "core/casework/due_cursor.hpp"

#include <algorithm>

namespace ehcp::casework {

Result<std::int64_t> row_after(std::string_view cursor) {
    const auto after = cursor.empty() ? std::optional<std::int64_t>{0} : number_from<std::int64_t>(cursor);
    if (!after || *after < 0) return bad_cursor();
    return *after;
}

Result<DueCursor> due_after(std::string_view cursor) {
    if (cursor.empty()) return DueCursor{};
    const auto first = std::min(cursor.find('.'), cursor.size()),
               second = std::min(cursor.find('.', first + 1), cursor.size());
    if (second == cursor.size()) return bad_cursor();
    const auto on = day_from(cursor.substr(0, first));
    const auto id = number_from<std::int64_t>(cursor.substr(first + 1, second - first - 1));
    const auto number = number_from<int>(cursor.substr(second + 1));
    if (!on || !id || !number) return bad_cursor();
    return DueCursor{text_of(*on), {*id}, *number};
}

std::string due_cursor(Day due, store::CaseId of, int number) {
    return fmt::format("{}.{}.{}", text_of(due), of.value, number);
}

}  // namespace ehcp::casework
