#pragma once
// Passwords: which are taken, and their hashes (Argon2id, libsodium's own text form). Hashing costs memory on purpose,
// so that only a few run at once, a few more wait, and whoever comes after is asked to come again.

#include <cstddef>
#include <string>
#include <string_view>

#include "core/engine/result.hpp"

namespace ehcp::access {

/// Chosen so that one hashing takes 50 to 100 ms on a server of 2025. Tests take the least that libsodium allows.
struct HashingCost {
    unsigned long long passes = 3;
    std::size_t memory = 64UL * 1024 * 1024;
};
HashingCost least_hashing_cost();

inline constexpr std::size_t fewest_password_letters = 12;
inline constexpr std::size_t most_password_bytes = 1024;

/// Refuses one that is too short, too long, among the commonest, or made of the person's own name or sign-in name. The
/// message can stand beside the field.
Result<void> check_password(std::string_view password, std::string_view username, std::string_view name);

/// Refuses as `too_many` when too many wait already.
Result<std::string> hash_password(std::string_view password, const HashingCost& cost = {});
/// Also false for a hash that is none.
Result<bool> is_password(std::string_view password, const std::string& hash);

/// A password to be used once: 20 letters and digits that are not mistaken for each other, in four groups.
std::string one_time_password();

}  // namespace ehcp::access
