#include <catch2/catch.hpp>

#include "core/reporting/timeliness.hpp"
#include "core/reporting/timeliness_cases.hpp"
#include "tests/reporting/caseload.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

const Day new_year = day("Mon 2024-01-01");
const Day year_end = day("Tue 2024-12-31");

Query year_2024() { return {.as_of = day("Fri 2026-01-30"), .from = new_year, .to = year_end}; }

std::int64_t number(const Table& table, std::string_view column, std::size_t row = 0) {
    return std::get<std::int64_t>(table.at(row, column));
}
double share(const Table& table, std::string_view column, std::size_t row = 0) {
    return std::get<double>(table.at(row, column));
}
std::string text(const Table& table, std::string_view column, std::size_t row = 0) {
    return std::get<std::string>(table.at(row, column));
}

/// From request to plan, issued on that day.
std::string issued(std::string requested, std::string issued_on) {
    return requested + " request_received source=parent\n" + requested + " assessment_agreed\n" + requested +
           " draft_sent\n" + issued_on + " plan_finalised\n";
}

Report report_of(const Caseload& caseload, Query query) {
    Timeliness timeliness(query);
    return caseload.feed(timeliness).report();
}

}  // namespace

TEST_CASE("the bands of the DfE end on the day 20 weeks and 52 weeks after the request", "[timeliness][boundary]") {
    const Day requested = day("Mon 2024-01-01");
    CHECK(plan_band(requested, requested + days{139}) == PlanBand::within_20_weeks);
    CHECK(plan_band(requested, requested + days{140}) == PlanBand::within_20_weeks);
    CHECK(plan_band(requested, requested + days{141}) == PlanBand::within_a_year);
    CHECK(plan_band(requested, requested + days{363}) == PlanBand::within_a_year);
    CHECK(plan_band(requested, requested + days{364}) == PlanBand::within_a_year);
    CHECK(plan_band(requested, requested + days{365}) == PlanBand::over_a_year);
}

TEST_CASE("plans are counted by the day on which they were issued, in bands, with and without exempt",
          "[timeliness][reg13]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add(issued("2024-01-08", "2024-05-27"));  // day 140
    caseload.add(issued("2024-01-08", "2024-05-28"));  // day 141
    caseload.add(issued("2023-01-09", "2024-01-08"));  // day 364
    caseload.add(issued("2023-01-08", "2024-01-08"));  // day 365
    caseload.add(
        issued("2024-01-08", "2024-06-24") +
        "2024-06-24 exemption_recorded clock=finalise-plan limb=E10c from=2024-02-01 to=2024-03-01 reason=x\n");
    caseload.add(issued("2023-08-07", "2023-12-31"));  // the day before the window
    caseload.add(issued("2024-08-07", "2025-01-01"));  // the day after it
    const auto report = report_of(caseload, year_2024());
    const Table& table = report.tables.front();
    REQUIRE(table.rows() == 1);
    CHECK(number(table, "plans_issued_den") == 5);
    CHECK(number(table, "plans_issued_den_ex") == 4);
    CHECK(number(table, "plans_issued_within_20_weeks") == 1);
    CHECK(number(table, "plans_issued_20_weeks_ex") == 1);
    CHECK(number(table, "plans_issued_gt20weeks_ltYear") == 3);
    CHECK(number(table, "plans_issued_gt20weeks_ltYear_ex") == 2);
    CHECK(number(table, "plans_issued_gt_1_year") == 1);
    CHECK(number(table, "plans_issued_gt_1_year_ex") == 1);
    CHECK(share(table, "pc_plans_issued_within_20_weeks") == Approx(20.0));
    CHECK(share(table, "PC_plans_issued_20_weeks_ex") == Approx(25.0));
    CHECK(share(table, "pc_plans_exempt") == Approx(20.0));
    CHECK(share(table, "avg_weeks_issue_plan") == Approx(33.7));
}

TEST_CASE("a limb that does not hold does not take a plan out of the figures", "[timeliness][reg10]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add(
        issued("2024-01-08", "2024-06-24") +
        "2024-06-24 exemption_recorded clock=finalise-plan limb=E10d from=2024-02-01 to=2024-02-20 reason=x\n");
    const auto report = report_of(caseload, year_2024());
    CHECK(number(report.tables.front(), "plans_issued_den_ex") == 1);
}

