#pragma once
// A table from a file that somebody sends: headings, then rows of text that know their line or row. From CSV or from a
// workbook; pure functions of the bytes, with limits, so that a hostile file costs a message and no more.

#include <string>
#include <string_view>
#include <vector>

#include "core/engine/result.hpp"

namespace ehcp::exchange {

struct SheetRow {
    std::size_t number = 0;  ///< of its line in the CSV, of its row in the workbook
    std::vector<std::string> cells;
};

struct Sheet {
    std::string name;       ///< of the file, for messages
    std::string_view unit;  ///< "line" or "row": what the numbers of the rows count
    std::string taken_as;   ///< "CSV in Windows-1252", "the sheet 'Cases' of a workbook"
    std::vector<std::string> columns;
    std::vector<SheetRow> rows;
};

struct SheetLimits {
    std::size_t bytes = std::size_t{128} << 20;     ///< of the file
    std::size_t unpacked = std::size_t{256} << 20;  ///< of what we read of a workbook
    std::size_t entries = 2000;                     ///< of a workbook's archive
    std::size_t ratio = 400;                        ///< at most so many times its packed size
    std::size_t rows = 200'000;
    std::size_t columns = 500;
    std::size_t cell_bytes = 100'000;
};

Result<Sheet> sheet_of_csv(std::string_view bytes, std::string_view name, const SheetLimits& limits = {});

/// Of a workbook (.xlsx) the sheet of that name, or the first. Dates come as 2026-02-28, whatever their style; a
/// formula is the value it had when the workbook was saved. Rows without anything are passed over.
Result<Sheet> sheet_of_workbook(std::string_view bytes, std::string_view name, std::string_view sheet,
                                const SheetLimits& limits = {});

/// Whichever it is, by its content. `sheet` is only for a workbook.
Result<Sheet> read_sheet(std::string_view bytes, std::string_view name, std::string_view sheet = {},
                         const SheetLimits& limits = {});

}  // namespace ehcp::exchange
