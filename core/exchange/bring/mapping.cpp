#include "core/exchange/bring/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/exchange/bring/text_encoding.hpp"
#include "core/json/strict.hpp"

namespace ehcp::exchange {
namespace {

namespace json = boost::json;

constexpr std::size_t most_bytes = std::size_t{1} << 20;
constexpr std::size_t longest_name = 200;

std::string text_of_json(const json::string& text) { return {text.data(), text.size()}; }

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

class MappingReader {
public:
    explicit MappingReader(std::string_view name) : name_(name) {}

    Result<Mapping> read(const json::value& value) {
        const auto* object = value.if_object();
        if (!object) return refuse("", "it must be an object with 'source' and 'columns'");
        for (const auto& member : *object) {
            const std::string key(member.key());
            const auto& v = member.value();
            Result<void> done;
            if (key == "source")
                done = text(v, key, mapping_.source);
            else if (key == "sheet")
                done = text(v, key, mapping_.sheet);
            else if (key == "dates")
                done = dates(v);
            else if (key == "empty")
                done = empties(v);
            else if (key == "columns")
                done = columns(v);
            else if (key == "assume_steps_before")
                done = assume(v);
            else if (key == "about")
                done = {};  // a comment of whoever wrote it
            else
                return refuse(key,
                              "it means nothing; a mapping has source, sheet, dates, empty, columns, "
                              "assume_steps_before and about");
            if (done.has_error()) return done.error();
        }
        return checked();
    }

private:
    Error refuse(std::string_view where, std::string_view why) const {
        return {Refusal::bad_value, fmt::format("{}{}{}: {}", name_, where.empty() ? "" : ", ", where, why),
                std::string(where)};
    }

    Result<void> text(const json::value& value, std::string_view where, std::string& into) const {
        const auto* given = value.if_string();
        if (!given || given->size() > longest_name) return refuse(where, "a text of at most 200 bytes is wanted");
        into = text_of_json(*given);
        return {};
    }

    Result<void> dates(const json::value& value) {
        const auto* list = value.if_array();
        if (!list || list->size() > 10) return refuse("dates", "a list of forms is wanted, as [\"DD/MM/YYYY\"]");
        for (const auto& each : *list) {
            std::string form;
            if (const auto read = text(each, "dates", form); read.has_error()) return read.error();
            auto format = DateFormat::parse(form);
            if (format.has_error()) return refuse("dates", format.error().message);
            for (const auto& other : mapping_.dates) {
                if (format->contradicts(other))
                    return refuse("dates", fmt::format("by '{}' and '{}' one text can be two days; keep one",
                                                       other.text(), form));
            }
            mapping_.dates.push_back(std::move(*format));
        }
        return {};
    }

    Result<void> empties(const json::value& value) {
        const auto* list = value.if_array();
        if (!list || list->size() > 50) return refuse("empty", "a list of words is wanted, as [\"N/A\", \"-\"]");
        for (const auto& each : *list) {
            std::string word;
            if (const auto read = text(each, "empty", word); read.has_error()) return read.error();
            mapping_.empty.push_back(lower(word));
        }
        return {};
    }

    Result<void> columns(const json::value& value) {
        const auto* object = value.if_object();
        if (!object) return refuse("columns", "an object is wanted, as {\"surname\": \"Last name\"}");
        for (const auto& member : *object) {
            const std::string key(member.key());
            const auto field = from_token<CaseColumn>(key);
            const auto where = fmt::format("columns.{}", key.substr(0, 60));
            if (!field) return refuse(where, "there is no such field; 'ehcp import cases --template' lists all");
            MappedColumn column{.field = *field, .column = {}, .value = {}, .words = {}};
            const auto read = member.value().is_string() ? text(member.value(), where, column.column)
                                                         : described(member.value(), where, column);
            if (read.has_error()) return read.error();
            if (column.column.empty() && column.value.empty())
                return refuse(where, "it names neither a 'column' nor a 'value'");
            mapping_.columns.push_back(std::move(column));
        }
        return {};
    }