TEST_CASE("of the copies of a plan the last counts", "[timeliness][reg13]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add(
        "2024-01-08 request_received source=parent\n2024-01-09 assessment_agreed\n2024-04-01 draft_sent\n2024-05-27 "
        "plan_finalised setting_on=2024-05-28\n");
    const auto report = report_of(caseload, year_2024());
    CHECK(number(report.tables.front(), "plans_issued_within_20_weeks") == 0);
    CHECK(number(report.tables.front(), "plans_issued_den") == 1);
}

TEST_CASE("requests are counted by receipt and keep their first answer", "[timeliness][reg5]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add("2024-01-08 request_received source=parent\n2024-02-19 assessment_agreed\n");  // on the last day
    caseload.add(
        "2024-01-08 request_received source=parent\n2024-02-20 assessment_refused\n2024-05-01 assessment_agreed "
        "because=mediation\n");  // a day late
    caseload.add("2024-12-30 request_received source=parent\n");
    caseload.add("2024-12-30 request_received source=parent\n2024-12-31 withdrawn\n");
    caseload.add("2023-12-31 became_responsible\n2024-01-02 assessment_agreed\n");
    const auto report = report_of(caseload, year_2024());
    const Table& table = report.tables.front();
    CHECK(number(table, "requests_received_in_year") == 4);
    CHECK(number(table, "requests_decided_to_assess") == 1);
    CHECK(number(table, "requests_decided_not_to_assess") == 1);
    CHECK(number(table, "requests_decision_not_made") == 1);
    CHECK(number(table, "requests_withdrawn") == 1);
    CHECK(number(table, "request_outcomes_den") == 3);
    CHECK(number(table, "request_outcome_six_weeks") == 2);
    CHECK(number(table, "request_outcome_over_6_weeks") == 1);
    CHECK(share(table, "request_outcome_six_weeks_pc") == Approx(66.7));
}

TEST_CASE("what happened after the day of the report is not known to it", "[timeliness]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add("2024-12-02 request_received source=parent\n2025-01-13 assessment_agreed\n");
    caseload.add("2024-12-02 request_received source=parent\n2025-01-06 withdrawn\n");
    auto query = year_2024();
    query.as_of = year_end;
    CHECK(number(report_of(caseload, query).tables.front(), "requests_decision_not_made") == 2);
    query.as_of = day("Fri 2026-01-30");
    CHECK(number(report_of(caseload, query).tables.front(), "requests_decision_not_made") == 0);
}

TEST_CASE("refusals have 16 weeks, reviews 4 weeks from the meeting, advice 6 weeks",
          "[timeliness][reg10][reg20][reg8]") {
    Caseload caseload(day("Fri 2026-01-30"));
    const std::string start = "2024-01-08 request_received source=parent\n2024-01-09 assessment_agreed\n";
    caseload.add(start +
                 "2024-01-15 advice_requested adviser=psychology\n2024-02-26 advice_received "
                 "adviser=psychology\n2024-04-29 plan_refused\n");
    caseload.add(start +
                 "2024-01-15 advice_requested adviser=health\n2024-02-27 advice_received adviser=health\n2024-04-30 "
                 "plan_refused\n");
    const std::string plan =
        "2023-01-09 plan_transferred_in made_on=2022-06-01\n2023-12-01 review_called meeting_on=2024-01-15\n2024-01-15 "
        "review_meeting_held\n";
    caseload.add(plan + "2024-02-12 review_decided decision=maintain\n");
    caseload.add(plan + "2024-02-13 review_decided decision=maintain\n");
    const auto report = report_of(caseload, year_2024());
    const Table& table = report.tables.front();
    CHECK(number(table, "plans_refused_den") == 2);
    CHECK(number(table, "plans_refused_within_16_weeks") == 1);
    CHECK(number(table, "review_decisions_den") == 2);
    CHECK(number(table, "review_decisions_within_4_weeks") == 1);
    CHECK(number(table, "advice_den") == 2);
    CHECK(number(table, "advice_within_6_weeks") == 1);

    auto query = year_2024();
    query.by = By::adviser;
    const auto by_adviser = report_of(caseload, query);
    const Table& advisers = by_adviser.tables.front();
    REQUIRE(advisers.rows() == 3);
    CHECK(text(advisers, "adviser", 0) == "health");
    CHECK(number(advisers, "advice_within_6_weeks", 0) == 0);
    CHECK(text(advisers, "adviser", 1) == "psychology");
    CHECK(number(advisers, "advice_within_6_weeks", 1) == 1);
    CHECK(text(advisers, "adviser", 2) == "all");
    CHECK(advisers.columns.size() == 7);
}

