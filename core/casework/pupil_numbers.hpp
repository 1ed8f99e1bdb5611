#pragma once
// The check letter of a UPN and the check digit of a ULN: a number that does not hold together was mistyped.

#include <string_view>

namespace ehcp::casework {

/// The letter that stands before twelve digits, of which the last may be a letter (a temporary UPN): weights 2 to 13,
/// modulo 23.
char upn_check_letter(std::string_view twelve);
/// Thirteen characters whose first is the check letter of the others.
bool is_checked_upn(std::string_view upn);
/// Ten digits of which the last follows from the others: weights 10 to 2, modulo 11.
bool is_checked_uln(std::string_view uln);

}  // namespace ehcp::casework
