#include "core/exchange/comparison.hpp"

#include <catch2/catch.hpp>

#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

const PublishedFigures& figures() {
    static const auto read = PublishedFigures::read("schemas/figures");
    return read;
}

Report own_years() {
    Report report{.name = "timeliness",
                  .title = "",
                  .as_of = day("Mon 2025-03-03"),
                  .from = {},
                  .to = {},
                  .tables = {},
                  .notes = {}};
    Table table("timeliness", "",
                {{"year", "year", Column::Type::text},
                 {"PC_plans_issued_20_weeks_ex", "", Column::Type::decimal},
                 {"pc_plans_issued_within_20_weeks", "", Column::Type::decimal},
                 {"request_outcome_six_weeks_pc", "", Column::Type::decimal}});
    table.add_row("2024", 17.4, 17.3, 60.0);
    table.add_row("2025", 31.5, 30.1, Cell{});
    table.add_row("all", 20.0, 20.0, 60.0);
    report.tables.push_back(std::move(table));
    return report;
}

std::vector<std::string> titles(const Table& table) {
    std::vector<std::string> list;
    for (const Column& column : table.columns) list.push_back(column.title);
    return list;
}

}  // namespace

TEST_CASE("a place's published timeliness is read as it was published", "[exchange][published]") {
    const auto bristol = figures().timeliness("E06000023", 2024).value();
    CHECK(bristol.issued == 684);
    CHECK(bristol.issued_without_exempt == 678);
    CHECK(bristol.pc_within_20_weeks == Approx(17.3));
    CHECK(bristol.pc_within_20_weeks_without_exempt == Approx(17.4));
    CHECK(figures().timeliness(england, 2019).value().pc_within_20_weeks_without_exempt == Approx(60.4));
    CHECK_FALSE(figures().timeliness(england, 2019).value().pc_decided_within_six_weeks);
    CHECK(figures().timeliness("E99", 2024).error().where == "authority");
    CHECK(figures().timeliness(england, 1999).error().where == "year");
    CHECK(figures().region_of("E06000023") == Place{"E12000009", "South West"});
    CHECK_FALSE(figures().region_of(england));
    CHECK(figures().years() == std::vector<int>{2019, 2020, 2021, 2022, 2023, 2024});
    CHECK(figures().authorities().size() >= 153);
    CHECK(std::ranges::is_sorted(figures().authorities(), {}, &Place::name));
}

TEST_CASE("our record stands beside our published figures, region, England and those chosen",
          "[exchange][comparison]") {
    const auto own = own_years();
    const auto report = comparison(figures(), {.authority = "E06000023", .others = {"E10000016"}}, &own, own.as_of);
    const Table& table = report.table("without_exempt");
    CHECK(titles(table) == std::vector<std::string>{"Calendar year", "This record", "Bristol, City of", "South West",
                                                    "England", "Kent"});
    REQUIRE(table.rows() == 7);
    CHECK(std::get<std::string>(table.at(5, 0)) == "2024");
    CHECK(std::get<double>(table.at(5, 1)) == Approx(17.4));
    CHECK(std::get<double>(table.at(5, 2)) == Approx(17.4));
    CHECK(std::get<double>(table.at(5, 4)) == Approx(46.4));
    CHECK(std::get<std::string>(table.at(6, 0)) == "2025 to date");
    CHECK(std::get<double>(table.at(6, 1)) == Approx(31.5));
    CHECK(std::holds_alternative<std::monostate>(table.at(6, 4)));
    CHECK(report.table("six_weeks").rows() == 6);  // nothing was decided in 2025
}

TEST_CASE("without an authority, or with one that is not known, England stands alone and the notes say why",
          "[exchange][comparison]") {
    const auto none = comparison(figures(), {}, nullptr, day("Mon 2025-03-03"));
    CHECK(titles(none.tables[0]) == std::vector<std::string>{"Calendar year", "England"});
    CHECK_THAT(none.notes.at(0), Catch::Contains("No authority is set"));
    const auto wrong =
        comparison(figures(), {.authority = "E06999999", .others = {"x"}}, nullptr, day("Mon 2025-03-03"));
    CHECK(wrong.tables[0].columns.size() == 2);
    CHECK_THAT(wrong.notes.at(0), Catch::Contains("E06999999"));
    CHECK_THAT(wrong.notes.at(1), Catch::Contains("'x'"));
}
