#pragma once
// What an account of each role must have and may not have. Asked by the pages and by the command line before an account
// is made or changed.

#include "core/casework/roles.hpp"
#include "core/engine/result.hpp"
#include "core/store/users.hpp"

namespace ehcp::access {

/// Whether people of this role have an account: programs (intake) and machines (operator) have tokens.
constexpr bool is_of_people(UserRole role) { return role != UserRole::intake && role != UserRole::operator_; }
/// Whether somebody of this role can have a caseload under a caseworker's code.
constexpr bool may_have_caseload(UserRole role) {
    return role == UserRole::caseworker || role == UserRole::senior_caseworker || role == UserRole::manager;
}

/// A school has a setting of the register, an adviser a body of it; nobody else has. A code of a caseworker is in the
/// register. Only a school manages colleagues. The refusal names the field.
Result<void> check_account(store::Reader& reader, const store::Account& account);

}  // namespace ehcp::access
