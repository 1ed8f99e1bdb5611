#include <catch2/catch.hpp>

#include "core/reporting/integrity/clocks.hpp"
#include "core/reporting/integrity/exemptions.hpp"
#include "core/reporting/integrity/people.hpp"
#include "core/reporting/integrity/record.hpp"
#include "tests/reporting/caseload.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;

namespace {

const Day today = day("Tue 2026-02-24");
const Registers nobody;

/// The messages of one checker on one case.
template <class Check>
std::vector<std::string> messages(NotedCase& noted, const Registers& registers = nobody) {
    const std::function<bool(std::int64_t, int)> no_evidence = [](std::int64_t, int) { return false; };
    Findings findings;
    Check{}.examine(CaseExamined{noted.facts, noted.view, today, registers, nullptr, no_evidence}, findings);
    std::vector<std::string> list;
    for (const auto& finding : findings) list.push_back(finding.message);
    return list;
}
using Texts = std::vector<std::string>;

constexpr std::string_view requested = "2026-01-12 request_received source=parent";

}  // namespace

TEST_CASE("a live case without an open clock is found", "[integrity]") {
    NotedCase noted({}, requested, today);
    CHECK(messages<LiveCaseWithoutOpenClock>(noted).empty());
    for (auto& clock : noted.view.clocks) clock.stopped_on = today;
    CHECK(messages<LiveCaseWithoutOpenClock>(noted) == Texts{"its assessment is requested, and no clock runs"});
}

TEST_CASE("a case that is over and one that is with the Tribunal need no clock", "[integrity]") {
    NotedCase over({}, "2026-01-12 request_received source=parent\n2026-01-13 withdrawn", today);
    CHECK(messages<LiveCaseWithoutOpenClock>(over).empty());
    NotedCase appealed({},
                       "2025-06-02 request_received source=parent\n2025-06-20 assessment_refused\n2025-07-01 "
                       "appeal_registered received_on=2025-07-01\n2025-09-01 response_filed",
                       today);
    CHECK(messages<LiveCaseWithoutOpenClock>(appealed).empty());
}

TEST_CASE("a closed case with an open clock is found", "[integrity]") {
    NotedCase noted({}, "2026-01-12 request_received source=parent\n2026-01-13 withdrawn", today);
    CHECK(messages<ClosedCaseWithOpenClock>(noted).empty());
    for (auto& clock : noted.view.clocks)
        if (clock.rule->id == ClockId::finalise_plan) clock.stopped_on.reset();
    CHECK(messages<ClosedCaseWithOpenClock>(noted) == Texts{"finalise-plan is open, though its assessment is closed"});
}

TEST_CASE("an owner who has left is found from the day of leaving", "[integrity]") {
    Registers registers;
    registers.caseworkers.emplace("a.khan", Registers::Owner{today + days{1}});
    registers.caseworkers.emplace("b.lee", Registers::Owner{today});
    CaseFacts facts;
    facts.caseworker = "a.khan";
    NotedCase noted(facts, requested, today);
    CHECK(messages<OwnerHasLeft>(noted, registers).empty());
    noted.facts.caseworker = "b.lee";
    CHECK(messages<OwnerHasLeft>(noted, registers) == Texts{"it is with b.lee, who left on 2026-02-24"});
    CHECK(messages<CaseWithoutOwner>(noted, registers).empty());
    noted.facts.caseworker = "";
    CHECK(messages<CaseWithoutOwner>(noted, registers) == Texts{"nobody has it"});
}

TEST_CASE("a setting that is not in the register is found", "[integrity]") {
    Registers registers;
    registers.settings.insert("100001");
    CaseFacts facts;
    facts.setting = "100001";
    NotedCase noted(facts, requested, today);
    CHECK(messages<SettingUnknown>(noted, registers).empty());
    noted.facts.setting = "100002";
    CHECK(messages<SettingUnknown>(noted, registers) == Texts{"its setting 100002 is not in the register"});
}

TEST_CASE("an exemption must name its evidence and the family be told", "[integrity][reg10]") {
    NotedCase noted(
        {},
        std::string(requested) +
            "\n2026-02-02 exemption_recorded clock=finalise-plan limb=E10c from=2026-01-20 to=2026-02-01 reason=x",
        today);
    CHECK(messages<ExemptWithoutEvidence>(noted) ==
          Texts{"finalise-plan is exempt by limb E10c, and no evidence is recorded"});
    CHECK(messages<FamilyNotTold>(noted).size() == 1);
    NotedCase invalid({},
                      std::string(requested) +
                          "\n2026-02-02 exemption_recorded clock=finalise-plan limb=E10d from=2026-01-20 to=2026-02-01 "
                          "reason=x family_told_on=2026-02-02",
                      today);
    CHECK(messages<ExemptWithoutEvidence>(invalid).empty());
    CHECK(messages<FamilyNotTold>(invalid).empty());
}

TEST_CASE("the calendar must reach 400 days ahead", "[integrity][boundary]") {
    const WorkingCalendar calendar("test", day("Thu 2026-01-01"), day("Wed 2027-03-31"), {});
    const auto found = [&](Day as_of) {
        Findings findings;
        CalendarHorizon{}.examine_whole({.calendar = calendar,
                                         .as_of = as_of,
                                         .entries_read = 0,
                                         .entries_given = 0,
                                         .entries_sealed = 0,
                                         .complete = true},
                                        findings);
        return findings.size();
    };
    CHECK(found(calendar.horizon() - days{400}) == 0);
    CHECK(found(calendar.horizon() - days{399}) == 1);
}

TEST_CASE("fewer entries than were given or sealed are found", "[integrity]") {
    const auto found = [&](std::int64_t read, std::int64_t given, std::int64_t sealed, bool complete) {
        Findings findings;
        EntriesMissing{}.examine_whole({.calendar = england_and_wales(),
                                        .as_of = today,
                                        .entries_read = read,
                                        .entries_given = given,
                                        .entries_sealed = sealed,
                                        .complete = complete},
                                       findings);
        return findings.size();
    };
    CHECK(found(10, 10, 9, true) == 0);
    CHECK(found(11, 10, 9, true) == 0);  // one was entered while the scan ran
    CHECK(found(9, 10, 9, true) == 1);
    CHECK(found(9, 10, 9, false) == 0);  // a night made up later leaves out what was not known
    CHECK(found(9, 9, 10, true) == 1);
}

TEST_CASE("every checker has a name of its own and says what to do", "[integrity]") {
    std::vector<std::string_view> names;
    for (const Checker* checker : all_checkers()) {
        names.push_back(checker->name());
        CHECK(checker->remedy().ends_with("."));
    }
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
}
