#include <catch2/catch.hpp>
#include <set>

#include "service/access/sessions.hpp"

using namespace ehcp;
using access::csrf_token;
using access::is_csrf_token;
using access::new_csrf_secret;

TEST_CASE("a token is good for its own secret and no other", "[csrf]") {
    const auto secret = new_csrf_secret();
    const auto token = csrf_token(secret);
    CHECK(is_csrf_token(secret, token));
    CHECK(is_csrf_token(secret, csrf_token(secret)));
    CHECK_FALSE(is_csrf_token(new_csrf_secret(), token));
}

TEST_CASE("no two pages carry the same token, nor the secret", "[csrf]") {
    const auto secret = new_csrf_secret();
    std::set<std::string> tokens;
    for (int i = 0; i < 100; ++i) {
        tokens.insert(csrf_token(secret));
        CHECK(tokens.rbegin()->find(secret) == std::string::npos);
    }
    CHECK(tokens.size() == 100);
}

TEST_CASE("nothing else is a token: not the secret, a part, more, other letters, or nothing", "[csrf]") {
    const auto secret = new_csrf_secret();
    const auto token = csrf_token(secret);
    REQUIRE(token.size() == 86);
    auto changed = token;
    changed[50] = changed[50] == 'A' ? 'B' : 'A';
    for (const auto& sent : {std::string(), secret, secret + secret, token.substr(1), token + "A", token + "=", changed,
                             std::string(86, 'A'), std::string(86, '!'), std::string(5'000'000, 'A')}) {
        INFO(sent.substr(0, 100));
        CHECK_FALSE(is_csrf_token(secret, sent));
    }
    // Without a secret nothing is good, not even what such a secret would give.
    CHECK(csrf_token("").empty());
    CHECK_FALSE(is_csrf_token("", csrf_token("")));
    CHECK_FALSE(is_csrf_token("", token));
}
