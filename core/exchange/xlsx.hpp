#pragma once
// A report as a workbook: a sheet for each table with typed cells (real numbers and dates), a heading that stays and
// can be filtered, charts of the tables that are better seen than read (xlsx_charts.hpp), and a last sheet with what
// each figure means. A text is always a text: no cell is a formula, whatever it begins with. The same report gives the
// same file.

#include <filesystem>
#include <string>

#include "core/reporting/report.hpp"

namespace ehcp::exchange {

/// Throws std::runtime_error, naming the file, when it cannot be written.
void write_xlsx(const reporting::Report& report, const std::filesystem::path& file);
/// The same as bytes, for an answer.
std::string render_xlsx(const reporting::Report& report);

}  // namespace ehcp::exchange
