#include "core/exchange/answers/suppression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ehcp::exchange {
namespace {

using reporting::Cell;
using reporting::Column;
using reporting::Report;
using reporting::Table;

/// The numbers of a table, and which of them are hidden.
class Sheet {
public:
    Sheet(const Table& table, std::int64_t below) : table_(table), below_(below) {
        for (std::size_t row = 0; row < table.rows(); ++row)
            for (std::size_t column = 0; column < table.columns.size(); ++column) {
                const auto* const number = std::get_if<std::int64_t>(&table.at(row, column));
                numbers_.push_back(number ? std::optional{*number} : std::nullopt);
                hidden_.push_back(number && is_small(*number));
            }
    }
    bool is_small(std::int64_t number) const { return number > 0 && number < below_; }
    std::size_t index(std::size_t row, std::size_t column) const { return row * table_.columns.size() + column; }
    const std::optional<std::int64_t>& number(std::size_t cell) const { return numbers_[cell]; }
    bool is_hidden(std::size_t cell) const { return hidden_[cell]; }
    void hide(std::size_t cell) { hidden_[cell] = true; }

    /// Of cells where the first is the sum of the others, one alone could be worked out: a second is hidden, the smallest
    /// that is somebody. And what the sum holds beyond the others is itself a number. True when something was hidden.
    bool protect(const std::vector<std::size_t>& cells) {
        std::int64_t rest = numbers_[cells.front()].value_or(0);
        std::size_t hidden_here = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!numbers_[cells[i]]) return false;
            if (i > 0) rest -= *numbers_[cells[i]];
            hidden_here += hidden_[cells[i]];
        }
        if (hidden_here == 0 && !is_small(rest)) return false;
        if (hidden_here > 1 || (hidden_here == 1 && rest > 0 && !is_small(rest))) return false;
        const std::size_t* smallest = nullptr;
        for (std::size_t i = cells.size(); i-- > 0;) {
            const auto& cell = cells[i];
            if (hidden_[cell] || *numbers_[cell] == 0) continue;
            if (!smallest || *numbers_[cell] < *numbers_[*smallest]) smallest = &cell;
        }
        if (smallest) hide(*smallest);
        return smallest != nullptr;
    }

private:
    const Table& table_;
    std::int64_t below_;
    std::vector<std::optional<std::int64_t>> numbers_;
    std::vector<bool> hidden_;
};

std::size_t column_of(const Table& table, const std::string& key) {
    const auto found = std::ranges::find(table.columns, key, &Column::key);
    if (found == table.columns.end()) throw std::out_of_range("no column " + key);
    return static_cast<std::size_t>(found - table.columns.begin());
}

/// The row of a figure, by year.
std::map<std::pair<std::string, std::string>, std::size_t> rows_of_figures(const Table& table) {
    std::map<std::pair<std::string, std::string>, std::size_t> rows;
    for (std::size_t row = 0; row < table.rows(); ++row)
        rows.emplace(std::pair{std::get<std::string>(table.at(row, "year")), std::get<std::string>(table.at(row, "figure"))}, row);
    return rows;
}

/// For each year and column, the cells of the figures that are named.
std::vector<std::vector<std::size_t>> cells_of_figures(const Table& table, const Sheet& sheet,
                                                       const std::vector<std::vector<std::string>>& named) {
    std::vector<std::vector<std::size_t>> list;
    if (named.empty()) return list;
    const auto rows = rows_of_figures(table);
    for (const auto& figures : named)
        for (const auto& [key, first] : rows) {
            if (key.second != figures.front()) continue;
            for (std::size_t column = 0; column < table.columns.size(); ++column) {
                std::vector<std::size_t> cells;
                for (const auto& figure : figures) cells.push_back(sheet.index(rows.at({key.first, figure}), column));
                list.push_back(std::move(cells));
            }
        }
    return list;
}

/// The cells that add up, the sum first.
std::vector<std::vector<std::size_t>> sums_in(const Table& table, const Sheet& sheet, const Sums& sums) {
    std::vector<std::vector<std::size_t>> list;
    for (const auto& across : sums.across)
        for (std::size_t row = 0; row < table.rows(); ++row) {
            std::vector<std::size_t> cells;
            for (const auto& key : across) cells.push_back(sheet.index(row, column_of(table, key)));
            list.push_back(std::move(cells));
        }
    std::ranges::move(cells_of_figures(table, sheet, sums.figures), std::back_inserter(list));
    if (sums.groups.empty()) return list;
    std::map<std::vector<std::string>, std::vector<std::size_t>> groups;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        std::vector<std::string> key;
        for (const auto& column : sums.groups) key.push_back(std::get<std::string>(table.at(row, column)));
        groups[key].push_back(row);
    }
    for (auto& [key, rows] : groups) {
        std::ranges::rotate(rows, rows.end() - 1);
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            std::vector<std::size_t> cells;
            for (const auto row : rows) cells.push_back(sheet.index(row, column));
            if (rows.size() > 1) list.push_back(std::move(cells));
        }
    }
    return list;
}

