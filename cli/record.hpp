#pragma once
// A command's way into the record: one connection, one transaction, the person at the terminal as the actor.

#include "cli/commands.hpp"
#include "core/store/reader.hpp"

namespace ehcp::cli {

/// The record that --db names, migrated if need be, with one connection to it.
class Record {
public:
    explicit Record(const Context& context)
        : database_(context.db_url, context.now), connection_(database_.connect(store::Access::read_write)) {}

    store::Database& database() { return database_; }
    store::Connection& connection() { return *connection_; }

    /// Commits what `act(transaction)` did unless it refuses.
    template <class Act>
    auto write(Act act) {
        store::Transaction transaction(*connection_);
        auto done = act(transaction);
        if (!done.has_error()) transaction.commit();
        return done;
    }
    template <class Read>
    auto read(Read read) {
        store::Reader reader(*connection_);
        return read(reader);
    }

private:
    store::Database database_;
    std::unique_ptr<store::Connection> connection_;
};

}  // namespace ehcp::cli
