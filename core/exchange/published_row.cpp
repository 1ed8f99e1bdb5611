#include "core/exchange/published_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

#include "core/store/people.hpp"

namespace ehcp::exchange {
namespace {

using reporting::Cell;
using reporting::Column;
using reporting::Report;
using reporting::Table;

struct Figure {
    const char* column;  ///< the Department's name for it
    const char* title;
};
constexpr auto figures_shown = std::to_array<Figure>({
    {"requests_received_in_year", "Requests received"},
    {"requests_decided_to_assess", "of which agreed"},
    {"requests_decided_not_to_assess", "of which refused"},
    {"requests_decision_not_made", "of which not yet decided"},
    {"requests_withdrawn", "of which withdrawn"},
    {"request_outcome_six_weeks", "Decisions on requests within 6 weeks"},
    {"request_outcome_over_6_weeks", "Decisions on requests after 6 weeks"},
    {"request_outcome_six_weeks_pc", "Decisions on requests within 6 weeks, %"},
    {"mediation_related_request", "Mediations about requests"},
    {"tribunal_related_request", "Appeals about requests"},
    {"plans_issued_den", "Plans issued"},
    {"plans_issued_den_ex", "Plans issued, without exempt"},
    {"plans_issued_within_20_weeks", "Plans within 20 weeks"},
    {"plans_issued_20_weeks_ex", "Plans within 20 weeks, without exempt"},
    {"pc_plans_issued_within_20_weeks", "Plans within 20 weeks, %"},
    {"PC_plans_issued_20_weeks_ex", "Plans within 20 weeks, without exempt, %"},
    {"plans_issued_gt20weeks_ltYear", "Plans after 20 weeks, within a year"},
    {"plans_issued_gt20weeks_ltYear_ex", "Plans after 20 weeks, within a year, without exempt"},
    {"plans_issued_gt_1_year", "Plans after more than a year"},
    {"plans_issued_gt_1_year_ex", "Plans after more than a year, without exempt"},
    {"ehcplans", "Plans in force on the census day that follows"},
});

bool is_share(std::string_view column) { return column.starts_with("pc_") || column.starts_with("PC_") || column.ends_with("_pc"); }

/// What is not a number was not published.
Cell cell_of(std::optional<std::string_view> text, std::string_view column) {
    if (!text) return {};
    const auto* const end = text->data() + text->size();
    if (is_share(column)) {
        double share{};
        const auto [stop, failure] = std::from_chars(text->data(), end, share);
        return failure == std::errc{} && stop == end ? Cell{share} : Cell{};
    }
    std::int64_t number{};
    const auto [stop, failure] = std::from_chars(text->data(), end, number);
    return failure == std::errc{} && stop == end ? Cell{number} : Cell{};
}

/// How many letters must be changed, left out or put in to make one of the other (Levenshtein).
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t corner = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const auto changed = corner + (one[i] == other[j] ? 0 : 1);
            corner = std::exchange(row[j + 1], std::min({changed, row[j] + 1, row[j + 1] + 1}));
        }
    }
    return row.back();
}

std::string listed(const std::vector<Place>& places) {
    std::string list;
    for (const Place& place : places) list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", place.name, place.code);
    return list;
}

/// A whole name said by half is nearer than one misspelt.
std::vector<Place> nearest(const std::vector<Place>& places, const std::string& key) {
    constexpr std::size_t most = 3;
    std::vector<std::pair<std::size_t, const Place*>> ranked;
    for (const Place& place : places) {
        const auto name = store::folded(place.name);
        const auto whole = std::min(distance(key, name), distance(key, store::folded(place.code)));
        const auto beginning = distance(key, std::string_view(name).substr(0, key.size())) + 1;
        ranked.emplace_back(std::min(whole, beginning), &place);
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, const Place*>::first);
    std::vector<Place> list;
    for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) list.push_back(*ranked[i].second);
    return list;
}

}  // namespace

Result<Place> find_place(const PublishedFigures& figures, std::string_view typed) {
    const auto key = store::folded(typed);
    const auto places = figures.places();
    if (key.empty())
        return Error{Refusal::missing_field, "say which authority, by its name or its code (E06000023)", "authority"};
    std::vector<Place> beginning;
    for (const Place& place : places) {
        const auto name = store::folded(place.name);
        if (key == name || key == store::folded(place.code)) return place;
        if (name.starts_with(key)) beginning.push_back(place);
    }
    if (beginning.size() == 1) return beginning.front();
    if (beginning.size() > 1)
        return Error{Refusal::not_found,
                     fmt::format("'{}' may be any of: {}; say which, by its code", typed, listed(beginning)), "authority"};
    return Error{Refusal::not_found,
                 fmt::format("'{}' is neither the code nor the name of England, a region or an authority in the published "
                             "figures; the nearest are {}",
                             typed, listed(nearest(places, key))),
                 "authority"};
}

Result<Report> published_row(const PublishedFigures& figures, const Place& place, int year) {
    const auto held = figures.years_of(place.code);
    if (std::ranges::find(held, year) == held.end()) {
        std::string years;
        for (const int each : held) years += (years.empty() ? "" : ", ") + std::to_string(each);
        return Error{Refusal::not_found, fmt::format("no figures of {} are held for {}; there are some for {}", year, place.name, years),
                     "year"};
    }
    std::vector<Place> shown = {place};
    if (const auto region = figures.region_of(place.code)) shown.push_back(*region);
    if (place.code != england) shown.push_back(figures.place(england).value());

    std::vector<Column> columns = {{"figure", "Figure", Column::Type::text}, {"column", "Column of the Department's", Column::Type::text}};
    for (const Place& each : shown) columns.push_back({each.code, each.name, Column::Type::decimal});
    Table table("figures", fmt::format("{} ({}), {}", place.name, place.code, year), std::move(columns));
    for (const Figure& figure : figures_shown) {
        table.add_row(figure.title, figure.column);
        for (const Place& each : shown) table.add(cell_of(figures.cell(each.code, year, figure.column), figure.column));
    }
    table.notes = {"– stands for not published.",
                   "Without exempt: plans to which no exemption of regulation 10(4) applied; the Department's headline.",
                   fmt::format("Requests, decisions and plans of the calendar year; plans in force on the census day in January {}.", year + 1)};
    Report report{.name = "figures",
                  .title = fmt::format("Published figures of {}, {}", place.name, year),
                  .as_of = day_of(date::year{year} / 12 / 31),
                  .from = day_of(date::year{year} / 1 / 1),
                  .to = day_of(date::year{year} / 12 / 31),
                  .tables = {},
                  .notes = {"Department for Education, Education, health and care plans 2025 (Open Government Licence v3.0)."}};
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace ehcp::exchange
