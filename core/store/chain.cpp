#include "core/store/chain.hpp"

#include <sodium.h>

#include <cstring>
#include <new>

namespace ehcp::store {
namespace {

static_assert(std::tuple_size_v<Hash> == crypto_generichash_BYTES);

// Numbers have eight bytes, texts their length before them: no two different rows give the same bytes.
void add_number(std::string& bytes, std::int64_t number) {
    const auto u = static_cast<std::uint64_t>(number);
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(u >> shift & 0xff));
}

void add_text(std::string& bytes, std::string_view text) {
    add_number(bytes, static_cast<std::int64_t>(text.size()));
    bytes.append(text);
}

void add_hash(std::string& bytes, const Hash& hash) { bytes.append(hash.begin(), hash.end()); }

Hash digest(std::string_view bytes) {
    Hash out;
    crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       nullptr, 0);
    return out;
}

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr auto values = [] {
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < letters.size(); ++i)
        table[static_cast<unsigned char>(letters[i])] = static_cast<signed char>(i);
    return table;
}();
constexpr std::size_t hash_letters = 43;

crypto_generichash_state* state_in(std::array<unsigned char, 384>& bytes) {
    static_assert(sizeof(crypto_generichash_state) <= sizeof(bytes));
    return reinterpret_cast<crypto_generichash_state*>(bytes.data());
}

}  // namespace

std::string base64_of(const Hash& hash) {
    std::string text;
    text.reserve(hash_letters + 1);
    unsigned buffer = 0;
    int bits = 0;
    for (const unsigned char byte : hash) {
        buffer = buffer << 8 | byte;
        for (bits += 8; bits >= 6; bits -= 6) text.push_back(letters[buffer >> (bits - 6) & 63]);
    }
    text.push_back(letters[buffer << (6 - bits) & 63]);
    return text;
}

std::optional<Hash> hash_from(std::string_view text) {
    if (text.size() != hash_letters) return std::nullopt;
    Hash hash;
    std::size_t filled = 0;
    unsigned buffer = 0;
    int bits = 0;
    for (const char letter : text) {
        const auto value = values[static_cast<unsigned char>(letter)];
        if (value < 0) return std::nullopt;
        buffer = buffer << 6 | static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            hash[filled++] = static_cast<unsigned char>(buffer >> bits & 0xff);
        }
    }
    // The last letter has two bits to spare; other than zero, two texts would be one hash.
    if ((buffer & 3) != 0) return std::nullopt;
    return hash;
}

Hash event_hash(const ChainFields& fields, const Hash& previous) {
    thread_local std::string bytes;
    bytes.assign("ehcp-event-1");
    add_hash(bytes, previous);
    add_number(bytes, fields.case_id);
    add_number(bytes, fields.seq);
    add_number(bytes, fields.entry);
    add_text(bytes, fields.type);
    add_text(bytes, fields.on_date);
    add_number(bytes, fields.recorded_at);
    add_text(bytes, fields.recorded_by);
    add_text(bytes, fields.recorded_as);
    add_text(bytes, fields.body);
    if (fields.text_hash) add_hash(bytes, *fields.text_hash);
    return digest(bytes);
}

Hash text_hash(std::string_view salt, std::string_view texts) {
    std::string bytes = "ehcp-text-1";
    add_text(bytes, salt);
    add_text(bytes, texts);
    return digest(bytes);
}

BlockDigest::BlockDigest() { crypto_generichash_init(state_in(state_), nullptr, 0, crypto_generichash_BYTES); }

void BlockDigest::add(std::int64_t case_id, std::int64_t seq, const Hash& head) {
    std::array<unsigned char, 16 + sizeof(Hash)> bytes;
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(case_id) >> (8 * i) & 0xff);
        bytes[8 + i] = static_cast<unsigned char>(static_cast<std::uint64_t>(seq) >> (8 * i) & 0xff);
    }
    std::memcpy(bytes.data() + 16, head.data(), head.size());
    crypto_generichash_update(state_in(state_), bytes.data(), bytes.size());
    ++cases_;
}

Hash BlockDigest::finish() {
    Hash out;
    crypto_generichash_final(state_in(state_), out.data(), out.size());
    return out;
}

Hash seal_digest(std::int64_t entries, const std::vector<std::pair<std::int64_t, Hash>>& blocks) {
    std::string bytes = "ehcp-seal-1";
    add_number(bytes, entries);
    for (const auto& [number, block] : blocks) {
        add_number(bytes, number);
        add_hash(bytes, block);
    }
    return digest(bytes);
}

}  // namespace ehcp::store
