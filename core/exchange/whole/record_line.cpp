#include "core/exchange/whole/record_line.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/json/strict.hpp"

namespace ehcp::exchange {
namespace {

namespace json = boost::json;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

Error refuse(std::string why) { return {Refusal::bad_value, std::move(why)}; }

}  // namespace

void append_json(std::string& line, std::string_view text) {
    line += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            line += '\\';
            line += c;
        } else if (c == '\n') {
            line += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            line += c;
        }
    }
    line += '"';
}

struct RecordLineReader::Memory {
    // Made anew for each line: when it is released it goes on asking for ever larger blocks.
    std::vector<unsigned char> buffer = std::vector<unsigned char>(65536);
    std::optional<json::monotonic_resource> nodes;
    std::optional<json::value> parsed;  // owns the texts of the line
    RecordLine line;
    std::map<const store::CarriedTable*, std::vector<store::CarriedColumn>> columns;

    const std::vector<store::CarriedColumn>& columns_of(const store::CarriedTable& table) {
        auto& known = columns[&table];
        if (known.empty()) known = store::columns_of(table);
        return known;
    }

    Result<void> take_row(const json::object& row, const store::CarriedTable& table) {
        const auto& wanted = columns_of(table);
        if (row.size() != wanted.size())
            return refuse(
                fmt::format("a row of '{}' has {} columns; this has {}", table.name, wanted.size(), row.size()));
        line.values.clear();
        for (const auto& column : wanted) {
            const auto* value = row.if_contains({column.name.data(), column.name.size()});
            if (!value) return refuse(fmt::format("the row of '{}' has no '{}'", table.name, column.name));
            if (value->is_null())
                line.values.emplace_back(std::monostate{});
            else if (column.is_number && value->is_int64())
                line.values.emplace_back(value->get_int64());
            else if (!column.is_number && value->is_string())
                line.values.emplace_back(view(value->get_string()));
            else
                return refuse(fmt::format("'{}' of '{}' is not {}", column.name, table.name,
                                          column.is_number ? "a whole number" : "a text"));
        }
        return {};
    }

    Result<void> take_end(const json::value& value) {
        const auto* end = value.if_object();
        const auto* rows = end ? end->if_contains("rows") : nullptr;
        const auto* entries = end ? end->if_contains("entries") : nullptr;
        const auto* digest = end ? end->if_contains("digest") : nullptr;
        const auto hash = digest && digest->is_string() ? store::hash_from(view(digest->get_string())) : std::nullopt;
        if (!rows || !rows->is_object() || !entries || !entries->is_int64() || !hash)
            return refuse("the last line has no 'rows', 'entries' and 'digest' that can be read");
        line.end = {{}, entries->get_int64(), *hash};
        for (const auto& member : rows->get_object()) {
            if (!member.value().is_int64())
                return refuse("the last line counts the rows of a table in something else than a number");
            line.end.rows.emplace(std::string(member.key()), member.value().get_int64());
        }
        return {};
    }
};

RecordLineReader::RecordLineReader() : memory_(new Memory) {}
RecordLineReader::~RecordLineReader() = default;

Result<void> RecordLineReader::read_heading(std::string_view line) {
    const auto value = parse_strictly(line);
    const auto* object = value.has_error() ? nullptr : value->if_object();
    const auto* version = object ? object->if_contains("ehcp_record") : nullptr;
    if (!version || !version->is_int64())
        return refuse(
            "this is not the export of a record, whose first line is {\"ehcp_record\":1}; 'ehcp export' writes one");
    if (version->get_int64() != whole_record_version)
        return refuse("it was written by another version of the program; read it with that, or install it");
    return {};
}

Result<const RecordLine*> RecordLineReader::read(std::string_view text) {
    auto& memory = *memory_;
    memory.parsed.reset();
    memory.nodes.emplace(memory.buffer.data(), memory.buffer.size());
    auto value = parse_strictly(text, &*memory.nodes);
    if (value.has_error()) return refuse("it is not JSON; is the file cut short?");
    const auto& parsed = memory.parsed.emplace(std::move(*value));
    const auto* object = parsed.if_object();
    auto& line = memory.line;
    line.table = nullptr;
    if (const auto* end = object ? object->if_contains("end") : nullptr) {
        if (const auto taken = memory.take_end(*end); taken.has_error()) return taken.error();
        return &line;
    }
    const auto* name = object ? object->if_contains("table") : nullptr;
    const auto* row = object ? object->if_contains("row") : nullptr;
    if (!name || !name->is_string() || !row || !row->is_object())
        return refuse("a line has 'table' and 'row', and the last one 'end'");
    line.table = store::carried_table(view(name->get_string()));
    if (!line.table) return refuse("it is of a table that is not carried");
    if (const auto taken = memory.take_row(row->get_object(), *line.table); taken.has_error()) return taken.error();
    return &line;
}

}  // namespace ehcp::exchange
