#include <catch2/catch.hpp>

#include <fstream>

#include "core/store/engine.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using store::Fault;

namespace {

Fault fault_of(const std::string& url, const std::filesystem::path& migrations = "schemas/sql") {
    try {
        store::Database(url, moment("2026-01-01T09:00:00Z"), migrations);
    } catch (const store::DatabaseError& error) {
        CHECK(std::string(error.what()).find(url.substr(url.find(':') + 1)) != std::string::npos);
        return error.fault();
    }
    FAIL("opened");
    return Fault::other;
}

std::string pragma(const store::Database& database, store::Access access, const std::string& name) {
    const auto connection = database.connect(access);
    store::engine::Rows rows(connection->session(), "PRAGMA " + name);
    return rows.next() ? std::string(rows.text(0)) : "";
}

}  // namespace

TEST_CASE("every connection writes ahead, waits for the disk, and minds foreign keys", "[store]") {
    const TestRecord record;
    for (const auto access : {store::Access::read_only, store::Access::read_write}) {
        CHECK(pragma(record.database, access, "journal_mode") == "wal");
        CHECK(pragma(record.database, access, "synchronous") == "2");
        CHECK(pragma(record.database, access, "foreign_keys") == "1");
        CHECK(pragma(record.database, access, "busy_timeout") == "5000");
    }
}

TEST_CASE("a reading connection cannot write", "[store]") {
    const TestRecord record;
    const auto connection = record.database.connect(store::Access::read_only);
    store::engine::Rows rows(connection->session(), "DELETE FROM counter");
    CHECK_THROWS(rows.next());
}

TEST_CASE("migrations run once, and are recorded", "[store]") {
    const TestRecord record;
    const auto kept = raw_sql(record.file, "SELECT group_concat(name || ' ' || applied_at) FROM migration");
    CHECK(kept.starts_with("0001_record 1767258000"));
    const store::Database again("sqlite:" + record.file.string(), moment("2027-01-01T09:00:00Z"), "schemas/sql");
    CHECK(raw_sql(record.file, "SELECT group_concat(name || ' ' || applied_at) FROM migration") == kept);
}

TEST_CASE("a database of a newer program is refused", "[store][bad-input]") {
    const TestRecord record;
    raw_sql(record.file, "INSERT INTO migration VALUES (9999, '9999_later', 'x', 0)");
    CHECK(fault_of("sqlite:" + record.file.string()) == Fault::newer);
}

TEST_CASE("a migration that was changed after it had been run is refused", "[store][bad-input]") {
    const TestRecord record;
    raw_sql(record.file, "UPDATE migration SET checksum = 'other' WHERE number = 1");
    CHECK(fault_of("sqlite:" + record.file.string()) == Fault::other);
}

TEST_CASE("a migration that fails leaves nothing of itself", "[store]") {
    const TempDir directory;
    const auto file = directory.path() / "ehcp.db";
    std::filesystem::create_directory(directory.path() / "sql");
    std::ofstream(directory.path() / "sql" / "0001_half.sql")
        << "CREATE TABLE one (x INTEGER);\nCREATE TABLE one (x INTEGER);\n";
    CHECK(fault_of("sqlite:" + file.string(), directory.path() / "sql") == Fault::other);
    CHECK(raw_sql(file, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'one'") == "0");
}

TEST_CASE("a file that is no database is said to be damaged", "[store][bad-input]") {
    const TempDir directory;
    const auto file = directory.path() / "ehcp.db";
    std::ofstream(file) << std::string(8192, 'x');
    CHECK(fault_of("sqlite:" + file.string()) == Fault::corrupt);
}

TEST_CASE("a database that cannot be reached is said to be so", "[store][bad-input]") {
    const TempDir directory;
    CHECK(fault_of("sqlite:" + (directory.path() / "nowhere" / "ehcp.db").string()) == Fault::unreachable);
    CHECK(fault_of("mysql:ehcp.db") == Fault::unreachable);
}

TEST_CASE("a path with spaces is a path", "[store]") {
    const TempDir directory;
    const auto file = directory.path() / "the record.db";
    const store::Database database("sqlite:" + file.string(), moment("2026-01-01T09:00:00Z"), "schemas/sql");
    CHECK(std::filesystem::exists(file));
}
