#include "core/store/database.hpp"

#include <sodium.h>

#include "core/store/engine.hpp"
#include "core/store/migrations.hpp"

namespace ehcp::store {

Connection::Connection(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}

Connection::~Connection() { statements_.clear(); }  // before their session

Database::Database(const std::string& url, Instant now) : Database(url, now, data_dir() / "sql") {}

Database::Database(const std::string& url, Instant now, const std::filesystem::path& migrations) : url_(url) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
    const auto session = engine::open_session(url_, Access::read_write);
    try {
        migrate(*session, url_, migrations, now);
    } catch (const soci::soci_error& failure) {
        throw engine::explained(failure, url_);
    }
}

std::unique_ptr<Connection> Database::connect(Access access) const {
    return std::make_unique<Connection>(engine::open_session(url_, access));
}

}  // namespace ehcp::store
