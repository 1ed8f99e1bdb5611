#include "core/exchange/sen2/checks.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <set>

#include "tests/exchange/sen2/sample.hpp"

using namespace ehcp;
using namespace ehcp::exchange::sen2;
using namespace ehcp::test;
using enum Sen2Check;

namespace {

std::vector<Sen2Check> found_in(const Element& person, int year = 2026) {
    std::vector<Finding> findings;
    check_person(person, layout_of(year), findings);
    std::vector<Sen2Check> checks;
    for (const auto& finding : findings) checks.push_back(finding.check);
    return checks;
}

Element& request(Element& person) { return *person.child(Module::requests); }
Element& assessment(Element& person) { return *request(person).child(Module::assessment); }
Element& plan(Element& person) { return *assessment(person).child(Module::named_plan); }
Element& active(Element& person) { return *request(person).child(Module::active_plans); }
Element& placement(Element& person) { return *active(person).child(Module::placement_detail); }
Element& need(Element& person) { return *active(person).child(Module::sen_need); }
Element& detail(Element& person) { return *plan(person).child(Module::plan_detail); }
void drop(Element& parent, Module module) { std::erase_if(parent.children, [&](const Element& each) { return each.module == module; }); }

struct Spoilt {
    std::string because;
    Sen2Check check;
    std::function<void(Element&)> spoil;
};

const std::vector<Spoilt> spoilt_people = {
    {"nobody is in a return without a request", person_without_request, [](Element& p) { p.children.clear(); }},
    {"a person has a number or a reason", number_missing, [](Element& p) { p.set(Item::upn, ""); }},
    {"the date of birth is wanted", birth_date, [](Element& p) { p.set(Item::birth_date, ""); }},
    {"nobody over 25 has a plan", birth_date, [](Element& p) { p.set(Item::birth_date, "1999-01-02"); }},
    {"a child of ten has long been given a UPN", under_six, [](Element& p) { p.set(Item::upn, ""), p.set(Item::upn_unknown, "UN1"); }},
    {"UN10 is for requests that led to nothing", led_to_nothing, [](Element& p) { p.set(Item::upn, ""), p.set(Item::upn_unknown, "UN10"); }},
    {"the day of the request is wanted", received_date, [](Element& p) { request(p).set(Item::received_date, ""); }},
    {"a request after the census day is next year's", received_date, [](Element& p) {
        request(p).set(Item::received_date, "2026-01-16"), request(p).set(Item::request_outcome, "A"), request(p).set(Item::request_outcome_date, ""), request(p).children.clear(); }},
    {"from 2026 the source is wanted", request_source, [](Element& p) { request(p).set(Item::request_source, ""); }},
    {"the outcome is wanted", request_outcome, [](Element& p) { request(p).set(Item::request_outcome, ""), request(p).set(Item::request_outcome_date, ""), request(p).children.clear(); }},
    {"a decision has its day", request_outcome_date, [](Element& p) { request(p).set(Item::request_outcome_date, ""); }},
    {"what is not decided has no day", request_outcome_date, [](Element& p) { request(p).set(Item::request_outcome, "A"), request(p).children.clear(); }},
    {"nothing is decided before it is asked", request_outcome_date, [](Element& p) { request(p).set(Item::request_outcome_date, "2025-02-02"); }},
    {"what was decided earlier is H", request_outcome_date, [](Element& p) {
        request(p).set(Item::received_date, "2024-11-04"), request(p).set(Item::request_outcome_date, "2024-12-31"); }},
    {"nothing is assessed that was withdrawn", assessment_without_decision, [](Element& p) {
        request(p).set(Item::request_outcome, "W"), request(p).set(Item::request_outcome_date, ""); }},
    {"a decision to assess leads to an assessment", assessment_without_decision, [](Element& p) { request(p).children.clear(); }},
    {"a plan that was issued has its day", assessment_outcome_date, [](Element& p) { assessment(p).set(Item::assessment_outcome_date, ""); }},
    {"no plan is issued before the decision to assess", assessment_outcome_date, [](Element& p) { assessment(p).set(Item::assessment_outcome_date, "2025-03-13"); }},
    {"there is no plan while nothing is decided", plan_without_outcome, [](Element& p) {
        assessment(p).set(Item::assessment_outcome, "A"), assessment(p).set(Item::assessment_outcome_date, ""); }},
    {"a plan that was issued is there", plan_without_outcome, [](Element& p) { drop(assessment(p), Module::named_plan), drop(request(p), Module::active_plans); }},
    {"a plan runs from a day", start_date, [](Element& p) { plan(p).set(Item::start_date, ""); }},
    {"who ceased has a reason", cease_date, [](Element& p) { plan(p).set(Item::cease_date, "2025-12-01"), drop(request(p), Module::active_plans); }},
    {"a plan does not cease before it begins", cease_date, [](Element& p) {
        plan(p).set(Item::cease_date, "2025-06-01"), plan(p).set(Item::cease_reason, "2"), drop(request(p), Module::active_plans); }},
    {"section I names a setting", plan_detail, [](Element& p) { plan(p).children.clear(); }},
    {"a setting with a number has no type", plan_detail, [](Element& p) { detail(p).set(Item::sen_setting, "EHE"); }},
    {"the first setting is the primary one", plan_detail, [](Element& p) { detail(p).set(Item::placement_rank, "2"); }},
    {"what ceased is not in force", ceased_and_active, [](Element& p) { plan(p).set(Item::cease_date, "2025-12-01"), plan(p).set(Item::cease_reason, "2"); }},
    {"a child is somewhere on the census day", placement_open, [](Element& p) { placement(p).set(Item::leaving_date, "2025-12-19"); }},
    {"nobody leaves before they come", placement_dates, [](Element& p) { placement(p).set(Item::leaving_date, "2025-08-31"); }},
    {"a plan has needs", needs, [](Element& p) { drop(active(p), Module::sen_need); }},
    {"the two needs differ", needs, [](Element& p) {
        auto second = need(p);
        second.set(Item::sen_type_rank, "2");
        active(p).children.push_back(second); }},
    {"no decision without a meeting", review, [](Element& p) { active(p).set(Item::review_meeting, ""); }},
    {"no decision before the meeting", review, [](Element& p) { active(p).set(Item::last_review, "2025-11-02"); }},
    {"a plan of the year says whether an exception applies", week20, [](Element& p) { assessment(p).set(Item::week20, ""); }},
    {"an authority has three digits", transfer_la, [](Element& p) {
        request(p).set(Item::request_outcome, "H"), request(p).set(Item::request_outcome_date, ""), request(p).set(Item::request_source, "");
        assessment(p).set(Item::assessment_outcome, "H"), assessment(p).set(Item::assessment_outcome_date, ""), active(p).set(Item::transfer_la, "E08000025"); }},
    {"who came from elsewhere was not assessed here", transfer_la, [](Element& p) { active(p).set(Item::transfer_la, "330"); }},
    {"a setting with a number answers both questions", unit_flags, [](Element& p) { placement(p).set(Item::sen_unit, ""); }},
    {"a child of ten is not NEET", neet_age, [](Element& p) {
        auto& at = placement(p);
        at.set(Item::urn, ""), at.set(Item::sen_setting, "NEET"); }},
    {"no direct payments without a budget", personal_budget, [](Element& p) { plan(p).set(Item::dp, "E"); }},
    {"one plan for one child", two_open_plans, [](Element& p) { p.children.push_back(request(p)); }},
    {"the check letter is right", upn, [](Element& p) { p.set(Item::upn, "A823200109001"); }},
    {"the check digit is right", uln, [](Element& p) { p.set(Item::uln, "1200000099"); }},
    {"codes are of the list", code, [](Element& p) { need(p).set(Item::sen_type, "NSA"); }},
    {"dates are dates", format, [](Element& p) { p.set(Item::birth_date, "02/03/2015"); }},
    {"flags are 0 or 1", format, [](Element& p) { assessment(p).set(Item::week20, "N"); }},
    {"what is in force is a plan", plan_missing, [](Element& p) { drop(assessment(p), Module::named_plan), assessment(p).set(Item::assessment_outcome_date, ""); }},
    {"another reason is asked about", prompted_code, [](Element& p) {
        plan(p).set(Item::cease_date, "2025-12-01"), plan(p).set(Item::cease_reason, "9"), drop(request(p), Module::active_plans); }},
};

}  // namespace

