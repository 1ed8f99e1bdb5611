#include "service/web/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "core/exchange/xlsx.hpp"
#include "core/reporting/render.hpp"
#include "service/web/links.hpp"

namespace ehcp::web {

using reporting::Report;

Result<http::Response> file_of(const Report& report, const Visit& visit, std::string name) {
    const auto format = visit.request.parameter("format").value_or("csv");
    if (format == "xlsx")
        return download("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx",
                        exchange::render_xlsx(report));
    if (format != "csv") return Error{Refusal::not_found, {}};
    const auto key = visit.request.parameter("table").value_or(report.tables.front().key);
    const auto table = std::ranges::find(report.tables, key, &reporting::Table::key);
    if (table == report.tables.end()) return Error{Refusal::not_found, {}};
    std::ostringstream csv;
    reporting::render_csv(*table, csv);
    if (key != report.tables.front().key) name += fmt::format("-{}", key);
    return download("text/csv; charset=utf-8", name + ".csv", std::move(csv).str());
}

Result<http::Response> worklist_file(Desk& desk, const Visit& visit, store::Reader& reader, std::string title,
                                     std::vector<exchange::ListedWork> lists, std::string name) {
    std::set<store::CaseId> seen;
    exchange::WorklistFile file{.title = std::move(title),
                                .lists = std::move(lists),
                                .most = rows_of_a_file,
                                .on_line = [&](store::CaseId id) { seen.insert(id); }};
    auto response = file_of(exchange::worklist_report(reader, std::move(file), visit.today), visit, std::move(name));
    if (response.has_value()) note_file(desk, visit, std::vector(seen.begin(), seen.end()));
    return response;
}

std::string as_file(const http::Request& request, std::string_view format) {
    Parameters parameters;
    for (const auto& field : request.query)
        if (field.name != "format" && field.name != "from") parameters.emplace_back(field.name, field.value);
    parameters.emplace_back("format", format);
    return link(request.path, parameters);
}

}  // namespace ehcp::web
