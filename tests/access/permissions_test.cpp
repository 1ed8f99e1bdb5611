// The whole of who may do what, against a list of its own. The list is written out from the procedures as the law gives
// them, not made from the tables it checks: what is permitted and not listed here fails, and so does the reverse.

#include "service/access/permissions.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "core/law/law.hpp"

using namespace ehcp;
using access::Action;
using access::may;
using access::may_record;

namespace {

struct Listed {
    std::vector<UserRole> roles;
    ProcedureKind procedure;
    std::vector<State> states;
    std::vector<EventType> events;
};

const std::vector<UserRole> staff = {UserRole::caseworker, UserRole::senior_caseworker, UserRole::manager};
const std::vector<UserRole> schools = {UserRole::school};
const std::vector<UserRole> advisers = {UserRole::adviser};

const std::vector<Listed>& listed() {
    using enum State;
    using enum EventType;
    constexpr auto assessment = ProcedureKind::assessment;
    constexpr auto plan = ProcedureKind::plan;
    constexpr auto review = ProcedureKind::review;
    constexpr auto transfer = ProcedureKind::phase_transfer;
    constexpr auto reassessment = ProcedureKind::reassessment;
    constexpr auto dispute = ProcedureKind::dispute;
    const std::vector<EventType> advice = {advice_requested, advice_received, advice_dispensed, appointment_missed};
    static const std::vector<Listed> rows = {
        {staff, assessment, {none}, {request_received, became_responsible}},
        {staff, assessment, {requested, assessing, draft}, advice},
        {schools, assessment, {requested, assessing, draft}, {advice_received}},
        {advisers, assessment, {requested, assessing, draft}, {advice_received, advice_dispensed, appointment_missed}},
        {schools, assessment, {draft}, {placement_replied}},
        {staff, assessment, {requested}, {assessment_agreed, assessment_refused}},
        {staff, assessment, {refused_to_assess}, {assessment_agreed}},
        {staff, assessment, {assessing}, {plan_refused, draft_sent}},
        {staff, assessment, {refused_to_issue}, {plan_refused, draft_sent}},
        {staff,
         assessment,
         {draft},
         {draft_sent, placement_consulted, placement_replied, representations_received, meeting_held, plan_finalised}},
        {staff,
         assessment,
         {requested, refused_to_assess, assessing, refused_to_issue, draft},
         {withdrawn, moved_away, died}},

        {staff, plan, {none}, {plan_transferred_in}},
        {staff,
         plan,
         {maintained, cease_notified},
         {transfer_family_informed, cessation_considered, plan_ceased, family_moving, plan_transferred_out,
          amended_plan_finalised, died}},
        {staff, plan, {maintained}, {cessation_decided}},
        {staff, plan, {cease_notified}, {cessation_withdrawn}},

        {staff, review, {none}, {review_called, amendment_proposed}},
        {staff, review, {preparing}, {review_papers_sent, review_meeting_held}},
        {staff, review, {met, amending, concluded}, {review_report_sent}},
        {staff, review, {met}, {review_decided}},
        {staff,
         review,
         {amending},
         {amendments_sent, representations_received, meeting_held, placement_consulted, placement_replied,
          amended_plan_finalised, amendment_dropped}},
        {schools, review, {amending}, {placement_replied}},
        {staff, review, {preparing, met, amending}, {died}},

        {staff, transfer, {none}, {phase_transfer_planned}},
        {staff, transfer, {planned}, {phase_transfer_completed, died}},

        {staff, reassessment, {none}, {reassessment_requested, reassessment_agreed}},
        {staff, reassessment, {requested}, {reassessment_agreed, reassessment_refused}},
        {staff, reassessment, {requested, reassessing, draft}, advice},
        {schools, reassessment, {requested, reassessing, draft}, {advice_received}},
        {advisers,
         reassessment,
         {requested, reassessing, draft},
         {advice_received, advice_dispensed, appointment_missed}},
        {schools, reassessment, {draft}, {placement_replied}},
        {staff, reassessment, {reassessing}, {draft_sent}},
        {staff,
         reassessment,
         {draft},
         {draft_sent, placement_consulted, placement_replied, representations_received, meeting_held,
          reassessed_plan_finalised}},
        {staff, reassessment, {requested, reassessing, draft}, {withdrawn, died}},

        {staff,
         dispute,
         {open, mediating, appealed, opposed},
         {mediation_held, mediation_cannot_be_arranged, certificate_issued, mediation_agreed, died}},
        {staff, dispute, {open, appealed, opposed}, {mediation_requested}},
        {staff, dispute, {open, mediating}, {mediation_declined, appeal_registered}},
        {staff, dispute, {appealed}, {response_filed}},
        {staff, dispute, {appealed, opposed}, {appeal_conceded, order_made, appeal_withdrawn}},
        {staff, dispute, {appealed, opposed, ended}, {recommendation_made, recommendation_answered}},
        {staff, dispute, {ended}, {agreement_kept}},
    };
    return rows;
}

bool is_listed(UserRole role, ProcedureKind procedure, State state, EventType event) {
    return std::ranges::any_of(listed(), [&](const Listed& row) {
        return row.procedure == procedure && std::ranges::count(row.roles, role) &&
               std::ranges::count(row.states, state) && std::ranges::count(row.events, event);
    });
}

// What the role may record and the law lets happen to a procedure in that state. Steps that follow another procedure's
// are nobody's to take.
bool is_permitted(UserRole role, ProcedureKind procedure, State state, EventType event) {
    const auto lets = [&](const Step& step) {
        const bool from = state == State::none ? step.from.has(State::none) : step.from.has(state);
        return step.procedure == procedure && step.on == event && step.role != Role::follows && from;
    };
    return may_record(role, event) && std::ranges::any_of(law::steps, lets);
}

}  // namespace

