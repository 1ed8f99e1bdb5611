#include "core/exchange/sen2/derive.hpp"

#include <catch2/catch.hpp>

#include "core/store/index.hpp"
#include "tests/exchange/sen2/sample.hpp"
#include "tests/support/story.hpp"

using namespace ehcp;
using namespace ehcp::exchange::sen2;
using namespace ehcp::test;

namespace {

/// What the return of 2026 (census on Thu 2026-01-15) says of the case.
std::vector<Element> told_of(const std::string& story, const store::PlanFacts& facts = {}) {
    Arena arena;
    const auto input = input_of(story);
    const auto read = read_case(input, *day_from("2026-06-01"), arena).value();
    Fold fold(england_and_wales());
    CaseView view;
    fold(read.events, read.closures, read.as_of, view).value();
    return requests_of(store::as_corrected(read.events), view, facts, layout_of(2026), "EHC-2025-000001");
}

Element only(const std::string& story, const store::PlanFacts& facts = {}) {
    const auto requests = told_of(story, facts);
    REQUIRE(requests.size() == 1);
    return requests.front();
}

const std::string to_plan = R"(
    Mon 2025-01-13 request_received source=school
    Fri 2025-02-21 assessment_agreed
    Mon 2025-04-28 draft_sent
    Fri 2025-05-30 plan_finalised
)";

const store::PlanFacts with_two_needs{.needs = {{1, "ASD"}, {2, "SLCN"}}};

}  // namespace

TEST_CASE("a plan issued in the year is told from the request to where the child is", "[sen2]") {
    const auto request = only(to_plan, with_two_needs);
    CHECK(request.of(Item::received_date) == "2025-01-13");
    CHECK(request.of(Item::request_source) == "2");
    CHECK(request.of(Item::request_outcome) == "Y");
    CHECK(request.of(Item::request_outcome_date) == "2025-02-21");
    const auto* const assessment = request.child(Module::assessment);
    REQUIRE(assessment);
    CHECK(assessment->of(Item::assessment_outcome) == "Y");
    CHECK(assessment->of(Item::assessment_outcome_date) == "2025-05-30");
    CHECK(assessment->of(Item::week20) == "0");
    CHECK(assessment->child(Module::named_plan)->of(Item::start_date) == "2025-05-30");
    const auto* const active = request.child(Module::active_plans);
    REQUIRE(active);
    CHECK(active->children.size() == 2);
    CHECK(active->children.back().of(Item::sen_type) == "SLCN");
}

