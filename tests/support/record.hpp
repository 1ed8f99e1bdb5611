#pragma once
// A record of its own for each test, on a real SQLite file in a directory that goes when the test ends.

#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "core/casework/receive.hpp"
#include "core/casework/record.hpp"
#include "core/store/readers.hpp"
#include "core/store/writer.hpp"
#include "tests/support/calendar.hpp"
#include "tests/support/days.hpp"

namespace ehcp::test {

inline Instant moment(std::string_view text) {
    if (const auto parsed = instant_from(text)) return *parsed;
    throw std::invalid_argument(std::string(text) + " is not a moment");
}

class TempDir {
public:
    TempDir() {
        auto pattern = (std::filesystem::temp_directory_path() / "ehcp-test-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
        path_ = pattern;
    }
    ~TempDir() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Past the record: as someone with the file and no program of ours. Returns the first column of the first row.
inline std::string raw_sql(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* database = nullptr;
    sqlite3_open(file.c_str(), &database);
    sqlite3_busy_timeout(database, 5000);
    std::string first;
    char* said = nullptr;
    const auto keep = [](void* out, int columns, char** values, char**) {
        auto& kept = *static_cast<std::string*>(out);
        if (kept.empty() && columns > 0 && values[0]) kept = values[0];
        return 0;
    };
    const int code = sqlite3_exec(database, sql.c_str(), keep, &first, &said);
    const std::string message = said ? said : "";
    sqlite3_free(said);
    sqlite3_close(database);
    if (code != SQLITE_OK) throw std::runtime_error(message);
    return first;
}

/// The same, after taking down what forbids it.
inline void tamper(const std::filesystem::path& file, const std::string& sql) {
    raw_sql(file, "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted; " + sql);
}

struct TestRecord {
    TempDir directory;
    std::filesystem::path file = directory.path() / "ehcp.db";
    store::Database database{"sqlite:" + file.string(), moment("2026-01-01T09:00:00Z"), "schemas/sql"};
    store::Readers readers{database};
    store::Writer writer{database};

    casework::Occasion occasion(std::string_view at = "2026-01-12T10:00:00Z") const {
        const auto now = moment(at);
        return {now, Day{date::floor<days>(now).time_since_epoch()}, {"A. Khan", "caseworker"}, england_and_wales()};
    }
    casework::IntakeRequest request(std::string surname = "Blackwood", std::string forename = "Ivy",
                                    std::string upn = "") const {
        casework::IntakeRequest intake;
        intake.received_on = day("Mon 2026-01-12");
        intake.source = Source::school;
        intake.setting = "100001";
        intake.child.surname = std::move(surname);
        intake.child.forename = std::move(forename);
        intake.child.date_of_birth = day("Mon 2015-03-02");
        intake.child.upn = std::move(upn);
        return intake;
    }
    /// Received; its reference.
    std::string received(const casework::IntakeRequest& intake, std::string_view at = "2026-01-12T10:00:00Z") {
        return writer.perform([&](store::Transaction& t) { return casework::receive_request(t, intake, occasion(at)); })
            .value()
            .opened.file.reference;
    }
    Result<casework::OpenCase> record(const std::string& reference, int seen, const Event& event, std::string_view at) {
        return writer.perform(
            [&](store::Transaction& t) { return casework::record_event(t, reference, seen, event, occasion(at)); });
    }
    casework::OpenCase open(const std::string& reference) {
        return readers.read([&](store::Reader& r) { return casework::open_case(r, reference, england_and_wales()); })
            .value();
    }
};

}  // namespace ehcp::test
