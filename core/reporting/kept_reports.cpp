#include "core/reporting/kept_reports.hpp"

#include <boost/json.hpp>

#include <stdexcept>

#include "core/reporting/report_json.hpp"
#include "core/store/night_reports.hpp"

namespace ehcp::reporting {
namespace {

namespace json = boost::json;

/// Cells in order, without the keys of their columns: a list of settings would be six times as long with them.
json::object object_of(const Table& table) {
    json::array columns;
    for (const Column& column : table.columns)
        columns.push_back(json::array{column.key, column.title, column_types[static_cast<std::size_t>(column.type)]});
    json::array rows;
    rows.reserve(table.rows());
    for (std::size_t r = 0; r < table.rows(); ++r) {
        json::array row;
        row.reserve(table.columns.size());
        for (std::size_t c = 0; c < table.columns.size(); ++c) row.push_back(value_of(table.at(r, c)));
        rows.push_back(std::move(row));
    }
    return {{"key", table.key},
            {"title", table.title},
            {"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"notes", texts_of(table.notes)}};
}

std::string string_of(const json::value& value) { return std::string(std::string_view(value.as_string())); }

Day day_of(const json::value& value) {
    if (const auto day = day_from(value.as_string())) return *day;
    throw std::runtime_error("a date that is none");
}

std::vector<std::string> texts_from(const json::value& value) {
    std::vector<std::string> texts;
    for (const auto& text : value.as_array()) texts.push_back(string_of(text));
    return texts;
}

Cell cell_from(const json::value& value, Column::Type type) {
    if (const auto* n = value.if_int64()) return *n;
    if (const auto* x = value.if_double()) return *x;
    if (const auto* yes = value.if_bool()) return *yes;
    if (!value.is_string()) return {};
    return type == Column::Type::date ? Cell{day_of(value)} : Cell{string_of(value)};
}

Column column_from(const json::value& value) {
    const auto& parts = value.as_array();
    const auto type = std::ranges::find(column_types, std::string_view(parts.at(2).as_string()));
    if (type == column_types.end()) throw std::runtime_error("a column of a kind that is not known");
    return {string_of(parts.at(0)), string_of(parts.at(1)), static_cast<Column::Type>(type - column_types.begin())};
}

Table table_from(const json::value& value) {
    std::vector<Column> columns;
    for (const auto& column : value.at("columns").as_array()) columns.push_back(column_from(column));
    Table table(string_of(value.at("key")), string_of(value.at("title")), std::move(columns));
    for (const auto& row : value.at("rows").as_array()) {
        const auto& cells = row.as_array();
        if (cells.size() != table.columns.size()) throw std::runtime_error("a row that is too short or too long");
        for (std::size_t c = 0; c < cells.size(); ++c) table.add(cell_from(cells[c], table.columns[c].type));
    }
    table.notes = texts_from(value.at("notes"));
    return table;
}

bool is_lasting(const KeptName& name) {
    return name.by != By::caseworker && name.by != By::setting && name.name != hyphen_token(ReportName::longest_waits);
}

}  // namespace

std::string kept_text(const Report& report) {
    json::array tables;
    for (const Table& table : report.tables) tables.push_back(object_of(table));
    return json::serialize(json::object{{"name", report.name},
                                        {"title", report.title},
                                        {"as_of", text_of(report.as_of)},
                                        {"from", value_of(report.from)},
                                        {"to", value_of(report.to)},
                                        {"tables", std::move(tables)},
                                        {"notes", texts_of(report.notes)}});
}

Report report_from_kept(std::string_view text) {
    json::monotonic_resource memory;
    try {
        const auto value = json::parse(text, &memory);
        const auto day = [&](const char* key) {
            const auto& member = value.at(key);
            return member.is_null() ? std::nullopt : std::optional{day_of(member)};
        };
        Report report{.name = string_of(value.at("name")),
                      .title = string_of(value.at("title")),
                      .as_of = day_of(value.at("as_of")),
                      .from = day("from"),
                      .to = day("to"),
                      .tables = {},
                      .notes = texts_from(value.at("notes"))};
        for (const auto& table : value.at("tables").as_array()) report.tables.push_back(table_from(table));
        return report;
    } catch (const std::exception& failure) {
        throw std::runtime_error(std::string("a report that the night kept cannot be read (") + failure.what() +
                                 "); ehcp nightly writes it again");
    }
}

bool keep_reports(store::Transaction& transaction, Day night, const std::vector<std::pair<KeptName, Report>>& reports) {
    bool has_changed = false;
    for (const auto& [name, report] : reports) {
        auto text = kept_text(report);
        if (store::night_report(transaction, night, name.name, name.split()) == text) continue;
        store::keep_night_report(transaction, {.day = night,
                                               .name = name.name,
                                               .split = name.split(),
                                               .lasting = is_lasting(name),
                                               .body = std::move(text)});
        has_changed = true;
    }
    store::forget_night_reports(transaction, night, night - nights_kept);
    return has_changed;
}

std::shared_ptr<const Report> KeptReports::find(store::Reader& reader, const store::Night& night,
                                                const KeptName& name) {
    const std::pair key{name.name, name.split()};
    {
        const std::scoped_lock held(mutex_);
        if (day_ != night.day || finished_at_ != night.finished_at) {
            reports_.clear();
            day_ = night.day;
            finished_at_ = night.finished_at;
        }
        if (const auto found = reports_.find(key); found != reports_.end()) return found->second;
    }
    // Read outside the lock: two that ask at once read it twice, and nobody else waits for them.
    const auto text = store::night_report(reader, night.day, key.first, key.second);
    const auto report = text ? std::make_shared<const Report>(report_from_kept(*text)) : nullptr;
    const std::scoped_lock held(mutex_);
    if (day_ == night.day && finished_at_ == night.finished_at) reports_.emplace(key, report);
    return report;
}

}  // namespace ehcp::reporting
