#include "core/exchange/published_row.hpp"

#include <catch2/catch.hpp>

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::reporting;

namespace {

const PublishedFigures& figures() {
    static const auto read = PublishedFigures::read("schemas/figures");
    return read;
}

Cell figure(const Report& report, std::string_view column, std::string_view place) {
    const Table& table = report.tables.front();
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (std::get<std::string>(table.at(row, "column")) == column) return table.at(row, place);
    FAIL("no figure " << column);
    return {};
}

std::string code_of(std::string_view typed) { return find_place(figures(), typed).value().code; }

}  // namespace

TEST_CASE("the Department's headline of 2019 and 2020 comes out", "[figures][published]") {
    constexpr auto headline = "PC_plans_issued_20_weeks_ex";
    const auto place = find_place(figures(), "England").value();
    CHECK(figure(published_row(figures(), place, 2019).value(), headline, england) == Cell{60.4});
    CHECK(figure(published_row(figures(), place, 2020).value(), headline, england) == Cell{58.0});
    CHECK(figure(published_row(figures(), place, 2024).value(), headline, england) == Cell{46.4});
}

TEST_CASE("an authority's row stands beside its region's and England's", "[figures][published]") {
    const auto row = published_row(figures(), find_place(figures(), "Bristol").value(), 2024).value();
    const Table& table = row.tables.front();
    std::vector<std::string> titles;
    for (const Column& column : table.columns) titles.push_back(column.title);
    CHECK(titles == std::vector<std::string>{"Figure", "Column of the Department's", "Bristol, City of", "South West", "England"});
    CHECK(figure(row, "plans_issued_den", "E06000023") == Cell{std::int64_t{684}});
    CHECK(figure(row, "PC_plans_issued_20_weeks_ex", "E06000023") == Cell{17.4});
    CHECK(figure(row, "requests_received_in_year", england) == Cell{std::int64_t{154489}});
    CHECK(figure(row, "ehcplans", england) == Cell{std::int64_t{638745}});
}

TEST_CASE("what was not published is an empty cell and no zero", "[figures][published]") {
    const auto row = published_row(figures(), find_place(figures(), "E92000001").value(), 2022).value();
    CHECK(figure(row, "requests_decided_to_assess", england) == Cell{});
    CHECK(row.tables.front().columns.size() == 3);  // England has no region and is not beside itself
}

TEST_CASE("a place is found by code, by name however typed, and by the beginning of a name", "[figures][published]") {
    CHECK(code_of("E06000023") == "E06000023");
    CHECK(code_of("e06000023") == "E06000023");
    CHECK(code_of("bristol, city of") == "E06000023");
    CHECK(code_of("Bristol") == "E06000023");
    CHECK(code_of("York") == "E06000014");  // and not Yorkshire and The Humber
    CHECK(code_of("ENGLAND") == england);
    CHECK(code_of("south west") == "E12000009");
}

TEST_CASE("an unknown place is refused with the nearest, a beginning of several with all of them", "[figures][published]") {
    const auto misspelt = find_place(figures(), "Bristle");
    REQUIRE(misspelt.has_error());
    CHECK(misspelt.error().kind == Refusal::not_found);
    CHECK_THAT(misspelt.error().message, Catch::StartsWith("'Bristle' is neither") && Catch::Contains("Bristol, City of (E06000023)"));
    CHECK_THAT(find_place(figures(), "E0600023").error().message, Catch::Contains("(E06000023)"));
    CHECK_THAT(find_place(figures(), "Manchestre").error().message, Catch::Contains("nearest are Manchester (E08000003)"));
    CHECK_THAT(find_place(figures(), "West").error().message,
               Catch::Contains("West Berkshire") && Catch::Contains("Westminster") && Catch::Contains("by its code"));
    CHECK(find_place(figures(), " ").error().kind == Refusal::missing_field);
}

TEST_CASE("a year of which nothing is held is refused with those that are", "[figures][published]") {
    CHECK(published_row(figures(), find_place(figures(), "England").value(), 2018).error().message ==
          "no figures of 2018 are held for England; there are some for 2019, 2020, 2021, 2022, 2023, 2024");
    CHECK(published_row(figures(), find_place(figures(), "Cumberland").value(), 2022).error().message ==
          "no figures of 2022 are held for Cumberland; there are some for 2023, 2024");
}
