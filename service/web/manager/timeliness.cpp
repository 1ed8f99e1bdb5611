#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <numeric>

#include "core/exchange/comparison.hpp"
#include "core/reporting/groups.hpp"
#include "service/web/fields.hpp"
#include "service/web/manager/breach_tables.hpp"
#include "service/web/manager/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using reporting::By;
using reporting::Report;
using reporting::Table;

/// The shares of plans and decisions that every table of these pages shows; the files hold all the columns. `what` and
/// `late`: the list of the cases behind it.
struct Measure {
    const char *key, *label;
    bool is_series = false;
    const char *what = "", *late = "";
};
constexpr std::array measures = {
    Measure{"plans_issued_den", "Plans issued", false, "plan_issued"},
    Measure{"plans_issued_within_20_weeks", "Within 20 weeks", false, "plan_issued", "no"},
    Measure{"pc_plans_issued_within_20_weeks", "Within 20 weeks, all cases, %", true},
    Measure{"PC_plans_issued_20_weeks_ex", "Within 20 weeks, without exempt, %", true},
    Measure{"plans_issued_gt_1_year", "After more than a year"},
    Measure{"avg_weeks_issue_plan", "Weeks, mean"},
    Measure{"requests_received_in_year", "Requests received", false, "request_received"},
    Measure{"request_outcomes_den", "Decisions on requests", false, "decided"},
    Measure{"request_outcome_six_weeks_pc", "Decided within 6 weeks, %"},
    Measure{"request_outcome_six_weeks_pc_ex", "The same, without exempt, %"},
    Measure{"pc_advice_6_weeks_ex", "Advice within 6 weeks, without exempt, %"},
    Measure{"pc_review_decisions_within_4_weeks", "Review decisions within 4 weeks, %"},
};

std::vector<FigureColumn> measure_columns() {
    std::vector<FigureColumn> columns;
    for (const Measure& measure : measures) columns.push_back({measure.label, measure.is_series});
    return columns;
}

/// `which`: the window, and the group, of the row.
std::vector<Figure> measured(const Table& table, std::size_t row, const Parameters& which) {
    std::vector<Figure> figures;
    for (const Measure& measure : measures) {
        Parameters parameters = {{"what", measure.what}, {"late", measure.late}};
        parameters.insert(parameters.end(), which.begin(), which.end());
        figures.push_back(figure_of(table.at(row, measure.key), *measure.what ? link("/report/cases", parameters) : std::string()));
    }
    return figures;
}

Parameters window(Day from, Day to) { return {{"from", text_of(from)}, {"to", text_of(to)}}; }

/// "2026-03": "March 2026".
std::string month_label(const std::string& key) {
    const auto first = day_from(key + "-01");
    return first ? long_text_of(*first).substr(2) : key;
}

json::object months_table(const Report& by_month) {
    const Table& months = by_month.tables.front();
    FiguresTable table({.id = "months", .caption = "Month by month, the last twelve", .first = "Month", .chart = "line", .unit = "% within 20 weeks"},
                       measure_columns());
    for (std::size_t row = 0; row + 1 < months.rows(); ++row) {
        const auto key = text_at(months, row, "month");
        const auto first = day_from(key + "-01").value_or(by_month.as_of);
        table.add_row({month_label(key)}, measured(months, row, window(std::max(first, *by_month.from), std::min(corresponding_date(first, 1) - days{1}, *by_month.to))));
    }
    table.add_notes(months.notes);
    return table.model();
}

json::object years_table(const Report& by_year, Day as_of) {
    const Table& years = by_year.tables.front();
    FiguresTable table({.id = "years", .caption = "Year by year", .first = "Calendar year"}, measure_columns());
    const auto this_year = std::to_string(static_cast<int>(parts_of(as_of).year()));
    for (std::size_t row = 0; row + 1 < years.rows(); ++row) {
        const auto year = text_at(years, row, "year");
        const auto first = day_from(year + "-01-01").value_or(as_of);
        const auto last = std::min(day_from(year + "-12-31").value_or(as_of), as_of);
        table.add_row({year == this_year ? year + " to date" : year}, measured(years, row, window(first, last)));
    }
    return table.model();
}

