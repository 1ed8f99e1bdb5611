#pragma once
// Sessions of people who are signed in, by the hash of their cookie. access::Sessions is what pages use.

#include "core/engine/result.hpp"
#include "core/store/users.hpp"

namespace ehcp::store {

struct SignedIn {
    std::string hash;
    AccountId account;
    std::string csrf_secret;
    Instant created_at{}, last_seen_at{};
};

/// The hash by which a cookie's secret is looked up.
std::string session_hash(std::string_view secret);

void insert_session(Transaction& transaction, const SignedIn& session);
/// Unless it has ended.
std::optional<SignedIn> find_session(Reader& reader, std::string_view hash);
/// That have not ended, the newest first.
std::vector<SignedIn> sessions_of(Reader& reader, AccountId account);
void touch_session(Transaction& transaction, std::string_view hash, Instant at);
/// end_sessions_of() ends all of an account.
void end_session(Transaction& transaction, std::string_view hash, Instant at);
/// Drops those begun before a moment.
void forget_sessions(Transaction& transaction, Instant begun_before);

}  // namespace ehcp::store
