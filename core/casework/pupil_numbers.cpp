#include "core/casework/pupil_numbers.hpp"

#include "core/casework/intake_checks.hpp"

namespace ehcp::casework {
namespace {

constexpr std::string_view letters = "ABCDEFGHJKLMNPQRTUVWXYZ";  // no I, O and S, which look like digits

}  // namespace

char upn_check_letter(std::string_view twelve) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < twelve.size(); ++i) {
        const auto letter = letters.find(twelve[i]);
        const auto value = letter == letters.npos ? static_cast<std::size_t>(twelve[i] - '0') : letter;
        sum += (i + 2) * value;
    }
    return letters[sum % letters.size()];
}

bool is_checked_upn(std::string_view upn) {
    if (!is_upn(upn)) return false;
    const bool is_temporary = upn.back() > '9';
    if (is_temporary && letters.find(upn.back()) == letters.npos) return false;
    return upn.front() == upn_check_letter(upn.substr(1));
}

bool is_checked_uln(std::string_view uln) {
    constexpr std::size_t digits = 10;
    if (uln.size() != digits || uln.find_first_not_of("0123456789") != uln.npos) return false;
    std::size_t sum = 0;
    for (std::size_t i = 0; i + 1 < digits; ++i) sum += (digits - i) * static_cast<std::size_t>(uln[i] - '0');
    const auto rest = sum % 11;
    return rest != 0 && static_cast<std::size_t>(uln.back() - '0') == 10 - rest;
}

}  // namespace ehcp::casework
