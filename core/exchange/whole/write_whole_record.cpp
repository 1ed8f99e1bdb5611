#include <fmt/format.h>

#include <ostream>
#include <stdexcept>

#include "core/casework/verify.hpp"
#include "core/exchange/whole/record_line.hpp"
#include "core/exchange/whole/whole_record.hpp"
#include "core/store/scan.hpp"

namespace ehcp::exchange {
namespace {

constexpr std::size_t flushed_at = 1 << 20;

void append_value(std::string& line, const store::CarriedValue& value) {
    if (const auto* const number = std::get_if<std::int64_t>(&value))
        fmt::format_to(std::back_inserter(line), "{}", *number);
    else if (const auto* const text = std::get_if<std::string_view>(&value))
        append_json(line, *text);
    else
        line += "null";
}

}  // namespace

WholeRecord write_whole_record(store::Reader& reader, std::ostream& out,
                               const std::function<void(std::int64_t rows)>& progress) {
    WholeRecord written;
    std::string lines = fmt::format("{{\"ehcp_record\":{}}}\n", whole_record_version);
    const auto flush = [&] {
        out.write(lines.data(), static_cast<std::streamsize>(lines.size()));
        if (!out) throw std::runtime_error("the export cannot be written to its end; is the disk full?");
        lines.clear();
        if (progress) progress(written.rows);
    };
    std::string counts;
    for (const auto& table : store::carried_tables) {
        const auto columns = store::columns_of(table);
        const auto count = store::each_carried_row(reader, table, [&](std::span<const store::CarriedValue> values) {
            fmt::format_to(std::back_inserter(lines), "{{\"table\":\"{}\",\"row\":{{", table.name);
            for (std::size_t i = 0; i < values.size(); ++i) {
                fmt::format_to(std::back_inserter(lines), "{}\"{}\":", i == 0 ? "" : ",", columns[i].name);
                append_value(lines, values[i]);
            }
            lines += "}}\n";
            ++written.rows;
            if (lines.size() >= flushed_at) flush();
        });
        counts += fmt::format("{}\"{}\":{}", counts.empty() ? "" : ",", table.name, count);
    }
    const auto seal = casework::make_seal(reader, Day{}, Instant{});
    const auto totals = store::totals(reader);
    written.cases = totals.cases;
    written.events = totals.events;
    written.digest = seal.digest;
    lines += fmt::format("{{\"end\":{{\"rows\":{{{}}},\"entries\":{},\"digest\":\"{}\"}}}}\n", counts, seal.entries,
                         store::base64_of(seal.digest));
    flush();
    out.flush();
    return written;
}

}  // namespace ehcp::exchange