json::object comparison_table(const Table& compared) {
    std::vector<FigureColumn> columns;
    for (std::size_t c = 1; c < compared.columns.size(); ++c) columns.push_back({compared.columns[c].title, true});
    FiguresTable table({.id = "compared-" + compared.key, .caption = compared.title, .first = compared.columns.front().title, .chart = "line", .unit = "%"},
                       std::move(columns));
    for (std::size_t row = 0; row < compared.rows(); ++row) {
        std::vector<Figure> figures;
        for (std::size_t c = 1; c < compared.columns.size(); ++c) figures.push_back(figure_of(compared.at(row, c)));
        table.add_row({text_at(compared, row, "year")}, std::move(figures));
    }
    table.add_notes(compared.notes);
    return table.model();
}

/// The shares of the year that runs and of the last twelve months, at the head of the page.
json::array headline(const Report& twelve_months, const Report& by_year, Day as_of) {
    json::array tiles;
    const auto add = [&](std::string_view label, const reporting::Cell& cell) {
        tiles.push_back({{"label", text(label)}, {"figure", figure_of(cell).text + (std::holds_alternative<double>(cell) ? " %" : "")}, {"path", nullptr}, {"kind", "calm"}});
    };
    const Table& years = by_year.tables.front();
    const auto this_year = std::to_string(static_cast<int>(parts_of(as_of).year()));
    for (std::size_t row = 0; row + 1 < years.rows(); ++row) {
        if (text_at(years, row, "year") != this_year) continue;
        add(this_year + " to date, within 20 weeks, without exempt", years.at(row, "PC_plans_issued_20_weeks_ex"));
        add(this_year + " to date, all cases", years.at(row, "pc_plans_issued_within_20_weeks"));
    }
    const Table& year = twelve_months.tables.front();
    add("Last twelve months, without exempt", year.at(0, "PC_plans_issued_20_weeks_ex"));
    add("Last twelve months, all cases", year.at(0, "pc_plans_issued_within_20_weeks"));
    return tiles;
}

/// Whom else to stand beside: three choices, as a form that was "typed" in the address.
constexpr std::array others_chosen = {"other1", "other2", "other3"};

json::array choice_of_others(const exchange::PublishedFigures& figures, const std::vector<std::string>& others) {
    Form form;
    for (std::size_t i = 0; i < others.size(); ++i) form.set(others_chosen[i], others[i]);
    const FieldErrors none;
    std::vector<Choice> choices{{"", "Nobody else"}};
    for (const auto& place : figures.authorities()) choices.push_back({place.code, place.name});
    json::array fields;
    for (std::size_t i = 0; i < others_chosen.size(); ++i)
        fields.push_back(select_field({form, none}, {.name = others_chosen[i], .label = fmt::format("Authority {}", i + 1)}, choices));
    return fields;
}

/// As in the address; what is no code of an authority is left out.
std::vector<std::string> others_in(const Visit& visit, const exchange::PublishedFigures& figures) {
    std::vector<std::string> others;
    for (const auto* name : others_chosen) {
        const auto code = visit.request.parameter(name).value_or("");
        if (figures.region_of(code)) others.emplace_back(code);
    }
    return others;
}

}  // namespace

