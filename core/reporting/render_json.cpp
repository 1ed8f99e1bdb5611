#include <boost/json.hpp>

#include <ostream>

#include "core/reporting/render.hpp"
#include "core/reporting/report_json.hpp"

namespace ehcp::reporting {
namespace {

namespace json = boost::json;

/// Row by row, so that a long list is never held as JSON.
void write_rows(const Table& table, std::ostream& out) {
    out << '[';
    for (std::size_t r = 0; r < table.rows(); ++r) {
        json::monotonic_resource memory;
        json::object row(&memory);
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            row.emplace(table.columns[c].key, value_of(table.at(r, c)));
        out << (r == 0 ? "\n" : ",\n") << row;
    }
    out << ']';
}

json::array columns_of(const Table& table) {
    json::array columns;
    for (const Column& column : table.columns)
        columns.push_back({{"key", column.key},
                           {"title", column.title},
                           {"type", column_types[static_cast<std::size_t>(column.type)]}});
    return columns;
}

void write_table(const Table& table, std::ostream& out) {
    out << "\"title\":" << json::value(table.title) << ",\"columns\":" << columns_of(table)
        << ",\"notes\":" << texts_of(table.notes) << ",\n\"rows\":";
    write_rows(table, out);
}

}  // namespace

void render_json(const Report& report, std::ostream& out) {
    json::object head{{"report", report.name},         {"title", report.title},     {"as_of", text_of(report.as_of)},
                      {"from", value_of(report.from)}, {"to", value_of(report.to)}, {"notes", texts_of(report.notes)}};
    auto text = json::serialize(head);
    text.pop_back();
    out << text << ",\n";
    const Table& first = report.tables.front();
    out << "\"columns\":" << columns_of(first) << ",\n\"rows\":";
    write_rows(first, out);
    out << ",\n\"tables\":{";
    for (std::size_t t = 1; t < report.tables.size(); ++t) {
        out << (t == 1 ? "\n" : ",\n") << json::value(report.tables[t].key) << ":{";
        write_table(report.tables[t], out);
        out << '}';
    }
    out << "}}\n";
}

}  // namespace ehcp::reporting