/// A share tells the number that it is of.
bool is_told_by_another(const Table& table, const Sheet& sheet, std::size_t row) {
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        if (sheet.is_hidden(sheet.index(row, column))) return true;
    return false;
}

Table with_hidden(const Table& table, std::int64_t below, const Sums* sums) {
    Sheet sheet(table, below);
    if (sums) {
        const auto together = sums_in(table, sheet, *sums);
        for (bool again = true; again;) {
            again = false;
            for (const auto& cells : together) again = sheet.protect(cells) || again;
        }
        for (const auto& cells : cells_of_figures(table, sheet, sums->shares))
            if (std::any_of(cells.begin() + 1, cells.end(), [&](std::size_t cell) { return sheet.is_hidden(cell); })) sheet.hide(cells.front());
    }
    Table out(table.key, table.title, table.columns);
    out.notes = table.notes;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const bool hides_shares = is_told_by_another(table, sheet, row);
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const Cell& cell = table.at(row, column);
            if (sheet.is_hidden(sheet.index(row, column)) || (hides_shares && std::holds_alternative<double>(cell)))
                out.add(std::string(hidden));
            else
                out.add(cell);
        }
    }
    return out;
}

}  // namespace

Report suppressed(const Report& report, std::int64_t below, const std::vector<Sums>& sums) {
    Report out = report;
    out.tables.clear();
    for (const Table& table : report.tables) {
        const auto found = std::ranges::find(sums, table.key, &Sums::table);
        out.tables.push_back(with_hidden(table, below, found == sums.end() ? nullptr : &*found));
    }
    out.notes.push_back(fmt::format(
        "'{}' stands for a number from 1 to {}, for one from which such a number could be worked out, and for a share of either. Look over what is "
        "published elsewhere before you publish this: a number hidden here may be shown there.",
        hidden, below - 1));
    return out;
}

const std::vector<Sums>& sums_of_answers() {
    static const std::vector<Sums> sums = {
        {.table = "requests", .groups = {"year"}, .across = {{"received", "agreed", "refused", "undecided", "withdrawn"}}},
        {.table = "in_hand", .groups = {}, .across = {{"number", "over"}, {"over", "over_ex"}}},
        {.table = "ceased", .groups = {"year"}, .across = {}},
        {.table = "reviews", .groups = {}, .across = {{"decided", "maintain", "amend", "cease"}, {"awaiting", "awaiting_over"}}},
        {.table = "phase_transfers", .groups = {}, .across = {{"due", "in_time", "late", "outstanding"}}},
        {.table = "disputes", .groups = {"year"}, .across = {}},
        {.table = "advice", .groups = {"year"}, .across = {{"received", "in_time"}, {"awaited", "overdue"}, {"overdue", "overdue_ex"}}},
        {.table = "caseload", .groups = {"year", "by"}, .across = {}},
        {.table = "headline",
         .groups = {},
         .across = {{"all", "without_exempt"}},
         .figures = {{"Requests received", "of which agreed", "of which refused", "of which not yet decided", "of which closed before a decision"},
                     {"Decisions on requests", "Decisions within 6 weeks"},
                     {"Refusals to issue a plan", "Refusals within 16 weeks"},
                     {"Plans issued", "Plans within 20 weeks", "Plans after 20 weeks, within a year", "Plans after more than a year"},
                     {"Review decisions", "Review decisions within 4 weeks"}},
         .shares = {{"Decisions within 6 weeks, %", "Decisions on requests", "Decisions within 6 weeks"},
                    {"Refusals within 16 weeks, %", "Refusals to issue a plan", "Refusals within 16 weeks"},
                    {"Plans within 20 weeks, %", "Plans issued", "Plans within 20 weeks"},
                    {"Weeks to a plan, mean", "Plans issued"},
                    {"Review decisions within 4 weeks, %", "Review decisions", "Review decisions within 4 weeks"}}},
    };
    return sums;
}

}  // namespace ehcp::exchange
