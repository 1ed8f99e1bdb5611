#include "core/reporting/report.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace ehcp::reporting {

void Table::list_rows(std::size_t rows, WriteRow write) {
    listed_ = rows;
    write_ = std::move(write);
    written_ = rows;  // none yet
}

const Cell& Table::at(std::size_t row, std::size_t column) const {
    if (!write_) return cells_[row * columns.size() + column];
    if (row != written_) {
        Table one({}, {}, {});
        write_(row, one);
        cells_ = std::move(one.cells_);
        written_ = row;
    }
    return cells_[column];
}

const Cell& Table::at(std::size_t row, std::string_view column_key) const {
    const auto found = std::ranges::find(columns, column_key, &Column::key);
    if (found == columns.end()) throw std::out_of_range("no column " + std::string(column_key) + " in " + key);
    return at(row, static_cast<std::size_t>(found - columns.begin()));
}

const Table& Report::table(std::string_view its_key) const {
    const auto found = std::ranges::find(tables, its_key, &Table::key);
    if (found == tables.end()) throw std::out_of_range("no table " + std::string(its_key) + " in " + name);
    return *found;
}

std::optional<double> percentage(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::nullopt;
    return rounded(100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

double rounded(double value) { return std::round(10.0 * value) / 10.0; }

}  // namespace ehcp::reporting
