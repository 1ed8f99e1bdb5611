#pragma once
// The reports of one night as files: one page for people, and each report as CSV and JSON. A file is written beside its
// place and then moved there, so that nobody reads half of one.

#include <filesystem>

#include "core/reporting/report.hpp"

namespace ehcp::reporting {

/// FOLDER/night.html, and for each report NAME.json and a CSV for each of its tables: NAME.csv, NAME-TABLE.csv.
void write_reports(const std::filesystem::path& folder, std::string_view title, const std::vector<Report>& reports);
void write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace ehcp::reporting