TEST_CASE("a person of whom all is as it should be passes every check", "[sen2]") { CHECK(found_in(sound_person()).empty()); }

TEST_CASE("each check of a return fails where it should", "[sen2]") {
    std::set<Sen2Check> failed;
    for (const auto& each : spoilt_people) {
        INFO(each.because);
        auto person = sound_person();
        each.spoil(person);
        const auto found = found_in(person);
        CHECK(std::ranges::find(found, each.check) != found.end());
        failed.insert(each.check);
    }
    failed.insert(upn_twice);  // below: two people are wanted for it
    CHECK(failed.size() == count_of<Sen2Check>);
}

TEST_CASE("the return of 2024 asks for no source and knows no Down syndrome", "[sen2]") {
    auto person = sound_person();
    request(person).set(Item::request_source, "");
    for (const auto& each : found_in(person, 2026)) CHECK(each == request_source);
    need(person).set(Item::sen_type, "DS");
    const auto then = found_in(person, 2024);
    CHECK(std::ranges::find(then, request_source) == then.end());
    CHECK(std::ranges::find(then, code) != then.end());
}

TEST_CASE("two people with one UPN are found", "[sen2]") {
    auto one = sound_person(), other = sound_person();
    other.where = "line 9";
    AcrossPeople across;
    std::vector<Finding> findings;
    across.add(one, findings);
    CHECK(findings.empty());
    across.add(other, findings);
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().check == upn_twice);
    CHECK(findings.front().where == "line 9");
    CHECK(findings.front().what == "the same UPN as line 5");
}

TEST_CASE("the report of the checks counts all and names the first", "[sen2]") {
    CheckReport report;
    std::vector<Finding> many(CheckReport::named + 7, Finding{needs, "EHC-2025-000001", "no needs"});
    many.push_back({prompted_code, "EHC-2025-000002", "CeaseReason 9"});
    report.add(many);
    CHECK(report.errors() == static_cast<std::int64_t>(CheckReport::named + 7));
    CHECK(report.queries() == 1);
    const auto made = report.report(layout_of(2026), layout_of(2026).census_on);
    CHECK(made.table("checks").rows() == count_of<Sen2Check>);
    CHECK(made.table("findings").rows() == CheckReport::named + 1);
}
