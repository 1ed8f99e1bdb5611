#pragma once
// Private to core/store: what differs between database engines, in one place. sqlite.cpp is the one there is;
// everything else in this folder is SQL that both SQLite and PostgreSQL understand.

#include <soci/soci.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/database.hpp"

namespace ehcp::store::engine {

/// Refuses a URL of an engine that is not built in.
std::unique_ptr<soci::session> open_session(const std::string& url, Access access);

/// SOCI's exception as ours, with what to do. Not SOCI's text, which repeats the parameters.
DatabaseError explained(const soci::soci_error& failure, const std::string& url);
/// Throws `failure` explained if it is the database's; otherwise returns, and the caller throws it on.
void throw_explained(const std::exception& failure, const std::string& url);

/// As one writer from the start: a transaction that begins as a reader could find that another has written meanwhile.
inline constexpr const char* begin_writing = "BEGIN IMMEDIATE";
inline constexpr const char* begin_reading = "BEGIN";

/// Whether the transaction outlived a failure. A full disk ends it whole; what came after would be committed by itself.
bool in_transaction(soci::session& session);

/// What the engine itself finds wrong with its file, and rows whose parent is missing; empty when sound.
std::vector<std::string> storage_faults(soci::session& session);
std::vector<std::string> orphan_rows(soci::session& session);

/// Lets a session that is about to write very much do so in larger steps. Durability is as before.
void prepare_for_bulk(soci::session& session);

/// A query read where its rows lie, without a copy of each value: for logs and scans. Parameters are :1, :2, … in
/// order.
class Rows {
public:
    Rows(soci::session& session, std::string_view sql);
    ~Rows();
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    Rows& bind(int parameter, std::int64_t value);
    Rows& bind(int parameter, std::string_view value);  ///< which must live until the row is done with
    Rows& bind_null(int parameter);
    /// The next row; false after the last, or where nothing is to be read. Then it can be bound and run again.
    bool next();
    /// Ends a query before its last row.
    void finish();

    std::int64_t number(int column) const;
    std::string_view text(int column) const;  ///< until next()
    bool is_null(int column) const;

private:
    struct Statement;
    std::unique_ptr<Statement> statement_;
};

}  // namespace ehcp::store::engine
