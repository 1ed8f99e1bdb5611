#include <catch2/catch.hpp>

#include <fstream>

#include "core/exchange/bring/bank_holiday_file.hpp"
#include "core/exchange/bring/calendar_file.hpp"
#include "core/exchange/bring/closures_file.hpp"
#include "core/exchange/bring/date_format.hpp"
#include "core/exchange/bring/mapping.hpp"
#include "core/exchange/bring/settings_extract.hpp"
#include "core/exchange/bring/sheet.hpp"
#include "core/exchange/bring/text_encoding.hpp"
#include "core/exchange/xlsx.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using test::day;

namespace {

std::string corpus(const std::string& file) {
    std::ifstream in("tests/fuzz/corpus/" + file, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a text is UTF-8 with or without a mark, or Windows-1252, and says which", "[bring][encoding]") {
    CHECK(decode_text("Zo\xC3\xAB", "t").value().encoding == Encoding::utf_8);
    const auto marked = decode_text("\xEF\xBB\xBFZo\xC3\xAB", "t").value();
    CHECK(marked.encoding == Encoding::utf_8_with_mark);
    CHECK(marked.text == "Zo\xC3\xAB");
    const auto old = decode_text("Zo\xEB \x80 \x92", "t").value();
    CHECK(old.encoding == Encoding::windows_1252);
    CHECK(old.text == "Zo\xC3\xAB \xE2\x82\xAC \xE2\x80\x99");
}

TEST_CASE("what is no text is refused, saying what it seems to be", "[bring][encoding]") {
    struct Row {
        const char* because;
        std::string bytes;
        const char* message;
    };
    const auto row = GENERATE(values<Row>({
        {"a workbook", "PK\x03\x04",
         "t is a workbook or another zip file, not text; save it as CSV (UTF-8) and give that"},
        {"an old workbook", "\xD0\xCF\x11\xE0",
         "t is an old Excel workbook (.xls), not text; save it as CSV (UTF-8) and give that"},
        {"UTF-16", "\xFF\xFEi\0", "t is in UTF-16; save it as CSV (UTF-8) and give that"},
        {"a byte 0", std::string("a\nb\0c", 5),
         "t is no text: there is a byte 0 on line 2; save it as CSV (UTF-8) and give that"},
        {"a byte of neither encoding", "a\nb\x81",
         "t is neither UTF-8 nor Windows-1252 (line 2); save it as CSV (UTF-8) again"},
    }));
    CAPTURE(row.because);
    CHECK(decode_text(row.bytes, "t").error().message == row.message);
}

TEST_CASE("a workbook's texts, numbers and dates come as a table's would", "[bring][xlsx]") {
    const auto bytes = corpus("xlsx/plain.xlsx");
    const auto sheet = read_sheet(bytes, "plain.xlsx").value();
    CHECK(sheet.unit == "row");
    CHECK(sheet.taken_as == "the sheet 'Cases' of a workbook");
    CHECK(sheet.columns == std::vector<std::string>{"id", "surname", "when"});
    REQUIRE(sheet.rows.size() == 2);
    CHECK(sheet.rows[0].number == 3);  // as the spreadsheet shows it
    CHECK(sheet.rows[0].cells == std::vector<std::string>{"1", "Test", "2023-03-15"});
    // A formula is the value that was saved; a style with a day in it makes a date; what is broken says nothing.
    CHECK(sheet.rows[1].cells == std::vector<std::string>{"2", "TRUE", "2023-03-15"});
    CHECK(read_sheet(bytes, "plain.xlsx", "Other").error().message ==
          "plain.xlsx has no sheet 'Other'; it has 'Cases'");
    CHECK(read_sheet("a,b\n", "t.csv", "Cases").error().where == "sheet");
}

TEST_CASE("a workbook that this program writes is read back as it was meant", "[bring][xlsx]") {
    using reporting::Column;
    reporting::Table table("cases", "Cases",
                           {{"id", "Id", Column::Type::text}, {"when", "When", Column::Type::date}, {"n", "Number"}});
    table.add_row("=R1", day("Mon 2015-03-02"), 1234567);
    table.add_row("two\nlines & <more>", day("Sun 2026-03-01"), -1);
    reporting::Report report{.name = "cases",
                             .title = "Cases",
                             .as_of = day("Mon 2026-03-02"),
                             .from = day("Thu 2026-01-01"),
                             .to = day("Mon 2026-03-02"),
                             .tables = {},
                             .notes = {}};
    report.tables.push_back(table);
    const auto bytes = render_xlsx(report);
    const auto sheet = read_sheet(bytes, "cases.xlsx", "cases").value();
    CHECK(sheet.columns == std::vector<std::string>{"Id", "When", "Number"});
    REQUIRE(sheet.rows.size() == 2);
    CHECK(sheet.rows[0].cells == std::vector<std::string>{"=R1", "2015-03-02", "1234567"});
    CHECK(sheet.rows[1].cells == std::vector<std::string>{"two\nlines & <more>", "2026-03-01", "-1"});
}

TEST_CASE("a hostile workbook costs a message", "[bring][xlsx][hostile]") {
    struct Row {
        const char *because, *file;
        std::string_view said;
    };
    const auto row = GENERATE(values<Row>({
        {"it unpacks a thousand times over", "bomb.xlsx", "unpacks to more than"},
        {"it has a column far out", "far.xlsx", "more than 500 columns"},
        {"parts of it are missing", "no_part.xlsx", "it has no part"},
    }));
    CAPTURE(row.because);
    const auto bytes = corpus(std::string("xlsx/") + row.file);
    const auto read = read_sheet(bytes, row.file);
    REQUIRE(read.has_error());
    CHECK(read.error().message.find(row.said) != std::string::npos);
    CHECK(read.error().message.find(row.file) != std::string::npos);
}

TEST_CASE("an entity of XML is not expanded, and a workbook cut short is refused", "[bring][xlsx][hostile]") {
    const auto entities = corpus("xlsx/entities.xlsx");
    const auto unexpanded = read_sheet(entities, "e.xlsx").value();
    REQUIRE_FALSE(unexpanded.columns.empty());
    CHECK(unexpanded.columns[0].find("aa") == std::string::npos);
    const auto whole = corpus("xlsx/plain.xlsx");
    CHECK(read_sheet(std::string_view(whole).substr(0, whole.size() / 2), "p.xlsx").error().message ==
          "p.xlsx cannot be read: it is cut short or not a workbook; save it again from the spreadsheet program");
    CHECK(read_sheet(whole, "p.xlsx", {}, {.entries = 3}).error().kind == Refusal::too_large);
}

TEST_CASE("a table over the limits is refused", "[bring][csv]") {
    CHECK(sheet_of_csv("a\n1\n2\n3\n", "t.csv", {.rows = 2}).error().message == "t.csv has more than 2 rows; split it");
    CHECK(sheet_of_csv("a\n1\n", "t.csv", {.bytes = 3}).error().kind == Refusal::too_large);
    CHECK(sheet_of_csv("", "t.csv").error().message == "t.csv is empty; its first line names the columns");
}

TEST_CASE("a date is read as the mapping says, and never guessed", "[bring][dates]") {
    const auto read = [](std::string_view form, std::string_view text) {
        return DateFormat::parse(form).value().read(text);
    };
    CHECK(read("DD/MM/YYYY", "02/03/2015") == day("Mon 2015-03-02"));
    CHECK(read("DD/MM/YYYY", "2/3/2015 00:00:00") == day("Mon 2015-03-02"));
    CHECK(read("D MMM YY", "2 Mar 15") == day("Mon 2015-03-02"));
    CHECK(read("D MMMM YYYY", "2 march 2015") == day("Mon 2015-03-02"));
    CHECK_FALSE(read("DD/MM/YYYY", "31/02/2015"));
    CHECK_FALSE(read("DD/MM/YYYY", "02/03/2015 or so"));
    CHECK_FALSE(read("DD/MM/YYYY", "02-03-2015"));
    CHECK(read_date("2015-03-02T09:30:00", {}) == day("Mon 2015-03-02"));
    for (const auto* const form : {"DD/MM", "MM/MM/YYYY", "DDD/MM/YYYY", "DD/MM/YYYY2", "the day"})
        CHECK(DateFormat::parse(form).has_error());
    CHECK(DateFormat::parse("DD/MM/YYYY").value().contradicts(DateFormat::parse("MM/DD/YYYY").value()));
    CHECK_FALSE(DateFormat::parse("DD/MM/YYYY").value().contradicts(DateFormat::parse("DD-MM-YYYY").value()));
}

TEST_CASE("a mapping that cannot be meant is refused with its place", "[bring][mapping]") {
    struct Row {
        const char *because, *text, *message;
    };
    const auto row = GENERATE(values<Row>({
        {"it names no system", R"({"columns":{"id":"a","surname":"b","forename":"c","date_of_birth":"d"}})",
         "m.json, source: name the system that the rows come from; a row is known again by that name and its id"},
        {"it names no id", R"({"source":"x","columns":{"surname":"b"}})",
         "m.json, columns.id: say which column it is; no case can be known without it"},
        {"it names a field that there is not", R"({"source":"x","columns":{"sirname":"b"}})",
         "m.json, columns.sirname: there is no such field; 'ehcp import cases --template' lists all"},
        {"two forms of dates contradict each other", R"({"dates":["DD/MM/YYYY","MM/DD/YYYY"]})",
         "m.json, dates: by 'DD/MM/YYYY' and 'MM/DD/YYYY' one text can be two days; keep one"},
        {"a word is translated twice",
         R"({"columns":{"source":{"column":"s","words":{"Mum":"parent","MUM":"school"}}}})",
         "m.json, columns.source.words: 'MUM' stands there twice; capitals do not count"},
        {"a name means nothing", R"({"colums":{}})",
         "m.json, colums: it means nothing; a mapping has source, sheet, dates, empty, columns, assume_steps_before "
         "and about"},
    }));
    CAPTURE(row.because);
    CHECK(read_mapping(row.text, "m.json").error().message == row.message);
}

TEST_CASE("the template and its mapping belong together", "[bring][mapping]") {
    const auto mapping = read_mapping(template_mapping(), "template").value();
    const auto sheet = sheet_of_csv(template_csv(), "template").value();
    CHECK(mapping.columns.size() == count_of<CaseColumn>);
    for (const auto& each : mapping.columns)
        CHECK(std::ranges::find(sheet.columns, each.column) != sheet.columns.end());
    std::ifstream csv("schemas/imports/cases.csv"), map("schemas/imports/cases.map.json");
    CHECK(std::string(std::istreambuf_iterator<char>(csv), {}) == template_csv());
    CHECK(std::string(std::istreambuf_iterator<char>(map), {}) == template_mapping());
}

TEST_CASE("a calendar's days are read; what is of hours, repeats or is no date is said with its line",
          "[bring][ical]") {
    const auto file = read_calendar_file(corpus("ical/school.ics"), "school.ics").value();
    REQUIRE(file.entries.size() == 1);
    CHECK(file.entries[0] ==
          CalendarEntry{4, "Summer holiday, all schools", day("Wed 2026-07-22"), day("Wed 2026-09-02")});
    REQUIRE(file.faults.size() == 2);
    CHECK(file.faults[0].line == 11);
    CHECK(file.faults[0].why == "it is of hours, not of whole days; only days on which a setting is closed count");
    CHECK(file.faults[1].line == 15);
    CHECK(file.faults[1].why == "it repeats; write each closure out as an event of its own");
    CHECK(read_calendar_file(corpus("ical/cut.ics"), "cut.ics").error().message ==
          "the event on line 11 of cut.ics does not end; is the file cut short?");
    CHECK(read_calendar_file("BEGIN:VCALENDAR\nVERSION:2.0\n", "x.ics").error().message ==
          "x.ics does not end with END:VCALENDAR; is it cut short?");
    CHECK(read_calendar_file("a,b\n", "x.ics").error().message ==
          "x.ics is not a calendar: its first line is not BEGIN:VCALENDAR");
}

TEST_CASE("from midnight to midnight is a whole day, unless it is midnight elsewhere", "[bring][ical]") {
    const auto read = [](const std::string& from, const std::string& to) {
        return read_calendar_file(
                   "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART" + from + "\nDTEND" + to + "\nEND:VEVENT\nEND:VCALENDAR\n",
                   "x.ics")
            .value();
    };
    const auto local = read(";TZID=Europe/London:20260722T000000", ";TZID=Europe/London:20260902T000000");
    REQUIRE(local.entries.size() == 1);
    CHECK(local.entries[0].until == day("Wed 2026-09-02"));
    CHECK(read(":20260722T000000Z", ":20260902T000000Z").faults.size() == 1);
    CHECK(read(";VALUE=DATE:20260722", ";VALUE=DATE:20260722").entries[0].until == day("Thu 2026-07-23"));
    CHECK(read(";VALUE=DATE:20260722", ";VALUE=DATE:20260721").faults[0].why == "it ends before it begins");
}

TEST_CASE("closures come from their dates, or from the terms between which they lie", "[bring][closures]") {
    const auto closures =
        read_closures(
            "setting,closed_from,closed_to,title\n100001,22/07/2026,01/09/2026,Summer\n100001,2026-10-26,,Half term\n",
            "c.csv")
            .value();
    REQUIRE(closures.closures.size() == 1);
    CHECK(closures.closures[0] == FoundClosure{2, "100001", day("Wed 2026-07-22"), day("Wed 2026-09-02"), "Summer"});
    REQUIRE(closures.faults.size() == 1);
    CHECK(closures.faults[0].row == 3);

    const auto terms = read_closures(
                           "URN,term_from,term_to\n100001,2026-11-02,2026-12-18\n100001,2026-09-02,2026-10-23\n100002,"
                           "2027-01-04,2027-02-12\n",
                           "t.csv")
                           .value();
    REQUIRE(terms.closures.size() == 1);  // between two terms of one setting, in whichever order they stand
    CHECK(terms.closures[0] == FoundClosure{2, "100001", day("Sat 2026-10-24"), day("Mon 2026-11-02"), ""});
    CHECK(read_closures("closed_from,reopens,setting\n2026-07-22\n", "c.csv").value().faults[0].why ==
          "it has 1 cells, the heading 3");
    CHECK(read_closures("a,b\n1,2\n", "x.csv").error().message.starts_with("x.csv is no list of closures"));

    const auto only = read_closures(corpus("closures/school.ics"), "school.ics", "HOLIDAY").value();
    CHECK(only.closures.size() == 1);
    CHECK(read_closures(corpus("closures/school.ics"), "school.ics", "inset").value().passed_over == 1);
}

TEST_CASE("GOV.UK's bank holidays are those of England and Wales", "[bring][calendar]") {
    const auto read = read_bank_holidays(corpus("bank_holidays/plain.json"), "b.json").value();
    REQUIRE(read.size() == 2);
    CHECK(read[0] == PublishedHoliday{day("Fri 2027-01-01"), "New Year\xE2\x80\x99s Day"});
    CHECK(read_bank_holidays(R"({"scotland":{}})", "b.json").error().message ==
          "b.json has no list 'events' under 'england-and-wales'; it is the file at "
          "https://www.gov.uk/bank-holidays.json");
    CHECK(read_bank_holidays(corpus("bank_holidays/bad_date.json"), "b.json").error().message ==
          "event 1 of 'england-and-wales' in b.json has no 'date' as 2026-12-25");
    CHECK(read_bank_holidays("{\"england-and-wales\":", "b.json").error().kind == Refusal::bad_json);
}

TEST_CASE("the national register's extract is read by its own column names", "[bring][settings]") {
    const auto bytes = corpus("settings/plain.csv");
    auto extract = SettingsExtract::open(bytes, "edubase.csv").value();
    CHECK(extract.encoding() == Encoding::windows_1252);
    ExtractRow row;
    REQUIRE(extract.next(row).value());
    CHECK(row.name == "School of St. Zo\xC3\xAB");
    CHECK(row.registered.sen_unit);
    CHECK_FALSE(row.registered.resourced_provision);
    CHECK(row.registered.la == "201");
    CHECK(row.is_open());
    REQUIRE(extract.next(row).value());
    CHECK(row.registered.closed_on == day("Fri 2012-08-31"));
    CHECK_FALSE(row.is_open());
    REQUIRE(extract.next(row).value());
    REQUIRE(row.faults.size() == 4);
    CHECK(row.faults[0].place == "column 'URN'");
    CHECK_FALSE(extract.next(row).value());
    CHECK(SettingsExtract::open("URN,Name\n", "x.csv")
              .error()
              .message.starts_with("x.csv has no column 'EstablishmentName', 'TypeOfEstablishment (name)'"));
}
