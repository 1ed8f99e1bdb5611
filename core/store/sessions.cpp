#include "core/store/sessions.hpp"

#include <fmt/format.h>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct InsertSession {
    std::string hash, csrf_secret;
    long long account = 0, created_at = 0, last_seen_at = 0;
    soci::statement run;
    explicit InsertSession(soci::session& session)
        : run((session.prepare << "INSERT INTO session (hash, account, csrf_secret, created_at, last_seen_at) VALUES "
                                  "(:hash, :account, :csrf_secret, :created_at, :last_seen_at)",
               use(hash, "hash"), use(account, "account"), use(csrf_secret, "csrf_secret"),
               use(created_at, "created_at"), use(last_seen_at, "last_seen_at"))) {}
};

struct FindSession {
    std::string wanted, csrf_secret;
    long long account = 0, created_at = 0, last_seen_at = 0;
    soci::statement run;
    explicit FindSession(soci::session& session)
        : run((session.prepare << "SELECT account, csrf_secret, created_at, last_seen_at FROM session WHERE hash = "
                                  ":wanted AND ended_at IS NULL",
               into(account), into(csrf_secret), into(created_at), into(last_seen_at), use(wanted, "wanted"))) {}
};

struct SessionsOfAccount {
    std::string hash, csrf_secret;
    long long account = 0, created_at = 0, last_seen_at = 0;
    soci::statement run;
    explicit SessionsOfAccount(soci::session& session)
        : run((session.prepare << "SELECT hash, csrf_secret, created_at, last_seen_at FROM session WHERE account = "
                                  ":account AND ended_at IS NULL ORDER BY created_at DESC, hash",
               into(hash), into(csrf_secret), into(created_at), into(last_seen_at), use(account, "account"))) {}
};

struct TouchSession {
    std::string hash;
    long long at = 0;
    soci::statement run;
    explicit TouchSession(soci::session& session)
        : run((session.prepare << "UPDATE session SET last_seen_at = :at WHERE hash = :hash AND ended_at IS NULL",
               use(at, "at"), use(hash, "hash"))) {}
};

struct EndSession {
    std::string hash;
    long long at = 0;
    soci::statement run;
    explicit EndSession(soci::session& session)
        : run((session.prepare << "UPDATE session SET ended_at = :at WHERE hash = :hash AND ended_at IS NULL",
               use(at, "at"), use(hash, "hash"))) {}
};

struct ForgetSessions {
    long long before = 0;
    soci::statement run;
    explicit ForgetSessions(soci::session& session)
        : run((session.prepare << "DELETE FROM session WHERE created_at < :before", use(before, "before"))) {}
};

}  // namespace

// The secret is 256 random bits: one hash without salt is enough, and lets it be looked up.
std::string session_hash(std::string_view secret) { return base64_of(text_hash("session", secret)); }

void insert_session(Transaction& transaction, const SignedIn& session) {
    auto& row = transaction.prepared<InsertSession>();
    row.hash = session.hash;
    row.account = session.account.value;
    row.csrf_secret = session.csrf_secret;
    row.created_at = seconds_of(session.created_at);
    row.last_seen_at = seconds_of(session.last_seen_at);
    row.run.execute(true);
}

std::optional<SignedIn> find_session(Reader& reader, std::string_view hash) {
    auto& row = reader.prepared<FindSession>();
    row.wanted = hash;
    if (!fetch_one(row.run)) return std::nullopt;
    return SignedIn{
        row.wanted, {row.account}, row.csrf_secret, instant_of(row.created_at), instant_of(row.last_seen_at)};
}

std::vector<SignedIn> sessions_of(Reader& reader, AccountId account) {
    std::vector<SignedIn> sessions;
    auto& row = reader.prepared<SessionsOfAccount>();
    row.account = account.value;
    each_row(row.run, [&] {
        sessions.push_back(
            {row.hash, account, row.csrf_secret, instant_of(row.created_at), instant_of(row.last_seen_at)});
    });
    return sessions;
}

void touch_session(Transaction& transaction, std::string_view hash, Instant at) {
    auto& row = transaction.prepared<TouchSession>();
    row.hash = hash;
    row.at = seconds_of(at);
    row.run.execute(true);
}

void end_session(Transaction& transaction, std::string_view hash, Instant at) {
    auto& row = transaction.prepared<EndSession>();
    row.hash = hash;
    row.at = seconds_of(at);
    row.run.execute(true);
}

void forget_sessions(Transaction& transaction, Instant begun_before) {
    auto& row = transaction.prepared<ForgetSessions>();
    row.before = seconds_of(begun_before);
    row.run.execute(true);
}

}  // namespace ehcp::store
