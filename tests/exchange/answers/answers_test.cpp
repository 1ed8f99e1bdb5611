#include "core/exchange/answers/answers.hpp"

#include <catch2/catch.hpp>

#include <deque>

#include "tests/reporting/caseload.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

const auto today = day("Mon 2026-03-02");
const SettingTypes types = {{"100001", "primary"}};

CaseFacts child_at(std::string_view setting) {
    auto facts = born(day("Mon 2015-03-02"));
    facts.setting = setting;
    facts.need = "asd";
    return facts;
}

using Cases = std::deque<NotedCase>;

void note(Cases& cases, std::string_view lines, const CaseFacts& facts = child_at("100001")) { cases.emplace_back(facts, lines, today); }

/// As the scan would feed it: the second half merged into the first.
Report answers(const Cases& cases, int year, int years = 1) {
    Answers first(year, years, today, types), second(year, years, today, types);
    for (std::size_t i = 0; i < cases.size(); ++i) (i % 2 == 0 ? first : second).add(cases[i].facts, cases[i].view, cases[i].events());
    first.merge(std::move(second));
    return first.report();
}

/// Of the row with these texts in its first columns.
Cell cell(const Report& report, std::string_view table, const std::vector<std::string>& row_names, std::string_view column) {
    const Table& found = report.table(table);
    for (std::size_t row = 0; row < found.rows(); ++row) {
        bool is_it = true;
        for (std::size_t c = 0; c < row_names.size(); ++c) is_it = is_it && std::get<std::string>(found.at(row, c)) == row_names[c];
        if (is_it) return found.at(row, column);
    }
    return std::string("no such row");
}
Cell number(std::int64_t n) { return n; }

const std::string issued_in_time =
    "2025-01-06 request_received source=parent\n2025-02-03 assessment_agreed\n2025-04-07 draft_sent\n2025-05-05 plan_finalised\n";

}  // namespace

TEST_CASE("requests are told apart by who made them, and add up", "[exchange][answers]") {
    Cases cases;
    note(cases, issued_in_time);
    note(cases, "2025-11-03 request_received source=school\n2025-12-01 assessment_refused\n");
    note(cases, "2025-12-29 request_received source=school\n");
    note(cases, "2024-12-30 request_received source=parent\n");  // of the year before
    const auto report = answers(cases, 2025);
    CHECK(cell(report, "requests", {"2025", "Parent"}, "received") == number(1));
    CHECK(cell(report, "requests", {"2025", "School"}, "received") == number(2));
    CHECK(cell(report, "requests", {"2025", "School"}, "refused") == number(1));
    CHECK(cell(report, "requests", {"2025", "School"}, "undecided") == number(1));
    CHECK(cell(report, "requests", {"2025", "all"}, "received") == number(3));
    CHECK(cell(report, "headline", {"2025", "Requests received"}, "all") == number(3));
    CHECK(cell(report, "headline", {"2025", "Plans within 20 weeks, %"}, "without_exempt") == Cell{100.0});
}

TEST_CASE("what was under way at the year's end is so, whatever happened since", "[exchange][answers]") {
    Cases cases;
    // Decided in 2026 only; over 20 weeks by the end of 2025.
    note(cases, "2025-06-02 request_received source=parent\n2025-07-07 assessment_agreed\n2026-01-12 draft_sent\n2026-02-09 plan_finalised\n");
    note(cases, "2025-12-01 request_received source=parent\n2026-01-05 assessment_agreed\n");
    const auto report = answers(cases, 2025);
    CHECK(cell(report, "in_hand", {"2025", "Assessment", "Assessment under way"}, "number") == number(1));
    CHECK(cell(report, "in_hand", {"2025", "Assessment", "Assessment under way"}, "over") == number(1));
    CHECK(cell(report, "in_hand", {"2025", "Assessment", "Request received, decision awaited"}, "number") == number(1));
    CHECK(cell(report, "in_hand", {"2025", "Assessment", "Request received, decision awaited"}, "over") == number(0));
    CHECK(cell(report, "plans", {"2025"}, "in_force") == number(0));
    CHECK(cell(answers(cases, 2026), "plans", {"2026"}, "in_force") == number(1));
}

