#include "core/store/accounts.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct InsertToken {
    std::string hash, role, label;
    MaybeText setting;
    long long created_at = 0;
    soci::statement run;
    explicit InsertToken(soci::session& session)
        : run((session.prepare << "INSERT INTO token (hash, role, setting, label, created_at) VALUES (:hash, :role, "
                                  ":setting, :label, :created_at)",
               use(hash, "hash"), use(role, "role"), use_maybe(setting, "setting"), use(label, "label"),
               use(created_at, "created_at"))) {}
};

struct TokenRow {
    long long id = 0, created_at = 0;
    std::string role, label;
    MaybeText setting;
    MaybeNumber revoked_at;
    Token value() const {
        return {id,
                role,
                setting.str(),
                label,
                instant_of(created_at),
                revoked_at.value() ? std::optional{instant_of(*revoked_at.value())} : std::nullopt};
    }
};

struct FindToken : TokenRow {
    std::string hash;
    soci::statement run;
    explicit FindToken(soci::session& session)
        : run((session.prepare << "SELECT id, role, setting, label, created_at, revoked_at FROM token WHERE hash = "
                                  ":hash AND revoked_at IS NULL",
               into(id), into(role), into_maybe(setting), into(label), into(created_at), into_maybe(revoked_at),
               use(hash, "hash"))) {}
};

struct AllTokens : TokenRow {
    soci::statement run;
    explicit AllTokens(soci::session& session)
        : run((session.prepare << "SELECT id, role, setting, label, created_at, revoked_at FROM token ORDER BY id",
               into(id), into(role), into_maybe(setting), into(label), into(created_at), into_maybe(revoked_at))) {}
};

struct RevokeToken {
    long long id = 0, at = 0;
    soci::statement run;
    explicit RevokeToken(soci::session& session)
        : run((session.prepare << "UPDATE token SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL",
               use(at, "at"), use(id, "id"))) {}
};

struct FindAnswer {
    std::string key, actor, request_hash, response;
    long long status = 0;
    soci::statement run;
    explicit FindAnswer(soci::session& session)
        : run((session.prepare
                   << "SELECT request_hash, status, response FROM idempotency WHERE key = :key AND actor = :actor",
               into(request_hash), into(status), into(response), use(key, "key"), use(actor, "actor"))) {}
};

struct InsertAnswer {
    std::string key, actor, request_hash, response;
    long long status = 0, created_at = 0;
    soci::statement run;
    explicit InsertAnswer(soci::session& session)
        : run((session.prepare << "INSERT INTO idempotency (key, actor, request_hash, status, response, created_at) "
                                  "VALUES (:key, :actor, :request_hash, :status, :response, :created_at)",
               use(key, "key"), use(actor, "actor"), use(request_hash, "request_hash"), use(status, "status"),
               use(response, "response"), use(created_at, "created_at"))) {}
};

struct ForgetAnswers {
    long long before = 0;
    soci::statement run;
    explicit ForgetAnswers(soci::session& session)
        : run((session.prepare << "DELETE FROM idempotency WHERE created_at < :before", use(before, "before"))) {}
};

struct InsertView {
    long long at = 0, case_id = 0;
    std::string who, role, how;
    soci::statement run;
    explicit InsertView(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO file_view (at, case_id, who, role, how) VALUES (:at, :case_id, :who, :role, :how)",
               use(at, "at"), use(case_id, "case_id"), use(who, "who"), use(role, "role"), use(how, "how"))) {}
};

struct LoadViews {
    long long at = 0, case_id = 0;
    std::string who, role, how;
    soci::statement run;
    explicit LoadViews(soci::session& session)
        : run((session.prepare << "SELECT at, who, role, how FROM file_view WHERE case_id = :case_id ORDER BY id",
               into(at), into(who), into(role), into(how), use(case_id, "case_id"))) {}
};

// A token is 256 random bits: one hash without salt is enough, and lets it be looked up.
std::string token_hash(std::string_view secret) { return base64_of(text_hash("token", secret)); }

}  // namespace

std::string create_token(Transaction& transaction, const Token& token) {
    Hash random;
    randombytes_buf(random.data(), random.size());
    auto secret = base64_of(random);
    auto& row = transaction.prepared<InsertToken>();
    row.hash = token_hash(secret);
    row.role = token.role;
    row.setting = token.setting;
    row.label = token.label;
    row.created_at = seconds_of(token.created_at);
    row.run.execute(true);
    return secret;
}

std::optional<Token> find_token(Reader& reader, std::string_view secret) {
    auto& row = reader.prepared<FindToken>();
    row.hash = token_hash(secret);
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::vector<Token> all_tokens(Reader& reader) {
    std::vector<Token> all;
    auto& row = reader.prepared<AllTokens>();
    each_row(row.run, [&] { all.push_back(row.value()); });
    return all;
}

Result<void> revoke_token(Transaction& transaction, std::int64_t id, Instant at) {
    auto& row = transaction.prepared<RevokeToken>();
    row.id = id;
    row.at = seconds_of(at);
    row.run.execute(true);
    if (row.run.get_affected_rows() != 1)
        return Error{Refusal::not_found, fmt::format("there is no token {} in use; ehcp token list shows them", id)};
    return {};
}

Hash request_hash(std::string_view text) { return text_hash("request", text); }

std::optional<KeptAnswer> kept_answer(Reader& reader, std::string_view key, std::string_view actor) {
    auto& row = reader.prepared<FindAnswer>();
    row.key = key;
    row.actor = actor;
    if (!fetch_one(row.run)) return std::nullopt;
    return KeptAnswer{hash_from(row.request_hash).value_or(no_hash), static_cast<int>(row.status), row.response};
}

void keep_answer(Transaction& transaction, std::string_view key, std::string_view actor, const KeptAnswer& answer,
                 Instant at) {
    auto& row = transaction.prepared<InsertAnswer>();
    row.key = key;
    row.actor = actor;
    row.request_hash = base64_of(answer.request);
    row.status = answer.status;
    row.response = answer.response;
    row.created_at = seconds_of(at);
    row.run.execute(true);
}

void forget_answers(Transaction& transaction, Instant before) {
    auto& row = transaction.prepared<ForgetAnswers>();
    row.before = seconds_of(before);
    row.run.execute(true);
}

void note_file_view(Transaction& transaction, CaseId id, const FileView& view) {
    auto& row = transaction.prepared<InsertView>();
    row.at = seconds_of(view.at);
    row.case_id = id.value;
    row.who = view.who;
    row.role = view.role;
    row.how = view.how;
    row.run.execute(true);
}

std::vector<FileView> file_views_of(Reader& reader, CaseId id) {
    std::vector<FileView> views;
    auto& row = reader.prepared<LoadViews>();
    row.case_id = id.value;
    each_row(row.run, [&] { views.push_back({instant_of(row.at), row.who, row.role, row.how}); });
    return views;
}

}  // namespace ehcp::store
