#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <set>
#include <sstream>

#include "core/casework/learnt_dates.hpp"
#include "core/casework/verify.hpp"
#include "core/exchange/whole/whole_record.hpp"
#include "core/exchange/write_demonstration.hpp"
#include "core/store/imports.hpp"
#include "core/store/scan.hpp"
#include "core/store/whole.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::test;

namespace {

std::string exported(TestRecord& record) {
    std::ostringstream out;
    record.readers.read([&](store::Reader& reader) { return write_whole_record(reader, out); });
    return out.str();
}

Result<WholeRecord> read_into(
    TestRecord& record, const std::string& text, std::function<bool()> stopped = [] { return false; }) {
    const auto connection = record.database.connect(store::Access::read_write);
    std::istringstream in(text);
    return read_whole_record(*connection, in, england_and_wales(), stopped);
}

bool is_empty(TestRecord& record) {
    return record.readers.read([](store::Reader& reader) { return store::first_filled_table(reader).empty(); });
}

/// A row or two in tables that a demonstration leaves empty.
void add_rarities(TestRecord& record) {
    raw_sql(record.file,
            "INSERT INTO setting_mailbox VALUES ('900001', 'office@example.org');"
            "INSERT INTO account (id, username, name, password_hash, role, created_at, created_by, "
            "password_changed_at) VALUES (1, 'a.khan', 'A. Khan', 'secret-hash', 'caseworker', 1, 'x', 1);"
            "INSERT INTO token (id, hash, role, label, created_at) VALUES (1, 'secret-token', 'intake', '', 1);"
            "INSERT INTO event_text SELECT case_id, seq, 's', 't' FROM event WHERE 0;"
            "INSERT INTO support_record (id, setting, surname, forename, surname_key, forename_key, created_at, "
            "created_by, updated_at, updated_by) "
            "VALUES (1, '900001', 'O''Test \"quoted\"', 'line' || char(10) || 'break' || char(1), 'x', 'y', 1, 'x', 1, "
            "'x');"
            "INSERT INTO family_contribution VALUES (1, 1, 'views', '2024-03-01', 'meeting', 'words', NULL, 1, 'x', "
            "'y', NULL, NULL);"
            "INSERT INTO family_contribution VALUES (2, 1, 'views', '2024-03-01', 'meeting', 'other words', 1, 1, 'x', "
            "'y', NULL, NULL);"
            "INSERT INTO bank_holiday VALUES ('2027-06-07', 'A bank holiday', 'GOV.UK', 1);"
            "INSERT INTO import_key VALUES ('old', '1', 1, 'x', 1);"
            "INSERT INTO seal VALUES ('2024-12-31', 1, 'x', 1); DELETE FROM seal;");
}

}  // namespace

TEST_CASE("every table of the schema is carried whole, or left out with a reason", "[whole][schema]") {
    TestRecord record;
    std::set<std::string> listed;
    for (const auto& table : store::carried_tables) {
        CAPTURE(table.name);
        CHECK(listed.emplace(table.name).second);
        std::string columns;
        for (const auto& column : store::columns_of(table))
            columns += fmt::format("{}{}", column.name, column.is_number ? "# " : " ");
        if (const auto kept_back = table.kept_back; !kept_back.empty())
            columns += fmt::format("{} ", kept_back.substr(0, kept_back.find('=')));
        // As a set: a column may have come with a later migration.
        std::multiset<std::string> mine, theirs;
        for (std::istringstream words(columns); words >> columns;) mine.insert(columns);
        std::istringstream of_schema(
            raw_sql(record.file, fmt::format("SELECT group_concat(name || CASE type WHEN 'INTEGER' THEN '#' ELSE '' "
                                             "END, ' ') FROM pragma_table_info('{}')",
                                             table.name)));
        for (std::string word; of_schema >> word;) theirs.insert(word);
        CHECK(mine == theirs);
    }
    for (const auto& table : store::left_out_tables) {
        CAPTURE(table.name);
        CHECK(listed.emplace(table.name).second);
        CHECK_FALSE(table.because.empty());
    }
    std::istringstream names(
        raw_sql(record.file,
                "SELECT group_concat(name, ' ') FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"));
    std::set<std::string> tables;
    for (std::string name; names >> name;) tables.insert(name);
    CHECK(tables == listed);
}