TEST_CASE("plans in force go from one year's end to the next, and ceased ones have a reason", "[exchange][answers]") {
    Cases cases;
    note(cases, issued_in_time);
    note(cases, "2023-01-09 plan_transferred_in made_on=2022-05-02\n2025-02-03 cessation_decided\n2025-05-12 plan_ceased reason=2\n", child_at(""));
    const auto report = answers(cases, 2025, 2);
    CHECK(cell(report, "plans", {"2024"}, "in_force") == number(1));
    CHECK(cell(report, "plans", {"2025"}, "in_force_before") == number(1));
    CHECK(cell(report, "plans", {"2025"}, "issued") == number(1));
    CHECK(cell(report, "plans", {"2025"}, "ceased") == number(1));
    CHECK(cell(report, "plans", {"2025"}, "in_force") == number(1));
    CHECK(cell(report, "ceased", {"2025", "Needs met without a plan"}, "number") == number(1));
    CHECK(cell(report, "caseload", {"2025", "Type of setting", "Primary"}, "number") == number(1));
    CHECK(cell(report, "caseload", {"2025", "Age", "05-10"}, "number") == number(1));
    CHECK(cell(report, "caseload", {"2024", "Type of setting", "Not recorded"}, "number") == number(1));
    CHECK(cell(report, "caseload", {"2025", "Primary need", "all"}, "number") == number(1));
}

TEST_CASE("a corrected entry is counted as it stands", "[exchange][answers]") {
    NotedCase moved(child_at("100001"), issued_in_time, today);
    // The plan was in truth issued in the year after: the fold is of the log with its correction.
    std::vector<Event> log(moved.events().begin(), moved.events().end());
    const Event instead(EventType::plan_finalised, day("Mon 2026-01-05"));
    Event correction(EventType::corrected, day("Tue 2026-01-06"));
    correction.correct(3, &instead);
    correction.set(Field::reason, "wrong year");
    log.push_back(correction);
    CaseView view;
    Fold fold(england_and_wales());
    fold(log, {}, today, view).value();
    Answers counted(2025, 1, today, types);
    counted.add(moved.facts, view, log);
    CHECK(cell(counted.report(), "plans", {"2025"}, "issued") == number(0));
    Answers next(2026, 1, today, types);
    next.add(moved.facts, view, log);
    CHECK(cell(next.report(), "plans", {"2026"}, "issued") == number(1));
}

TEST_CASE("advice is counted by kind of adviser, with what was awaited at the end", "[exchange][answers]") {
    Cases cases;
    note(cases, "2025-01-06 request_received source=parent\n2025-02-03 assessment_agreed\n"
                          "2025-02-03 advice_requested adviser=psychology\n2025-03-17 advice_received adviser=psychology\n"
                          "2025-11-03 advice_requested adviser=health\n2026-01-12 advice_received adviser=health\n");
    const auto report = answers(cases, 2025);
    CHECK(cell(report, "advice", {"2025", "Educational psychology"}, "in_time") == number(1));
    CHECK(cell(report, "advice", {"2025", "Health"}, "received") == number(0));
    CHECK(cell(report, "advice", {"2025", "Health"}, "awaited") == number(1));
    CHECK(cell(report, "advice", {"2025", "Health"}, "overdue") == number(1));
    CHECK(cell(report, "advice", {"2025", "all"}, "asked") == number(2));
}

TEST_CASE("mediation and appeals stand by the decision in dispute", "[exchange][answers]") {
    Cases cases;
    note(cases, "2025-01-06 request_received source=parent\n2025-02-03 assessment_refused\n"
                          "2025-02-24 mediation_requested about=assessment_refused issues=education_social_care\n2025-03-10 mediation_held about=assessment_refused\n"
                          "2025-03-17 certificate_issued about=assessment_refused\n2025-03-31 appeal_registered about=assessment_refused received_on=2025-03-28\n");
    const auto report = answers(cases, 2025);
    CHECK(cell(report, "disputes", {"2025", "Decision not to assess"}, "mediation_held") == number(1));
    CHECK(cell(report, "disputes", {"2025", "all"}, "appeal_registered") == number(1));
    CHECK(cell(report, "disputes", {"2025", "all"}, "order_made") == number(0));
}

TEST_CASE("a year that runs is counted up to today, and says so; complaints are said to be elsewhere", "[exchange][answers]") {
    const auto report = answers({}, 2026);
    CHECK(report.as_of == today);
    CHECK(report.notes.back() == "2026 is counted up to 2 March 2026.");
    CHECK_THAT(report.notes.at(1), Catch::StartsWith("Complaints"));
    for (const auto& table : report.tables) CHECK_FALSE(table.notes.empty());
}
