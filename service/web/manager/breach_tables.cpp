#include "service/web/manager/breach_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "core/reporting/breaches.hpp"
#include "core/reporting/groups.hpp"
#include "core/store/night_lists.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

using reporting::By;
using reporting::Report;
using reporting::Table;

const std::vector<FigureColumn> columns = {{"Overdue"},   {"Exempt"},         {"Without exempt"}, {"New"},
                                           {"Continuing"}, {"Put right"},      {"Longest, days"},  {"Due in 5 working days"},
                                           {"Due in 10"},  {"Due in 20"}};

/// Which of the splits have a list of their cases.
std::string_view parameter_of(By by) {
    return by == By::team || by == By::caseworker || by == By::setting ? token(by) : std::string_view{};
}

/// `whose` none: there is no list of these cases.
std::vector<Figure> figures_of(const Table& table, std::size_t row, const std::optional<Parameters>& whose) {
    const auto to_list = [&](Seen seen, std::string_view exempt = {}) {
        return whose ? list_path(token(seen), *whose, exempt) : std::string();
    };
    const auto to_due = [&](int ahead) { return whose ? due_path(ahead, *whose) : std::string(); };
    constexpr auto& ahead = reporting::Breaches::due_within;
    return {figure_of(table.at(row, "overdue"), to_list(Seen::standing)),
            figure_of(table.at(row, "overdue_exempt"), to_list(Seen::standing, "yes")),
            figure_of(table.at(row, "overdue_ex"), to_list(Seen::standing, "no")),
            figure_of(table.at(row, "new"), to_list(Seen::first_seen)),
            figure_of(table.at(row, "continuing"), to_list(Seen::continuing)),
            figure_of(table.at(row, "put_right"), to_list(Seen::put_right)),
            figure_of(table.at(row, "longest_days_late")),
            figure_of(table.at(row, "due_in_5"), to_due(ahead[0].n)),
            figure_of(table.at(row, "due_in_10"), to_due(ahead[1].n)),
            figure_of(table.at(row, "due_in_20"), to_due(ahead[2].n))};
}

std::string id_of(By by) { return fmt::format("by-{}", token(by)); }

}  // namespace

std::string list_path(std::string_view seen, Parameters whose, std::string_view exempt) {
    whose.emplace_back("seen", seen);
    whose.emplace_back("exempt", exempt);
    return link("/report/list", whose);
}

std::string due_path(int working_days, Parameters whose) {
    whose.emplace_back("within", std::to_string(working_days));
    return link("/report/due", whose);
}

FiguresTable breaches_by_clock(const Report& report) {
    const Table& summary = report.table("summary");
    FiguresTable table({.id = "by-clock", .caption = "By time limit", .first = "Time limit"}, columns);
    for (const auto clock : all<ClockId>()) {
        for (std::size_t row = 0; row + 1 < summary.rows(); ++row) {
            const auto key = text_at(summary, row, "clock");
            if (key != hyphen_token(clock)) continue;
            table.add_row({.text = std::string(label_of(clock)), .help = "/help/clocks/" + key},
                          figures_of(summary, row, Parameters{{"clock", key}}));
        }
    }
    table.add_row({.text = "All"}, figures_of(summary, summary.rows() - 1, Parameters{}));
    table.add_notes(summary.notes);
    return table;
}

FiguresTable breaches_by(By by, const Report& report, const Names& names, std::size_t most) {
    const Table& summary = report.table("summary");
    const auto key_column = token(by);
    std::vector<std::size_t> order(summary.rows() - 1);  // the last is all of them
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Those who have a scale are left in its order.
    if (by != By::age)
        std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t row) { return number_at(summary, row, "overdue"); });
    const auto shown = std::min(most, order.size());

    FiguresTable table({.id = id_of(by), .caption = "By " + std::string(key_column), .first = std::string(label_of(by))}, columns);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto key = text_at(summary, order[i], key_column);
        const auto parameter = parameter_of(by);
        std::optional<Parameters> whose;
        if (!parameter.empty())
            whose = Parameters{{std::string(parameter), key == reporting::group_title("") ? std::string(nobodys) : key}};
        table.add_row({.text = group_label(by, key, names)}, figures_of(summary, order[i], whose));
    }
    table.add_row({.text = "All"}, figures_of(summary, summary.rows() - 1, Parameters{}));
    // On the page of the night the table by time limit says it for all.
    if (most > groups_shown) table.add_notes(summary.notes);
    if (shown < order.size())
        table.has_more(fmt::format("All {} by {}", number_text(std::ssize(order)), key_column),
                       fmt::format("/report/by/{}", key_column));
    return table;
}

}  // namespace ehcp::web
