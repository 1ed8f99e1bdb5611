#pragma once
// Tokens (kept only as hashes), answers kept for repeated requests, and who looked at which file.

#include "core/engine/result.hpp"
#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp::store {

struct Token {
    std::int64_t id = 0;
    std::string role = {}, setting = {}, label = {};  ///< `setting` only of a school's
    Instant created_at{};
    std::optional<Instant> revoked_at = {};
};
/// Returns the secret, which nobody can read again: 32 random bytes in base64url.
std::string create_token(Transaction& transaction, const Token& token);
/// The token that the secret opens, unless revoked.
std::optional<Token> find_token(Reader& reader, std::string_view secret);
std::vector<Token> all_tokens(Reader& reader);
Result<void> revoke_token(Transaction& transaction, std::int64_t id, Instant at);

struct KeptAnswer {
    Hash request{};  ///< of the body that it answered
    int status = 0;
    std::string response;
};
/// BLAKE2b-256 of what was asked.
Hash request_hash(std::string_view text);
std::optional<KeptAnswer> kept_answer(Reader& reader, std::string_view key, std::string_view actor);
/// In the transaction of what it answers.
void keep_answer(Transaction& transaction, std::string_view key, std::string_view actor, const KeptAnswer& answer,
                 Instant at);
/// Drops answers kept before a moment.
void forget_answers(Transaction& transaction, Instant before);

struct FileView {
    Instant at;
    std::string who, role, how;
};
void note_file_view(Transaction& transaction, CaseId id, const FileView& view);
std::vector<FileView> file_views_of(Reader& reader, CaseId id);

}  // namespace ehcp::store