TEST_CASE("a plan made to an order of the Tribunal has a timetable of its own", "[timeliness][reg44]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add(
        "2023-06-05 request_received source=parent\n2023-07-03 assessment_refused\n2023-08-01 appeal_registered "
        "received_on=2023-08-01\n"
        "2024-01-15 order_made kind=assess\n2024-01-22 assessment_agreed because=order\n2024-03-04 "
        "draft_sent\n2024-04-01 plan_finalised\n");
    const auto report = report_of(caseload, year_2024());
    CHECK(number(report.tables.front(), "plans_issued_den") == 0);
    CHECK(number(report.tables.front(), "plans_issued_other_timetable") == 1);
}

TEST_CASE("groups are listed in order, what is not recorded last, and the total is everybody", "[timeliness]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add(issued("2024-01-08", "2024-05-27"), born(day("Fri 2019-06-28"), "north"));
    caseload.add(issued("2024-01-08", "2024-06-27"), born(day("Fri 2019-06-28"), "north"));
    caseload.add(issued("2024-01-08", "2024-06-28"), of_team("east"));
    caseload.add(issued("2024-01-08", "2024-06-28"));
    auto query = year_2024();
    const auto plans_of = [&](By by) {
        query.by = by;
        const auto report = report_of(caseload, query);
        const Table& table = report.tables.front();
        std::vector<std::pair<std::string, std::int64_t>> plans;
        for (std::size_t r = 0; r < table.rows(); ++r)
            plans.emplace_back(text(table, token(by), r), number(table, "plans_issued_den", r));
        return plans;
    };
    using Plans = std::vector<std::pair<std::string, std::int64_t>>;
    CHECK(plans_of(By::team) == Plans{{"east", 1}, {"north", 2}, {"not recorded", 1}, {"all", 4}});
    CHECK(plans_of(By::month) == Plans{{"2024-01", 0}, {"2024-05", 1}, {"2024-06", 3}, {"all", 4}});
    // The child was four until 27 June 2024 and five from the day after.
    caseload.add(issued("2024-01-08", "2024-06-28"), born(day("Fri 2019-06-28")));
    CHECK(plans_of(By::age) == Plans{{"00-04", 2}, {"05-10", 1}, {"not recorded", 2}, {"all", 5}});
}

TEST_CASE("several questions are answered in one pass as each would be alone", "[timeliness]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add(issued("2024-01-08", "2024-05-27"), of_team("north"));
    caseload.add(issued("2023-01-09", "2023-06-27"), of_team("east"));
    caseload.add(issued("2025-01-06", "2025-06-27") + "2025-06-30 note text=x\n", of_team("north"));
    caseload.add(
        "2024-03-04 request_received source=parent\n2024-04-02 assessment_agreed\n" +
        std::string("2024-04-03 advice_requested adviser=health\n2024-05-08 advice_received adviser=health\n"));
    std::vector<Query> questions(4, year_2024());
    questions[1].by = By::team;
    questions[2].by = By::year;
    questions[2].from = day("Sun 2023-01-01"), questions[2].to = questions[2].as_of;
    questions[3].by = By::adviser;
    Timeliness first(questions);
    caseload.feed_in_halves(first, Timeliness(questions));
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto together = first.report(i), alone = report_of(caseload, questions[i]);
        const Table &a = together.tables.front(), &b = alone.tables.front();
        REQUIRE(a.rows() == b.rows());
        REQUIRE(a.columns.size() == b.columns.size());
        for (std::size_t r = 0; r < a.rows(); ++r)
            for (std::size_t c = 0; c < a.columns.size(); ++c) CHECK(a.at(r, c) == b.at(r, c));
    }
    const auto by_year = first.report(2);
    const Table& years = by_year.tables.front();
    REQUIRE(years.rows() == 4);
    CHECK(text(years, "year", 0) == "2023");
    CHECK(text(years, "year", 2) == "2025");
    CHECK(number(years, "plans_issued_within_20_weeks", 1) == 1);
    CHECK(number(years, "plans_issued_within_20_weeks", 2) == 0);
    const auto other_day = [&] {
        questions[1].as_of += days{1};
        return Timeliness(questions);
    };
    CHECK_THROWS_AS(other_day(), std::logic_error);
}

