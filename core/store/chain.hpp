#pragma once
// The hash chain of a case and the seal over all of them. An event's hash covers what it says, its place and the hash
// of the event before it, so a changed, swapped or missing entry shows; only the seal, kept outside, shows that the
// newest entries were taken away. BLAKE2b-256 (libsodium) over fields that each carry their length: no two rows run
// together.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehcp::store {

using Hash = std::array<unsigned char, 32>;

/// As the database keeps it and people compare it: base64url without padding, 43 letters.
std::string base64_of(const Hash& hash);
std::optional<Hash> hash_from(std::string_view text);

/// What one hash covers, as the log holds it.
struct ChainFields {
    std::int64_t case_id;
    std::int64_t seq;
    std::int64_t entry;
    std::string_view type, on_date;
    std::int64_t recorded_at;
    std::string_view recorded_by, recorded_as, body;
    const Hash* text_hash;  ///< null where the event has no free text
};
Hash event_hash(const ChainFields& fields, const Hash& previous);

/// The hash before the first event of a case.
inline constexpr Hash no_hash{};

/// Of the free text, which may be erased: its salt goes with it, so that what it said cannot be guessed from the hash.
Hash text_hash(std::string_view salt, std::string_view texts);

/// The digest over the heads of all cases, in blocks of `seal_block` case numbers, so that it can be made on several
/// threads and yet be one number. Cases must be added to a block in the order of their numbers.
inline constexpr std::int64_t seal_block = 4096;
class BlockDigest {
public:
    BlockDigest();
    void add(std::int64_t case_id, std::int64_t seq, const Hash& head);
    bool empty() const { return cases_ == 0; }
    Hash finish();

private:
    alignas(64) std::array<unsigned char, 384> state_;  // crypto_generichash_state, kept out of this header
    std::int64_t cases_ = 0;
};
/// Block digests in the order of their numbers, with `entries`, the count that they cover.
Hash seal_digest(std::int64_t entries, const std::vector<std::pair<std::int64_t, Hash>>& blocks);

}  // namespace ehcp::store
