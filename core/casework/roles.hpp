#pragma once
// Who somebody is to the service: the role of a bearer token. A school's token is bound to one setting.

#include "core/law/tokens.hpp"

namespace ehcp {

enum class UserRole : std::uint8_t { intake, caseworker, manager, school, operator_ };

// Written out, because the word "operator" belongs to C++.
template <>
struct detail::TokensOf<UserRole> {
    static constexpr auto names = split_tokens<5>("intake, caseworker, manager, school, operator");
};

}  // namespace ehcp
