#pragma once
// Reading and writing, as capabilities: a function that takes a Reader& sees one moment of the database, one that takes
// a Transaction& may change it. Both are lent for one call (readers.hpp, writer.hpp) and must not be kept.

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/database.hpp"

namespace ehcp::store {

class Reader {
public:
    explicit Reader(Connection& connection) : connection_(connection) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    template <class Statement>
    Statement& prepared() {
        return connection_.prepared<Statement>();
    }
    soci::session& session() { return connection_.session(); }
    Connection& connection() { return connection_; }

private:
    Connection& connection_;
};

/// Begins at once as the one writer; rolls back unless committed.
class Transaction : public Reader {
public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    void commit();

    /// The next value of a running number ("entry", "reference-2026"), from 1. Given back if the transaction is rolled
    /// back, so that a gap can only mean a deletion.
    std::int64_t next(const std::string& counter);

    /// Undoes what was done since it was made unless kept: one command of a group fails alone.
    class Savepoint;

private:
    struct Counter {
        std::string name;
        std::int64_t value, stored;
    };
    std::vector<Counter> counters_;
    bool committed_ = false;
};

class Transaction::Savepoint {
public:
    explicit Savepoint(Transaction& transaction);
    ~Savepoint();
    void keep();

private:
    Transaction& transaction_;
    std::vector<Counter> counters_;
    bool kept_ = false;
};

}  // namespace ehcp::store
