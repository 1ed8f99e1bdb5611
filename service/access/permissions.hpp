#pragma once
// Who may do what: one table, role × action × type of event. What no row permits is refused. The table knows nothing of
// states: which event a case can take in its state is the law's business (core/law), and both must allow it.

#include <initializer_list>
#include <optional>
#include <span>

#include "core/casework/roles.hpp"
#include "core/law/vocabulary.hpp"

namespace ehcp::access {

class RoleSet {
public:
    constexpr RoleSet(std::initializer_list<UserRole> roles) {
        for (const auto role : roles) bits_ |= 1U << index_of(role);
    }
    static constexpr RoleSet every() {
        RoleSet all_of_them{};
        all_of_them.bits_ = ~0U;
        return all_of_them;
    }
    constexpr bool has(UserRole role) const { return (bits_ >> index_of(role) & 1U) != 0; }

private:
    unsigned bits_ = 0;
};

class EventSet {
public:
    constexpr EventSet() = default;
    constexpr EventSet(std::initializer_list<EventType> types) {
        for (const auto type : types) bits_ |= std::uint64_t{1} << index_of(type);
    }
    static constexpr EventSet every() {
        EventSet all_of_them;
        all_of_them.bits_ = ~std::uint64_t{0};
        return all_of_them;
    }
    constexpr bool has(EventType type) const { return (bits_ >> index_of(type) & 1U) != 0; }

private:
    std::uint64_t bits_ = 0;
};
static_assert(count_of<EventType> <= 64);

/// Everything that can be asked of the service, in the pages and in the interface. `watch_service` is what a load
/// balancer and a monitor need; `sign_in` and `read_help` need nobody to be signed in: nothing in them is about a
/// person. `read_calendar` neither: the address itself is the secret.
EHCP_TOKENS(Action,
            // anybody
            watch_service, sign_in, read_help, read_calendar,
            // whoever is signed in
            own_account,
            // casework
            take_request, read_status, read_case, list_cases, search_people, record_event, correct_event, write_note,
            assign_case, save_view, keep_calendar, keep_team_calendar,
            // how the authority does, and who looked
            read_report, read_night, read_views,
            // those outside who are asked
            read_own_requests, write_draft, answer_request, read_advice_requests,
            // accounts and registers
            read_accounts, manage_accounts, manage_colleagues, read_registers, manage_registers, record_closure);

struct Permission {
    Action action;
    RoleSet roles;
    EventSet events = {};  ///< of record_event and answer_request
};

/// The table itself.
std::span<const Permission> permissions();

/// No role is somebody who is not known: without a token, not signed in.
bool may(std::optional<UserRole> role, Action action);
/// By record_event, as the desk does, or by answer_request, as those do who were asked.
bool may_record(UserRole role, EventType type);

/// Whether what this role sees and answers is only its own setting's, or its own body's. The narrowing is the handler's
/// to do; the fact stands here.
constexpr bool sees_own_setting_only(UserRole role) { return role == UserRole::school; }
constexpr bool sees_own_body_only(UserRole role) { return role == UserRole::adviser; }

}  // namespace ehcp::access
