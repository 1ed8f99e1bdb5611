#include "core/reporting/kept_reports.hpp"

#include <catch2/catch.hpp>

#include <sstream>

#include "core/reporting/render.hpp"
#include "core/store/night_reports.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

Report sample(std::string text = "O'Brien & <Sons>") {
    Report report{.name = "sample",
                  .title = "A sample",
                  .as_of = day("Mon 2026-03-02"),
                  .from = day("Thu 2025-01-02"),
                  .to = std::nullopt,
                  .tables = {},
                  .notes = {"All of it."}};
    Table table("sample", "Sample",
                {{"name", "Name", Column::Type::text},
                 {"n", "Number"},
                 {"share", "Share", Column::Type::decimal},
                 {"yes", "Yes", Column::Type::yes_no},
                 {"on", "On", Column::Type::date}});
    table.add_row(std::move(text), -39407, 46.0, true, day("Sun 2026-03-01"));
    table.add_row(std::string("2026-03-01"), Cell{}, 0.1, false, Cell{});
    table.notes = {"A 'note'."};
    report.tables.push_back(std::move(table));
    Table list("list", "A list that is written when asked for", {{"row", "Row"}});
    list.list_rows(3, [](std::size_t row, Table& into) { into.add_row(row); });
    report.tables.push_back(std::move(list));
    return report;
}

template <class Change>
auto change(TestRecord& record, Change what) {
    return record.writer.perform([&](store::Transaction& t) -> Result<bool> { return what(t); }).value();
}

void finish(store::Transaction& transaction, Day night, std::string_view at) {
    store::claim_night(transaction, night, moment(at));
    store::finish_night(transaction, {.day = night, .finished_at = moment(at), .summary = "{}"});
}

}  // namespace

TEST_CASE("a report that was kept comes back cell for cell, whatever is made of it", "[kept]") {
    const auto report = sample();
    const auto back = report_from_kept(kept_text(report));
    for (const auto format : all<Format>()) {
        std::ostringstream before, after;
        render(report, format, before);
        render(back, format, after);
        CHECK(before.str() == after.str());
    }
    for (std::size_t c = 0; c < back.tables[0].columns.size(); ++c)
        for (std::size_t r = 0; r < 2; ++r) CHECK(back.tables[0].at(r, c) == report.tables[0].at(r, c));
    CHECK(kept_text(back) == kept_text(report));
}

TEST_CASE("a text that is no kept report says so", "[kept]") {
    for (const auto* text : {"", "[]", "{}", "{\"name\":1}"})
        CHECK_THROWS_WITH(report_from_kept(text), Catch::Contains("cannot be read"));
}

TEST_CASE("what is kept again unchanged is no change, and the long tables are of the newest night only", "[kept]") {
    TestRecord record;
    const auto monday = day("Mon 2026-03-02"), tuesday = day("Tue 2026-03-03");
    const std::vector<std::pair<KeptName, Report>> reports = {
        {{"breaches"}, sample()}, {{"breaches", By::team}, sample()}, {{"breaches", By::setting}, sample()}};
    const auto keep = [&](Day night) {
        return change(record, [&](store::Transaction& t) { return keep_reports(t, night, reports); });
    };
    const auto kept = [&](Day night) {
        return record.readers.read([&](store::Reader& reader) {
            std::vector<std::string> splits;
            for (const auto* split : {"", "team", "setting"})
                if (store::night_report(reader, night, "breaches", split)) splits.emplace_back(split);
            return splits;
        });
    };
    CHECK(keep(monday));
    CHECK_FALSE(keep(monday));
    CHECK(keep(tuesday));
    CHECK(kept(monday) == std::vector<std::string>{"", "team"});
    CHECK(kept(tuesday) == std::vector<std::string>{"", "team", "setting"});
    keep(monday + nights_kept);
    CHECK(kept(monday).size() == 2);
    keep(monday + nights_kept + days{1});
    CHECK(kept(monday).empty());
}

TEST_CASE("kept reports are held until another night is finished", "[kept]") {
    TestRecord record;
    const auto monday = day("Mon 2026-03-02");
    KeptReports kept;
    const auto find = [&](const KeptName& name) {
        return record.readers.read([&](store::Reader& reader) {
            const auto night = KeptReports::night(reader);
            return night ? kept.find(reader, *night, name) : nullptr;
        });
    };
    CHECK(find({"breaches"}) == nullptr);
    const auto run = [&](Day night, std::string text, std::string_view at) {
        change(record, [&](store::Transaction& t) {
            finish(t, night, at);
            return keep_reports(t, night, {{{"breaches"}, sample(std::move(text))}});
        });
    };
    run(monday, "first", "2026-03-02T02:00:00Z");
    const auto first = find({"breaches"});
    REQUIRE(first);
    CHECK(std::get<std::string>(first->tables[0].at(0, "name")) == "first");
    CHECK(find({"breaches"}) == first);
    CHECK(find({"breaches", By::team}) == nullptr);
    run(monday + days{1}, "second", "2026-03-03T02:00:00Z");
    CHECK(std::get<std::string>(find({"breaches"})->tables[0].at(0, "name")) == "second");
    CHECK(std::get<std::string>(first->tables[0].at(0, "name")) == "first");
}
