#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "core/exchange/csv.hpp"
#include "core/exchange/sen2/read.hpp"

namespace ehcp::exchange::sen2 {
namespace {

Error unreadable(std::string message) { return {Refusal::bad_value, std::move(message), "file"}; }

std::string lower(std::string_view text) {
    std::string small(text);
    for (auto& c : small) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return small;
}

/// "2022-Sep-28 00:00:00" as "2022-09-28"; anything else as it is, for the checks to name.
std::string plain_date(std::string_view text) {
    constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    constexpr std::size_t date_size = 11;
    if (text.size() < date_size || text[4] != '-' || text[8] != '-') return std::string(text);
    const auto month = std::ranges::find(months, lower(text.substr(5, 3)));
    if (month == months.end()) return std::string(text);
    return fmt::format("{}-{:02}-{}", text.substr(0, 4), month - months.begin() + 1, text.substr(9, 2));
}

int number_in(std::string_view text) {
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failed == std::errc() && end == text.data() + text.size() ? number : 0;
}

struct Table {
    std::string name;
    CsvTable rows;
};

/// By the table's name: "person".
Result<std::map<std::string, Table, std::less<>>> tables_in(std::span<const CsvFile> files) {
    constexpr std::string_view ending = "tableid";
    std::map<std::string, Table, std::less<>> tables;
    for (const auto& file : files) {
        auto table = CsvTable::parse(file.text, file.name);
        if (table.has_error()) return table.error();
        const auto first = std::string_view(file.text).substr(0, file.text.find_first_of(",\r\n"));
        auto key = lower(first.starts_with("\xEF\xBB\xBF") ? first.substr(3) : first);
        if (!key.ends_with(ending)) return unreadable(fmt::format("{} is no table of a return: its first column should be one such as persontableid", file.name));
        key.resize(key.size() - ending.size());
        if (!tables.emplace(key, Table{file.name, std::move(*table)}).second)
            return unreadable(fmt::format("{} is the second table of '{}'; give each once, of one return", file.name, key));
    }
    return tables;
}

/// The rows of a table under the rows of its parent.
class Reading {
public:
    Reading(const Layout& layout, std::map<std::string, Table, std::less<>>& tables) : layout_(layout), tables_(tables) {}

    Result<std::vector<Element>> people(std::string_view parent_table) {
        if (auto prepared = prepare(Module::person, parent_table); prepared.has_error()) return prepared.error();
        std::vector<Element> people;
        for (const auto& [parent, rows] : children_[index_of(Module::person)]) {
            for (const auto row : rows) people.push_back(element(Module::person, row));
        }
        std::ranges::sort(people, {}, [](const Element& person) { return number_in(std::string_view(person.where).substr(person.where.rfind(' ') + 1)); });
        known_.insert(std::string(parent_table));
        for (const auto& [name, table] : tables_) {
            if (!known_.contains(name)) return unreadable(fmt::format("{} is no table of the return of {}", table.name, layout_.year));
        }
        return people;
    }

private:
    Result<void> prepare(Module module, std::string_view parent) {
        const auto& rule = layout_.rule_of(module);
        known_.insert(rule.csv);
        const auto found = tables_.find(rule.csv);
        if (found == tables_.end()) return unreadable(fmt::format("the table '{}' is missing; give all tables of the return", rule.csv));
        const auto& table = found->second.rows;
        const auto own = rule.csv + "tableid", above = std::string(parent) + "tableid";
        for (const auto& column : {own, above}) {
            if (!table.has(column)) return unreadable(fmt::format("{} has no column {}", found->second.name, column));
        }
        auto& children = children_[index_of(module)];
        std::set<std::string_view> ids;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (!ids.insert(table.at(row, own)).second) return unreadable(fmt::format("{}: row {} has a number that another has", found->second.name, row + 2));
            children[std::string(table.at(row, above))].push_back(row);
        }
        if (module != Module::person) {
            const auto& parents = tables_.find(parent)->second.rows;
            std::set<std::string_view> there;
            for (std::size_t row = 0; row < parents.rows(); ++row) there.insert(parents.at(row, above));
            for (const auto& [id, rows] : children) {
                if (!there.contains(id)) return unreadable(fmt::format("{}: row {} belongs to no row of '{}'", found->second.name, rows.front() + 2, parent));
            }
        }
        for (const auto& part : rule.content) {
            const auto* const child = std::get_if<Module>(&part);
            if (!child) continue;
            if (auto prepared = prepare(*child, rule.csv); prepared.has_error()) return prepared.error();
        }
        return {};
    }

    Element element(Module module, std::size_t row) {
        const auto& rule = layout_.rule_of(module);
        const auto& [name, table] = tables_.find(rule.csv)->second;
        Element element{.module = module, .where = fmt::format("{} row {}", rule.csv, row + 2)};
        for (const auto& part : rule.content) {
            if (const auto* const item = std::get_if<ItemRule>(&part)) {
                const auto column = lower(item->tag);
                if (!table.has(column)) continue;
                const auto value = table.at(row, column);
                element.set(item->item, item->type == ItemRule::Type::date ? plain_date(value) : std::string(value));
                continue;
            }
            const auto child = std::get<Module>(part);
            const auto& children = children_[index_of(child)];
            const auto found = children.find(std::string(table.at(row, rule.csv + "tableid")));
            if (found == children.end()) continue;
            for (const auto each : found->second) element.children.push_back(this->element(child, each));
        }
        return element;
    }

    const Layout& layout_;
    std::map<std::string, Table, std::less<>>& tables_;
    std::array<std::map<std::string, std::vector<std::size_t>>, count_of<Module>> children_;
    std::set<std::string, std::less<>> known_;
};

}  // namespace

Result<ReadReturn> read_csv(std::span<const CsvFile> files, const LayoutOf& layout_of) {
    auto tables = tables_in(files);
    if (tables.has_error()) return tables.error();
    const auto head = tables->find("sen2");
    if (head == tables->end() || head->second.rows.rows() != 1 || !head->second.rows.has("year") || !head->second.rows.has("referencedate"))
        return unreadable("the table 'sen2' with one row, its year and its reference date, is missing");
    const auto& row = head->second.rows;
    const auto text = [&](std::string_view column) { return row.has(column) ? std::string(row.at(0, column)) : std::string(); };
    auto layout = layout_of(number_in(row.at(0, "year")));
    if (layout.has_error()) return layout.error();
    if (day_from(plain_date(row.at(0, "referencedate"))) != layout->census_on)
        return unreadable(fmt::format("{}: the reference date is not {}, the census day of {}", head->second.name, text_of(layout->census_on), layout->year));
    auto people = Reading(*layout, *tables).people("sen2");
    if (people.has_error()) return people.error();
    return ReadReturn{.layout = *layout,
                      .heading = {.lea = text("lea"), .software_code = text("softwarecode"), .release = text("release"), .serial = number_in(text("serialno")),
                                  .date_time = text("datetime"), .dmo = text("dmo"), .dco = text("dco"), .dsco = text("dsco")},
                      .people = std::move(*people)};
}

}  // namespace ehcp::exchange::sen2
