#pragma once
// Who somebody is to the service: the role of an account or a bearer token. A school is bound to one setting, an
// adviser to one body that gives advice.

#include "core/law/tokens.hpp"

namespace ehcp {

enum class UserRole : std::uint8_t {
    intake,
    caseworker,
    senior_caseworker,
    manager,
    school,
    adviser,
    auditor,
    administrator,
    operator_
};

// Written out, because the word "operator" belongs to C++.
template <>
struct detail::TokensOf<UserRole> {
    static constexpr auto names = split_tokens<9>(
        "intake, caseworker, senior_caseworker, manager, school, adviser, auditor, administrator, operator");
};

}  // namespace ehcp
