#include "core/store/bind.hpp"
#include "core/store/engine.hpp"
#include "core/store/reader.hpp"

namespace ehcp::store {
namespace {

// Each way of beginning and ending, prepared: a group of commands begins and ends hundreds of savepoints a second.
template <int Which>
struct Bracket {
    static constexpr std::array sql = {engine::begin_writing, "COMMIT",          "ROLLBACK",
                                       "SAVEPOINT command",   "RELEASE command", "ROLLBACK TO command"};
    soci::statement run;
    explicit Bracket(soci::session& session) : run(session.prepare << sql[Which]) {}
};
using BeginWriting = Bracket<0>;
using Commit = Bracket<1>;
using Rollback = Bracket<2>;
using SetSavepoint = Bracket<3>;
using Release = Bracket<4>;
using RollbackTo = Bracket<5>;

struct ReadCounter {
    std::string name;
    long long value = 0;
    soci::statement run;
    explicit ReadCounter(soci::session& session)
        : run((session.prepare << "SELECT value FROM counter WHERE name = :name", into(value), use(name, "name"))) {}
};

struct WriteCounter {
    std::string name;
    long long value = 0;
    soci::statement run;
    explicit WriteCounter(soci::session& session)
        : run((session.prepare << "INSERT INTO counter (name, value) VALUES (:name, :value) "
                                  "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
               use(name, "name"), use(value, "value"))) {}
};

// A destructor may not throw; a rollback that fails finds its transaction already gone.
template <class Statement>
void undo(Transaction& transaction) noexcept {
    try {
        transaction.prepared<Statement>().run.execute(true);
    } catch (const soci::soci_error&) {
    }
}

}  // namespace

Transaction::Transaction(Connection& connection) : Reader(connection) { prepared<BeginWriting>().run.execute(true); }

Transaction::~Transaction() {
    if (!committed_) undo<Rollback>(*this);
}

void Transaction::commit() {
    for (auto& counter : counters_) {
        if (counter.value == counter.stored) continue;
        auto& write = prepared<WriteCounter>();
        write.name = counter.name;
        write.value = counter.value;
        write.run.execute(true);
        counter.stored = counter.value;
    }
    prepared<Commit>().run.execute(true);
    committed_ = true;
}

std::int64_t Transaction::next(const std::string& name) {
    for (auto& counter : counters_) {
        if (counter.name == name) return ++counter.value;
    }
    auto& read = prepared<ReadCounter>();
    read.name = name;
    const long long stored = fetch_one(read.run) ? read.value : 0;
    counters_.push_back({name, stored + 1, stored});
    return stored + 1;
}

Transaction::Savepoint::Savepoint(Transaction& transaction)
    : transaction_(transaction), counters_(transaction.counters_) {
    transaction_.prepared<SetSavepoint>().run.execute(true);
}

Transaction::Savepoint::~Savepoint() {
    if (kept_) return;
    undo<RollbackTo>(transaction_);
    undo<Release>(transaction_);
    // Not `counters_` alone: a counter first read since then stands as stored, which its absence says.
    transaction_.counters_ = counters_;
}

void Transaction::Savepoint::keep() {
    transaction_.prepared<Release>().run.execute(true);
    kept_ = true;
}

}  // namespace ehcp::store
