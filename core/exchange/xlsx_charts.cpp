#include "core/exchange/xlsx_charts.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace ehcp::exchange {
namespace {

using reporting::Column;
using reporting::Report;
using reporting::Table;

constexpr std::size_t most_bars = 30;

/// One table of one report, told by its first column as well: by what its lines are told apart.
struct Rule {
    std::string_view report, table;
    std::string_view first;  ///< its first column; empty: any
    std::string_view label;  ///< empty: the first column
    std::array<std::string_view, 3> series;  ///< columns; none: every decimal one
    enum class As { line, bars, stacked_bars } as;
    std::string_view unit;
    bool last_row_is_all = false;
};
constexpr std::string_view any;
constexpr std::array<std::string_view, 3> within_20_weeks = {"PC_plans_issued_20_weeks_ex", "pc_plans_issued_within_20_weeks"};
constexpr auto rules = std::to_array<Rule>({
    {"comparison", any, any, any, {}, Rule::As::line, "%"},
    {"timeliness", "without_exempt", any, any, {}, Rule::As::line, "%"},
    {"timeliness", "with_exempt", any, any, {}, Rule::As::line, "%"},
    {"timeliness", "six_weeks", any, any, {}, Rule::As::line, "%"},
    {"timeliness", "timeliness", "year", any, within_20_weeks, Rule::As::line, "% within 20 weeks", true},
    {"timeliness", "timeliness", "month", any, within_20_weeks, Rule::As::line, "% within 20 weeks", true},
    {"timeliness", "timeliness", "adviser", any, {"pc_advice_6_weeks_ex", "pc_advice_within_6_weeks"}, Rule::As::bars, "% within 6 weeks", true},
    {"timeliness", "timeliness", any, any, within_20_weeks, Rule::As::bars, "% within 20 weeks", true},
    {"bottlenecks", "stages", "procedure", "stage", {"waiting_now", "over_limit_now"}, Rule::As::bars, "cases"},
    {"bottlenecks", "advisers", "adviser", any, {"waiting_now", "over_limit_now"}, Rule::As::bars, "requests for advice"},
    {"breaches", "summary", "clock", any, {"overdue_ex", "overdue_exempt"}, Rule::As::stacked_bars, "limits overdue", true},
});

std::optional<std::size_t> column_of(const Table& table, std::string_view key) {
    const auto found = std::ranges::find(table.columns, key, &Column::key);
    if (found == table.columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.columns.begin());
}

const Rule* rule_of(const Report& report, const Table& table) {
    const auto found = std::ranges::find_if(rules, [&](const Rule& rule) {
        return rule.report == report.name && (rule.table.empty() || rule.table == table.key) &&
               (rule.first.empty() || rule.first == table.columns.front().key);
    });
    return found == rules.end() ? nullptr : &*found;
}

std::vector<std::size_t> series_of(const Rule& rule, const Table& table) {
    std::vector<std::size_t> series;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const bool is_named = std::ranges::find(rule.series, table.columns[c].key) != rule.series.end();
        const bool is_any = rule.series.front().empty() && table.columns[c].type == Column::Type::decimal;
        if (is_named || is_any) series.push_back(c);
    }
    return series;
}

}  // namespace

std::vector<Drawn> charts_of(const Report& report) {
    std::vector<Drawn> charts;
    for (const Table& table : report.tables) {
        const auto* const rule = rule_of(report, table);
        if (!rule || table.columns.front().type != Column::Type::text) continue;
        const auto rows = table.rows() - (rule->last_row_is_all && table.rows() > 0 ? 1 : 0);
        const auto label = rule->label.empty() ? std::optional<std::size_t>{0} : column_of(table, rule->label);
        auto series = series_of(*rule, table);
        if (rows < 2 || rows > most_bars || !label || series.empty()) continue;
        charts.push_back({.table = &table,
                          .is_line = rule->as == Rule::As::line,
                          .is_stacked = rule->as == Rule::As::stacked_bars,
                          .label = *label,
                          .series = std::move(series),
                          .rows = rows,
                          .unit = std::string(rule->unit)});
    }
    return charts;
}

}  // namespace ehcp::exchange
