#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "core/casework/verify.hpp"
#include "core/exchange/bring/bring_cases.hpp"
#include "core/exchange/bring/case_lines.hpp"
#include "core/exchange/bring/case_rows.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::test;

namespace {

constexpr auto plain_mapping = R"({"source": "old-system", "dates": ["DD/MM/YYYY"], "columns": {
    "id": "id", "surname": "surname", "forename": "forename", "date_of_birth": "born", "received": "received",
    "source": {"column": "who", "words": {"Mum": "parent"}, "value": "other"},
    "assess_decided": "decided", "assess_decision": "decision", "draft_sent": "draft", "plan_issued": "plan",
    "review_meeting": "meeting", "review_decided": "reviewed", "review_decision": "outcome", "caseworker": "officer"}})";
constexpr std::string_view heading =
    "id,surname,forename,born,received,who,decided,decision,draft,plan,meeting,reviewed,outcome,officer\n";

struct Brought {
    TestRecord record;
    casework::Occasion occasion = record.occasion("2026-03-02T10:00:00Z");

    Result<BringReport> bring(
        const std::string& rows, const std::string& map = plain_mapping, bool dry_run = false,
        std::function<bool()> stopped = [] { return false; }) {
        const auto mapping = read_mapping(map, "map.json").value();
        const auto sheet = sheet_of_csv(std::string(heading) + rows, "cases.csv").value();
        auto stream = CaseRows::over(sheet, mapping, occasion.today, occasion.now).value();
        return bring_cases(record.readers, record.writer, stream,
                           {.occasion = occasion, .dry_run = dry_run, .stopped = std::move(stopped)});
    }
    bool is_clean() { return casework::verify(record.readers, england_and_wales(), {}).clean(); }
    std::int64_t cases() { return std::stoll(raw_sql(record.file, "SELECT COUNT(*) FROM case_file")); }
};

std::string with_assumptions() {
    std::string map = plain_mapping;
    return map.insert(1, R"("assume_steps_before": "2026-03-01", )");
}

/// A row as the other system would give it; every 135th has something wrong with it.
std::string row(int n) {
    const bool bad = n % 135 == 0;
    const auto born = bad && n % 2 == 0 ? "31/02/2015" : "02/03/2015";
    const auto decided = bad && n % 2 == 1 ? "01/01/2025" : "20/02/2025";  // before it was received
    return fmt::format("R{},Test{},Ada,{},13/01/2025,Mum,{},agreed,,,,,,\n", n, n, born, decided);
}

}  // namespace

TEST_CASE("of 5,000 rows with 37 bad ones the dry run lists the 37, the import brings 4,963, and again none",
          "[bring][cases]") {
    Brought brought;
    std::string rows;
    for (int n = 1; n <= 5000; ++n) rows += row(n);
    const auto looked = brought.bring(rows, plain_mapping, true).value();
    CHECK(looked.created == 4963);
    CHECK(looked.rejected == 37);
    CHECK(looked.faults.size() == 37);
    CHECK(looked.faults.front().row == 136);  // the heading is line 1
    CHECK(looked.faults.front().id == "R135");
    CHECK(brought.cases() == 0);

    const auto done = brought.bring(rows).value();
    CHECK(done.created == 4963);
    CHECK(done.rejected == 37);
    CHECK(brought.cases() == 4963);
    const auto again = brought.bring(rows).value();
    CHECK(again.created == 0);
    CHECK(again.matched == 4963);
    CHECK(again.rejected == 37);
    CHECK(brought.cases() == 4963);
    CHECK(brought.is_clean());
}

TEST_CASE("an import that was interrupted leaves whole groups, and the next run goes on after them", "[bring][cases]") {
    Brought brought;
    std::string rows;
    for (int n = 1; n <= 1300; ++n) rows += fmt::format("R{},Test,Ada,02/03/2015,13/01/2025,Mum,,,,,,,,\n", n);
    int asked = 0;
    const auto stopped = brought.bring(rows, plain_mapping, false, [&] { return ++asked > 2; }).value();
    CHECK(stopped.was_stopped);
    CHECK(stopped.created == 500);
    CHECK(brought.cases() == 500);
    CHECK(brought.bring(rows).value().created == 800);
    CHECK(brought.cases() == 1300);
    CHECK(raw_sql(brought.record.file, "SELECT COUNT(DISTINCT row_id) FROM import_key") == "1300");
}

