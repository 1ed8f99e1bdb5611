#pragma once
// The commands of `ehcp`: each is one file with one function, which adds itself to the program.

#include <CLI/CLI.hpp>

#include <iosfwd>

#include "core/engine/result.hpp"
#include "core/time/day.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp::store {
class Database;
}

namespace ehcp::cli {

/// What a command needs of the world, so that tests can give it another one.
struct Context {
    std::string db_url;          ///< --db, else EHCP_DB, else sqlite:ehcp.db
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    Instant now;
    Day today;                   ///< the date in Europe/London at `now`
    bool out_is_terminal;
    bool err_is_terminal;
    int exit_status = 0;         ///< 0 done, 1 done and found faults, 2 refused
};

/// schemas/calendars/england-and-wales.json of the data directory.
WorkingCalendar calendar();
/// The calendar by which that record counts: with the bank holidays that it has learnt.
WorkingCalendar calendar_of(const store::Database& database);

/// Prints a refusal as every command does, and sets the exit status 2.
void refuse(Context& context, const Error& error);

void add_account(CLI::App& app, Context& context);
void add_answers(CLI::App& app, Context& context);
void add_case_file(CLI::App& app, Context& context);
void add_clocks(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_figures(CLI::App& app, Context& context);
void add_law(CLI::App& app, Context& context);
void add_nightly(CLI::App& app, Context& context);
void add_rebuild(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_registers(CLI::App& app, Context& context);
void add_sen2(CLI::App& app, Context& context);
void add_token(CLI::App& app, Context& context);
void add_verify(CLI::App& app, Context& context);
void add_worklist(CLI::App& app, Context& context);

}  // namespace ehcp::cli
