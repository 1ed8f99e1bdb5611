#pragma once
// Which column of another system's table is which of ours, how it writes dates, and what its words mean: a JSON file
// that a council writes once. schemas/imports has one to begin with.

#include <map>
#include <vector>

#include "core/exchange/bring/case_columns.hpp"
#include "core/exchange/bring/date_format.hpp"

namespace ehcp::exchange {

struct MappedColumn {
    CaseColumn field{};
    std::string column;                        ///< its heading; empty where `value` stands for every row
    std::string value;                         ///< for every row, or where the cell is empty
    std::map<std::string, std::string> words;  ///< theirs (in lower case) to ours; "" for one that says nothing
};

struct Mapping {
    std::string source;  ///< the system's name: with the row's id it makes a row known again
    std::string sheet;   ///< of a workbook; empty for the first
    std::vector<DateFormat> dates;
    std::vector<std::string> empty;  ///< in lower case: what stands in a cell that says nothing
    std::vector<MappedColumn> columns;
    /// Steps before this day that the table cannot say are taken to have been done in time; the case says so.
    std::optional<Day> assume_steps_before;
};

/// Refuses what is not as described, with the place.
Result<Mapping> read_mapping(std::string_view bytes, std::string_view name);

/// A mapping for the template: every column under its own name.
std::string template_mapping();
/// The template: a heading line and one invented row.
std::string template_csv();

}  // namespace ehcp::exchange