TEST_CASE("what was decided before the calendar year is historical, and only for its plan in the return", "[sen2]") {
    const auto request = only(R"(
        Mon 2023-01-09 request_received source=parent
        Fri 2023-02-10 assessment_agreed
        Mon 2023-04-24 draft_sent
        Fri 2023-05-26 plan_finalised
    )");
    CHECK(request.of(Item::request_outcome) == "H");
    CHECK_FALSE(request.has(Item::request_outcome_date));
    CHECK(request.child(Module::assessment)->of(Item::assessment_outcome) == "H");
    CHECK_FALSE(request.child(Module::assessment)->has(Item::week20));
    CHECK(request.child(Module::active_plans));

    CHECK(told_of(R"(
        Mon 2023-01-09 request_received source=parent
        Fri 2023-02-10 assessment_refused
    )").empty());
}

TEST_CASE("what happens after the census day is next year's", "[sen2]") {
    const auto request = only(R"(
        Mon 2025-12-08 request_received source=health
        Fri 2026-01-16 assessment_agreed
    )");
    CHECK(request.of(Item::request_outcome) == "A");
    CHECK(request.of(Item::request_source) == "3");
    CHECK_FALSE(request.child(Module::assessment));
    CHECK(told_of("Fri 2026-01-16 request_received source=parent\n").empty());
    CHECK(told_of("Thu 2026-01-15 request_received source=parent\n").size() == 1);
}

TEST_CASE("a refusal that mediation or the Tribunal changes stays a refusal, with its date", "[sen2]") {
    const auto request = only(R"(
        Mon 2025-01-13 request_received source=parent
        Fri 2025-02-21 assessment_refused
        Mon 2025-03-10 mediation_requested issues=education_social_care
        Wed 2025-04-02 mediation_held
        Wed 2025-04-02 certificate_issued
        Tue 2025-04-22 appeal_registered received_on=2025-04-18
        Mon 2025-06-16 order_made kind=assess
        Mon 2025-06-23 assessment_agreed because=order
    )");
    CHECK(request.of(Item::request_outcome) == "N");
    CHECK(request.of(Item::request_outcome_date) == "2025-02-21");
    CHECK(request.of(Item::request_mediation) == "1");
    CHECK(request.of(Item::request_tribunal) == "1");
    CHECK(request.child(Module::assessment)->of(Item::assessment_outcome) == "A");
}

TEST_CASE("the family is told of a refusal on the day its notice is sent", "[sen2]") {
    CHECK(only(R"(
        Mon 2025-01-13 request_received source=parent
        Thu 2025-02-20 assessment_refused sent_on=2025-02-24
    )").of(Item::request_outcome_date) == "2025-02-24");
}

TEST_CASE("an exception to the 20 weeks that holds is told, one that fails is not", "[sen2]") {
    const auto with = [&](const std::string& exemption) {
        return std::string(only(R"(
            Mon 2025-01-13 request_received source=parent
            Fri 2025-02-21 assessment_agreed
        )" + exemption + R"(
            Mon 2025-06-30 draft_sent
            Fri 2025-07-25 plan_finalised
        )").child(Module::assessment)->of(Item::week20));
    };
    CHECK(with("Mon 2025-04-28 exemption_recorded clock=finalise-plan limb=E10d from=2025-03-03 to=2025-04-11 reason=abroad\n") == "1");
    CHECK(with("Mon 2025-04-28 exemption_recorded clock=finalise-plan limb=E10d from=2025-03-03 to=2025-03-14 reason=abroad\n") == "0");
}

TEST_CASE("a plan from another authority hangs off a request that was never ours to decide", "[sen2]") {
    const auto request = only("Mon 2025-09-01 plan_transferred_in made_on=2024-03-04 from_authority=330\n");
    CHECK(request.of(Item::received_date) == "2025-09-01");
    CHECK(request.of(Item::request_outcome) == "H");
    CHECK_FALSE(request.has(Item::request_source));
    CHECK(request.child(Module::assessment)->of(Item::assessment_outcome) == "H");
    CHECK(request.child(Module::assessment)->child(Module::named_plan)->of(Item::start_date) == "2024-03-04");
    CHECK(request.child(Module::active_plans)->of(Item::transfer_la) == "330");
    // In the year before, it came; that is no longer told.
    CHECK_FALSE(only("Mon 2024-09-02 plan_transferred_in made_on=2024-03-04 from_authority=330\n").child(Module::active_plans)->has(Item::transfer_la));
}

TEST_CASE("a plan that ceased in the year has its date and reason, and is not in force", "[sen2]") {
    const auto ceased = only(to_plan + R"(
        Mon 2025-09-01 cessation_considered
        Mon 2025-09-15 cessation_decided
        Mon 2025-12-01 plan_ceased reason=3
    )");
    const auto* const plan = ceased.child(Module::assessment)->child(Module::named_plan);
    CHECK(plan->of(Item::cease_date) == "2025-12-01");
    CHECK(plan->of(Item::cease_reason) == "3");
    CHECK_FALSE(ceased.child(Module::active_plans));

    const auto moved = only(to_plan + R"(
        Mon 2025-10-06 family_moving move_on=2025-10-20 became_aware_on=2025-10-06
        Mon 2025-10-20 plan_transferred_out
    )");
    CHECK(moved.child(Module::assessment)->child(Module::named_plan)->of(Item::cease_reason) == "5");
    CHECK(only(to_plan + "Mon 2025-10-20 died\n").child(Module::assessment)->child(Module::named_plan)->of(Item::cease_reason) == "8");
}

TEST_CASE("the latest review is told: meeting, decision and the amendments that followed", "[sen2]") {
    const auto request = only(R"(
        Mon 2023-01-09 request_received source=parent
        Fri 2023-02-10 assessment_agreed
        Mon 2023-04-24 draft_sent
        Fri 2023-05-26 plan_finalised
        Mon 2024-04-15 review_called meeting_on=2024-05-06
        Mon 2024-05-06 review_meeting_held
        Mon 2024-05-20 review_decided decision=maintain
        Mon 2025-04-14 review_called meeting_on=2025-05-06
        Tue 2025-05-06 review_meeting_held
        Mon 2025-05-26 review_decided decision=amend sent_on=2025-05-28
        Mon 2025-06-02 amendments_sent
        Fri 2025-07-11 amended_plan_finalised
    )");
    const auto* const active = request.child(Module::active_plans);
    CHECK(active->of(Item::review_meeting) == "2025-05-06");
    CHECK(active->of(Item::review_outcome) == "A");
    CHECK(active->of(Item::last_review) == "2025-05-28");
    CHECK(active->of(Item::review_draft) == "2025-06-02");
    CHECK(request.child(Module::assessment)->child(Module::named_plan)->of(Item::start_date) == "2025-07-11");
}

TEST_CASE("a phase transfer has its last day and, once done, its date", "[sen2]") {
    const auto request = only(to_plan + "Mon 2025-09-08 phase_transfer_planned transfer_on=2026-09-01 kind=primary_to_secondary\n");
    CHECK(request.child(Module::active_plans)->of(Item::phase_transfer_due_date) == "2026-02-14");
    CHECK_FALSE(request.child(Module::active_plans)->has(Item::phase_transfer_final_date));
}

TEST_CASE("a corrected entry is told as it was put right", "[sen2]") {
    CHECK(only(R"(
        Mon 2025-01-13 request_received source=parent
        Fri 2025-02-21 assessment_refused
        Mon 2025-02-24 corrected event=1 replacement=null reason=wrong_file
        Fri 2025-02-21 assessment_agreed
    )").of(Item::request_outcome) == "Y");
}

TEST_CASE("what a return stated holds for that year's return and no other", "[sen2]") {
    const auto derived = only(to_plan);
    auto wanted = derived;
    wanted.child(Module::assessment)->set(Item::week20, "1");
    wanted.set(Item::request_source, "");
    std::erase_if(wanted.children, [](const Element& each) { return each.module == Module::active_plans; });
    const auto stated = stated_between(derived, wanted, 2026);
    CHECK(stated.size() == 3);
    const auto told_again = only(to_plan, {.stated = stated});
    CHECK(told_again.child(Module::assessment)->of(Item::week20) == "1");
    CHECK_FALSE(told_again.has(Item::request_source));
    CHECK_FALSE(told_again.child(Module::active_plans));
    CHECK(stated_between(told_again, wanted, 2026).empty());

    const auto of_2025 = stated_between(derived, wanted, 2025);
    CHECK(only(to_plan, {.stated = of_2025}).child(Module::assessment)->of(Item::week20) == "0");
}
