#pragma once
// How a command that makes a report prints it: --format, --table and --out, alike everywhere.

#include <memory>

#include "cli/commands.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::cli {

struct Printing {
    std::string format, table, out;
};

/// Adds the three options.
std::shared_ptr<Printing> add_printing(CLI::App& command);

/// What cannot be printed in this way, refused before the record is read; true when there was nothing to refuse.
bool can_print(Context& context, const Printing& printing);

/// To --out, else to the terminal: there as a table, into a pipe as JSON.
void print(Context& context, const reporting::Report& report, const Printing& printing);

/// A date typed after `option`; none where nothing was.
Result<std::optional<Day>> day_of_option(const std::string& text, std::string_view option);

}  // namespace ehcp::cli
