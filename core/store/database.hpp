#pragma once
// A database: where it is, that it is of our version, and connections to it. Opening runs the migrations that it lacks,
// each once, in one transaction, and refuses a database that a newer program has made. Connections belong to one thread
// at a time; the Writer and the Readers see to that.

#include <filesystem>
#include <memory>
#include <string>
#include <typeindex>
#include <unordered_map>

#include "core/store/error.hpp"
#include "core/time/day.hpp"

namespace soci {
class session;
}

namespace ehcp::store {

/// `read_through`: reads, and keeps little of the file in memory: for a pass over the whole record whose memory is told.
enum class Access { read_only, read_through, read_write };

/// One session with its settings made, and the statements prepared on it so far.
class Connection {
public:
    explicit Connection(std::unique_ptr<soci::session> session);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    soci::session& session() { return *session_; }

    /// The statement, prepared when first asked for and kept for as long as the connection. A statement is a struct
    /// with its parameters and results as members, made from a soci::session&, beside the function that uses it.
    template <class Statement>
    Statement& prepared() {
        auto& kept = statements_[typeid(Statement)];
        if (!kept) kept = std::make_shared<Statement>(session());
        return *static_cast<Statement*>(kept.get());
    }

private:
    std::unique_ptr<soci::session> session_;
    std::unordered_map<std::type_index, std::shared_ptr<void>> statements_;
};

class Database {
public:
    /// `url` is "sqlite:PATH". Makes the file if there is none. `now` dates the migrations.
    Database(const std::string& url, Instant now);
    /// With the migrations of another directory: files named NNNN_what.sql.
    Database(const std::string& url, Instant now, const std::filesystem::path& migrations);

    std::unique_ptr<Connection> connect(Access access) const;
    const std::string& url() const { return url_; }

private:
    std::string url_;
};

/// Where schemas/ is: EHCP_DATA, else ../share/ehcp or ../../../schemas seen from the program. Throws, saying so, when
/// none.
std::filesystem::path data_dir();

}  // namespace ehcp::store
