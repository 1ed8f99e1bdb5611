#include "core/exchange/published_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <numeric>

namespace ehcp::exchange {
namespace {

CsvTable read_table(const std::filesystem::path& folder, std::string_view name) {
    const auto path = folder / fmt::format("dfe_ehc_plans_2025_{}.csv", name);
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error(fmt::format("{} cannot be read; it is part of the program's data", path.string()));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto table = CsvTable::parse(text, path.filename().string());
    if (!table) throw std::runtime_error(table.error().message);
    return std::move(table).value();
}

std::optional<int> number_from(std::string_view text) {
    int number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

std::optional<double> share_from(std::string_view text) {
    double share{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), share);
    if (failure != std::errc{} || end != text.data() + text.size() || share < 0) return std::nullopt;
    return share;
}

/// Whose figures a row has: an authority's code, its region's, or England's.
std::string code_of(const CsvTable& table, std::size_t row) {
    const auto level = table.at(row, "geographic_level");
    return std::string(level == "National"   ? england
                       : level == "Regional" ? table.at(row, "region_code")
                                             : table.at(row, "new_la_code"));
}

std::map<std::string, std::size_t, std::less<>> rows_of(const CsvTable& table) {
    std::map<std::string, std::size_t, std::less<>> rows;
    for (std::size_t row = 0; row < table.rows(); ++row)
        rows.emplace(fmt::format("{} {}", code_of(table, row), table.at(row, "time_period")), row);
    return rows;
}

/// One column of one row into `value`; what is not a number was not published.
Result<void> take(const CsvTable& table, std::size_t row, std::string_view column, int& value) {
    const auto text = table.at(row, column);
    const auto number = number_from(text);
    if (!number) {
        return Error{Refusal::not_available,
                     fmt::format("{} was not published for {} in {} (the table says '{}'); choose another year or authority", column,
                                 table.at(row, "la_name").empty() ? "England" : table.at(row, "la_name"), table.at(row, "time_period"), text),
                     std::string(column)};
    }
    value = *number;
    return {};
}

Shares shares_of(const CsvTable& table, std::string_view name, std::string_view count, std::string_view topic = {}) {
    Shares shares;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!topic.empty() && table.at(row, "breakdown_topic") != topic) continue;
        const auto number = number_from(table.at(row, count));
        if (number && *number > 0) shares.emplace_back(table.at(row, name), *number);
    }
    return shares;
}

/// "202425" holds the census of January 2025, which follows 2024.
int census_after(int year) { return year * 100 + (year + 1) % 100; }

int sum_of(const std::array<int, count_of<PlanBand>>& bands) { return std::accumulate(bands.begin(), bands.end(), 0); }

}  // namespace

int PublishedYear::issued_in_all() const { return sum_of(issued); }
int PublishedYear::issued_without_exempt_in_all() const { return sum_of(issued_without_exempt); }
bool PublishedYear::bands_add_up() const {
    return issued_in_all() == issued_as_published && issued_without_exempt_in_all() == issued_without_exempt_as_published;
}

PublishedFigures PublishedFigures::read(const std::filesystem::path& folder) {
    PublishedFigures figures;
    figures.requests_ = read_table(folder, "requests");
    figures.timeliness_ = read_table(folder, "timeliness_20_week");
    figures.caseload_ = read_table(folder, "caseload");
    figures.note_places();
    const auto characteristics = read_table(folder, "requests_by_characteristic_2024");
    figures.ages_ = shares_of(characteristics, "breakdown", "requests_received_in_year", "Child or young persons age");
    figures.sexes_ = shares_of(characteristics, "breakdown", "requests_received_in_year", "Sex");
    figures.ethnicities_ = shares_of(characteristics, "breakdown", "requests_received_in_year", "Ethnicity");
    figures.needs_ = shares_of(read_table(folder, "new_plans_by_primary_need_2024"), "need", "number");
    return figures;
}

Result<std::size_t> PublishedFigures::row_of(const CsvTable& table, std::string_view authority, std::string_view period) const {
    bool known = false;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto level = table.at(row, "geographic_level");
        if (authority == england ? level != "National" : level != "Local authority" || table.at(row, "new_la_code") != authority) continue;
        known = true;
        if (table.at(row, "time_period") == period) return row;
    }
    if (known) return Error{Refusal::not_found, fmt::format("no figures are held for {} in {}; they are for 2019 to 2024", authority, period), "year"};
    return Error{Refusal::not_found,
                 fmt::format("'{}' is not the code of an English authority; codes look like E06000001, and England is {}", authority, england), "authority"};
}

Result<PublishedYear> PublishedFigures::year(std::string_view authority, int year) const {
    const auto period = std::to_string(year);
    const auto request_row = row_of(requests_, authority, period);
    if (!request_row) return request_row.error();
    const auto plan_row = row_of(timeliness_, authority, period);
    if (!plan_row) return plan_row.error();

    PublishedYear published;
    published.authority = authority;
    published.year = year;
    published.name = authority == england ? "England" : std::string(requests_.at(*request_row, "la_name"));
    published.number = authority == england ? "999" : std::string(requests_.at(*request_row, "old_la_code"));

    struct Wanted {
        const CsvTable& table;
        std::size_t row;
        std::string_view column;
        int& value;
    };
    auto& issued = published.issued;
    auto& counted = published.issued_without_exempt;
    const Wanted wanted[] = {
        {requests_, *request_row, "requests_received_in_year", published.received},
        {requests_, *request_row, "requests_decided_to_assess", published.decided_to_assess},
        {requests_, *request_row, "requests_decided_not_to_assess", published.decided_not_to_assess},
        {requests_, *request_row, "requests_decision_not_made", published.decision_not_made},
        {requests_, *request_row, "requests_withdrawn", published.withdrawn},
        {requests_, *request_row, "request_outcome_six_weeks", published.decided_within_six_weeks},
        {requests_, *request_row, "request_outcome_over_6_weeks", published.decided_later},
        {timeliness_, *plan_row, "plans_issued_den", published.issued_as_published},
        {timeliness_, *plan_row, "plans_issued_den_ex", published.issued_without_exempt_as_published},
        {timeliness_, *plan_row, "plans_issued_within_20_weeks", issued[0]},
        {timeliness_, *plan_row, "plans_issued_20_weeks_ex", counted[0]},
        {timeliness_, *plan_row, "plans_issued_gt20weeks_ltYear", issued[1]},
        {timeliness_, *plan_row, "plans_issued_gt20weeks_ltYear_ex", counted[1]},
        {timeliness_, *plan_row, "plans_issued_gt_1_year", issued[2]},
        {timeliness_, *plan_row, "plans_issued_gt_1_year_ex", counted[2]},
    };
    for (const auto& each : wanted) {
        if (const auto taken = take(each.table, each.row, each.column, each.value); !taken) return taken.error();
    }
    return published;
}

