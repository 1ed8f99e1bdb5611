#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <numeric>

#include "service/web/links.hpp"
#include "service/web/manager/figures.hpp"
#include "service/web/manager/night_page.hpp"
#include "service/web/manager/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using reporting::Report;
using reporting::Table;

/// As many lines as a chart can show apart.
constexpr std::size_t lines_charted = 5;

/// The stages of procedures, or the kinds of advisers.
struct Queues {
    std::string_view now, trend, durations;  ///< keys of the tables
    std::string_view id, caption, first;
    bool of_stages;
};
constexpr Queues stages = {"stages", "stage_trend", "stage_durations", "stage", "Stages", "Stage", true};
constexpr Queues advisers = {"advisers", "adviser_trend", "adviser_durations", "adviser", "Advice", "Kind of adviser", false};

std::string label_at(const Table& table, std::size_t row, const Queues& queues) {
    if (!queues.of_stages) {
        const auto adviser = from_token<Adviser>(text_at(table, row, "adviser"));
        return adviser ? label_of(*adviser) : text_at(table, row, "adviser");
    }
    const auto kind = from_token<ProcedureKind>(text_at(table, row, "procedure"));
    const auto state = from_token<State>(text_at(table, row, "stage"));
    return kind && state ? label_of(*kind) + ": " + label_of(*state) : text_at(table, row, "stage");
}

/// The cases that wait there now.
std::string cases_path(const Table& table, std::size_t row, const Queues& queues) {
    if (!queues.of_stages) return link("/report/advice", {{"adviser", text_at(table, row, "adviser")}});
    return link("/report/stage", {{"procedure", text_at(table, row, "procedure")}, {"stage", text_at(table, row, "stage")}});
}

/// So many weeks before the end of the window; none when the window is shorter.
Figure before(const Table& trend, std::size_t row, int weeks) {
    const auto key = fmt::format("waiting_{}_weeks_before", weeks);
    const bool has = std::ranges::find(trend.columns, key, &reporting::Column::key) != trend.columns.end();
    return has ? figure_of(trend.at(row, key)) : Figure{"–"};
}

Figure change(const Table& trend, std::size_t row, int weeks) {
    const auto key = fmt::format("waiting_{}_weeks_before", weeks);
    if (std::ranges::find(trend.columns, key, &reporting::Column::key) == trend.columns.end()) return {"–"};
    const auto by = number_at(trend, row, "waiting_now") - number_at(trend, row, key);
    return {(by > 0 ? "+" : "") + number_text(by)};
}

json::object now_table(const Report& report, const Queues& queues) {
    const Table& now = report.table(queues.now);
    const Table& trend = report.table(queues.trend);
    FiguresTable table({.id = fmt::format("{}-now", queues.id), .caption = fmt::format("{}: who waits now", queues.caption),
                        .first = std::string(queues.first)},
                       {{"Waiting"}, {"Without exempt"}, {"4 weeks before"}, {"Change"}, {"13 weeks before"}, {"Change"},
                        {"In a week"}, {"Out a week"}, {"Over the limit"}, {"%"}, {"Median days so far"}, {"Longest, days"},
                        {"Takes, median days"}, {"90th"}});
    for (std::size_t row = 0; row < now.rows(); ++row) {
        table.add_row({.text = label_at(now, row, queues)},
                      {figure_of(now.at(row, "waiting_now"), cases_path(now, row, queues)), figure_of(now.at(row, "waiting_now_ex")),
                       before(trend, row, 4), change(trend, row, 4), before(trend, row, 13), change(trend, row, 13),
                       figure_of(now.at(row, "entered_per_week")), figure_of(now.at(row, "left_per_week")),
                       figure_of(now.at(row, "over_limit_now")), figure_of(now.at(row, "pc_over_limit_now")),
                       figure_of(now.at(row, "waiting_median_days")), figure_of(now.at(row, "waiting_longest_days")),
                       figure_of(now.at(row, "takes_median_days")), figure_of(now.at(row, "takes_p90_days"))});
    }
    table.add_notes(now.notes);
    table.add_notes(trend.notes);
    return table.model();
}

/// A row a week, a line for each of the longest queues.
json::object course_table(const Report& report, const Queues& queues) {
    const Table& trend = report.table(queues.trend);
    std::vector<std::size_t> order(trend.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t row) { return number_at(trend, row, "waiting_now"); });
    order.resize(std::min(order.size(), lines_charted));
    std::vector<FigureColumn> columns;
    for (const auto row : order) columns.push_back({label_at(trend, row, queues), true});
    FiguresTable table({.id = fmt::format("{}-course", queues.id), .caption = fmt::format("{}: the longest queues, week by week", queues.caption),
                        .first = "At the end of", .chart = "line", .unit = "Waiting"},
                       std::move(columns));
    const std::size_t first = queues.of_stages ? 2 : 1;
    for (std::size_t column = first; column < trend.columns.size(); ++column) {
        const auto weeks = static_cast<int>(trend.columns.size() - 1 - column);
        std::vector<Figure> figures;
        for (const auto row : order) figures.push_back(figure_of(trend.at(row, column)));
        table.add_row({long_text_of(*report.to - date::weeks{weeks})}, std::move(figures));
    }
    return table.model();
}

json::object durations_table(const Report& report, const Queues& queues) {
    const Table& durations = report.table(queues.durations);
    FiguresTable table({.id = fmt::format("{}-durations", queues.id), .caption = durations.title, .first = std::string(queues.first)},
                       {{"Completed"}, {"Elapsed, days"}, {"working days"}, {"Waiting for others, days"}, {"working days"},
                        {"Handling, days"}, {"working days"}});
    for (std::size_t row = 0; row < durations.rows(); ++row) {
        std::vector<Figure> figures;
        for (const auto* key : {"completed", "elapsed_median_days", "elapsed_median_working_days", "wait_median_days",
                                "wait_median_working_days", "handling_median_days", "handling_median_working_days"})
            figures.push_back(figure_of(durations.at(row, key)));
        table.add_row({label_at(durations, row, queues)}, std::move(figures));
    }
    table.add_notes(durations.notes);
    return table.model();
}

}  // namespace

Result<http::Response> show_bottlenecks(Desk& desk, const Visit& visit) {
    return night_page(desk, visit,
                      {.template_name = "manager/bottlenecks",
                       .tab = "/report/bottlenecks",
                       .head = {.title = "Bottlenecks", .has_charts = true, .is_wide = true}},
                      [](const NightView& view) {
                          const auto report = view.report("bottlenecks");
                          json::array tables;
                          for (const auto* queues : {&stages, &advisers}) {
                              tables.push_back(now_table(*report, *queues));
                              tables.push_back(course_table(*report, *queues));
                              tables.push_back(durations_table(*report, *queues));
                          }
                          return json::object{{"from", long_text_of(*report->from)}, {"to", long_text_of(*report->to)}, {"tables", std::move(tables)}};
                      });
}

}  // namespace ehcp::web
