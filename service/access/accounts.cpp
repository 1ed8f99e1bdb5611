#include "service/access/accounts.hpp"

#include <algorithm>

#include "core/store/registers.hpp"

namespace ehcp::access {

namespace {

Error refused(std::string_view where, std::string_view message) {
    return {Refusal::bad_value, std::string(message), std::string(where), {}};
}

bool is_body(store::Reader& reader, std::string_view name) {
    const auto bodies = store::all_bodies(reader);
    return std::ranges::any_of(bodies, [&](const store::AdviserBody& each) { return each.name == name; });
}

}  // namespace

Result<void> check_account(store::Reader& reader, const store::Account& account) {
    constexpr std::size_t longest_name = 200;
    if (account.name.empty()) return refused("name", "Enter the person's name");
    if (account.name.size() > longest_name) return refused("name", "The name must be 200 characters or fewer");
    const auto role = from_token<UserRole>(account.role);
    if (!role || !is_of_people(*role)) return refused("role", "Select what this person does");

    if (*role == UserRole::school) {
        if (account.setting.empty()) return refused("setting", "Enter the URN of this person's setting");
        if (!store::find_setting(reader, account.setting))
            return refused("setting", "There is no setting of this URN in the register");
    } else if (!account.setting.empty()) {
        return refused("setting", "Only people of a school belong to a setting");
    }
    if (*role == UserRole::adviser) {
        if (!is_body(reader, account.body)) return refused("body", "Select the body that this person advises for");
    } else if (!account.body.empty()) {
        return refused("body", "Only an adviser belongs to a body");
    }
    if (!account.caseworker.empty()) {
        if (!may_have_caseload(*role)) return refused("caseworker", "Only those who do casework have a caseload");
        if (!store::find_caseworker(reader, account.caseworker))
            return refused("caseworker", "There is no caseworker of this code in the register");
    }
    if (account.manages_colleagues && *role != UserRole::school)
        return refused("manages_colleagues", "Only people of a school manage colleagues");
    return {};
}

}  // namespace ehcp::access
