#include <catch2/catch.hpp>

#include "core/exchange/csv.hpp"

using namespace ehcp;
using exchange::CsvTable;

TEST_CASE("a table is read by its heading, with quoted cells and either line end", "[csv]") {
    const auto table = CsvTable::parse("code,name\r\nE06000010,\"Kingston upon Hull, City of\"\r\nE1,\"say \"\"two\"\"\"\n", "t.csv").value();
    CHECK(table.rows() == 2);
    CHECK(table.at(0, "code") == "E06000010");
    CHECK(table.at(0, "name") == "Kingston upon Hull, City of");
    CHECK(table.at(1, "name") == "say \"two\"");
    CHECK(table.has("name"));
    CHECK_FALSE(table.has("names"));
    CHECK_THROWS_AS(table.at(0, "names"), std::out_of_range);
}

TEST_CASE("a table that does not add up is refused, saying where", "[csv]") {
    struct Row {
        const char *because, *text, *message;
    };
    const auto row = GENERATE(values<Row>({
        {"a cell is missing", "a,b\n1,2\n3\n", "record 3 of t.csv has 1 cells, the heading 2"},
        {"a quotation mark is open", "a,b\n1,\"2\n", "a quotation mark in record 2 of t.csv is never closed"},
        {"there is nothing", "", "t.csv is empty; its first line names the columns"},
    }));
    CAPTURE(row.because);
    CHECK(CsvTable::parse(row.text, "t.csv").error().message == row.message);
}
