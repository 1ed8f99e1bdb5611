#pragma once
// Private to core/casework: what all lists in pages have in common.

#include <fmt/format.h>

#include <charconv>

#include "core/casework/search.hpp"

namespace ehcp::casework {

inline constexpr int most_rows = 200;

inline Error bad_cursor() {
    return {Refusal::bad_value, "this is not a cursor of this list; begin again without one", "cursor"};
}

inline Result<int> rows_wanted(int limit) {
    if (limit >= 1 && limit <= most_rows) return limit;
    return Error{Refusal::bad_value, fmt::format("{} rows are not to be had; ask for 1 to {}", limit, most_rows),
                 "limit"};
}

template <class Number>
std::optional<Number> number_from(std::string_view text) {
    Number number{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failed == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

// One row more than the page holds was asked for: it tells that there is a next one.
template <class Row, class Cursor>
Page<Row> page_of(std::vector<Row> rows, int limit, Cursor cursor) {
    Page<Row> page;
    const auto held = static_cast<std::size_t>(limit);
    if (rows.size() > held) {
        rows.resize(held);
        page.next = cursor(rows.back());
    }
    page.rows = std::move(rows);
    return page;
}

}  // namespace ehcp::casework
