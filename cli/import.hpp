#pragma once
// What the commands of `ehcp import` share: the file, the report of rows, and Ctrl-C, which ends between two groups.

#include "cli/commands.hpp"
#include "core/casework/occasion.hpp"
#include "core/exchange/bring/brought.hpp"
#include "core/store/database.hpp"

namespace ehcp::cli {

struct ImportOptions {
    std::string file;
    std::string by = "command line";  ///< for the journal
    std::string rejected;             ///< where to write the rows with faults, as CSV; empty: nowhere
    bool dry_run = false;
};
/// FILE, --by, and --rejected where rows can be rejected.
void add_import_options(CLI::App& command, ImportOptions& options, const char* file_is);
void add_rejected_option(CLI::App& command, ImportOptions& options);

/// The whole file; refuses one that cannot be read or is larger than `most` bytes.
Result<std::string> read_import(const std::string& file, std::size_t most);
std::string name_of_file(const std::string& file);

casework::Occasion occasion_of(const Context& context, const ImportOptions& options, const WorkingCalendar& calendar);

/// Prints faults with their rows (the first 200), writes them all to --rejected, and sets exit status 1 if there are
/// any.
Result<void> report_faults(Context& context, const ImportOptions& options, std::string_view unit,
                           const std::vector<exchange::RowFault>& faults);
void print_notes(Context& context, std::string_view unit, const std::vector<exchange::RowFault>& notes);

/// "4,963"
std::string grouped(std::size_t number);
/// "1 row", "4,963 rows"
std::string counted(std::size_t number, std::string_view one);

/// While it lives, SIGINT and SIGTERM only ask to stop.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    static bool is_asked();
};

void add_import_cases(CLI::App& family, Context& context);
void add_import_events(CLI::App& family, Context& context);
void add_import_settings(CLI::App& family, Context& context);
void add_import_closures(CLI::App& family, Context& context);
void add_import_bank_holidays(CLI::App& family, Context& context);
void add_import_record(CLI::App& family, Context& context);

}  // namespace ehcp::cli
