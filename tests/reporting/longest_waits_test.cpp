#include <catch2/catch.hpp>

#include "core/reporting/longest_waits.hpp"
#include "tests/reporting/caseload.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

const Day today = day("Mon 2026-03-02");
const Query this_year = {.as_of = today, .from = day("Thu 2026-01-01"), .to = today, .by = {}};

std::vector<std::string> references(const Table& table) {
    std::vector<std::string> texts;
    for (std::size_t r = 0; r < table.rows(); ++r) texts.push_back(std::get<std::string>(table.at(r, "reference")));
    return texts;
}
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("the longest waits are named one by one, longest first", "[longest-waits]") {
    Caseload caseload(today);
    caseload.add("2025-09-01 request_received source=parent\n2025-10-01 assessment_agreed\n");
    caseload.add("2021-03-01 request_received source=parent\n2021-04-01 assessment_agreed\n", of_team("north"));
    caseload.add("2025-09-01 request_received source=parent\n2025-10-01 assessment_refused\n");  // rests
    caseload.add("2026-02-02 request_received source=parent\n");
    caseload.add(
        "2025-09-01 request_received source=parent\n2025-10-01 assessment_agreed\n2025-12-01 draft_sent\n2026-02-02 "
        "plan_finalised\n");
    LongestWaits waits(this_year);
    const auto report = caseload.feed(waits).report();
    const Table& waiting = report.table("waiting");
    CHECK(references(waiting) == Texts{"EHC-2024-000002", "EHC-2024-000001", "EHC-2024-000004"});
    CHECK(std::get<std::int64_t>(waiting.at(0, "waited_days")) == 1827);
    CHECK(std::get<std::string>(waiting.at(0, "clock")) == "refuse-plan");
    CHECK(std::get<std::int64_t>(waiting.at(0, "days_late")) == 1827 - 112);
    CHECK(std::get<std::string>(waiting.at(0, "team")) == "north");
    CHECK(std::holds_alternative<std::monostate>(waiting.at(2, "clock")));
    const Table& issued = report.table("issued");
    CHECK(references(issued) == Texts{"EHC-2024-000005"});
    CHECK(std::get<std::int64_t>(issued.at(0, "waited_days")) == 154);
    CHECK(std::get<std::int64_t>(issued.at(0, "days_late")) == 14);
}

TEST_CASE("only as many as asked for are kept, whatever the order and the halves", "[longest-waits]") {
    Caseload caseload(today);
    for (const auto* on : {"2026-02-05", "2026-02-01", "2026-02-04", "2026-02-02", "2026-02-03", "2026-02-01"})
        caseload.add(std::string(on) + " request_received source=parent\n");
    LongestWaits whole(this_year, 3), half(this_year, 3);
    const Texts longest = {"EHC-2024-000002", "EHC-2024-000006", "EHC-2024-000004"};
    CHECK(references(caseload.feed(whole).report().table("waiting")) == longest);
    CHECK(references(caseload.feed_in_halves(half, LongestWaits(this_year, 3)).report().table("waiting")) == longest);
}

TEST_CASE("each stage has its own list", "[longest-waits]") {
    Caseload caseload(today);
    caseload.add("2025-09-01 request_received source=parent\n");
    caseload.add("2025-08-01 request_received source=parent\n2025-09-01 assessment_agreed\n");
    auto query = this_year;
    query.by = By::stage;
    LongestWaits waits(query, 1);
    const auto report = caseload.feed(waits).report();
    CHECK(references(report.table("waiting")) == Texts{"EHC-2024-000002", "EHC-2024-000001"});
    CHECK(std::get<std::string>(report.table("waiting").at(0, "stage")) == "assessing");
}
