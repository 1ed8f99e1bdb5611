#include <catch2/catch.hpp>

#include "core/reporting/bottlenecks.hpp"
#include "tests/reporting/caseload.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

const Day today = day("Mon 2026-03-02");

/// The window is the ten weeks that end today.
Query ten_weeks(std::optional<By> by = {}) {
    return {.as_of = today, .from = day("Tue 2025-12-23"), .to = today, .by = by};
}

std::size_t row_of(const Table& table, std::string_view key, std::string_view text) {
    for (std::size_t r = 0; r < table.rows(); ++r)
        if (const auto* found = std::get_if<std::string>(&table.at(r, key)); found && *found == text) return r;
    throw std::out_of_range("no row " + std::string(text));
}
std::int64_t number(const Table& table, std::size_t row, std::string_view key) {
    return std::get<std::int64_t>(table.at(row, key));
}
bool is_empty(const Table& table, std::size_t row, std::string_view key) {
    return std::holds_alternative<std::monostate>(table.at(row, key));
}

}  // namespace

TEST_CASE("a case's stages follow each other to the day, and a plan in force is none", "[bottlenecks][stages]") {
    Caseload caseload(today);
    const auto& each = caseload.add(
        "2025-01-06 request_received source=parent\n2025-02-10 assessment_agreed\n2025-04-28 draft_sent\n2025-05-26 "
        "plan_finalised\n"
        "2026-02-02 review_called meeting_on=2026-02-20\n2026-02-20 review_meeting_held\n");
    std::vector<StageSpell> spells;
    stage_spells(each.view, today, spells);
    CHECK(spells == std::vector<StageSpell>{
                        {0, State::requested, day("Mon 2025-01-06"), day("Mon 2025-02-10")},
                        {0, State::assessing, day("Mon 2025-02-10"), day("Mon 2025-04-28")},
                        {0, State::draft, day("Mon 2025-04-28"), day("Mon 2025-05-26")},
                        {3, State::preparing, day("Mon 2026-02-02"), day("Fri 2026-02-20")},
                        {3, State::met, day("Fri 2026-02-20"), std::nullopt},
                    });
}

TEST_CASE("those still in a stage are censored, not left out", "[bottlenecks][kaplan-meier]") {
    Caseload caseload(today);
    caseload.add("2025-12-29 request_received source=parent\n2026-01-08 assessment_agreed\n");   // 10 days
    caseload.add("2025-12-29 request_received source=parent\n2026-01-18 assessment_refused\n");  // 20 days
    caseload.add("2026-01-05 request_received source=parent\n");  // 56 so far, over its 6 weeks
    caseload.add("2026-01-19 request_received source=parent\n");  // 42 so far, in time on its last day
    caseload.add("2026-02-02 request_received source=parent\n");  // 28 so far
    Bottlenecks bottlenecks(ten_weeks(), england_and_wales());
    const auto report = caseload.feed(bottlenecks).report();
    const Table& stages = report.table("stages");
    const auto requested = row_of(stages, "stage", "requested");
    CHECK(number(stages, requested, "waiting_now") == 3);
    CHECK(number(stages, requested, "waiting_median_days") == 42);
    CHECK(number(stages, requested, "waiting_p90_days") == 56);
    CHECK(number(stages, requested, "waiting_longest_days") == 56);
    CHECK(number(stages, requested, "over_limit_now") == 1);
    CHECK(std::get<double>(stages.at(requested, "pc_over_limit_now")) == Approx(33.3));
    CHECK(std::get<double>(stages.at(requested, "entered_per_week")) == Approx(0.5));
    CHECK(std::get<double>(stages.at(requested, "left_per_week")) == Approx(0.2));
    // 4/5 remain after 10 days and 3/5 after 20: the median is not reached.
    CHECK(is_empty(stages, requested, "takes_median_days"));
    const Table& durations = report.table("stage_durations");
    CHECK(number(durations, row_of(durations, "stage", "requested"), "completed") == 2);
}

TEST_CASE("an exemption takes a case out of the share over the limit, not out of the queue", "[bottlenecks]") {
    Caseload caseload(today);
    caseload.add(
        "2026-01-05 request_received source=parent\n2026-01-12 exemption_recorded clock=decide-to-assess limb=E5c "
        "from=2026-01-06 to=2026-01-20 reason=x\n");
    caseload.add("2026-01-05 request_received source=parent\n");
    caseload.add("2026-02-02 request_received source=parent\n");
    Bottlenecks bottlenecks(ten_weeks(), england_and_wales());
    const auto report = caseload.feed(bottlenecks).report();
    const Table& stages = report.table("stages");
    CHECK(number(stages, 0, "waiting_now") == 3);
    CHECK(number(stages, 0, "waiting_now_ex") == 2);
    CHECK(number(stages, 0, "over_limit_now") == 2);
    CHECK(number(stages, 0, "over_limit_now_ex") == 1);
    CHECK(std::get<double>(stages.at(0, "pc_over_limit_now_ex")) == Approx(50.0));
}

TEST_CASE("waiting for others is counted once a day, handling is the rest, over Christmas in working days too",
          "[bottlenecks]") {
    Caseload caseload(today);
    // Assessing from Mon 1 December to Mon 5 January: 35 days, 22 of them working (Christmas Day, Boxing Day and New
    // Year are not). Two advisers are awaited, together from 8 December to 29 December: 21 days, 13 of them working.
    caseload.add(
        "2025-11-03 request_received source=parent\n2025-12-01 assessment_agreed\n"
        "2025-12-08 advice_requested adviser=psychology\n2025-12-10 advice_requested adviser=health\n"
        "2025-12-22 advice_received adviser=psychology\n2025-12-29 advice_received adviser=health\n2026-01-05 "
        "draft_sent\n");
    Bottlenecks bottlenecks(ten_weeks(), england_and_wales());
    const auto report = caseload.feed(bottlenecks).report();
    const Table& durations = report.table("stage_durations");
    const auto assessing = row_of(durations, "stage", "assessing");
    CHECK(number(durations, assessing, "elapsed_median_days") == 35);
    CHECK(number(durations, assessing, "elapsed_median_working_days") == 22);
    CHECK(number(durations, assessing, "wait_median_days") == 21);
    CHECK(number(durations, assessing, "wait_median_working_days") == 13);
    CHECK(number(durations, assessing, "handling_median_days") == 14);
    CHECK(number(durations, assessing, "handling_median_working_days") == 9);
}