void PublishedFigures::note_places() {
    request_rows_ = rows_of(requests_);
    plan_rows_ = rows_of(timeliness_);
    caseload_rows_ = rows_of(caseload_);
    places_.emplace(england, Place{std::string(england), "England"});
    for (std::size_t row = 0; row < timeliness_.rows(); ++row) {
        const auto level = timeliness_.at(row, "geographic_level");
        if (level == "National") continue;
        const Place region{std::string(timeliness_.at(row, "region_code")),
                           std::string(timeliness_.at(row, "region_name"))};
        // Authorities have been merged and renamed: what a code last stood for counts.
        places_.insert_or_assign(region.code, region);
        if (level == "Regional") continue;
        const auto code = code_of(timeliness_, row);
        places_.insert_or_assign(code, Place{code, std::string(timeliness_.at(row, "la_name"))});
        regions_.insert_or_assign(code, region);
    }
    for (const auto& [code, region] : regions_) authorities_.push_back(places_.at(code));
    std::ranges::sort(authorities_, {}, &Place::name);
}

const std::size_t* PublishedFigures::find_row(const std::map<std::string, std::size_t, std::less<>>& rows,
                                              std::string_view place, int year) {
    const auto found = rows.find(fmt::format("{} {}", place, year));
    return found == rows.end() ? nullptr : &found->second;
}

Result<PublishedTimeliness> PublishedFigures::timeliness(std::string_view place, int year) const {
    if (!places_.contains(place))
        return Error{Refusal::not_found,
                     fmt::format("'{}' is not the code of England, a region or an authority; codes look like E06000001", place),
                     "authority"};
    const auto* const requests = find_row(request_rows_, place, year);
    const auto* const plans = find_row(plan_rows_, place, year);
    if (!requests && !plans)
        return Error{Refusal::not_found, fmt::format("no figures are held for {} in {}", place, year), "year"};
    PublishedTimeliness published;
    if (requests) {
        published.requests = number_from(requests_.at(*requests, "requests_received_in_year"));
        published.pc_decided_within_six_weeks = share_from(requests_.at(*requests, "request_outcome_six_weeks_pc"));
    }
    if (plans) {
        published.issued = number_from(timeliness_.at(*plans, "plans_issued_den"));
        published.issued_without_exempt = number_from(timeliness_.at(*plans, "plans_issued_den_ex"));
        published.pc_within_20_weeks = share_from(timeliness_.at(*plans, "pc_plans_issued_within_20_weeks"));
        published.pc_within_20_weeks_without_exempt = share_from(timeliness_.at(*plans, "PC_plans_issued_20_weeks_ex"));
    }
    return published;
}

std::vector<int> PublishedFigures::years() const {
    std::vector<int> years;
    for (const auto& [key, row] : plan_rows_)
        if (key.starts_with(england)) years.push_back(number_from(key.substr(england.size() + 1)).value());
    return years;
}

std::vector<int> PublishedFigures::years_of(std::string_view place) const {
    std::vector<int> list;
    for (const int year : years())
        if (find_row(request_rows_, place, year) || find_row(plan_rows_, place, year)) list.push_back(year);
    return list;
}

std::optional<std::string_view> PublishedFigures::cell(std::string_view place, int year,
                                                       std::string_view column) const {
    const auto in = [&](const CsvTable& table, const auto& rows, int period) -> std::optional<std::string_view> {
        if (!table.has(column)) return std::nullopt;
        const auto* const row = find_row(rows, place, period);
        return row ? std::optional{table.at(*row, column)} : std::nullopt;
    };
    if (const auto found = in(requests_, request_rows_, year)) return found;
    if (const auto found = in(timeliness_, plan_rows_, year)) return found;
    return in(caseload_, caseload_rows_, census_after(year));
}

std::vector<Place> PublishedFigures::places() const {
    std::vector<Place> list;
    for (const auto& [code, place] : places_) list.push_back(place);
    return list;
}

std::optional<Place> PublishedFigures::place(std::string_view code) const {
    const auto found = places_.find(code);
    return found == places_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<Place> PublishedFigures::region_of(std::string_view authority) const {
    const auto found = regions_.find(authority);
    return found == regions_.end() ? std::nullopt : std::optional{found->second};
}

Result<int> PublishedFigures::maintained_after(std::string_view authority, int year) const {
    const auto row = row_of(caseload_, authority, std::to_string(census_after(year)));
    if (!row) return row.error();
    int plans{};
    if (const auto taken = take(caseload_, *row, "ehcplans", plans); !taken) return taken.error();
    return plans;
}

}  // namespace ehcp::exchange
