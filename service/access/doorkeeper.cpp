#include "service/access/doorkeeper.hpp"

#include <sodium.h>

#include <cstring>
#include <mutex>

namespace ehcp::access {

namespace {

constexpr std::size_t most_remembered = 4096;  // far more than an authority has tokens
constexpr std::size_t longest_token = 256;

Error not_admitted(std::string_view why) {
    return {Refusal::unauthorised,
            std::string(why) +
                "; send Authorization: Bearer TOKEN with a token that an operator made (ehcp token create)",
            "Authorization"};
}

// The scheme's name is written in any case (RFC 9110, 11.1).
std::optional<std::string_view> bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size()) return std::nullopt;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        const char c = authorization[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != scheme[i]) return std::nullopt;
    }
    const auto token = authorization.substr(scheme.size());
    if (token.size() > longest_token || token.find(' ') != token.npos) return std::nullopt;
    return token;
}

}  // namespace

Doorkeeper::TokenHash Doorkeeper::hash_of(std::string_view token) {
    TokenHash hash;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                       nullptr, 0);
    return hash;
}

std::size_t Doorkeeper::FirstBytes::operator()(const TokenHash& hash) const {
    std::size_t first = 0;
    std::memcpy(&first, hash.data(), sizeof first);
    return first;
}

bool Doorkeeper::SameHash::operator()(const TokenHash& one, const TokenHash& other) const {
    return sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

Doorkeeper::Doorkeeper(LookUp look_up, std::chrono::milliseconds remember)
    : look_up_(std::move(look_up)), remember_(remember) {}

Result<std::shared_ptr<const Caller>> Doorkeeper::admit(std::optional<std::string_view> authorization, Moment now) {
    if (!authorization) return not_admitted("this needs a token");
    const auto token = bearer_token(*authorization);
    if (!token) return not_admitted("the Authorization header holds no bearer token");

    const auto hash = hash_of(*token);
    if (auto known = remembered(hash, now)) return known;
    auto found = look_up_(*token);
    if (!found) return not_admitted("this token is not known, or was revoked");
    auto caller = std::make_shared<const Caller>(std::move(*found));
    remember(hash, caller, now);
    return caller;
}

std::shared_ptr<const Caller> Doorkeeper::remembered(const TokenHash& hash, Moment now) const {
    const std::shared_lock lock(mutex_);
    const auto found = callers_.find(hash);
    return found != callers_.end() && now < found->second.until ? found->second.caller : nullptr;
}

void Doorkeeper::remember(const TokenHash& hash, std::shared_ptr<const Caller> caller, Moment now) {
    const std::unique_lock lock(mutex_);
    if (callers_.size() >= most_remembered) callers_.clear();
    callers_.insert_or_assign(hash, Remembered{std::move(caller), now + remember_});
}

}  // namespace ehcp::access
