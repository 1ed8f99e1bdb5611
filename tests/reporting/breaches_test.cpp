#include <catch2/catch.hpp>

#include "core/reporting/breaches.hpp"
#include "tests/reporting/caseload.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

Query on(Day as_of, std::optional<By> by = {}) { return {.as_of = as_of, .from = as_of, .to = as_of, .by = by}; }

std::vector<std::string> column(const Table& table, std::string_view key) {
    std::vector<std::string> texts;
    for (std::size_t r = 0; r < table.rows(); ++r) {
        const Cell& cell = table.at(r, key);
        texts.push_back(std::holds_alternative<std::string>(cell) ? std::get<std::string>(cell) : "");
    }
    return texts;
}
std::vector<std::int64_t> numbers(const Table& table, std::string_view key) {
    std::vector<std::int64_t> all;
    for (std::size_t r = 0; r < table.rows(); ++r) all.push_back(std::get<std::int64_t>(table.at(r, key)));
    return all;
}
using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

constexpr std::string_view requested = "2026-01-12 request_received source=parent\n";  // decide by Mon 2026-02-23

}  // namespace

TEST_CASE("a limit is a breach from the day after its last day, and no sooner", "[breaches][boundary][reg5]") {
    const auto overdue_on = [](Day as_of) {
        Caseload caseload(as_of);
        caseload.add(requested);
        Breaches breaches(on(as_of), england_and_wales(), nullptr);
        return caseload.feed(breaches).standing().size();
    };
    CHECK(overdue_on(day("Sun 2026-02-22")) == 0);
    CHECK(overdue_on(day("Mon 2026-02-23")) == 0);
    CHECK(overdue_on(day("Tue 2026-02-24")) == 1);
}

TEST_CASE("every limit overdue is listed with its provision, longest first, exempt apart", "[breaches]") {
    const auto today = day("Tue 2026-07-07");
    Caseload caseload(today);
    caseload.add(requested, of_team("north"));  // decide 23 Feb, refuse 4 May, final 1 June
    caseload.add(
        std::string(requested) +
            "2026-02-20 assessment_agreed\n2026-05-01 draft_sent\n"
            "2026-05-20 exemption_recorded clock=finalise-plan limb=E10c from=2026-03-02 to=2026-03-20 reason=x\n",
        of_team("east"));
    Breaches breaches(on(today), england_and_wales(), nullptr);
    const auto report = caseload.feed(breaches).report();
    const Table& list = report.table("breaches");
    CHECK(column(list, "reference") ==
          Texts{"EHC-2024-000001", "EHC-2024-000001", "EHC-2024-000001", "EHC-2024-000002"});
    CHECK(column(list, "clock") == Texts{"decide-to-assess", "refuse-plan", "finalise-plan", "finalise-plan"});
    CHECK(numbers(list, "days_late") == Numbers{134, 64, 36, 36});
    CHECK(column(list, "limb") == Texts{"", "", "", "E10c"});
    CHECK(column(list, "provision").front() == "SEND Regulations 2014, reg 5(1)");
    CHECK(column(list, "bearer").front() == "authority");

    const Table& summary = report.table("summary");
    CHECK(column(summary, "clock") == Texts{"decide-to-assess", "finalise-plan", "refuse-plan", "all"});
    CHECK(numbers(summary, "overdue") == Numbers{1, 2, 1, 4});
    CHECK(numbers(summary, "overdue_exempt") == Numbers{0, 1, 0, 1});
    CHECK(numbers(summary, "overdue_ex") == Numbers{1, 1, 1, 3});
    CHECK(numbers(summary, "longest_days_late") == Numbers{134, 36, 64, 134});
    CHECK(std::holds_alternative<std::monostate>(summary.at(0, "new")));
}

TEST_CASE("a right of the family and a target of guidance are never breaches", "[breaches][appeal]") {
    const auto today = day("Mon 2026-06-01");
    Caseload caseload(today);
    // Refused on 20 February: the time to appeal and to contact a mediator has run out, and the draft's target is
    // stopped.
    caseload.add(std::string(requested) + "2026-02-20 assessment_refused\n");
    // Draft sent, window over, a placement asked and silent; only the target of its reply has passed.
    caseload.add(
        "2026-02-02 request_received source=parent\n2026-02-20 assessment_agreed\n2026-04-01 draft_sent\n2026-04-20 "
        "placement_consulted setting=100001\n");
    Breaches breaches(on(today), england_and_wales(), nullptr);
    CHECK(caseload.feed(breaches).standing().empty());
}

TEST_CASE("what falls due is counted in working days, today included, across a bank holiday", "[breaches][boundary]") {
    // Good Friday is 3 April 2026 and Easter Monday the 6th: from Thursday 2 April the fifth working day is Monday the
    // 13th.
    const auto today = day("Thu 2026-04-02");
    Caseload caseload(today);
    caseload.add("2026-02-19 request_received source=parent\n");  // due today
    caseload.add("2026-03-02 request_received source=parent\n");  // due Mon 13 April: the fifth
    caseload.add("2026-03-03 request_received source=parent\n");  // due Tue 14 April: the sixth
    caseload.add("2026-03-10 request_received source=parent\n");  // due Tue 21 April: the eleventh
    caseload.add(
        "2026-03-24 request_received source=parent\n");  // due Tue 5 May, after another bank holiday: the twentieth
    caseload.add("2026-03-25 request_received source=parent\n");  // due Wed 6 May: the twenty-first
    Breaches breaches(on(today), england_and_wales(), nullptr);
    const auto report = caseload.feed(breaches).report();
    CHECK(numbers(report.table("due"), "working_days_left") == Numbers{0, 5, 6, 11, 20});
    CHECK(numbers(report.table("due"), "days_left") == Numbers{0, 11, 12, 19, 33});
    const Table& summary = report.table("summary");
    const auto all = summary.rows() - 1;
    CHECK(numbers(summary, "due_in_5")[all] == 2);
    CHECK(numbers(summary, "due_in_10")[all] == 3);
    CHECK(numbers(summary, "due_in_20")[all] == 5);
}