Result<http::Response> show_timeliness(Desk& desk, const Visit& visit) {
    const auto& figures = desk.manager.figures();
    const auto others = others_in(visit, figures);
    return night_page(
        desk, visit,
        {.template_name = "manager/timeliness",
         .tab = "/report/timeliness",
         .head = {.title = "Timeliness", .has_charts = true, .is_wide = true},
         .key = fmt::format("{}", fmt::join(others, ","))},
        [&](const NightView& view) {
            const auto by_year = view.report("timeliness", By::year);
            const auto compared = exchange::comparison(figures, {desk.grounds.authority.code, others}, by_year.get(), view.night.day);
            json::array comparisons, notes;
            for (const Table& table : compared.tables) comparisons.push_back(comparison_table(table));
            for (const auto& note : compared.notes) notes.emplace_back(note);
            Parameters chosen;
            for (std::size_t i = 0; i < others.size(); ++i) chosen.emplace_back(others_chosen[i], others[i]);
            chosen.emplace_back("format", "xlsx");
            return json::object{{"tiles", headline(*view.report("timeliness"), *by_year, view.night.day)},
                                {"months", months_table(*view.report("timeliness", By::month))},
                                {"years", years_table(*by_year, view.night.day)},
                                {"comparisons", std::move(comparisons)},
                                {"comparison_notes", std::move(notes)},
                                {"comparison_path", link("/report/download/comparison", chosen)},
                                {"fields", choice_of_others(figures, others)}};
        });
}

namespace {

constexpr auto groups_offered = std::to_array<By>({By::sex, By::age, By::need, By::setting, By::team, By::caseworker});

json::object timeliness_by(By by, const Report& report, const Names& names) {
    const Table& all = report.tables.front();
    const auto key = token(by);
    std::vector<std::size_t> order(all.rows() - 1);
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Where there are many, those with most plans come first.
    if (by != By::age)
        std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t row) { return number_at(all, row, "plans_issued_den"); });
    const auto groups = std::ssize(order);
    const bool is_long = order.size() > groups_of_a_page;
    order.resize(std::min(order.size(), groups_of_a_page));
    const bool can_be_drawn = order.size() <= 20;
    FiguresTable table({.id = fmt::format("timeliness-{}", key), .caption = fmt::format("Timeliness of twelve months, by {}", key),
                        .first = std::string(label_of(by)), .chart = can_be_drawn ? "bar" : "", .unit = "% within 20 weeks"},
                       measure_columns());
    const auto of_all = window(*report.from, *report.to);
    for (const auto row : order) {
        const auto group = text_at(all, row, key);
        auto which = of_all;
        which.emplace_back("by", key);
        which.emplace_back("group", group == reporting::group_title("") ? nobodys : std::string_view(group));
        table.add_row({group_label(by, group, names)}, measured(all, row, which));
    }
    table.add_row({"All"}, measured(all, all.rows() - 1, of_all));
    table.add_notes(all.notes);
    if (is_long)
        table.has_more(fmt::format("The first {} are shown; all {} are in the file (CSV)", groups_of_a_page, number_text(groups)),
                       fmt::format("/report/download/timeliness?by={}", key));
    return table.model();
}

}  // namespace

Result<http::Response> show_groups(Desk& desk, const Visit& visit) {
    const auto asked = visit.request.parameter("by").value_or(token(By::sex));
    const auto by = from_token<By>(asked);
    if (!by || std::ranges::find(groups_offered, *by) == groups_offered.end()) return Error{Refusal::not_found, {}};
    return night_page(desk, visit,
                      {.template_name = "manager/groups",
                       .tab = "/report/groups",
                       .head = {.title = fmt::format("By {}", asked), .has_charts = true, .is_wide = true},
                       .key = std::string(asked)},
                      [&](const NightView& view) {
                          const auto names = view.names();
                          json::array choices;
                          for (const By each : groups_offered)
                              choices.push_back({{"choice", text(label_of(each))},
                                                 {"choice_path", link("/report/groups", {{"by", std::string(token(each))}})},
                                                 {"is_chosen", each == *by}});
                          return json::object{{"heading", "By " + std::string(asked)},
                                              {"split", text(asked)},
                                              {"choices", std::move(choices)},
                                              {"timeliness", timeliness_by(*by, *view.report("timeliness", *by), *names)},
                                              {"breaches", breaches_by(*by, *view.report("breaches", *by), *names, groups_of_a_page).model()}};
                      });
}

}  // namespace ehcp::web