TEST_CASE("every role, state and event: nothing is permitted that is not listed", "[permissions]") {
    int permitted = 0;
    for (const auto role : all<UserRole>()) {
        for (const auto procedure : all<ProcedureKind>()) {
            for (const auto state : all<State>()) {
                for (const auto event : all<EventType>()) {
                    const bool is = is_permitted(role, procedure, state, event);
                    permitted += is;
                    if (is == is_listed(role, procedure, state, event)) continue;
                    INFO(token(role) << " records " << token(event) << " on " << token(procedure) << " in "
                                     << token(state));
                    CHECK(is == is_listed(role, procedure, state, event));
                }
            }
        }
    }
    CHECK(permitted > 200);
}

TEST_CASE("events that any log takes, in any state, are staff's alone", "[permissions]") {
    using enum EventType;
    for (const auto event : {exemption_recorded, exemption_ended, note, corrected}) {
        for (const auto role : all<UserRole>()) {
            INFO(token(role) << " records " << token(event));
            CHECK(may_record(role, event) == (std::ranges::count(staff, role) > 0));
        }
    }
}

TEST_CASE("every role and action: nothing is permitted that is not listed", "[permissions]") {
    using enum UserRole;
    struct Row {
        Action action;
        std::vector<std::optional<UserRole>> who;
    };
    constexpr auto nobody = std::nullopt;
    const std::vector<std::optional<UserRole>> anybody = {nobody, intake,  caseworker, senior_caseworker, manager,
                                                          school, adviser, auditor,    administrator,     operator_};
    const std::vector<Row> rows = {
        {Action::watch_service, anybody},
        {Action::sign_in, anybody},
        {Action::read_help, anybody},
        {Action::read_calendar, anybody},
        {Action::own_account,
         {intake, caseworker, senior_caseworker, manager, school, adviser, auditor, administrator, operator_}},

        {Action::take_request, {intake, caseworker, senior_caseworker, manager, school}},
        {Action::read_status, {caseworker, senior_caseworker, manager, school, auditor}},
        {Action::read_case, {caseworker, senior_caseworker, manager, auditor}},
        {Action::list_cases, {caseworker, senior_caseworker, manager, auditor}},
        {Action::search_people, {caseworker, senior_caseworker, manager, auditor}},
        {Action::record_event, {caseworker, senior_caseworker, manager}},
        {Action::correct_event, {caseworker, senior_caseworker, manager}},
        {Action::write_note, {caseworker, senior_caseworker, manager}},
        {Action::assign_case, {senior_caseworker, manager}},
        {Action::save_view, {caseworker, senior_caseworker, manager}},
        {Action::keep_calendar, {caseworker, senior_caseworker, manager}},
        {Action::keep_team_calendar, {senior_caseworker, manager}},

        {Action::read_report, {caseworker, senior_caseworker, manager, auditor}},
        {Action::read_night, {senior_caseworker, manager, auditor}},
        {Action::read_views, {manager, auditor}},

        {Action::read_own_requests, {school}},
        {Action::write_draft, {school}},
        {Action::answer_request, {school, adviser}},
        {Action::read_advice_requests, {adviser}},

        {Action::read_accounts, {administrator, auditor}},
        {Action::manage_accounts, {administrator}},
        {Action::manage_colleagues, {school}},
        {Action::read_registers, {caseworker, senior_caseworker, manager, auditor, administrator}},
        {Action::manage_registers, {administrator}},
        {Action::record_closure, {senior_caseworker, manager}},
    };
    REQUIRE(rows.size() == count_of<Action>);
    std::vector<std::optional<UserRole>> everyone = {nobody};
    for (const auto role : all<UserRole>()) everyone.push_back(role);

    for (const auto& [action, who] : rows) {
        for (const auto& role : everyone) {
            INFO((role ? token(*role) : "somebody not known") << ": " << token(action));
            CHECK(may(role, action) == (std::ranges::count(who, role) > 0));
        }
    }
}

TEST_CASE("every role and type of event: those outside record only their answers", "[permissions]") {
    using enum EventType;
    for (const auto role : all<UserRole>()) {
        for (const auto event : all<EventType>()) {
            const bool is_staff = std::ranges::count(staff, role) > 0;
            const bool schools_answer =
                role == UserRole::school && (event == advice_received || event == placement_replied);
            const bool advisers_answer =
                role == UserRole::adviser &&
                (event == advice_received || event == advice_dispensed || event == appointment_missed);
            INFO(token(role) << " records " << token(event));
            CHECK(may_record(role, event) == (is_staff || schools_answer || advisers_answer));
        }
    }
}

TEST_CASE("a role that may record any event at all has one way to do so, and no other role has", "[permissions]") {
    for (const auto role : all<UserRole>()) {
        INFO(token(role));
        const auto events = all<EventType>();
        const bool any = std::ranges::any_of(events, [&](EventType event) { return may_record(role, event); });
        CHECK(may(role, Action::record_event) + may(role, Action::answer_request) == any);
    }
}

TEST_CASE("an auditor changes nothing", "[permissions]") {
    for (const auto action : all<Action>()) {
        if (!may(UserRole::auditor, action)) continue;
        INFO(token(action));
        CHECK((token(action).starts_with("read_") || action == Action::list_cases || action == Action::search_people ||
               action == Action::own_account || action == Action::sign_in || action == Action::watch_service));
    }
}

TEST_CASE("only a school is narrowed to its own setting, and only an adviser to its own body", "[permissions]") {
    for (const auto role : all<UserRole>()) {
        CHECK(access::sees_own_setting_only(role) == (role == UserRole::school));
        CHECK(access::sees_own_body_only(role) == (role == UserRole::adviser));
    }
}
