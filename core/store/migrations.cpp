#include "core/store/migrations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include "core/store/bind.hpp"
#include "core/store/chain.hpp"
#include "core/store/engine.hpp"

namespace ehcp::store {
namespace {

struct Migration {
    int number;
    std::string name, sql, checksum;
};

std::vector<Migration> migrations_in(const std::filesystem::path& directory) {
    std::vector<Migration> found;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().extension() != ".sql") continue;
        const auto name = entry.path().stem().string();
        int number = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), number).ec != std::errc{} || number < 1) {
            throw std::runtime_error(fmt::format("'{}' is not the name of a migration; write NNNN_what.sql",
                                                 entry.path().filename().string()));
        }
        std::ostringstream sql;
        sql << std::ifstream(entry.path()).rdbuf();
        found.push_back({number, name, sql.str(), base64_of(text_hash("migration", sql.str()))});
    }
    std::ranges::sort(found, {}, &Migration::number);
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].number != static_cast<int>(i) + 1) {
            throw std::runtime_error(
                fmt::format("migration {} is missing in {}, or there are two of it", i + 1, directory.string()));
        }
    }
    return found;
}

// A statement at a time, as SOCI takes them: a semicolon at the end of a line ends one, unless a trigger's body is
// open.
std::vector<std::string> statements_of(const std::string& sql) {
    std::vector<std::string> statements;
    std::string statement, line;
    bool in_trigger = false;
    for (std::istringstream lines(sql); std::getline(lines, line);) {
        if (const auto comment = line.find("--"); comment != std::string::npos) line.erase(comment);
        while (!line.empty() && line.back() == ' ') line.pop_back();
        if (line.empty()) continue;
        if (line == "BEGIN") in_trigger = true;
        statement += line + '\n';
        if (!line.ends_with(';') || (in_trigger && line != "END;")) continue;
        statements.push_back(std::move(statement));
        statement.clear();
        in_trigger = false;
    }
    return statements;
}

void refuse_newer(const std::string& url, int kept, int known) {
    if (kept <= known) return;
    throw DatabaseError(
        Fault::newer,
        fmt::format("the database {} is of version {}, made by a newer program; this one knows version {}: "
                    "install the newer program",
                    url, kept, known));
}

}  // namespace

int migrate(soci::session& session, const std::string& url, const std::filesystem::path& directory, Instant now) {
    const auto migrations = migrations_in(directory);
    const auto known = static_cast<int>(migrations.size());
    session << "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT "
               "NOT NULL, "
               "applied_at INTEGER NOT NULL)";

    int kept = 0;
    session << "SELECT COALESCE(MAX(number), 0) FROM migration", into(kept);
    refuse_newer(url, kept, known);

    const bool up_to_date = kept == known;
    if (!up_to_date) session << engine::begin_writing;
    // Another program may have been faster.
    session << "SELECT COALESCE(MAX(number), 0) FROM migration", into(kept);
    refuse_newer(url, kept, known);
    int run = 0;
    for (const auto& migration : migrations) {
        std::string checksum;
        session << "SELECT checksum FROM migration WHERE number = :number", into(checksum),
            use(migration.number, "number");
        if (!checksum.empty() && checksum != migration.checksum) {
            throw DatabaseError(
                Fault::other,
                fmt::format("the database {} was made with another text of migration {}; a migration that has been "
                            "run is never changed: add a new one",
                            url, migration.name));
        }
        if (!checksum.empty()) continue;
        for (const auto& statement : statements_of(migration.sql)) session << statement;
        const long long at = seconds_of(now);
        session << "INSERT INTO migration (number, name, checksum, applied_at) VALUES (:number, :name, :checksum, :at)",
            use(migration.number, "number"), use(migration.name, "name"), use(migration.checksum, "checksum"),
            use(at, "at");
        ++run;
    }
    if (!up_to_date) session << "COMMIT";
    return run;
}

}  // namespace ehcp::store
