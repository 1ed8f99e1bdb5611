#include <catch2/catch.hpp>

#include "core/store/chain.hpp"

using namespace ehcp::store;

namespace {
const ChainFields fields{1, 0, 7, "note", "2026-01-12", 1768212000, "A. Khan", "caseworker", "{}", nullptr};
}

TEST_CASE("a hash written as text is read back, and one text only stands for one hash", "[chain]") {
    const auto hash = event_hash(fields, no_hash);
    const auto text = base64_of(hash);
    CHECK(text.size() == 43);
    CHECK(hash_from(text) == hash);
    CHECK_FALSE(hash_from(text + "A"));
    CHECK_FALSE(hash_from(std::string(42, 'A') + "*"));
    CHECK_FALSE(hash_from(std::string(42, 'A') + "B"));
}

TEST_CASE("every field of an event, its place and what came before are in its hash", "[chain]") {
    const auto hash = event_hash(fields, no_hash);
    const auto other = [&](auto change) {
        auto changed = fields;
        change(changed);
        return event_hash(changed, no_hash);
    };
    CHECK(other([](ChainFields&) {}) == hash);
    CHECK(other([](ChainFields& f) { f.case_id = 2; }) != hash);
    CHECK(other([](ChainFields& f) { f.seq = 1; }) != hash);
    CHECK(other([](ChainFields& f) { f.entry = 8; }) != hash);
    CHECK(other([](ChainFields& f) { f.type = "died"; }) != hash);
    CHECK(other([](ChainFields& f) { f.on_date = "2026-01-13"; }) != hash);
    CHECK(other([](ChainFields& f) { f.recorded_at += 1; }) != hash);
    CHECK(other([](ChainFields& f) { f.recorded_by = "B. Khan"; }) != hash);
    CHECK(other([](ChainFields& f) { f.recorded_as = "manager"; }) != hash);
    CHECK(other([](ChainFields& f) { f.body = "{ }"; }) != hash);
    CHECK(other([&](ChainFields& f) { f.text_hash = &hash; }) != hash);
    CHECK(event_hash(fields, hash) != hash);
}

TEST_CASE("texts that run into each other are not the same event", "[chain]") {
    auto one = fields, other = fields;
    one.recorded_by = "ab", one.recorded_as = "c";
    other.recorded_by = "a", other.recorded_as = "bc";
    CHECK(event_hash(one, no_hash) != event_hash(other, no_hash));
}

TEST_CASE("a seal covers every head, its place and the count", "[seal]") {
    BlockDigest one, other;
    one.add(1, 0, no_hash);
    other.add(1, 1, no_hash);
    const auto a = one.finish(), b = other.finish();
    CHECK(a != b);
    CHECK(seal_digest(1, {{0, a}}) != seal_digest(2, {{0, a}}));
    CHECK(seal_digest(1, {{0, a}}) != seal_digest(1, {{1, a}}));
    CHECK(seal_digest(1, {{0, a}}) != seal_digest(1, {{0, a}, {1, b}}));
}
