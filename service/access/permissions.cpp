#include "service/access/permissions.hpp"

#include <algorithm>
#include <array>

namespace ehcp::access {

namespace {

using enum UserRole;

constexpr RoleSet desk = {caseworker, senior_caseworker, manager};
constexpr RoleSet desk_and_auditor = {caseworker, senior_caseworker, manager, auditor};

// Managers stand in for absent staff. An auditor reads all and changes nothing, not even a saved view. The
// administrator gives accounts and keeps the names of settings and teams, the operator keeps the service running:
// neither has business in a child's file. A closure excuses a missed limit (reg 5(4), 8(2)), so that whoever gives out
// the work enters it and the administrator does not.
constexpr std::array table = std::to_array<Permission>({
    {Action::watch_service, RoleSet::every()},
    {Action::sign_in, RoleSet::every()},
    {Action::read_help, RoleSet::every()},
    {Action::read_calendar, RoleSet::every()},
    {Action::own_account, RoleSet::every()},

    {Action::take_request, {intake, school, caseworker, senior_caseworker, manager}},  // a school: for its own setting
    {Action::read_status, {school, caseworker, senior_caseworker, manager, auditor}},  // a school: of its own setting
    {Action::read_case, desk_and_auditor},
    {Action::list_cases, desk_and_auditor},
    {Action::search_people, desk_and_auditor},
    {Action::record_event, desk, EventSet::every()},
    {Action::correct_event, desk},
    {Action::write_note, desk},
    {Action::assign_case, {senior_caseworker, manager}},
    {Action::save_view, desk},
    {Action::keep_calendar, desk},
    {Action::keep_team_calendar, {senior_caseworker, manager}},

    {Action::read_report, desk_and_auditor},
    {Action::read_night, {senior_caseworker, manager, auditor}},  // whose work is late: those who give it out
    {Action::read_views, {manager, auditor}},

    {Action::read_own_requests, {school}},
    {Action::write_draft, {school}},
    {Action::answer_request, {school}, {EventType::advice_received, EventType::placement_replied}},
    {Action::answer_request,  // dispensed: "not known to our service"
     {adviser},
     {EventType::advice_received, EventType::advice_dispensed, EventType::appointment_missed}},
    {Action::read_advice_requests, {adviser}},

    {Action::read_accounts, {administrator, auditor}},
    {Action::manage_accounts, {administrator}},
    {Action::manage_colleagues, {school}},  // those whose account says so, and of their own setting
    {Action::read_registers, {caseworker, senior_caseworker, manager, auditor, administrator}},
    {Action::manage_registers, {administrator}},
    {Action::record_closure, {senior_caseworker, manager}},
});

// What nobody needs to be known for.
constexpr bool is_open(Action action) {
    return action == Action::watch_service || action == Action::sign_in || action == Action::read_help ||
           action == Action::read_calendar;
}

}  // namespace

std::span<const Permission> permissions() { return table; }

bool may(std::optional<UserRole> role, Action action) {
    if (!role) return is_open(action);
    return std::ranges::any_of(table,
                               [&](const Permission& row) { return row.action == action && row.roles.has(*role); });
}

bool may_record(UserRole role, EventType type) {
    return std::ranges::any_of(table,
                               [&](const Permission& row) { return row.roles.has(role) && row.events.has(type); });
}

}  // namespace ehcp::access
