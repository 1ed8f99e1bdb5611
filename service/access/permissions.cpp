#include "service/access/permissions.hpp"

#include <algorithm>
#include <array>

namespace ehcp::access {

namespace {

using enum UserRole;

// Managers stand in for absent staff. The operator keeps the service running and has no business in a child's file.
constexpr std::array table = std::to_array<Permission>({
    {Action::take_request, {intake, school, caseworker, manager}},  // a school: for its own setting
    {Action::read_status, {school, caseworker, manager}},           // a school: of its own setting
    {Action::read_case, {caseworker, manager}},
    {Action::list_cases, {caseworker, manager}},
    {Action::search_people, {caseworker, manager}},
    {Action::record_event, {caseworker, manager}, EventSet::every()},
    {Action::read_report, {caseworker, manager}},
});

}  // namespace

std::span<const Permission> permissions() { return table; }

bool may(std::optional<UserRole> role, Action action) {
    if (action == Action::watch_service) return true;
    return role && std::ranges::any_of(
                       table, [&](const Permission& row) { return row.action == action && row.roles.has(*role); });
}

bool may_record(UserRole role, EventType type) {
    return std::ranges::any_of(table, [&](const Permission& row) {
        return row.action == Action::record_event && row.roles.has(role) && row.events.has(type);
    });
}

}  // namespace ehcp::access
