#include "core/store/whole.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/store/bind.hpp"
#include "core/store/engine.hpp"

namespace ehcp::store {
namespace {

std::vector<std::string_view> words_of(std::string_view list) {
    std::vector<std::string_view> words;
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        words.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

std::string names_of(const CarriedTable& table) {
    std::string names;
    for (const auto& column : columns_of(table)) names += fmt::format("{}{}", names.empty() ? "" : ", ", column.name);
    return names;
}

/// Names stand in tables.hpp and nowhere else: no text from outside comes into these statements.
std::string select_of(const CarriedTable& table) {
    return fmt::format("SELECT {} FROM {} ORDER BY {}", names_of(table), table.name, table.key);
}

std::string insert_of(const CarriedTable& table) {
    auto names = names_of(table);
    std::string values;
    for (std::size_t i = 1; i <= columns_of(table).size(); ++i) values += fmt::format("{}:{}", i == 1 ? "" : ", ", i);
    for (const auto kept_back : words_of(table.kept_back)) {
        const auto equals = kept_back.find('=');
        names += fmt::format(", {}", kept_back.substr(0, equals));
        values += fmt::format(", '{}'", kept_back.substr(equals + 1));
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, names, values);
}

}  // namespace

std::vector<CarriedColumn> columns_of(const CarriedTable& table) {
    std::vector<CarriedColumn> columns;
    for (const auto word : words_of(table.columns))
        columns.push_back({word.substr(0, word.find('#')), word.ends_with('#')});
    return columns;
}

const CarriedTable* carried_table(std::string_view name) {
    const auto found = std::ranges::find(carried_tables, name, &CarriedTable::name);
    return found == carried_tables.end() ? nullptr : &*found;
}

std::int64_t each_carried_row(Reader& reader, const CarriedTable& table,
                              const std::function<void(std::span<const CarriedValue>)>& visit) {
    const auto columns = columns_of(table);
    std::vector<CarriedValue> values(columns.size());
    engine::Rows rows(reader.session(), select_of(table));
    std::int64_t count = 0;
    for (; rows.next(); ++count) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto at = static_cast<int>(i);
            if (rows.is_null(at))
                values[i] = std::monostate{};
            else if (columns[i].is_number)
                values[i] = rows.number(at);
            else
                values[i] = rows.text(at);
        }
        visit(values);
    }
    return count;
}

struct RowLoader::Statements {
    soci::session& session;
    std::map<const CarriedTable*, std::unique_ptr<engine::Rows>> inserts = {};
};

RowLoader::RowLoader(Transaction& transaction) : statements_(new Statements{transaction.session()}) {}
RowLoader::~RowLoader() = default;

void RowLoader::put(const CarriedTable& table, std::span<const CarriedValue> values) {
    auto& insert = statements_->inserts[&table];
    if (!insert) insert = std::make_unique<engine::Rows>(statements_->session, insert_of(table));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto parameter = static_cast<int>(i + 1);
        if (const auto* const number = std::get_if<std::int64_t>(&values[i]))
            insert->bind(parameter, *number);
        else if (const auto* const text = std::get_if<std::string_view>(&values[i]))
            insert->bind(parameter, *text);
        else
            insert->bind_null(parameter);
    }
    try {
        insert->next();
    } catch (const soci::soci_error&) {
        throw DatabaseError(Fault::damaged_record,
                            fmt::format("a row of the table '{}' is not one that a record can hold", table.name));
    }
}

std::string_view first_filled_table(Reader& reader) {
    for (const auto& table : carried_tables) {
        engine::Rows rows(reader.session(), fmt::format("SELECT 1 FROM {} LIMIT 1", table.name));
        const bool filled = rows.next();
        rows.finish();
        if (filled) return table.name;
    }
    return {};
}

void prepare_for_bulk(Connection& connection) { engine::prepare_for_bulk(connection.session()); }

}  // namespace ehcp::store
