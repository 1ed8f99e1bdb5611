#include <fmt/format.h>

#include <stdexcept>

#include "core/exchange/sen2/write.hpp"

namespace ehcp::exchange::sen2 {
namespace {

constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// As the Department's system writes a date: "2022-Sep-28 00:00:00".
std::string written(std::string_view value, ItemRule::Type type) {
    const auto day = type == ItemRule::Type::date ? day_from(value) : std::nullopt;
    if (!day) return std::string(value);
    const date::year_month_day date(*day);
    return fmt::format("{:04}-{}-{:02} 00:00:00", static_cast<int>(date.year()),
                       months[static_cast<unsigned>(date.month()) - 1], static_cast<unsigned>(date.day()));
}

std::string csv_cell(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == value.npos) return std::string(value);
    std::string text = "\"";
    for (const char c : value) {
        if (c == '"') text += '"';
        text += c;
    }
    return text += '"';
}

std::string column_of(std::string_view tag) {
    std::string column(tag);
    for (auto& c : column) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return column;
}

constexpr std::array header_columns = std::to_array<std::string_view>(
    {"collection", "year", "referencedate", "sourcelevel", "lea", "softwarecode", "release", "serialno", "datetime"});

}  // namespace

CsvSet::CsvSet(std::filesystem::path directory, std::string prefix, const Heading& heading, const Layout& layout)
    : directory_(std::move(directory)), prefix_(std::move(prefix)), layout_(layout) {
    std::filesystem::create_directories(directory_);
    const auto& head = layout.rule_of(Module::header);
    open(head, {});
    auto& out = tables_[index_of(Module::header)].out;
    const std::array values = {std::string("1"),
                               layout.collection,
                               std::to_string(layout.year),
                               written(text_of(layout.census_on), ItemRule::Type::date),
                               layout.source_level,
                               heading.lea,
                               heading.software_code,
                               heading.release,
                               std::to_string(heading.serial),
                               heading.date_time};
    std::string row;
    for (const auto& value : values) row += (row.empty() ? "" : ",") + csv_cell(value);
    for (const auto& part : head.content) {
        const auto item = std::get<ItemRule>(part).item;
        row += "," + csv_cell(item == Item::dmo ? heading.dmo : item == Item::dco ? heading.dco : heading.dsco);
    }
    out << row << "\r\n";
    open(layout.rule_of(Module::person), head.csv);
}

void CsvSet::open(const ModuleRule& rule, std::string_view parent) {
    const auto file = directory_ / fmt::format("{}{}.csv", prefix_, rule.csv);
    auto& table = tables_[index_of(rule.module)];
    table.out.open(file, std::ios::binary | std::ios::trunc);
    if (!table.out) throw std::runtime_error(fmt::format("{} cannot be written", file.string()));
    std::string heading = rule.csv + "tableid";
    if (!parent.empty()) heading += fmt::format(",{}tableid,nativeid,{}orderseqcolumn,sourceid", parent, rule.csv);
    if (rule.module == Module::header) {
        for (const auto column : header_columns) heading += fmt::format(",{}", column);
    }
    for (const auto& part : rule.content) {
        if (const auto* const item = std::get_if<ItemRule>(&part)) heading += "," + column_of(item->tag);
    }
    table.out << heading << "\r\n";
    if (rule.module == Module::header) return;
    for (const auto& part : rule.content) {
        if (const auto* const child = std::get_if<Module>(&part)) open(layout_.rule_of(*child), rule.csv);
    }
}

void CsvSet::add(const std::vector<Element>& people) {
    for (const auto& person : people) add(person, 1, tables_[index_of(Module::person)].rows + 1);
}

void CsvSet::add(const Element& element, std::int64_t parent_id, std::int64_t order) {
    const auto& rule = layout_.rule_of(element.module);
    auto& table = tables_[index_of(element.module)];
    const auto id = ++table.rows;
    std::string row = fmt::format("{},{},{},{},{}", id, parent_id, id, order, 1);
    for (const auto& part : rule.content) {
        const auto* const item = std::get_if<ItemRule>(&part);
        if (item) row += "," + csv_cell(written(element.of(item->item), item->type));
    }
    table.out << row << "\r\n";
    for (const auto& part : rule.content) {
        const auto* const kind = std::get_if<Module>(&part);
        std::int64_t number = 0;
        for (const auto& child : element.children) {
            if (kind && child.module == *kind) add(child, id, ++number);
        }
    }
}

void CsvSet::close() {
    for (auto& table : tables_) {
        table.out.close();
        if (!table.out) throw std::runtime_error(fmt::format("a table of the return could not be written in {}", directory_.string()));
    }
}

}  // namespace ehcp::exchange::sen2
