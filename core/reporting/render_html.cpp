#include <kainjow/mustache.hpp>

#include <ostream>

#include "core/reporting/render.hpp"

namespace ehcp::reporting {
namespace {

namespace mustache = kainjow::mustache;

// Mustache escapes every {{value}}; {{{ }}} is used nowhere.
constexpr const char* page_template = R"(<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
<style>
body{font:16px/1.4 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#0b0c0c;background:#fff}
h1{font-size:1.8rem}h2{font-size:1.4rem;margin-top:2.5rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:700;padding:.5rem 0}
th,td{padding:.35rem .8rem .35rem 0;border-bottom:1px solid #b1b4b6;text-align:left;vertical-align:top}
.n{text-align:right}
.notes{color:#505a5f;font-size:.9rem;max-width:60rem}
@media print{body{margin:0;max-width:none;font-size:9pt}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}}
</style>
</head>
<body>
<h1>{{title}}</h1>
{{#reports}}<section>
{{#heading}}<h2>{{heading}}</h2>
{{/heading}}{{#tables}}<div class="scroll"><table>
<caption>{{title}}</caption>
<thead><tr>{{#columns}}<th scope="col"{{#right}} class="n"{{/right}}>{{title}}</th>{{/columns}}</tr></thead>
<tbody>
{{#rows}}<tr>{{#cells}}<td{{#right}} class="n"{{/right}}>{{text}}</td>{{/cells}}</tr>
{{/rows}}</tbody>
</table></div>
{{#more}}<p>… and {{more}} more; the CSV and JSON files hold all.</p>
{{/more}}{{^any}}<p>None.</p>
{{/any}}{{#has_notes}}<ul class="notes">{{#notes}}<li>{{text}}</li>{{/notes}}</ul>
{{/has_notes}}{{/tables}}{{#has_notes}}<ul class="notes">{{#notes}}<li>{{text}}</li>{{/notes}}</ul>
{{/has_notes}}</section>
{{/reports}}</body>
</html>
)";

bool is_right(const Column& column) {
    return column.type == Column::Type::number || column.type == Column::Type::decimal;
}

mustache::data list_of(const std::vector<std::string>& notes) {
    mustache::data list{mustache::data::type::list};
    for (const auto& note : notes) list.push_back({"text", note});
    return list;
}

mustache::data columns_of(const Table& table) {
    mustache::data columns{mustache::data::type::list};
    for (const Column& column : table.columns) {
        mustache::data each{"title", column.title};
        each.set("right", is_right(column));
        columns.push_back(each);
    }
    return columns;
}

mustache::data rows_of(const Table& table) {
    mustache::data rows{mustache::data::type::list};
    for (std::size_t r = 0; r < std::min(table.rows(), rows_shown); ++r) {
        mustache::data cells{mustache::data::type::list};
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            mustache::data cell{"text", shown(table.at(r, c))};
            cell.set("right", is_right(table.columns[c]));
            cells.push_back(cell);
        }
        rows.push_back(mustache::data{"cells", cells});
    }
    return rows;
}

mustache::data data_of(const Table& table) {
    mustache::data data{"title", table.title};
    data.set("columns", columns_of(table));
    data.set("rows", rows_of(table));
    data.set("any", table.rows() > 0);
    if (table.rows() > rows_shown)
        data.set("more", shown(static_cast<std::int64_t>(table.rows() - rows_shown)));
    else
        data.set("more", false);
    data.set("has_notes", !table.notes.empty());
    data.set("notes", list_of(table.notes));
    return data;
}

mustache::data data_of(const Report& report, bool with_heading) {
    mustache::data data;
    if (with_heading)
        data.set("heading", report.title);
    else
        data.set("heading", false);
    mustache::data tables{mustache::data::type::list};
    for (const Table& table : report.tables) tables.push_back(data_of(table));
    data.set("tables", tables);
    data.set("has_notes", !report.notes.empty());
    data.set("notes", list_of(report.notes));
    return data;
}

void write_page(std::string_view title, const mustache::data& reports, std::ostream& out) {
    mustache::data page{"title", std::string(title)};
    page.set("reports", reports);
    mustache::mustache form{page_template};
    if (!form.is_valid()) throw std::logic_error("the page of a report: " + form.error_message());
    form.render(page, out);
}

}  // namespace

void render_html(const Report& report, std::ostream& out) {
    mustache::data reports{mustache::data::type::list};
    reports.push_back(data_of(report, false));
    write_page(report.title, reports, out);
}

void render_html(std::string_view title, const std::vector<const Report*>& reports, std::ostream& out) {
    mustache::data list{mustache::data::type::list};
    for (const Report* report : reports) list.push_back(data_of(*report, true));
    write_page(title, list, out);
}

}  // namespace ehcp::reporting
