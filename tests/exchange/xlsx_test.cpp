#include "core/exchange/xlsx.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <fstream>

#include "tests/support/days.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

Report sample() {
    Report report{.name = "sample",
                  .title = "A sample & more",
                  .as_of = day("Mon 2026-03-02"),
                  .from = day("Thu 2026-01-01"),
                  .to = day("Mon 2026-03-02"),
                  .tables = {},
                  .notes = {"All of it."}};
    Table table("figures", "Figures",
                {{"name", "Name", Column::Type::text},
                 {"n", "Number"},
                 {"share", "Share", Column::Type::decimal},
                 {"yes", "Yes", Column::Type::yes_no},
                 {"on", "On", Column::Type::date},
                 {"none", "None"}});
    for (const auto* text : {"=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "plain & <simple>"})
        table.add_row(text, -39407, 46.4, true, day("Sun 2026-03-01"), Cell{});
    table.notes = {"A 'note'."};
    report.tables.push_back(table);
    Table empty("nothing", "Nothing", {{"n", "Number"}});
    report.tables.push_back(empty);
    return report;
}

/// One part of the workbook, which is a ZIP file of XML.
std::string part(const std::filesystem::path& file, const std::string& name) {
    const auto command = "unzip -p " + file.string() + " " + name;
    std::string text;
    std::unique_ptr<FILE, int (*)(FILE*)> out(popen(command.c_str(), "r"), pclose);
    std::array<char, 4096> some{};
    while (const auto n = fread(some.data(), 1, some.size(), out.get())) text.append(some.data(), n);
    return text;
}

}  // namespace

TEST_CASE("a workbook has a sheet for each table, with numbers and dates as such", "[exchange][xlsx]") {
    const TempDir folder;
    const auto file = folder.path() / "sample.xlsx";
    exchange::write_xlsx(sample(), file);
    const auto sheet = part(file, "xl/worksheets/sheet1.xml");
    CHECK(sheet.find("<v>-39407</v>") != std::string::npos);
    CHECK(sheet.find("<v>46.4") != std::string::npos);
    CHECK(sheet.find("<v>46082</v>") != std::string::npos);  // 1 March 2026, in days as spreadsheets count them
    CHECK(sheet.find("t=\"b\"") != std::string::npos);
    CHECK(sheet.find("state=\"frozen\"") != std::string::npos);
    CHECK(sheet.find("<autoFilter ref=\"A1:F7\"/>") != std::string::npos);
    const auto book = part(file, "xl/workbook.xml");
    for (const auto* name : {"figures", "nothing", "notes"})
        CHECK(book.find("name=\"" + std::string(name) + '"') != std::string::npos);
    const auto notes = part(file, "xl/worksheets/sheet3.xml");
    CHECK(notes.find("A 'note'.") != std::string::npos);
    CHECK(notes.find("From 1 January 2026 to 2 March 2026") != std::string::npos);
}

TEST_CASE("no text becomes a formula or a link, whatever it begins with", "[exchange][xlsx]") {
    const TempDir folder;
    const auto file = folder.path() / "sample.xlsx";
    exchange::write_xlsx(sample(), file);
    const auto sheet = part(file, "xl/worksheets/sheet1.xml");
    CHECK(sheet.find("<f>") == std::string::npos);
    CHECK(sheet.find("hyperlink") == std::string::npos);
    for (const auto* text :
         {"<t>=1+1</t>", "<t>+1</t>", "<t>-1</t>", "<t>@SUM(A1)</t>", "<t>plain &amp; &lt;simple&gt;</t>"})
        CHECK(sheet.find(text) != std::string::npos);
}

TEST_CASE("the same report gives the same workbook, in a file or as bytes", "[exchange][xlsx]") {
    const TempDir folder;
    const auto file = folder.path() / "sample.xlsx";
    exchange::write_xlsx(sample(), file);
    std::ifstream in(file, std::ios::binary);
    const std::string written{std::istreambuf_iterator<char>(in), {}};
    CHECK(written == exchange::render_xlsx(sample()));
    CHECK(written.starts_with("PK"));
}

TEST_CASE("a workbook that cannot be written says which file", "[exchange][xlsx]") {
    CHECK_THROWS_WITH(exchange::write_xlsx(sample(), "/nowhere/at/all.xlsx"), Catch::Contains("/nowhere/at/all.xlsx"));
}

namespace {

Report by_year() {
    Report report{.name = "timeliness", .title = "Timeliness", .as_of = day("Mon 2026-03-02"), .from = {}, .to = {}, .tables = {}, .notes = {}};
    Table table("timeliness", "By year",
                {{"year", "year", Column::Type::text},
                 {"plans_issued_den", "Plans"},
                 {"PC_plans_issued_20_weeks_ex", "Without exempt, %", Column::Type::decimal}});
    table.add_row("2024", 20, 46.4);
    table.add_row("2025", 30, Cell{});
    table.add_row("all", 50, 48.0);
    report.tables.push_back(table);
    return report;
}

}  // namespace

TEST_CASE("shares by year are drawn, without the line for all", "[exchange][xlsx]") {
    const TempDir folder;
    const auto file = folder.path() / "years.xlsx";
    exchange::write_xlsx(by_year(), file);
    const auto chart = part(file, "xl/charts/chart1.xml");
    CHECK(chart.find("<c:lineChart>") != std::string::npos);
    CHECK(chart.find("<c:f>timeliness!$A$2:$A$3</c:f>") != std::string::npos);
    CHECK(chart.find("<c:f>timeliness!$C$2:$C$3</c:f>") != std::string::npos);
    CHECK(chart.find("timeliness!$B") == std::string::npos);  // a count is no share
    CHECK(part(file, "xl/workbook.xml").find("name=\"charts\"") != std::string::npos);
}

TEST_CASE("a list of cases is not drawn", "[exchange][xlsx]") {
    const TempDir folder;
    const auto file = folder.path() / "sample.xlsx";
    exchange::write_xlsx(sample(), file);
    CHECK(part(file, "xl/workbook.xml").find("name=\"charts\"") == std::string::npos);
}

TEST_CASE("a text too long for a cell is cut, between letters, and says so", "[exchange][xlsx]") {
    Report report = sample();
    std::string words;
    while (words.size() < 40'000) words += "é";
    report.tables.back() = Table("long", "Long", {{"text", "Text", Column::Type::text}});
    report.tables.back().add_row(words);
    const TempDir folder;
    const auto file = folder.path() / "long.xlsx";
    exchange::write_xlsx(report, file);
    CHECK(part(file, "xl/worksheets/sheet2.xml").find("é … (cut)</t>") != std::string::npos);
}
