#include "core/exchange/bring/sheet.hpp"

#include <fmt/format.h>

#include "core/exchange/bring/text_encoding.hpp"
#include "core/exchange/csv.hpp"

namespace ehcp::exchange {

Result<Sheet> sheet_of_csv(std::string_view bytes, std::string_view name, const SheetLimits& limits) {
    if (bytes.size() > limits.bytes)
        return Error{Refusal::too_large, fmt::format("{} is larger than {} MiB; split it", name, limits.bytes >> 20),
                     "FILE"};
    const auto decoded = decode_text(bytes, name);
    if (decoded.has_error()) return decoded.error();
    Sheet sheet{.name = std::string(name),
                .unit = "line",
                .taken_as = fmt::format("CSV in {}", name_of(decoded->encoding)),
                .columns = {},
                .rows = {}};
    CsvReader reader(decoded->text, name, {.columns = limits.columns, .cell_bytes = limits.cell_bytes});
    std::vector<std::string> record;
    for (;;) {
        const auto more = reader.next(record);
        if (more.has_error()) return more.error();
        if (!*more) break;
        if (sheet.columns.empty()) {
            sheet.columns = record;
            if (const auto checked = check_heading(sheet.columns, name); checked.has_error()) return checked.error();
            continue;
        }
        if (sheet.rows.size() == limits.rows)
            return Error{Refusal::too_large, fmt::format("{} has more than {} rows; split it", name, limits.rows),
                         "FILE"};
        sheet.rows.push_back({reader.line(), record});
    }
    if (sheet.columns.empty())
        return Error{Refusal::bad_value, fmt::format("{} is empty; its first line names the columns", name), "FILE"};
    return sheet;
}

Result<Sheet> read_sheet(std::string_view bytes, std::string_view name, std::string_view sheet,
                         const SheetLimits& limits) {
    if (bytes.starts_with("PK\x03\x04")) return sheet_of_workbook(bytes, name, sheet, limits);
    if (!sheet.empty())
        return Error{Refusal::bad_value,
                     fmt::format("{} is not a workbook, so it has no sheet '{}'; leave the sheet out", name, sheet),
                     "sheet"};
    return sheet_of_csv(bytes, name, limits);
}

}  // namespace ehcp::exchange