TEST_CASE("a record that is written and read into an empty one is the same to the byte, and verifies",
          "[whole][roundtrip]") {
    TestRecord first;
    const auto figures = PublishedFigures::read("schemas/figures");
    const auto demonstration = Demonstration::prepare(figures, "E06000017", 2024, england_and_wales(),
                                                      {.seed = 1, .maintained_plans = false, .today = {}})
                                   .value();
    write_demonstration(first.writer, *demonstration, england_and_wales(), [](Written) {}).value();
    add_rarities(first);
    const auto text = exported(first);
    CHECK(text == exported(first));
    CHECK(text.find("secret") == std::string::npos);

    TestRecord second;
    const auto read = read_into(second, text).value();
    CHECK(read.cases == static_cast<std::int64_t>(demonstration->size()));
    CHECK(exported(second) == text);
    const auto calendar =
        second.readers.read([](store::Reader& reader) { return casework::calendar_of(reader, england_and_wales()); });
    const auto verified = casework::verify(second.readers, calendar, {});
    for (const auto& finding : verified.findings) UNSCOPED_INFO(finding.message);
    CHECK(verified.clean());
    CHECK(verified.digest == read.digest);
    CHECK(raw_sql(second.file, "SELECT COUNT(*) FROM token") == "0");
    CHECK(raw_sql(second.file, "SELECT password_hash FROM account") == "");
    CHECK(raw_sql(second.file, "SELECT COUNT(*) FROM clock_index") ==
          raw_sql(first.file, "SELECT COUNT(*) FROM clock_index"));
    CHECK(read_into(second, text).error().message.starts_with("the record is not empty: its table 'setting' has rows"));
}

TEST_CASE("an export that was changed, cut short or mixed up leaves nothing behind", "[whole][hostile]") {
    TestRecord first;
    const auto reference = first.received(first.request());
    first.record(reference, 0, {EventType::assessment_agreed, day("Fri 2026-02-20")}, "2026-02-20T15:00:00Z").value();
    const auto whole = exported(first);
    const auto without_line_of = [&](std::string_view part) {
        auto text = whole;
        const auto at = text.find(part);
        REQUIRE(at != std::string::npos);
        const auto begin = text.rfind('\n', at) + 1;
        return text.erase(begin, text.find('\n', at) + 1 - begin);
    };
    const auto with = [&](std::string_view from, std::string_view to) {
        auto text = whole;
        REQUIRE(text.find(from) != std::string::npos);
        return text.replace(text.find(from), from.size(), to);
    };
    struct Row {
        const char* because;
        std::string text;
        std::string_view said;
    };
    const std::vector<Row> rows = {
        {"it is empty", "", "the file is empty"},
        {"it is something else", "id,name\n", "line 1: this is not the export of a record"},
        {"it is of a later form", with("{\"ehcp_record\":1}", "{\"ehcp_record\":2}"),
         "line 1: it was written by another version"},
        {"its end is missing", whole.substr(0, whole.find("{\"end\"")), "without the line that says it is whole"},
        {"it is cut in a line", whole.substr(0, whole.size() / 2), "it is not JSON; is the file cut short?"},
        {"a row is missing", without_line_of("\"table\":\"person\""), ""},
        {"an event is missing", without_line_of("assessment_agreed"),
         "the export says that 'event' has 2 rows, and 1 came"},
        {"a date was changed", with("2026-02-20", "2026-02-19"),
         "the log is not the one that was exported: event 1 of EHC-2026-000001"},
        {"a table is unknown", with("\"table\":\"person\"", "\"table\":\"persons\""),
         "it is of a table that is not carried"},
        {"a column is missing", with("\"surname\":\"Blackwood\",", ""),
         "a row of 'person' has 12 columns; this has 11"},
        {"a number is a text", with("\"seq\":0", "\"seq\":\"0\""), "'seq' of 'event' is not a whole number"},
        {"something follows", whole + "{}\n", "something follows the last line"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.because);
        TestRecord second;
        try {
            const auto read = read_into(second, row.text);
            REQUIRE(read.has_error());
            CHECK(read.error().message.find(row.said) != std::string::npos);
            CAPTURE(read.error().message);
            CHECK(read.error().message.find("Blackwood") == std::string::npos);
        } catch (const store::DatabaseError& failure) {
            CHECK(row.said.empty());  // a row whose parent is missing: the schema refuses it
        }
        CHECK(is_empty(second));
    }
    TestRecord second;
    CHECK(read_into(second, whole).has_value());
}