TEST_CASE("behind each figure are as many cases as it says, the longest first", "[timeliness][cases]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add(issued("2024-01-08", "2024-05-27"), of_team("north"));  // day 140
    caseload.add(issued("2024-01-08", "2024-05-28"), of_team("north"));  // day 141
    caseload.add(issued("2023-01-08", "2024-01-08"), of_team("east"));
    caseload.add(issued("2024-01-08", "2024-06-24") +
                     "2024-06-24 exemption_recorded clock=finalise-plan limb=E10c from=2024-02-01 to=2024-03-01 reason=x\n",
                 of_team("north"));
    caseload.add(issued("2023-08-07", "2023-12-31"));
    auto query = year_2024();
    query.by = By::team;
    const auto figures = report_of(caseload, query);
    const auto lines = [&](const WantedCases& wanted) {
        TimelinessCases cases(query, wanted);
        const auto report = caseload.feed_in_halves(cases, TimelinessCases(query, wanted)).report();
        std::vector<std::string> references;
        for (std::size_t r = 0; r < report.tables[0].rows(); ++r)
            references.push_back(text(report.tables[0], "reference", r).substr(13));
        return references;
    };
    using Lines = std::vector<std::string>;
    CHECK(lines({.what = Done::plan_issued}) == Lines{"03", "04", "02", "01"});
    CHECK(lines({.what = Done::plan_issued, .late = false}) == Lines{"01"});
    CHECK(lines({.what = Done::plan_issued, .late = true, .exempt = false}) == Lines{"03", "02"});
    CHECK(lines({.what = Done::plan_issued, .group = "north"}) == Lines{"04", "02", "01"});
    CHECK(lines({.what = Done::plan_issued, .group = ""}).empty());
    const Table& table = figures.tables.front();
    for (std::size_t row = 0; row + 1 < table.rows(); ++row) {
        const auto group = std::optional{text(table, "team", row)};
        const auto size = [&](WantedCases wanted) {
            wanted.group = group;
            return std::ssize(lines(wanted));
        };
        CHECK(size({.what = Done::plan_issued}) == number(table, "plans_issued_den", row));
        CHECK(size({.what = Done::plan_issued, .late = false}) == number(table, "plans_issued_within_20_weeks", row));
        CHECK(size({.what = Done::plan_issued, .exempt = false}) == number(table, "plans_issued_den_ex", row));
        CHECK(size({.what = Done::request_received}) == number(table, "requests_received_in_year", row));
        CHECK(size({.what = Done::decided}) == number(table, "request_outcomes_den", row));
    }
}

TEST_CASE("two halves make the whole", "[timeliness]") {
    Caseload caseload(day("Fri 2026-01-30"));
    caseload.add(issued("2024-01-08", "2024-05-27"), of_team("north"));
    caseload.add(issued("2024-01-08", "2024-06-27"), of_team("east"));
    caseload.add(issued("2023-01-08", "2024-06-28"), of_team("north"));
    auto query = year_2024();
    query.by = By::team;
    Timeliness whole(query), half(query);
    const auto one = caseload.feed(whole).report();
    const auto two = caseload.feed_in_halves(half, Timeliness(query)).report();
    const Table& a = one.tables.front();
    const Table& b = two.tables.front();
    REQUIRE(a.rows() == b.rows());
    for (std::size_t r = 0; r < a.rows(); ++r)
        for (std::size_t c = 0; c < a.columns.size(); ++c) CHECK(a.at(r, c) == b.at(r, c));
}

TEST_CASE("a split that makes no sense is refused with the ones that do", "[timeliness]") {
    auto query = year_2024();
    query.by = By::stage;
    const auto refused = check(ReportName::timeliness, query);
    REQUIRE(refused.has_error());
    CHECK(refused.error().message ==
          "timeliness cannot be split by stage; choose one of team, caseworker, setting, adviser, month, year, sex, "
          "need, age");
    query = year_2024();
    std::swap(query.from, query.to);
    CHECK(check(ReportName::timeliness, query).error().where == "to");
}
