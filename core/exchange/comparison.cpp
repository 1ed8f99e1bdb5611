#include "core/exchange/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ehcp::exchange {
namespace {

using reporting::Cell;
using reporting::Column;
using reporting::Report;
using reporting::Table;

/// A share that is compared: its column in our own report, and where it stands in what is published.
struct Measure {
    const char* key;
    const char* title;
    const char* own;
    std::optional<double> PublishedTimeliness::*published;
};
constexpr std::array measures = {
    Measure{"without_exempt", "Plans issued within 20 weeks, without exempt cases, %", "PC_plans_issued_20_weeks_ex",
            &PublishedTimeliness::pc_within_20_weeks_without_exempt},
    Measure{"with_exempt", "Plans issued within 20 weeks, all cases, %", "pc_plans_issued_within_20_weeks",
            &PublishedTimeliness::pc_within_20_weeks},
    Measure{"six_weeks", "Decisions on requests within 6 weeks, %", "request_outcome_six_weeks_pc",
            &PublishedTimeliness::pc_decided_within_six_weeks},
};

std::vector<Place> places_of(const PublishedFigures& figures, const Compared& compared,
                             std::vector<std::string>& notes) {
    std::vector<Place> places;
    const auto add = [&](const std::optional<Place>& place) {
        if (place && std::ranges::find(places, *place) == places.end()) places.push_back(*place);
    };
    if (compared.authority.empty()) {
        notes.emplace_back(
            "No authority is set (--authority of ehcpd, its code in the Department's figures), so its own published "
            "figures and those of its region are not shown.");
    } else if (compared.authority != england && !figures.region_of(compared.authority)) {
        notes.push_back(fmt::format(
            "'{}', the authority that is set, is not a code in the Department's figures; codes look like E06000001.",
            compared.authority));
    } else {
        add(figures.place(compared.authority));
        add(figures.region_of(compared.authority));
    }
    add(figures.place(england));
    for (const auto& code : compared.others) {
        const auto place = figures.place(code);
        add(place);
        if (!place) notes.push_back(fmt::format("'{}' is not a code in the Department's figures.", code));
    }
    return places;
}

/// Our own shares by year: "2024" → 46.4.
std::map<std::string, Cell> own_shares(const Report* by_year, const char* column) {
    std::map<std::string, Cell> shares;
    if (!by_year) return shares;
    const Table& table = by_year->tables.front();
    for (std::size_t row = 0; row + 1 < table.rows(); ++row)  // the last is all of them
        shares[std::get<std::string>(table.at(row, "year"))] = table.at(row, column);
    return shares;
}

Table table_of(const Measure& measure, const PublishedFigures& figures, const std::vector<Place>& places,
               const Report* by_year, Day as_of) {
    using enum Column::Type;
    const auto own = own_shares(by_year, measure.own);
    std::vector<Column> columns = {{"year", "Calendar year", text}};
    if (by_year) columns.push_back({"this_record", "This record", decimal});
    for (const Place& place : places) columns.push_back({place.code, place.name, decimal});
    Table table(measure.key, measure.title, std::move(columns));

    std::set<std::string> years;
    for (const int year : figures.years()) years.insert(std::to_string(year));
    for (const auto& [year, share] : own)
        if (!std::holds_alternative<std::monostate>(share)) years.insert(year);
    const auto this_year = std::to_string(static_cast<int>(parts_of(as_of).year()));
    const bool is_whole = parts_of(as_of).month() / parts_of(as_of).day() == date::December / 31;
    for (const auto& year : years) {
        table.add_row(year == this_year && !is_whole ? year + " to date" : year);
        if (by_year) {
            const auto found = own.find(year);
            table.add(found == own.end() ? Cell{} : found->second);
        }
        for (const Place& place : places) {
            const auto published = figures.timeliness(place.code, std::stoi(year));
            table.add(published ? (*published).*measure.published : std::nullopt);
        }
    }
    return table;
}

}  // namespace

Report comparison(const PublishedFigures& figures, const Compared& compared, const Report* by_year, Day as_of) {
    Report report{.name = "comparison",
                  .title = "Timeliness beside published figures",
                  .as_of = as_of,
                  .from = {},
                  .to = {},
                  .tables = {},
                  .notes = {}};
    const auto places = places_of(figures, compared, report.notes);
    for (const Measure& measure : measures) report.tables.push_back(table_of(measure, figures, places, by_year, as_of));
    report.tables[0].notes = {
        "The Department's headline: plans to which no exemption of regulation 10(4) applied, sent within 20 weeks of "
        "the "
        "request, by the calendar year in which they were issued."};
    report.tables[1].notes = {"All plans, exempt or not, by the calendar year in which they were issued."};
    report.tables[2].notes = {
        "Decisions whether to assess, notified within 6 weeks of the request. Published from 2023 on. Of our record, "
        "by the year of the decision."};
    report.notes.emplace_back(
        "Published: Department for Education, Education, health and care plans 2025 (Open Government Licence v3.0). "
        "'This "
        "record' is counted by the same definitions from our own events; it differs from what was published for us "
        "where "
        "the record does not hold all that was then returned. – stands for not published or nothing to count.");
    return report;
}

}  // namespace ehcp::exchange
