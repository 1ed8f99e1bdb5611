#include <catch2/catch.hpp>

#include <boost/json.hpp>

#include <sstream>

#include "core/reporting/render.hpp"
#include "core/reporting/text_width.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

Report report_with(std::string text) {
    Report report{.name = "sample",
                  .title = "A sample & more",
                  .as_of = day("Mon 2026-03-02"),
                  .from = {},
                  .to = {},
                  .tables = {},
                  .notes = {"All <of> it."}};
    Table table("sample", "Sample",
                {{"name", "Name", Column::Type::text},
                 {"n", "Number"},
                 {"share", "Share", Column::Type::decimal},
                 {"yes", "Yes", Column::Type::yes_no},
                 {"on", "On", Column::Type::date},
                 {"none", "None"}});
    table.add_row(text, -39407, 46.4, true, day("Sun 2026-03-01"), Cell{});
    table.notes = {"A 'note'."};
    report.tables.push_back(table);
    return report;
}

std::string printed(const Report& report, Format format) {
    std::ostringstream out;
    render(report, format, out);
    return out.str();
}

}  // namespace

TEST_CASE("CSV quotes what must be quoted and keeps a negative number a number", "[render][csv]") {
    CHECK(printed(report_with("a \"b\", c"), Format::csv) ==
          "name,n,share,yes,on,none\r\n\"a \"\"b\"\", c\",-39407,46.4,true,2026-03-01,\r\n");
    CHECK(printed(report_with("two\nlines"), Format::csv) ==
          "name,n,share,yes,on,none\r\n\"two\nlines\",-39407,46.4,true,2026-03-01,\r\n");
}

TEST_CASE("no cell of a CSV is run as a formula", "[render][csv]") {
    for (const auto* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠SUM(A1)"}) {
        const auto csv = printed(report_with(text), Format::csv);
        const auto row = csv.substr(csv.find("\r\n") + 2);
        CHECK((row.starts_with("'" + std::string(text)) || row.starts_with("\"'" + std::string(text))));
    }
    CHECK(printed(report_with("=HYPERLINK(\"x\",\"y\")"), Format::csv).find("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"") !=
          std::string::npos);
}

TEST_CASE("HTML escapes every text and needs nothing from elsewhere", "[render][html]") {
    const auto html = printed(report_with("<script>alert('x')</script> & \"y\""), Format::html);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("&lt;script&gt;alert(&apos;x&apos;)&lt;/script&gt; &amp; &quot;y&quot;") != std::string::npos);
    CHECK(html.find("<title>A sample &amp; more</title>") != std::string::npos);
    CHECK(html.find("All &lt;of&gt; it.") != std::string::npos);
    CHECK(html.find("http") == std::string::npos);
    CHECK(html.find("{{") == std::string::npos);
    CHECK(html.find("<td class=\"n\">-39,407</td>") != std::string::npos);
}

TEST_CASE("JSON keeps types, and rows of the first table stand at the top", "[render][json]") {
    auto report = report_with("Ó Sé");
    report.tables.push_back(Table("other", "Other", {{"n", "Number"}}));
    const auto json = boost::json::parse(printed(report, Format::json));
    CHECK(json.at("report") == "sample");
    CHECK(json.at("as_of") == "2026-03-02");
    CHECK(json.at("from").is_null());
    const auto& row = json.at("rows").at(0);
    CHECK(row.at("name") == "Ó Sé");
    CHECK(row.at("n") == -39407);
    CHECK(row.at("share") == 46.4);
    CHECK(row.at("yes") == true);
    CHECK(row.at("on") == "2026-03-01");
    CHECK(row.at("none").is_null());
    CHECK(json.at("columns").at(1).at("type") == "number");
    CHECK(json.at("tables").at("other").at("rows").as_array().empty());
}

TEST_CASE("a terminal's table is aligned by what a terminal shows", "[render][table]") {
    Report report{.name = "s",
                  .title = "Sample",
                  .as_of = day("Mon 2026-03-02"),
                  .from = {},
                  .to = {},
                  .tables = {},
                  .notes = {}};
    Table table("s", "Names", {{"name", "Name", Column::Type::text}, {"n", "N"}});
    table.add_row("Zoë", 7);
    table.add_row("李明", 1234);
    report.tables.push_back(table);
    CHECK(printed(report, Format::table) == "Sample\n\nNames\nName      N\n────  ─────\nZoë       7\n李明  1,234\n\n");
}

TEST_CASE("people are shown part of a long list, and told", "[render]") {
    Report report{.name = "s",
                  .title = "Sample",
                  .as_of = day("Mon 2026-03-02"),
                  .from = {},
                  .to = {},
                  .tables = {},
                  .notes = {}};
    Table table("s", "Many", {{"n", "N"}});
    for (std::size_t i = 0; i < rows_shown + 1234; ++i) table.add_row(i);
    report.tables.push_back(table);
    CHECK(printed(report, Format::table).find("… and 1234 more") != std::string::npos);
    CHECK(printed(report, Format::html).find("… and 1,234 more") != std::string::npos);
    CHECK(boost::json::parse(printed(report, Format::json)).at("rows").as_array().size() == rows_shown + 1234);
}

TEST_CASE("combining marks take no column and wide characters two", "[render]") {
    CHECK(text_width("Zoë") == 3);
    CHECK(text_width("Zoe\u0308") == 3);
    CHECK(text_width("李明") == 4);
    CHECK(text_width("…") == 1);
    CHECK(text_width("") == 0);
}