TEST_CASE("the trend says how many waited at the end of the same day of each week before", "[bottlenecks]") {
    Caseload caseload(today);  // a Monday; ten weeks before is the eve of the window
    caseload.add(
        "2025-12-22 request_received source=parent\n2026-01-12 assessment_agreed\n");   // ten to eight weeks ago
    caseload.add("2026-01-13 request_received source=parent\n");                        // from six weeks ago
    caseload.add("2026-02-24 request_received source=parent\n2026-03-02 withdrawn\n");  // never on a Monday
    Bottlenecks bottlenecks(ten_weeks(), england_and_wales());
    const auto report = caseload.feed(bottlenecks).report();
    const Table& trend = report.table("stage_trend");
    const auto requested = row_of(trend, "stage", "requested");
    std::vector<std::int64_t> waiting;
    for (std::size_t c = 2; c < trend.columns.size(); ++c)
        waiting.push_back(std::get<std::int64_t>(trend.at(requested, c)));
    CHECK(waiting == std::vector<std::int64_t>{1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1});
    CHECK(trend.columns[2].key == "waiting_10_weeks_before");
    CHECK(number(trend, requested, "waiting_now") ==
          number(report.table("stages"), row_of(report.table("stages"), "stage", "requested"), "waiting_now"));
}

TEST_CASE("each kind of adviser has its own queue", "[bottlenecks][reg8]") {
    Caseload caseload(today);
    const std::string start = "2025-11-03 request_received source=parent\n2025-12-01 assessment_agreed\n";
    caseload.add(start +
                 "2026-01-05 advice_requested adviser=psychology received_on=2026-01-07\n");  // over since 19 February
    caseload.add(start + "2026-01-19 advice_requested adviser=psychology\n");                 // due today
    caseload.add(start +
                 "2026-01-05 advice_requested adviser=health received_on=2026-01-07\n2026-02-02 advice_received "
                 "adviser=health\n");
    caseload.add(start + "2026-01-05 advice_requested adviser=health\n2026-01-12 plan_refused\n");  // stopped: censored
    Bottlenecks bottlenecks(ten_weeks(By::adviser), england_and_wales());
    const auto report = caseload.feed(bottlenecks).report();
    REQUIRE(report.tables.size() == 3);
    const Table& advisers = report.table("advisers");
    const auto psychology = row_of(advisers, "adviser", "psychology");
    const auto health = row_of(advisers, "adviser", "health");
    CHECK(number(advisers, psychology, "waiting_now") == 2);
    CHECK(number(advisers, psychology, "waiting_longest_days") == 56);
    CHECK(number(advisers, psychology, "over_limit_now") == 1);
    CHECK(number(advisers, health, "waiting_now") == 0);
    CHECK(is_empty(advisers, health, "waiting_median_days"));
    CHECK(number(advisers, health, "takes_median_days") == 28);
    const Table& durations = report.table("adviser_durations");
    const auto done = row_of(durations, "adviser", "health");
    CHECK(number(durations, done, "elapsed_median_days") == 28);
    CHECK(number(durations, done, "wait_median_days") == 2);
    CHECK(number(durations, done, "handling_median_days") == 26);
}

TEST_CASE("what began before the window counts from its age then, and what ended before it not at all",
          "[bottlenecks]") {
    Caseload caseload(today);
    caseload.add(
        "2025-10-06 request_received source=parent\n2025-12-22 assessment_agreed\n");  // left the day before the window
    caseload.add(
        "2025-11-24 request_received source=parent\n2025-12-23 assessment_agreed\n");  // on its first day, at 29 days
    Bottlenecks bottlenecks(ten_weeks(By::stage), england_and_wales());
    const auto report = caseload.feed(bottlenecks).report();
    const Table& stages = report.table("stages");
    const auto requested = row_of(stages, "stage", "requested");
    CHECK(std::get<double>(stages.at(requested, "entered_per_week")) == Approx(0.0));
    CHECK(std::get<double>(stages.at(requested, "left_per_week")) == Approx(0.1));
    CHECK(number(stages, requested, "takes_median_days") == 29);
}

TEST_CASE("bottlenecks of teams, in two halves, are those of the whole", "[bottlenecks]") {
    Caseload caseload(today);
    caseload.add("2026-01-05 request_received source=parent\n", of_team("south"));
    caseload.add("2026-01-19 request_received source=parent\n", of_team("north"));
    caseload.add("2026-02-02 request_received source=parent\n", of_team("south"));
    Bottlenecks bottlenecks(ten_weeks(By::team), england_and_wales());
    const auto report =
        caseload.feed_in_halves(bottlenecks, Bottlenecks(ten_weeks(By::team), england_and_wales())).report();
    const Table& stages = report.table("stages");
    REQUIRE(stages.rows() == 2);
    CHECK(std::get<std::string>(stages.at(0, "team")) == "north");
    CHECK(number(stages, 0, "waiting_now") == 1);
    CHECK(number(stages, 1, "waiting_now") == 2);
    CHECK(number(stages, 1, "waiting_longest_days") == 56);
}