TEST_CASE("what is wrong with a row is said with its line, id and column, and what to do; never with a name",
          "[bring][cases]") {
    struct Row {
        const char *because, *row, *place, *why;
    };
    const auto each = GENERATE(values<Row>({
        {"a date does not exist", "R1,Secretname,Ada,02/03/2015,31/02/2025,Mum,,,,,,,,", "column 'received'",
         "'31/02/2025' is not a date of the form DD/MM/YYYY"},
        {"a date of birth is not repeated", "R1,Secretname,Ada,31/02/2015,13/01/2025,Mum,,,,,,,,", "column 'born'",
         "the value is not a date of the form DD/MM/YYYY"},
        {"there is no name", "R1,,Ada,02/03/2015,13/01/2025,Mum,,,,,,,,", "column 'surname'",
         "give the child's or young person's last name"},
        {"there is no id", ",Secretname,Ada,02/03/2015,13/01/2025,Mum,,,,,,,,", "column 'id'",
         "it is empty: a row without an id cannot be known again"},
        {"a word is unknown", "R1,Secretname,Ada,02/03/2015,13/01/2025,Uncle,,,,,,,,", "column 'who'",
         "'Uncle' is none of the words that are known"},
        {"nothing began", "R1,Secretname,Ada,02/03/2015,,,,,,,,,,", "column 'received'",
         "the row gives no day on which the case began"},
        {"it is in the future", "R1,Secretname,Ada,02/03/2015,13/01/2027,Mum,,,,,,,,", "column 'received'", nullptr},
        {"a decision without its day", "R1,Secretname,Ada,02/03/2015,13/01/2025,Mum,,refused,,,,,,", "column 'decided'",
         "the assessment was refused, and the day is not given"},
        {"a step is missing", "R1,Secretname,Ada,02/03/2015,13/01/2025,Mum,20/02/2025,agreed,,30/05/2025,,,,",
         "column 'draft'", "'draft_sent' is not given, and column 'plan' cannot be without it"},
        {"steps in a wrong order",
         "R1,Secretname,Ada,02/03/2015,13/01/2025,Mum,20/02/2025,agreed,30/05/2025,06/05/2025,,,,", "column 'plan'",
         nullptr},
        {"a caseworker is unknown", "R1,Secretname,Ada,02/03/2015,13/01/2025,Mum,,,,,,,,x.y", "caseworker",
         "'x.y' is not a caseworker that is known"},
        {"cells are missing", "R1,Secretname,Ada", "", "it has 3 cells, the heading 14"},
    }));
    CAPTURE(each.because);
    Brought brought;
    const auto report = brought.bring(std::string(each.row) + "\n").value();
    CHECK(report.created == 0);
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults[0].row == 2);
    CHECK(report.faults[0].place == each.place);
    if (each.why) CHECK(report.faults[0].why == each.why);
    CHECK_FALSE(report.faults[0].remedy.empty());
    for (const auto& text : {report.faults[0].why, report.faults[0].remedy})
        CHECK(text.find("Secretname") == std::string::npos);
    CHECK(brought.cases() == 0);
}

TEST_CASE("a second row with the same id is not taken for the first", "[bring][cases]") {
    Brought brought;
    const auto report =
        brought.bring("R1,Test,Ada,02/03/2015,13/01/2025,Mum,,,,,,,,\nR1,Other,Bo,02/03/2015,14/01/2025,Mum,,,,,,,,\n")
            .value();
    CHECK(report.created == 1);
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults[0].why == "line 2 has the same id");
}

TEST_CASE("a row that says something else than when it came in is noted, and changes nothing", "[bring][cases]") {
    Brought brought;
    brought.bring("R1,Test,Ada,02/03/2015,13/01/2025,Mum,,,,,,,,\n").value();
    const auto report = brought.bring("R1,Test,Ada,02/03/2015,13/01/2025,Mum,20/02/2025,agreed,,,,,,\n").value();
    CHECK(report.matched == 1);
    REQUIRE(report.notes.size() == 1);
    CHECK(report.notes[0].why == "it is here as EHC-2025-000001, and says something else than when it was brought in");
    CHECK(brought.record.open("EHC-2025-000001").log.events.size() == 1);
}

TEST_CASE("a child who is known already gets a file of its own, linked to the other", "[bring][cases]") {
    Brought brought;
    const auto report = brought.bring("R1,Test,Ada,02/03/2015,13/01/2025,Mum,,,,,,,,\n").value();
    CHECK(report.notes.empty());
    const auto second = brought.bring("R2,Test,Ada,02/03/2015,14/02/2025,Mum,,,,,,,,\n").value();
    REQUIRE(second.notes.size() == 1);
    CHECK(second.notes[0].why == "it may be of the same child as EHC-2025-000001");
    CHECK(raw_sql(brought.record.file, "SELECT COUNT(*) FROM case_link") == "2");
}

