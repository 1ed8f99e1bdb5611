#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "service/access/sessions.hpp"

namespace ehcp::access {

namespace {

constexpr std::size_t secret_bytes = 32;
using Secret = std::array<unsigned char, secret_bytes>;
using Token = std::array<unsigned char, 2 * secret_bytes>;  // the mask, and the secret under it

std::string text_of(std::span<const unsigned char> bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();  // its closing zero
    return text;
}

template <class Bytes>
std::optional<Bytes> bytes_of(std::string_view text) {
    Bytes bytes{};
    std::size_t length = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, &end,
                                         sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (failed || length != bytes.size() || end != text.data() + text.size()) return std::nullopt;
    return bytes;
}

}  // namespace

std::string new_csrf_secret() {
    Secret secret;
    randombytes_buf(secret.data(), secret.size());
    return text_of(secret);
}

std::string csrf_token(std::string_view secret) {
    const auto bytes = bytes_of<Secret>(secret);
    if (!bytes) return {};  // a cookie that somebody made up: no form sent with it is taken
    Token token;
    randombytes_buf(token.data(), secret_bytes);
    for (std::size_t i = 0; i < secret_bytes; ++i)
        token[secret_bytes + i] = static_cast<unsigned char>(token[i] ^ (*bytes)[i]);
    return text_of(token);
}

bool is_csrf_token(std::string_view secret, std::string_view token) {
    const auto expected = bytes_of<Secret>(secret);
    const auto sent = bytes_of<Token>(token);
    if (!expected || !sent) return false;
    Secret unmasked;
    for (std::size_t i = 0; i < secret_bytes; ++i)
        unmasked[i] = static_cast<unsigned char>((*sent)[i] ^ (*sent)[secret_bytes + i]);
    return sodium_memcmp(unmasked.data(), expected->data(), secret_bytes) == 0;
}

std::string csrf_token(const Session& session) { return csrf_token(session.csrf_secret); }
bool is_csrf_token(const Session& session, std::string_view token) { return is_csrf_token(session.csrf_secret, token); }

}  // namespace ehcp::access
