#include "service/access/passwords.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <semaphore>
#include <set>
#include <stdexcept>

namespace ehcp::access {

namespace {

constexpr int most_at_once = 2;
constexpr int most_at_once_or_waiting = 10;  // fewer than the workers, so that pages are served meanwhile

/// A place among those who hash. Taken in the constructor, which waits.
class Turn {
public:
    Turn() : has_(queue_.fetch_add(1) < most_at_once_or_waiting) {
        if (has_) turns_.acquire();
    }
    ~Turn() {
        if (has_) turns_.release();
        queue_.fetch_sub(1);
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    explicit operator bool() const { return has_; }

private:
    static inline std::counting_semaphore<most_at_once> turns_{most_at_once};
    static inline std::atomic<int> queue_{0};
    bool has_;
};

Error too_many_at_once() {
    return {Refusal::too_many, "Many people are signing in at this moment. Try again in 10 seconds", {}, {}};
}

// libsodium picks the fast implementation for this processor here.
void be_ready() {
    static const bool is_ready = sodium_init() >= 0;
    if (!is_ready) throw std::runtime_error("libsodium does not start; install the package libsodium23 again");
}

// What people choose when twelve letters are asked of them. Compared in lower case; and without the digits and signs at
// the ends, so that "Password2026!" is found, too.
constexpr auto commonest = std::to_array<std::string_view>({
    "password",       "passwordpassword",
    "passw0rd",       "letmein",
    "letmeinplease",  "welcome",
    "welcometowork",  "changeme",
    "changemenow",    "qwerty",
    "qwertyuiop",     "qwertyuiopasdfghjkl",
    "asdfghjkl",      "zxcvbnm",
    "abcdefghijkl",   "iloveyou",
    "administrator",  "admin",
    "adminadmin",     "monday",
    "football",       "liverpool",
    "manchester",     "spring",
    "summer",         "autumn",
    "winter",         "january",
    "september",      "school",
    "schoolpassword", "primaryschool",
    "council",        "countycouncil",
    "caseworker",     "secret",
    "sunshine",       "princess",
    "trustno",        "correcthorsebatterystaple",
});

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string_view without_ends(std::string_view lower) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
    while (!lower.empty() && !is_letter(lower.front())) lower.remove_prefix(1);
    while (!lower.empty() && !is_letter(lower.back())) lower.remove_suffix(1);
    return lower;
}

bool is_common(std::string_view lower) {
    const auto core = without_ends(lower);
    constexpr std::size_t fewest_different = 5;  // "aaaaaaaaaaaa", "121212121212"
    if (core.empty() || std::set<char>(lower.begin(), lower.end()).size() < fewest_different) return true;
    return std::ranges::find(commonest, core) != commonest.end();
}

/// Whether the password is little more than a word of the person's own: its name, or a part of it of four letters.
bool is_made_of(std::string_view lower, const std::string& own) {
    for (std::string_view rest = own; !rest.empty();) {
        const auto word = rest.substr(0, rest.find_first_of(" @.-_+'"));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        if (word.size() >= 4 && lower.find(word) != lower.npos && lower.size() < word.size() + 8) return true;
    }
    return own.size() >= 4 && lower.find(own) != lower.npos;
}

// Characters of UTF-8: bytes that do not go on with one.
std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Error refused(std::string message) { return {Refusal::bad_value, std::move(message), "new_password", {}}; }

}  // namespace

HashingCost least_hashing_cost() { return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}; }

Result<void> check_password(std::string_view password, std::string_view username, std::string_view name) {
    if (password.empty()) return refused("Enter a new password");
    if (letters_in(password) < fewest_password_letters)
        return refused("Your password must be 12 characters or more: three words are easier to remember than one");
    if (password.size() > most_password_bytes) return refused("Your password must be 1,024 bytes or fewer");
    const auto lower = lower_case(password);
    if (is_common(lower)) return refused("This password is too easy to guess. Choose another, such as three words");
    if (is_made_of(lower, lower_case(username)) || is_made_of(lower, lower_case(name)))
        return refused("Your password must not be made of your own name. Choose another, such as three words");
    return {};
}

Result<std::string> hash_password(std::string_view password, const HashingCost& cost) {
    be_ready();
    const Turn turn;
    if (!turn) return too_many_at_once();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::runtime_error("there is not enough memory to hash a password");
    }
    return std::string(hash.data());
}

Result<bool> is_password(std::string_view password, const std::string& hash) {
    be_ready();
    if (password.size() > most_password_bytes) password = password.substr(0, most_password_bytes + 1);
    const Turn turn;
    if (!turn) return too_many_at_once();
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string one_time_password() {
    be_ready();
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";  // without i, l, o, 0, 1
    std::string password;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 5 == 0) password += '-';
        password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    }
    return password;
}

}  // namespace ehcp::access