TEST_CASE("new, continuing and put right are told by what the last night saw", "[breaches]") {
    const auto today = day("Tue 2026-02-24");
    Caseload caseload(today);
    caseload.add("2026-01-12 request_received source=parent\n");                                // overdue since today
    caseload.add("2026-01-05 request_received source=parent\n");                                // overdue for a week
    caseload.add("2026-01-05 request_received source=parent\n2026-02-23 assessment_agreed\n");  // done late, yesterday
    caseload.add("2026-01-05 request_received source=parent\n2026-02-24 withdrawn\n");          // stopped, late
    caseload.add(
        "2026-01-05 request_received source=parent\n2026-02-10 assessment_agreed\n");  // entered late: never a breach
    caseload.add("2026-01-12 request_received source=parent\n");  // first seen earlier this same night
    const auto last_week = day("Tue 2026-02-17");
    const std::vector<KnownBreach> known = {{2, 0, ClockId::decide_to_assess, last_week},
                                            {3, 0, ClockId::decide_to_assess, last_week},
                                            {4, 0, ClockId::decide_to_assess, last_week},
                                            {5, 0, ClockId::decide_to_assess, last_week},
                                            {6, 0, ClockId::decide_to_assess, today}};
    Breaches breaches(on(today), england_and_wales(), &known);
    const auto report = caseload.feed(breaches).report();
    CHECK(column(report.table("breaches"), "reference") ==
          Texts{"EHC-2024-000002", "EHC-2024-000001", "EHC-2024-000006"});
    CHECK(column(report.table("breaches"), "since") == Texts{"continuing", "new", "new"});
    const Table& put_right = report.table("put_right");
    CHECK(column(put_right, "reference") == Texts{"EHC-2024-000004", "EHC-2024-000003", "EHC-2024-000005"});
    CHECK(column(put_right, "outcome") == Texts{"stopped", "done_late", "corrected"});
    CHECK(numbers(put_right, "days_late") == Numbers{8, 7, 0});
    const Table& summary = report.table("summary");
    const auto all = summary.rows() - 1;
    CHECK(numbers(summary, "new")[all] == 2);
    CHECK(numbers(summary, "continuing")[all] == 1);
    CHECK(numbers(summary, "put_right")[all] == 3);
}

TEST_CASE("breaches split by team, adviser and month due, and two halves make the whole", "[breaches]") {
    const auto today = day("Tue 2026-07-07");
    Caseload caseload(today);
    caseload.add(requested, of_team("north"));
    caseload.add(requested, of_team("south"));
    caseload.add(
        std::string(requested) +
            "2026-02-20 assessment_agreed\n2026-02-23 advice_requested adviser=psychology\n2026-05-01 draft_sent\n",
        of_team("north"));
    const auto counts = [&](By by) {
        Breaches whole(on(today, by), england_and_wales(), nullptr);
        const auto report =
            caseload.feed_in_halves(whole, Breaches(on(today, by), england_and_wales(), nullptr)).report();
        std::vector<std::pair<std::string, std::int64_t>> pairs;
        const Table& summary = report.table("summary");
        for (std::size_t r = 0; r < summary.rows(); ++r)
            pairs.emplace_back(column(summary, token(by))[r], numbers(summary, "overdue")[r]);
        return pairs;
    };
    using Pairs = std::vector<std::pair<std::string, std::int64_t>>;
    CHECK(counts(By::team) == Pairs{{"north", 5}, {"south", 3}, {"all", 8}});
    CHECK(counts(By::adviser) == Pairs{{"psychology", 1}, {"not recorded", 7}, {"all", 8}});
    CHECK(counts(By::month) == Pairs{{"2026-02", 2}, {"2026-04", 1}, {"2026-05", 2}, {"2026-06", 3}, {"all", 8}});
}

TEST_CASE("the figures by several splits come from one pass", "[breaches]") {
    const auto today = day("Tue 2026-07-07");
    Caseload caseload(today);
    caseload.add(requested, of_team("north"));
    caseload.add(requested, of_team("south"));
    caseload.add(requested, of_team("north"));
    const auto made = [&] {
        Breaches breaches(on(today), england_and_wales(), nullptr);
        breaches.also_by({By::team, By::sex});
        return breaches;
    };
    auto whole = made();
    caseload.feed_in_halves(whole, made());
    const auto by_team = whole.summary_report(By::team);
    REQUIRE(by_team.tables.size() == 1);
    CHECK(column(by_team.tables[0], "team") == Texts{"north", "south", "all"});
    CHECK(numbers(by_team.tables[0], "overdue") == Numbers{6, 3, 9});
    CHECK(numbers(whole.summary_report(By::sex).tables[0], "overdue") == Numbers{9, 9});
    CHECK(numbers(whole.summary_report().tables[0], "overdue") == Numbers{3, 3, 3, 9});
    CHECK(column(whole.summary_report().tables[0], "clock")[0] == "decide-to-assess");
}
