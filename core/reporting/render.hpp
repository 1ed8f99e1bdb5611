#pragma once
// A report as a terminal's table, CSV, JSON or a printable page. Renderers write as they go: a list of every breach in
// England is not held twice.

#include <iosfwd>

#include "core/law/tokens.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::reporting {

EHCP_TOKENS(Format, table, csv, json, html);

/// Aligned by what a terminal shows (text_width.hpp). Long lists are cut, and say so, as they are in HTML.
void render_table(const Report& report, std::ostream& out);

/// One table a file, since their columns differ. RFC 4180; a text that a spreadsheet would run as a formula gets an
/// apostrophe.
void render_csv(const Table& table, std::ostream& out);

/// {"report", "title", "as_of", "from", "to", "rows": [of the first table], "tables": {the others by key}, "columns",
/// "notes"}
void render_json(const Report& report, std::ostream& out);

/// One page that needs nothing else: style inside, no script, fit to print.
void render_html(const Report& report, std::ostream& out);
/// The same for several reports on one page: the night's.
void render_html(std::string_view title, const std::vector<const Report*>& reports, std::ostream& out);

/// In CSV, of tables, the first.
void render(const Report& report, Format format, std::ostream& out);

/// How many rows of one table a person is shown; CSV and JSON hold all.
inline constexpr std::size_t rows_shown = 200;

/// A cell as people read it: 39,407 · 46.4 · 2026-02-23 · yes · –
std::string shown(const Cell& cell);
/// A cell as machines read it: 39407 · 46.4 · 2026-02-23 · true · nothing
std::string plain(const Cell& cell);

}  // namespace ehcp::reporting
