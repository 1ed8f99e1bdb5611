// ehcp: the command line. It opens the record itself; no service is needed.
#include <unistd.h>

#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "cli/commands.hpp"
#include "core/casework/learnt_dates.hpp"
#include "core/json/case_json.hpp"
#include "core/time/legal_zone.hpp"

namespace ehcp::cli {

WorkingCalendar calendar() {
    const auto path = store::data_dir() / "calendars" / "england-and-wales.json";
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read the calendar " + path.string() + "; set EHCP_DATA to the folder 'schemas'");
    return read_calendar(std::string(std::istreambuf_iterator<char>(file), {}));
}

WorkingCalendar calendar_of(const store::Database& database) {
    const auto connection = database.connect(store::Access::read_only);
    store::Reader reader(*connection);
    return casework::calendar_of(reader, calendar());
}

void refuse(Context& context, const Error& error) {
    context.err << "ehcp: " << error.message << '\n';
    context.exit_status = 2;
}

}  // namespace ehcp::cli

int main(int argc, char** argv) {
    using namespace ehcp;
    try {
        const auto now = date::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        cli::Context context{.db_url = {},
                             .in = std::cin,
                             .out = std::cout,
                             .err = std::cerr,
                             .now = now,
                             .today = LegalZone{}.day_of(now),
                             .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                             .err_is_terminal = isatty(STDERR_FILENO) == 1};
        CLI::App app{"The record, the clock and the nightly conscience of an authority's EHC work", "ehcp"};
        app.require_subcommand(1);
        app.fallthrough();
        app.add_option("--db", context.db_url, "The record, as sqlite:PATH")->envname("EHCP_DB")->default_val("sqlite:ehcp.db");
        cli::add_account(app, context);
        cli::add_answers(app, context);
        cli::add_case_file(app, context);
        cli::add_clocks(app, context);
        cli::add_demo(app, context);
        cli::add_export(app, context);
        cli::add_import(app, context);
        cli::add_figures(app, context);
        cli::add_law(app, context);
        cli::add_nightly(app, context);
        cli::add_rebuild(app, context);
        cli::add_report(app, context);
        cli::add_registers(app, context);
        cli::add_sen2(app, context);
        cli::add_token(app, context);
        cli::add_verify(app, context);
        cli::add_worklist(app, context);
        try {
            app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            const int status = app.exit(error);
            return status == 0 ? 0 : 2;
        }
        std::cout.flush();
        return context.exit_status;
    } catch (const std::exception& error) {
        std::cerr << "ehcp: " << error.what() << '\n';
        return 3;
    }
}
