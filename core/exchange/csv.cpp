#include "core/exchange/csv.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehcp::exchange {
namespace {

/// Takes one record off the front of `text`; false where a quotation mark is not closed.
bool take_record(std::string_view& text, std::vector<std::string>& record) {
    record.assign(1, {});
    bool quoted = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') record.back() += c;
            else if (i + 1 < text.size() && text[i + 1] == '"') record.back() += text[++i];
            else quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            record.emplace_back();
        } else if (c == '\n') {
            ++i;
            break;
        } else if (c != '\r') {
            record.back() += c;
        }
    }
    text.remove_prefix(i);
    return !quoted;
}

}  // namespace

Result<CsvTable> CsvTable::parse(std::string_view text, std::string_view name) {
    CsvTable table;
    std::vector<std::string> record;
    for (std::size_t line = 1; !text.empty(); ++line) {
        if (!take_record(text, record)) {
            return Error{Refusal::bad_value, fmt::format("a quotation mark in record {} of {} is never closed", line, name)};
        }
        if (record.size() == 1 && record.front().empty()) continue;
        if (table.columns_.empty()) {
            table.columns_ = record;
        } else if (record.size() != table.columns_.size()) {
            return Error{Refusal::bad_value, fmt::format("record {} of {} has {} cells, the heading {}", line, name, record.size(), table.columns_.size())};
        } else {
            std::ranges::move(record, std::back_inserter(table.cells_));
        }
    }
    if (table.columns_.empty()) return Error{Refusal::bad_value, fmt::format("{} is empty; its first line names the columns", name)};
    return table;
}

bool CsvTable::has(std::string_view column) const { return std::ranges::find(columns_, column) != columns_.end(); }

std::string_view CsvTable::at(std::size_t row, std::string_view column) const {
    const auto found = std::ranges::find(columns_, column);
    if (found == columns_.end()) throw std::out_of_range(fmt::format("no column {}", column));
    return cells_.at(row * columns_.size() + static_cast<std::size_t>(found - columns_.begin()));
}

}  // namespace ehcp::exchange
