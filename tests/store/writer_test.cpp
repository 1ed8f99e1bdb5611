#include <catch2/catch.hpp>

#include "core/store/engine.hpp"
#include "core/store/scan.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {
void raw(store::Transaction& transaction, const std::string& sql) {
    store::engine::Rows rows(transaction.session(), sql);
    while (rows.next()) {
    }
}
}  // namespace

TEST_CASE("what the writer has answered is in the file", "[store][writer]") {
    TestRecord record;
    record.received(record.request());
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM case_file") == "1");
}

TEST_CASE("commands that wait are committed together, and one that fails is undone alone", "[store][writer]") {
    TestRecord record;
    std::promise<void> begun, go;
    auto gate = go.get_future();
    auto first = record.writer.submit([&](store::Transaction&) -> Result<int> {
        begun.set_value();
        return gate.wait(), 0;
    });
    begun.get_future().wait();
    auto good = record.writer.submit(
        [&](store::Transaction& t) { return casework::receive_request(t, record.request(), record.occasion()); });
    auto refused = record.writer.submit([&](store::Transaction& t) -> Result<casework::Received> {
        auto received = casework::receive_request(t, record.request("Undone"), record.occasion());
        if (received.has_error()) return received.error();
        return Error{Refusal::conflict, "thought better of"};
    });
    auto broken = record.writer.submit([&](store::Transaction& t) -> Result<casework::Received> {
        auto received = casework::receive_request(t, record.request("Broken"), record.occasion());
        if (received.has_error()) return received.error();
        throw std::runtime_error("a fault of the program");
    });
    auto last = record.writer.submit(
        [&](store::Transaction& t) { return casework::receive_request(t, record.request("Last"), record.occasion()); });
    go.set_value();

    CHECK(first.get().has_value());
    CHECK(good.get().value().opened.file.reference == "EHC-2026-000001");
    CHECK(refused.get().error().kind == Refusal::conflict);
    CHECK_THROWS_WITH(broken.get(), "a fault of the program");
    CHECK(last.get().value().opened.file.reference == "EHC-2026-000002");
    CHECK(raw_sql(record.file, "SELECT group_concat(surname) FROM person") == "Blackwood,Last");
    CHECK(record.writer.figures().commands == 5);
    CHECK(record.writer.figures().commits == 2);
}

TEST_CASE("a group that cannot be committed is answered with the reason, and nothing of it is kept",
          "[store][writer][bad-input]") {
    TestRecord record;
    // A parent that is missing and only looked for at the end: the commit itself fails.
    auto doomed = record.writer.submit([&](store::Transaction& t) -> Result<int> {
        raw(t, "PRAGMA defer_foreign_keys=ON");
        raw(t, "INSERT INTO case_link VALUES (98, 99, 'same_upn', 0)");
        return 1;
    });
    CHECK_THROWS_AS(doomed.get(), store::DatabaseError);
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM case_link") == "0");
    record.received(record.request());
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM case_file") == "1");
}

TEST_CASE("a database that another program holds is said to be locked, and may be tried again",
          "[store][writer][bad-input]") {
    TestRecord record;
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(record.file.c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    auto waiting = record.writer.submit(
        [&](store::Transaction& t) { return casework::receive_request(t, record.request(), record.occasion()); });
    try {
        waiting.get();
        FAIL("written");
    } catch (const store::DatabaseError& error) {
        CHECK(error.retryable());
        CHECK(error.fault() == store::Fault::locked);
    }
    sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(other);
    CHECK(record.received(record.request()) == "EHC-2026-000001");
}

TEST_CASE("a full disk undoes the whole group and says so", "[store][writer][bad-input]") {
    TestRecord record;
    record.received(record.request());
    auto full = record.writer.submit([&](store::Transaction& t) -> Result<int> {
        raw(t, "PRAGMA max_page_count=1");  // no page more than there are
        for (int i = 0; i < 200; ++i) {
            auto received = casework::receive_request(t, record.request("Child", std::to_string(i)), record.occasion());
            if (received.has_error()) return received.error();
        }
        return 0;
    });
    try {
        full.get();
        FAIL("written");
    } catch (const store::DatabaseError& error) {
        CHECK(error.fault() == store::Fault::full);
        CHECK(std::string(error.what()).find("Child") == std::string::npos);
    }
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM case_file") == "1");
}

TEST_CASE("the writer finishes what waits before it goes", "[store][writer]") {
    const TempDir directory;
    const auto file = directory.path() / "ehcp.db";
    const store::Database database("sqlite:" + file.string(), moment("2026-01-01T09:00:00Z"), "schemas/sql");
    std::vector<std::future<Result<std::int64_t>>> answers;
    {
        store::Writer writer(database, 8);
        for (int i = 0; i < 50; ++i) {
            answers.push_back(
                writer.submit([](store::Transaction& t) -> Result<std::int64_t> { return t.next("entry"); }));
        }
    }
    for (std::size_t i = 0; i < answers.size(); ++i)
        CHECK(answers[i].get().value() == static_cast<std::int64_t>(i) + 1);
    CHECK(raw_sql(file, "SELECT value FROM counter WHERE name = 'entry'") == "50");
}

TEST_CASE("a reader sees one moment while the writer goes on", "[store][readers]") {
    TestRecord record;
    record.received(record.request());
    record.readers.read([&](store::Reader& r) {
        const auto before = store::totals(r).events;
        record.received(record.request("Another"));
        CHECK(store::totals(r).events == before);
        return 0;
    });
    CHECK(record.readers.read([](store::Reader& r) { return store::totals(r).events; }) == 2);
}
