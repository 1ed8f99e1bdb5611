#include "core/store/readers.hpp"

#include "core/store/bind.hpp"
#include "core/store/engine.hpp"

namespace ehcp::store {
namespace {

struct BeginReading {
    soci::statement run;
    explicit BeginReading(soci::session& session) : run(session.prepare << engine::begin_reading) {}
};
struct EndReading {
    soci::statement run;
    explicit EndReading(soci::session& session) : run(session.prepare << "COMMIT") {}
};

}  // namespace

Readers::Lent::Lent(Readers& from) : pool(from), connection(from.take()), reader(*connection) {
    reader.prepared<BeginReading>().run.execute(true);
}

Readers::Lent::~Lent() {
    try {
        reader.prepared<EndReading>().run.execute(true);
        pool.give_back(std::move(connection));
    } catch (const soci::soci_error&) {
        // A connection that cannot even end its reading is not lent again.
        connection.reset();
        pool.give_back(nullptr);
    }
}

std::unique_ptr<Connection> Readers::take() {
    {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [this] { return !idle_.empty() || made_ < most_; });
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        ++made_;
    }
    try {
        return database_.connect(access_);
    } catch (const std::exception&) {
        give_back(nullptr);
        throw;
    }
}

void Readers::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::lock_guard lock(mutex_);
        if (connection)
            idle_.push_back(std::move(connection));
        else
            --made_;
    }
    returned_.notify_one();
}

void Readers::throw_explained(const std::exception& failure) const {
    engine::throw_explained(failure, database_.url());
}

}  // namespace ehcp::store
