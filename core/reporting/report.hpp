#pragma once
// What every report yields: tables of typed cells with a title, a machine's key and a person's heading for each column,
// and notes that define each figure. The renderers (render.hpp) know nothing else about a report.

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/time/day.hpp"

namespace ehcp::reporting {

/// No value is "there is none" (a median that was not reached), never zero.
using Cell = std::variant<std::monostate, std::int64_t, double, bool, Day, std::string>;

struct Column {
    std::string key;    ///< the DfE's name of the column where there is one, else in its manner
    std::string title;  ///< as a heading
    enum class Type : std::uint8_t { text, number, decimal, yes_no, date } type = Type::number;
};
/// As JSON names them.
inline constexpr std::array<std::string_view, 5> column_types = {"text", "number", "decimal", "yes_no", "date"};

class Table {
public:
    Table(std::string its_key, std::string its_title, std::vector<Column> its_columns)
        : key(std::move(its_key)), title(std::move(its_title)), columns(std::move(its_columns)) {}

    /// Cells lie row after row; a row is complete when it has as many as there are columns.
    template <class... Cells>
    void add_row(Cells&&... cells) {
        (add(std::forward<Cells>(cells)), ...);
    }
    template <class Value>
    void add(Value&& value) {
        cells_.push_back(cell_of(std::forward<Value>(value)));
    }

    /// A long list is not held as cells: `write(row, table)` adds the cells of one row when it is asked for. What
    /// `write` refers to it must own. Such a table belongs to one thread.
    using WriteRow = std::function<void(std::size_t row, Table& into)>;
    void list_rows(std::size_t rows, WriteRow write);

    std::size_t rows() const { return write_ ? listed_ : cells_.size() / columns.size(); }
    const Cell& at(std::size_t row, std::size_t column) const;
    const Cell& at(std::size_t row, std::string_view column_key) const;  ///< throws std::out_of_range: no such column

    std::string key;
    std::string title;
    std::vector<Column> columns;
    std::vector<std::string> notes;  ///< how each figure is defined

private:
    template <class Value>
    static Cell cell_of(Value&& value) {
        using Plain = std::remove_cvref_t<Value>;
        if constexpr (std::is_same_v<Plain, Cell>)
            return std::forward<Value>(value);
        else if constexpr (std::is_same_v<Plain, bool> || std::is_same_v<Plain, double> || std::is_same_v<Plain, Day>)
            return Cell{value};
        else if constexpr (std::is_integral_v<Plain>)
            return Cell{static_cast<std::int64_t>(value)};
        else if constexpr (requires { value.has_value(); })
            return value ? cell_of(*value) : Cell{};
        else
            return Cell{std::in_place_type<std::string>, std::forward<Value>(value)};
    }
    mutable std::vector<Cell> cells_;  ///< of all rows; of a list, of the row last asked for
    WriteRow write_;
    std::size_t listed_ = 0;
    mutable std::size_t written_ = 0;
};

struct Report {
    std::string name;  ///< as it is asked for: "timeliness"
    std::string title;
    Day as_of;
    std::optional<Day> from, to;
    std::vector<Table> tables;  ///< the first is the report itself; the others explain it
    std::vector<std::string> notes;

    const Table& table(std::string_view its_key) const;  ///< throws std::out_of_range
};

/// A share in hundredths, to one place, as the DfE prints it; none of nothing.
std::optional<double> percentage(std::int64_t part, std::int64_t whole);
/// To one place, as every decimal of a report is.
double rounded(double value);

}  // namespace ehcp::reporting
