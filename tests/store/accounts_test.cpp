#include <catch2/catch.hpp>

#include "core/store/accounts.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

TEST_CASE("a token opens until it is revoked, and the record holds only its hash", "[store][tokens]") {
    TestRecord record;
    const auto made = moment("2026-01-12T10:00:00Z");
    const auto secret =
        record.writer
            .perform([&](store::Transaction& t) -> Result<std::string> {
                return store::create_token(
                    t, {.role = "school", .setting = "100001", .label = "Elm Primary", .created_at = made});
            })
            .value();
    CHECK(secret.size() == 43);
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM token WHERE hash = '" + secret + "'") == "0");

    const auto found = [&](std::string_view text) {
        return record.readers.read([&](store::Reader& r) { return store::find_token(r, text); });
    };
    REQUIRE(found(secret));
    CHECK(found(secret)->role == "school");
    CHECK(found(secret)->setting == "100001");
    CHECK_FALSE(found("guess"));
    CHECK_FALSE(found(""));

    const auto revoke = [&](store::Transaction& t) { return store::revoke_token(t, 1, made); };
    CHECK(record.writer.perform(revoke).has_value());
    CHECK_FALSE(found(secret));
    CHECK(record.writer.perform(revoke).error().kind == Refusal::not_found);
    CHECK(record.readers.read([](store::Reader& r) { return store::all_tokens(r); }).at(0).revoked_at == made);
}

TEST_CASE("an answer is kept for its key and its actor, and forgotten in time", "[store][idempotency]") {
    TestRecord record;
    const auto at = moment("2026-01-12T10:00:00Z");
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::keep_answer(t, "key-1", "token 1", {store::request_hash("{}"), 201, "{\"reference\":\"…\"}"}, at);
            return 0;
        })
        .value();
    const auto kept = [&](std::string_view key, std::string_view actor) {
        return record.readers.read([&](store::Reader& r) { return store::kept_answer(r, key, actor); });
    };
    REQUIRE(kept("key-1", "token 1"));
    CHECK(kept("key-1", "token 1")->status == 201);
    CHECK(kept("key-1", "token 1")->request == store::request_hash("{}"));
    CHECK(kept("key-1", "token 1")->request != store::request_hash("{ }"));
    CHECK_FALSE(kept("key-1", "token 2"));
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            return store::forget_answers(t, at + std::chrono::hours{1}), 0;
        })
        .value();
    CHECK_FALSE(kept("key-1", "token 1"));
}

TEST_CASE("who looked at a file is kept", "[store][views]") {
    TestRecord record;
    record.received(record.request());
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::note_file_view(t, store::CaseId{1},
                                  {moment("2026-01-12T11:00:00Z"), "A. Khan", "caseworker", "GET /v1/cases"});
            return 0;
        })
        .value();
    const auto views = record.readers.read([](store::Reader& r) { return store::file_views_of(r, store::CaseId{1}); });
    REQUIRE(views.size() == 1);
    CHECK(views[0].who == "A. Khan");
}
