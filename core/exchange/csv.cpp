#include "core/exchange/csv.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehcp::exchange {

Result<bool> CsvReader::next(std::vector<std::string>& record) {
    for (;;) {
        if (rest_.empty()) return false;
        line_ = next_line_;
        record.assign(1, {});
        bool quoted = false, at_start = true;
        std::size_t i = 0;
        for (; i < rest_.size(); ++i) {
            const char c = rest_[i];
            if (c == '\n') ++next_line_;
            if (quoted) {
                if (c != '"')
                    record.back() += c;
                else if (i + 1 < rest_.size() && rest_[i + 1] == '"')
                    record.back() += rest_[++i];
                else
                    quoted = false;
            } else if (c == '"' && at_start) {
                quoted = true;
                at_start = false;
            } else if (c == ',') {
                if (record.size() == limits_.columns)
                    return Error{Refusal::too_large,
                                 fmt::format("line {} of {} has more than {} cells", line_, name_, limits_.columns)};
                record.emplace_back();
                at_start = true;
            } else if (c == '\n') {
                ++i;
                break;
            } else if (c != '\r') {
                record.back() += c;
                at_start = false;
            }
            if (record.back().size() > limits_.cell_bytes)
                return Error{
                    Refusal::too_large,
                    fmt::format("a cell on line {} of {} is longer than {} bytes; is a quotation mark missing?", line_,
                                name_, limits_.cell_bytes)};
        }
        rest_.remove_prefix(i);
        if (quoted)
            return Error{
                Refusal::bad_value,
                fmt::format("a quotation mark on line {} of {} is never closed; is the file cut short?", line_, name_)};
        if (record.size() > 1 || !record.front().empty()) return true;
    }
}

Result<void> check_heading(const std::vector<std::string>& columns, std::string_view name) {
    if (columns.size() == 1 && columns.front().find_first_of(";\t") != std::string::npos)
        return Error{
            Refusal::bad_value,
            fmt::format("the cells of {} are not separated by commas; save it as CSV (comma separated)", name)};
    for (auto each = columns.begin(); each != columns.end(); ++each) {
        if (!each->empty() && std::find(std::next(each), columns.end(), *each) != columns.end())
            return Error{Refusal::bad_value, fmt::format("two columns of {} are called '{}'; rename one", name, *each)};
    }
    return {};
}

Result<CsvTable> CsvTable::parse(std::string_view text, std::string_view name) {
    CsvTable table;
    std::vector<std::string> record;
    CsvReader reader(text, name);
    for (;;) {
        const auto more = reader.next(record);
        if (more.has_error()) return more.error();
        if (!*more) break;
        if (table.columns_.empty()) {
            table.columns_ = record;
            if (const auto checked = check_heading(table.columns_, name); checked.has_error()) return checked.error();
        } else if (record.size() != table.columns_.size()) {
            return Error{Refusal::bad_value, fmt::format("line {} of {} has {} cells, the heading {}", reader.line(),
                                                         name, record.size(), table.columns_.size())};
        } else {
            std::ranges::move(record, std::back_inserter(table.cells_));
        }
    }
    if (table.columns_.empty())
        return Error{Refusal::bad_value, fmt::format("{} is empty; its first line names the columns", name)};
    return table;
}

bool CsvTable::has(std::string_view column) const { return std::ranges::find(columns_, column) != columns_.end(); }

std::string_view CsvTable::at(std::size_t row, std::string_view column) const {
    const auto found = std::ranges::find(columns_, column);
    if (found == columns_.end()) throw std::out_of_range(fmt::format("no column {}", column));
    return cells_.at(row * columns_.size() + static_cast<std::size_t>(found - columns_.begin()));
}

}  // namespace ehcp::exchange
