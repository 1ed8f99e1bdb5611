// SQLite, and the only file that knows it: WAL so that readers never wait for the writer, synchronous=FULL so that what
// was answered is on the disk, foreign keys on.

#include <soci/sqlite3/soci-sqlite3.h>

#include <fmt/format.h>

#include "core/store/engine.hpp"

namespace ehcp::store::engine {
namespace {

using namespace sqlite_api;

// A connection is used by one thread at a time (readers.hpp, writer.hpp), so SQLite need not lock it for every value
// that is read, nor count its memory: a fifth of a scan. Has no effect once something else has begun to use the
// library.
void configure_once() {
    [[maybe_unused]] static const int done =
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD) | sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

sqlite3* handle_of(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

std::string path_of(const std::string& url) {
    constexpr std::string_view scheme = "sqlite:";
    if (!url.starts_with(scheme) || url.size() == scheme.size()) {
        throw DatabaseError(
            Fault::unreachable,
            fmt::format("'{}' is not a database that this program can open; write sqlite:PATH, as sqlite:ehcp.db",
                        url));
    }
    return url.substr(scheme.size());
}

DatabaseError explain(int code, const std::string& said, const std::string& url) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Fault::locked,
                    fmt::format("the database {} is locked by another program; nothing was changed, try again", url)};
        case SQLITE_FULL:
            return {
                Fault::full,
                fmt::format("the disk of the database {} is full; nothing was changed: make room and try again", url)};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {Fault::corrupt,
                    fmt::format("the file of the database {} is damaged or is not a database; restore it from a backup "
                                "and run ehcp verify",
                                url)};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {Fault::read_only,
                    fmt::format("the database {} may not be written; check the owner and the rights of the file "
                                "and of its directory",
                                url)};
        case SQLITE_CANTOPEN:
            return {
                Fault::unreachable,
                fmt::format("the database {} cannot be opened; check the path and the rights of its directory", url)};
        case SQLITE_IOERR:
            return {
                Fault::other,
                fmt::format("the disk of the database {} does not answer as it should; nothing was changed: check it "
                            "before going on",
                            url)};
        default:
            return {Fault::other, fmt::format("the database {} refused: {}", url, said)};
    }
}

void set(sqlite3* handle, const char* pragma) {
    const int code = sqlite3_exec(handle, pragma, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw soci::sqlite3_soci_error(sqlite3_errmsg(handle), code);
}

std::string asked(soci::session& session, std::string_view pragma) {
    Rows rows(session, pragma);
    std::string answer;
    if (rows.next()) answer = rows.text(0);
    rows.finish();
    return answer;
}

// What the promises of the record rest on: if the engine did not take a setting, it must not be used.
void assert_settings(soci::session& session, const std::string& url) {
    if (asked(session, "PRAGMA journal_mode") == "wal" && asked(session, "PRAGMA synchronous") == "2" &&
        asked(session, "PRAGMA foreign_keys") == "1")
        return;
    throw DatabaseError(
        Fault::other,
        fmt::format("the database {} does not take the settings that durability needs (WAL, synchronous=FULL, "
                    "foreign keys); is it on a network drive?",
                    url));
}

}  // namespace

std::unique_ptr<soci::session> open_session(const std::string& url, Access access) {
    const auto path = path_of(url);
    configure_once();
    try {
        soci::connection_parameters where(soci::sqlite3, "dbname=\"" + path + "\" timeout=5");
        auto session = std::make_unique<soci::session>(where);
        auto* const handle = handle_of(*session);
        set(handle, "PRAGMA busy_timeout=5000");
        set(handle, "PRAGMA journal_mode=WAL");
        set(handle, "PRAGMA synchronous=FULL");
        set(handle, "PRAGMA foreign_keys=ON");
        if (access != Access::read_write) {
            // Readers share the file's pages through the map, and so need next to no cache of their own.
            if (access == Access::read_only) set(handle, "PRAGMA mmap_size=8589934592");
            set(handle, access == Access::read_only ? "PRAGMA cache_size=-512" : "PRAGMA cache_size=-8192");
            set(handle, "PRAGMA query_only=ON");
        } else {
            set(handle, "PRAGMA cache_size=-16384");
            set(handle, "PRAGMA wal_autocheckpoint=4000");
            set(handle, "PRAGMA journal_size_limit=67108864");
        }
        assert_settings(*session, url);
        return session;
    } catch (const soci::soci_error& failure) {
        throw explained(failure, url);
    }
}

