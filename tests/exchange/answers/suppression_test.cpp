#include "core/exchange/answers/suppression.hpp"

#include <catch2/catch.hpp>

#include "core/exchange/answers/answers.hpp"
#include "core/time/working_calendar.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

using Numbers = std::vector<std::int64_t>;

/// A row each, the last of which is their sum.
Report report_of(const std::vector<Numbers>& rows) {
    std::vector<Column> columns = {{"year", "Year", Column::Type::text}, {"name", "Name", Column::Type::text}};
    for (std::size_t c = 0; c < rows.front().size(); ++c) columns.push_back({"n" + std::to_string(c), "N"});
    columns.push_back({"share", "Share", Column::Type::decimal});
    Table table("t", "T", columns);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        table.add_row("2025", "row " + std::to_string(r));
        for (const auto number : rows[r]) table.add(number);
        table.add(12.5);
    }
    Report report{.name = "r", .title = "R", .as_of = day("Mon 2026-03-02"), .from = {}, .to = {}, .tables = {}, .notes = {}};
    report.tables.push_back(table);
    return report;
}

/// The first column of numbers, "c" for what is hidden.
std::vector<std::string> column(const Report& report, std::size_t which = 2) {
    std::vector<std::string> list;
    const Table& table = report.tables.front();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto& cell = table.at(row, which);
        const auto* const number = std::get_if<std::int64_t>(&cell);
        list.push_back(number ? std::to_string(*number) : std::get<std::string>(cell));
    }
    return list;
}
using Shown = std::vector<std::string>;

const std::vector<Sums> down = {{.table = "t", .groups = {"year"}}};

}  // namespace

TEST_CASE("numbers from 1 to 4 are hidden, zero and 5 are not", "[exchange][suppression][boundary]") {
    CHECK(column(suppressed(report_of({{0}, {1}, {4}, {5}}), 5, {})) == Shown{"0", "c", "c", "5"});
}

TEST_CASE("one hidden number takes another with it, so that no sum tells it", "[exchange][suppression]") {
    CHECK(column(suppressed(report_of({{3}, {20}, {9}, {32}}), 5, down)) == Shown{"c", "20", "c", "32"});
    CHECK(column(suppressed(report_of({{3}, {2}, {9}, {14}}), 5, down)) == Shown{"c", "c", "9", "14"});
    CHECK(column(suppressed(report_of({{3}, {0}, {20}, {23}}), 5, down)) == Shown{"c", "0", "c", "23"});
    CHECK(column(suppressed(report_of({{7}, {9}, {16}}), 5, down)) == Shown{"7", "9", "16"});
}

TEST_CASE("where only one number is not nobody, its sum goes with it", "[exchange][suppression]") {
    CHECK(column(suppressed(report_of({{3}, {0}, {3}}), 5, down)) == Shown{"c", "0", "c"});
}

TEST_CASE("across and down hold together", "[exchange][suppression]") {
    const std::vector<Sums> both = {{.table = "t", .groups = {"year"}, .across = {{"n0", "n1", "n2"}}}};
    const auto report = suppressed(report_of({{23, 3, 20}, {40, 18, 22}, {63, 21, 42}}), 5, both);
    // Row 0: 3 is hidden, and 20 with it; down the columns 18 and 22 go, and so across nothing is left alone.
    CHECK(column(report, 3) == Shown{"c", "c", "21"});
    CHECK(column(report, 4) == Shown{"c", "c", "42"});
    CHECK(column(report, 2) == Shown{"23", "40", "63"});
}

TEST_CASE("what a part leaves of its whole is a number as well", "[exchange][suppression]") {
    const std::vector<Sums> parts = {{.table = "t", .across = {{"n0", "n1"}}}};
    const auto report = suppressed(report_of({{100, 98}, {100, 90}, {100, 100}}), 5, parts);
    CHECK(column(report, 3) == Shown{"c", "90", "100"});
}

TEST_CASE("a share beside a hidden number is hidden, and the notes say what was done", "[exchange][suppression]") {
    const auto report = suppressed(report_of({{3}, {20}}), 5, {});
    CHECK(std::get<std::string>(report.tables.front().at(0, "share")) == "c");
    CHECK(std::get<double>(report.tables.front().at(1, "share")) == Approx(12.5));
    CHECK_THAT(report.notes.back(), Catch::StartsWith("'c' stands for a number from 1 to 4"));
}

TEST_CASE("everything that the sums of the answers name is there", "[exchange][suppression][answers]") {
    const SettingTypes types;
    const auto report = Answers(2025, 2, day("Mon 2026-03-02"), types).report();
    CHECK_NOTHROW(suppressed(report, 5, sums_of_answers()));
    for (const auto& sums : sums_of_answers()) CHECK_NOTHROW(report.table(sums.table));
}
