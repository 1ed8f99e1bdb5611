#include "core/exchange/worklist_report.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <sstream>

#include "core/reporting/render.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

const auto today = day("Tue 2026-02-24");  // the day after the last to decide on requests of 12 January

struct Requests : TestRecord {
    /// So many requests of 12 January 2026, of one team.
    explicit Requests(int number) {
        for (int i = 0; i < number; ++i) {
            auto intake = request("Veryuncommon", "Child");
            intake.child.date_of_birth = day("Mon 2015-03-02") + days{i};
            received(intake);
        }
    }
    template <class Use>
    auto with(const WorklistFile& asked, Use use) {
        return readers.read([&](store::Reader& reader) { return use(worklist_report(reader, asked, today)); });
    }
};

std::string csv_of(const Report& report) {
    std::ostringstream out;
    render_csv(report.tables.front(), out);
    return out.str();
}

}  // namespace

TEST_CASE("a worklist is a line for each open clock, with dates as dates and no name", "[exchange][worklist]") {
    Requests record(1);
    const auto report = record.with({.title = "Overdue", .lists = {{{}, {.overdue = true}}}}, [](const Report& r) { return csv_of(r); });
    CHECK(report ==
          "reference,clock,due_on,days_left,overdue,exempt,kind,whose,body,began_on,team,caseworker,setting\r\n"
          "EHC-2026-000001,decide-to-assess,2026-02-23,-1,true,false,limit,authority,,2026-01-12,,,100001\r\n");
}

TEST_CASE("a list longer than a page is read page by page, each line once and in order, and again from the first", "[exchange][worklist]") {
    Requests record(450);
    std::set<store::CaseId> told;
    const WorklistFile file{.title = "Overdue",
                            .lists = {{"overdue", {.overdue = true}}, {"none", {.team = "Nobody's"}}, {"again", {.overdue = true}}},
                            .on_line = [&](store::CaseId id) { told.insert(id); }};
    record.with(file, [&](const Report& report) {
        const Table& table = report.tables.front();
        REQUIRE(table.rows() == 900);
        std::vector<std::string> references;
        for (std::size_t row = 0; row < 900; ++row) {
            CHECK(std::get<std::string>(table.at(row, "list")) == (row < 450 ? "overdue" : "again"));
            references.push_back(std::get<std::string>(table.at(row, "reference")));
        }
        CHECK(std::set(references.begin(), references.end()).size() == 450);
        CHECK(std::equal(references.begin(), references.begin() + 450, references.begin() + 450));
        CHECK(std::get<std::string>(table.at(0, "reference")) == "EHC-2026-000001");
        CHECK(std::get<std::string>(table.at(449, "reference")) == "EHC-2026-000450");
        return 0;
    });
    CHECK(told.size() == 450);
}

TEST_CASE("a file that holds the first lines only says so", "[exchange][worklist]") {
    Requests record(5);
    record.with({.title = "Overdue", .lists = {{{}, {.overdue = true}}}, .most = 3}, [](const Report& report) {
        CHECK(report.tables.front().rows() == 3);
        CHECK_THAT(report.tables.front().notes.back(), Catch::StartsWith("The first 3 only"));
        return 0;
    });
    record.with({.title = "Overdue", .lists = {{{}, {.overdue = true}}}, .most = 5}, [](const Report& report) {
        CHECK(report.tables.front().rows() == 5);
        CHECK_THAT(report.tables.front().notes.back(), !Catch::StartsWith("The first"));
        return 0;
    });
}