    Result<void> described(const json::value& value, const std::string& where, MappedColumn& column) const {
        const auto* object = value.if_object();
        if (!object) return refuse(where, "the heading of a column is wanted, or {\"column\": …, \"words\": {…}}");
        for (const auto& member : *object) {
            const std::string_view key = member.key();
            Result<void> done;
            if (key == "column")
                done = text(member.value(), where, column.column);
            else if (key == "value")
                done = text(member.value(), where, column.value);
            else if (key == "words")
                done = words(member.value(), where + ".words", column);
            else
                return refuse(where, "it takes 'column', 'value' and 'words'");
            if (done.has_error()) return done.error();
        }
        return {};
    }

    Result<void> words(const json::value& value, const std::string& where, MappedColumn& column) const {
        const auto* object = value.if_object();
        if (!object || object->size() > 5000)
            return refuse(where, "an object is wanted, their word to ours, as {\"Yes\": \"agreed\"}");
        for (const auto& member : *object) {
            std::string ours;
            if (const auto read = text(member.value(), where, ours); read.has_error()) return read.error();
            if (!column.words.emplace(lower(std::string(member.key())), ours).second)
                return refuse(where,
                              fmt::format("'{}' stands there twice; capitals do not count", std::string(member.key())));
        }
        return {};
    }

    Result<void> assume(const json::value& value) {
        std::string day;
        if (const auto read = text(value, "assume_steps_before", day); read.has_error()) return read.error();
        mapping_.assume_steps_before = day_from(day);
        if (!mapping_.assume_steps_before) return refuse("assume_steps_before", "a day is wanted, as 2026-09-01");
        return {};
    }

    Result<Mapping> checked() {
        if (mapping_.source.empty())
            return refuse("source",
                          "name the system that the rows come from; a row is known again by that name and its id");
        for (const auto needed :
             {CaseColumn::id, CaseColumn::surname, CaseColumn::forename, CaseColumn::date_of_birth}) {
            const auto found = std::ranges::find(mapping_.columns, needed, &MappedColumn::field);
            if (found == mapping_.columns.end() || found->column.empty())
                return refuse(fmt::format("columns.{}", token(needed)),
                              "say which column it is; no case can be known without it");
        }
        return std::move(mapping_);
    }

    std::string_view name_;
    Mapping mapping_;
};

}  // namespace

Result<Mapping> read_mapping(std::string_view bytes, std::string_view name) {
    if (bytes.size() > most_bytes)
        return Error{Refusal::too_large, fmt::format("{} is larger than 1 MiB; it is no mapping", name), "--map"};
    const auto decoded = decode_text(bytes, name);
    if (decoded.has_error()) return decoded.error();
    const auto value = parse_strictly(decoded->text);
    if (value.has_error())
        return Error{Refusal::bad_json, fmt::format("{} is not JSON: {}", name, value.error().message), "--map"};
    return MappingReader(name).read(*value);
}

std::string template_mapping() {
    std::string text =
        "{\n  \"about\": \"Every field under its own name. Put your headings in place of those on the right; leave out "
        "what you do not have.\",\n"
        "  \"source\": \"old-system\",\n  \"dates\": [\"DD/MM/YYYY\"],\n  \"empty\": [\"N/A\", \"-\"],\n  \"columns\": "
        "{\n";
    for (const auto& rule : column_rules) {
        const auto name = token(rule.column);
        if (rule.column == CaseColumn::assess_decision)
            text += fmt::format(
                "    \"{}\": {{\"column\": \"{}\", \"words\": {{\"Yes\": \"agreed\", \"No\": \"refused\"}}}}", name,
                name);
        else
            text += fmt::format("    \"{}\": \"{}\"", name, name);
        text += rule.column == column_rules.back().column ? "\n" : ",\n";
    }
    return text + "  }\n}\n";
}

std::string template_csv() {
    std::string heading, row;
    for (const auto& rule : column_rules) {
        const auto* const comma = rule.column == column_rules.back().column ? "\n" : ",";
        heading.append(token(rule.column)).append(comma);
        row.append(rule.example).append(comma);
    }
    return heading + row;
}

}  // namespace ehcp::exchange
