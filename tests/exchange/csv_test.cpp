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
        {"a cell is missing", "a,b\n1,2\n3\n", "line 3 of t.csv has 1 cells, the heading 2"},
        {"a quotation mark is open", "a,b\n1,\"2\n", "a quotation mark on line 2 of t.csv is never closed; is the file cut short?"},
        {"two columns have one name", "a,b,a\n", "two columns of t.csv are called 'a'; rename one"},
        {"it is separated by semicolons", "a;b\n1;2\n", "the cells of t.csv are not separated by commas; save it as CSV (comma separated)"},
        {"there is nothing", "", "t.csv is empty; its first line names the columns"},
    }));
    CAPTURE(row.because);
    CHECK(CsvTable::parse(row.text, "t.csv").error().message == row.message);
}

TEST_CASE("each record says the line it began on, whatever its cells hold", "[csv]") {
    exchange::CsvReader reader("a,b\n\n\"two\nlines\",1\n5\" pipe,=1+1", "t.csv");
    std::vector<std::string> record;
    REQUIRE(reader.next(record).value());
    CHECK(reader.line() == 1);
    REQUIRE(reader.next(record).value());
    CHECK(reader.line() == 3);  // a blank line is passed over
    CHECK(record == std::vector<std::string>{"two\nlines", "1"});
    REQUIRE(reader.next(record).value());
    CHECK(reader.line() == 5);
    CHECK(record == std::vector<std::string>{"5\" pipe", "=1+1"});  // a quotation mark within a cell is one; a formula is text
    CHECK_FALSE(reader.next(record).value());
}

TEST_CASE("a record larger than any of ours is refused, not kept in memory", "[csv]") {
    std::vector<std::string> record;
    CHECK(exchange::CsvReader("1,2,3,4", "t.csv", {.columns = 3}).next(record).error().message == "line 1 of t.csv has more than 3 cells");
    CHECK(exchange::CsvReader("\n12345", "t.csv", {.cell_bytes = 4}).next(record).error().message ==
          "a cell on line 2 of t.csv is longer than 4 bytes; is a quotation mark missing?");
}
