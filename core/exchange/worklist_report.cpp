#include "core/exchange/worklist_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace ehcp::exchange {
namespace {

using casework::Due;
using reporting::Column;
using reporting::Report;
using reporting::Table;

constexpr int rows_read_at_once = 200;

/// The lists one after the other, by the number of the line. Holds one page; a line before it begins again.
class Lines {
public:
    Lines(store::Reader& reader, std::vector<ListedWork> lists, Day today)
        : reader_(reader), lists_(std::move(lists)), today_(today) {
        begin();
    }

    /// How many there are, as far as `most`.
    std::size_t count(std::size_t most) const {
        std::size_t all = 0;
        for (const auto& each : lists_)
            all += static_cast<std::size_t>(
                casework::count_of(reader_, each.filter, today_, static_cast<int>(most + 1 - std::min(all, most))));
        return all;
    }
    std::pair<const std::string&, const Due&> at(std::size_t line) {
        if (line < first_) begin();
        while (line >= first_ + rows_.size()) read_on();
        return {lists_.at(list_).list, rows_[line - first_]};
    }

private:
    void begin() {
        first_ = list_ = 0;
        rows_.clear();
        next_.reset();
    }
    void read_on() {
        first_ += rows_.size();
        rows_.clear();
        if (next_ && next_->empty()) {
            ++list_;
            next_.reset();
        }
        auto filter = lists_.at(list_).filter;
        filter.limit = rows_read_at_once;
        filter.cursor = next_.value_or("");
        auto page = casework::worklist(reader_, filter, today_).value();
        rows_ = std::move(page.rows);
        next_ = std::move(page.next);
    }

    store::Reader& reader_;
    std::vector<ListedWork> lists_;
    Day today_;
    std::size_t list_ = 0, first_ = 0;  ///< of what is held
    std::vector<Due> rows_;
    std::optional<std::string> next_;  ///< where the list goes on; none: it was not begun, empty: it is at its end
};

/// Who is waited for, where it is not the authority.
std::string whose_move(const store::IndexedClock& clock) {
    if (clock.adviser) return std::string(token(*clock.adviser));
    if (clock.kind == ClockKind::window) return std::string(token(Bearer::family));
    return std::string(token(clock.bearer));
}

bool is_exempt(const store::IndexedClock& clock, Day today) { return clock.exempt_from && *clock.exempt_from <= today; }

std::vector<Column> columns(bool is_named) {
    using enum Column::Type;
    std::vector<Column> list;
    if (is_named) list.push_back({"list", "List", text});
    for (const Column& column : std::initializer_list<Column>{{"reference", "Case", text},
                                                              {"clock", "Time limit", text},
                                                              {"due_on", "Due", date},
                                                              {"days_left", "Days left"},
                                                              {"overdue", "Overdue", yes_no},
                                                              {"exempt", "Exempt", yes_no},
                                                              {"kind", "Kind", text},
                                                              {"whose", "Whose move", text},
                                                              {"body", "Body or setting asked", text},
                                                              {"began_on", "Began", date},
                                                              {"team", "Team", text},
                                                              {"caseworker", "Caseworker", text},
                                                              {"setting", "Setting", text}})
        list.push_back(column);
    return list;
}

}  // namespace

Report worklist_report(store::Reader& reader, const WorklistFile& file, Day today) {
    const bool is_named = std::ranges::any_of(file.lists, [](const ListedWork& each) { return !each.list.empty(); });
    Table table("worklist", file.title, columns(is_named));
    const auto lines = std::make_shared<Lines>(reader, file.lists, today);
    const auto all = lines->count(file.most);
    table.list_rows(std::min(all, file.most), [lines, today, is_named, on_line = file.on_line](std::size_t row, Table& into) {
        const auto& [list, due] = lines->at(row);
        const auto& clock = due.clock;
        if (on_line) on_line(due.file.id);
        if (is_named) into.add(list);
        into.add_row(due.file.reference, hyphen_token(clock.clock), *clock.due_on, (*clock.due_on - today).count(),
                     is_missed(*clock.due_on, today), is_exempt(clock, today), token(clock.kind), whose_move(clock),
                     clock.body.empty() ? clock.setting : clock.body, clock.trigger_on, due.file.team,
                     due.file.caseworker, due.file.setting);
    });
    table.notes = {"Days left: calendar days to the last day, on which one is still in time; below zero when it is over.",
                   "Exempt: a valid exemption applies; the last day stays what it was.",
                   "Without names: the case's reference leads to them."};
    if (all > file.most)
        table.notes.push_back(fmt::format(
            "The first {} only: choose a time limit, a team or a caseworker for the others.", file.most));
    Report report{
        .name = "worklist", .title = file.title, .as_of = today, .from = {}, .to = {}, .tables = {}, .notes = {}};
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace ehcp::exchange