TEST_CASE(
    "an old plan comes in with the steps that its system lost only if the mapping allows it, and the case says so",
    "[bring][cases]") {
    const std::string row = "R1,Test,Ada,02/03/2015,,,,,,30/05/2025,12/12/2025,05/01/2026,maintain,\n";
    Brought refused;
    CHECK(refused.bring(row).value().faults.size() == 2);  // the request and the invitations to the review are missing
    Brought brought;
    const auto report = brought.bring(row, with_assumptions()).value();
    CHECK(report.created == 1);
    CHECK(report.assumed == 1);
    const auto opened =
        brought.record.readers
            .read([](store::Reader& r) {
                return casework::open_case(r, "EHC-2025-000001", england_and_wales(), store::Texts::included);
            })
            .value();
    CHECK(opened.view.problems.empty());
    for (const auto& clock : opened.view.clocks) {
        CAPTURE(hyphen_token(clock.rule->id));
        CHECK_FALSE(is_breach(clock, standing_of(opened.view, clock, day("Mon 2026-03-02"))));
    }
    CHECK(opened.log.events.front().on == day("Fri 2025-01-10"));  // 20 weeks before the plan
    CHECK(opened.log.recorded.front().by == "import from old-system, assumed");
    const auto plan = std::ranges::find(opened.log.events, EventType::plan_finalised, &Event::type);
    CHECK(opened.log.recorded[static_cast<std::size_t>(plan - opened.log.events.begin())].by ==
          "import from old-system");
    const auto note = std::string(opened.log.events.back().text(Field::text));
    CHECK(
        note.starts_with("Brought in from old-system. Not in that system, and taken to have been done in time: "
                         "request_received 2025-01-10, assessment_agreed 2025-02-21, "));
    CHECK(brought.is_clean());
}

TEST_CASE("the template's own row comes in as it stands", "[bring][cases]") {
    Brought brought;
    const auto mapping = read_mapping(template_mapping(), "map.json").value();
    const auto sheet = sheet_of_csv(template_csv(), "template.csv").value();
    auto stream = CaseRows::over(sheet, mapping, brought.occasion.today, brought.occasion.now).value();
    CHECK(stream.unused().empty());
    const auto report =
        bring_cases(brought.record.readers, brought.record.writer, stream, {.occasion = brought.occasion}).value();
    CHECK(report.created == 1);
    CHECK(raw_sql(brought.record.file, "SELECT COUNT(*) FROM contact") == "1");
    CHECK(raw_sql(brought.record.file, "SELECT what || ' ' || created FROM import_run") == "cases 1");
    const auto facts =
        brought.record.readers.read([](store::Reader& r) { return store::load_plan_facts(r, store::CaseId{1}); });
    CHECK(facts.needs == std::vector<store::Need>{{1, "ASD"}});
    REQUIRE(facts.placements.size() == 2);
    CHECK(facts.placements[0].part == PlacementPart::named);
    CHECK(facts.placements[0].sen_unit == false);
    CHECK(facts.placements[1].urn == "100001");
    CHECK(facts.placements[1].entered_on == day("Mon 2023-09-04"));
}

TEST_CASE("a mapping of a column that the table does not have is refused with those it has", "[bring][cases]") {
    const auto mapping = read_mapping(plain_mapping, "map.json").value();
    const auto sheet = sheet_of_csv("id,name\n1,2\n", "cases.csv").value();
    CHECK(CaseRows::over(sheet, mapping, day("Mon 2026-03-02"), {}).error().message ==
          "the mapping takes 'surname' from a column 'surname', which cases.csv does not have; its columns are 'id', "
          "'name'");
}

TEST_CASE("whole histories come in a case a line, by the same rules", "[bring][events]") {
    Brought brought;
    const std::string good =
        R"({"id":"H1","child":{"surname":"Test","forename":"Ada","date_of_birth":"2015-03-02"},"events":[{"type":"request_received","on":"2025-01-13","source":"parent"},{"type":"assessment_refused","on":"2025-02-20"}]})";
    const std::string lines =
        good + "\n\n{\"id\":\"H2\"}\nnot json\n" +
        R"({"id":"H3","child":{"surname":"Test","forename":"Bo","date_of_birth":"2015-03-02"},"events":[{"type":"plan_finalised","on":"2025-01-13"}]})" +
        "\n" +
        R"({"id":"H4","child":{"surname":"Test","forename":"Bo","date_of_birth":"2015-03-02"},"events":[{"type":"request_received","on":"2025-02-30","source":"parent"}]})";
    const auto bring = [&](bool dry_run) {
        CaseLines stream(lines, "old-system", brought.occasion.now);
        return bring_cases(brought.record.readers, brought.record.writer, stream,
                           {.occasion = brought.occasion, .what = ImportKind::events, .dry_run = dry_run})
            .value();
    };
    const auto looked = bring(true);
    CHECK(looked.created == 1);
    CHECK(looked.rejected == 4);
    CHECK(brought.cases() == 0);
    const auto done = bring(false);
    CHECK(done.created == 1);
    REQUIRE(done.faults.size() == 4);
    CHECK(done.faults[0].row == 3);
    CHECK(done.faults[0].place == "child");
    CHECK(done.faults[1].row == 4);
    CHECK(done.faults[2].place == "events[0]");  // what the fold refuses
    CHECK(done.faults[3].place == "events[0].on");
    CHECK(bring(false).matched == 1);
    CHECK(brought.cases() == 1);
    CHECK(brought.is_clean());
}