DatabaseError explained(const soci::soci_error& failure, const std::string& url) {
    const auto* const sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure);
    return explain(sqlite ? sqlite->result() : SQLITE_ERROR, failure.get_error_message(), url);
}

void throw_explained(const std::exception& failure, const std::string& url) {
    if (const auto* const ours = dynamic_cast<const soci::soci_error*>(&failure)) throw explained(*ours, url);
}

bool in_transaction(soci::session& session) { return sqlite3_get_autocommit(handle_of(session)) == 0; }

std::vector<std::string> storage_faults(soci::session& session) {
    std::vector<std::string> faults;
    Rows rows(session, "PRAGMA quick_check(20)");
    while (rows.next()) {
        if (rows.text(0) != "ok") faults.emplace_back(rows.text(0));
    }
    return faults;
}

std::vector<std::string> orphan_rows(soci::session& session) {
    std::vector<std::string> orphans;
    Rows rows(session, "PRAGMA foreign_key_check");
    while (rows.next() && orphans.size() < 100) {
        orphans.push_back(
            fmt::format("a row of table {} names a row of {} that is not there", rows.text(0), rows.text(2)));
    }
    rows.finish();
    return orphans;
}

void prepare_for_bulk(soci::session& session) {
    set(handle_of(session), "PRAGMA cache_size=-131072");
    set(handle_of(session), "PRAGMA wal_autocheckpoint=32000");
}

struct Rows::Statement {
    sqlite3* handle;
    sqlite3_stmt* statement = nullptr;

    void check(int code) const {
        if (code != SQLITE_OK) throw soci::sqlite3_soci_error(sqlite3_errmsg(handle), code);
    }
};

Rows::Rows(soci::session& session, std::string_view sql) : statement_(new Statement{handle_of(session)}) {
    statement_->check(sqlite3_prepare_v3(statement_->handle, sql.data(), static_cast<int>(sql.size()),
                                         SQLITE_PREPARE_PERSISTENT, &statement_->statement, nullptr));
}

Rows::~Rows() { sqlite3_finalize(statement_->statement); }

Rows& Rows::bind(int parameter, std::int64_t value) {
    statement_->check(sqlite3_bind_int64(statement_->statement, parameter, value));
    return *this;
}

Rows& Rows::bind(int parameter, std::string_view value) {
    statement_->check(
        sqlite3_bind_text(statement_->statement, parameter, value.data(), static_cast<int>(value.size()), nullptr));
    return *this;
}

Rows& Rows::bind_null(int parameter) {
    statement_->check(sqlite3_bind_null(statement_->statement, parameter));
    return *this;
}

bool Rows::next() {
    const int code = sqlite3_step(statement_->statement);
    if (code == SQLITE_ROW) return true;
    const int outcome = sqlite3_reset(statement_->statement);
    if (code != SQLITE_DONE) statement_->check(outcome == SQLITE_OK ? code : outcome);
    return false;
}

void Rows::finish() { sqlite3_reset(statement_->statement); }

std::int64_t Rows::number(int column) const { return sqlite3_column_int64(statement_->statement, column); }

std::string_view Rows::text(int column) const {
    const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement_->statement, column));
    if (!text) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_->statement, column))};
}

bool Rows::is_null(int column) const { return sqlite3_column_type(statement_->statement, column) == SQLITE_NULL; }

}  // namespace ehcp::store::engine
