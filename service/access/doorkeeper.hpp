#pragma once
// Who is at the door: a bearer token (RFC 6750) to the caller it was made for. What the store answered is remembered
// for a few seconds, so that a revocation counts within that time and a burst costs one look-up. Used by all workers at
// once; no lock is held while the store is asked.

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "core/casework/roles.hpp"
#include "core/engine/result.hpp"

namespace ehcp::access {

struct Caller {
    std::int64_t token;  ///< its number: tells apart who used an Idempotency-Key
    UserRole role;
    std::string setting;  ///< of a school; empty otherwise
    std::string name;     ///< the token's label: stands in events as who recorded them
};

class Doorkeeper {
public:
    using Moment = std::chrono::steady_clock::time_point;
    /// What the store says of a token now: nobody when it is unknown or revoked.
    using LookUp = std::function<std::optional<Caller>(std::string_view token)>;

    explicit Doorkeeper(LookUp look_up, std::chrono::milliseconds remember = std::chrono::seconds{5});

    /// `authorization` is the header's value. Refuses as `unauthorised`, without saying whether the token ever existed.
    Result<std::shared_ptr<const Caller>> admit(std::optional<std::string_view> authorization, Moment now);

private:
    // Tokens are not kept in memory, either. They are 256 random bits, so a plain hash is enough: there is nothing to
    // guess.
    using TokenHash = std::array<unsigned char, 32>;
    static TokenHash hash_of(std::string_view token);

    struct Remembered {
        std::shared_ptr<const Caller> caller;
        Moment until;
    };
    struct FirstBytes {
        std::size_t operator()(const TokenHash& hash) const;
    };
    /// Compares in constant time, so that answering takes no longer for a hash that begins like a good one.
    struct SameHash {
        bool operator()(const TokenHash& one, const TokenHash& other) const;
    };

    std::shared_ptr<const Caller> remembered(const TokenHash& hash, Moment now) const;
    void remember(const TokenHash& hash, std::shared_ptr<const Caller> caller, Moment now);

    LookUp look_up_;
    std::chrono::milliseconds remember_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<TokenHash, Remembered, FirstBytes, SameHash> callers_;
};

}  // namespace ehcp::access
