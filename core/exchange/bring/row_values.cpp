#include "core/exchange/bring/row_values.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehcp::exchange {
namespace {

/// Without blanks around it; a spreadsheet's are often U+00A0.
std::string_view trimmed(std::string_view text) {
    constexpr std::string_view no_break = "\xC2\xA0";
    for (;;) {
        if (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n'))
            text.remove_prefix(1);
        else if (text.starts_with(no_break))
            text.remove_prefix(no_break.size());
        else if (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n'))
            text.remove_suffix(1);
        else if (text.ends_with(no_break))
            text.remove_suffix(no_break.size());
        else
            return text;
    }
}

std::string lower(std::string_view text) {
    std::string folded(text);
    std::ranges::transform(folded, folded.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return folded;
}

std::string forms_of(const Mapping& mapping) {
    std::string forms;
    for (const auto& format : mapping.dates) forms += (forms.empty() ? "" : " or ") + format.text();
    return forms.empty() ? "2026-02-28" : forms;
}

}  // namespace

void RowValues::take(const MappedColumn& mapped, std::string_view cell, const Mapping& mapping) {
    const auto i = index_of(mapped.field);
    columns_[i] = &mapped;
    std::string value(trimmed(cell));
    const auto key = lower(value);
    if (std::ranges::find(mapping.empty, key) != mapping.empty.end()) value.clear();
    if (const auto word = mapped.words.find(key); word != mapped.words.end()) value = word->second;
    if (value.empty()) value = mapped.value;
    texts_[i] = std::move(value);
    if (rule_of(mapped.field).kind == ColumnKind::day && !texts_[i].empty()) take_day(mapped, mapping);
}

void RowValues::take_day(const MappedColumn& mapped, const Mapping& mapping) {
    const auto i = index_of(mapped.field);
    days_[i] = read_date(texts_[i], mapping.dates);
    if (!days_[i])
        fault(mapped.field, fmt::format("{} is not a date of the form {}", quoted(mapped.field), forms_of(mapping)),
              "put the date right, or add its form to 'dates' in the mapping");
}

void RowValues::fault(CaseColumn column, std::string why, std::string remedy) {
    faults_.push_back({row_, text(CaseColumn::id), place_of(column), std::move(why), std::move(remedy)});
}

std::string RowValues::place_of(CaseColumn column) const {
    const auto* const mapped = columns_[index_of(column)];
    if (mapped && !mapped->column.empty()) return fmt::format("column '{}'", mapped->column);
    return std::string(token(column));
}

std::string RowValues::quoted(CaseColumn column) const {
    if (rule_of(column).personal) return "the value";
    const auto& value = text(column);
    constexpr std::size_t most = 40;
    return fmt::format("'{}{}'", value.substr(0, most), value.size() > most ? "…" : "");
}

std::vector<std::string> RowValues::facts() const {
    std::vector<std::string> facts;
    for (const auto& rule : column_rules) {
        const auto i = index_of(rule.column);
        if (rule.personal || rule.column == CaseColumn::caseworker || rule.column == CaseColumn::team ||
            texts_[i].empty())
            continue;
        facts.push_back(fmt::format("{}={}", token(rule.column), days_[i] ? ehcp::text_of(*days_[i]) : texts_[i]));
    }
    return facts;
}

}  // namespace ehcp::exchange
