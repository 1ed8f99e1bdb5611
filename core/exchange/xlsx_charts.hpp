#pragma once
// Private to core/exchange: which tables of which reports are drawn in a workbook, and how.

#include "core/reporting/report.hpp"

namespace ehcp::exchange {

struct Drawn {
    const reporting::Table* table;
    bool is_line;              ///< over time; else bars
    bool is_stacked;           ///< the series add up
    std::size_t label;         ///< the column along the axis
    std::vector<std::size_t> series;
    std::size_t rows;          ///< so many, from the first
    std::string unit;          ///< of the axis
};

/// Empty where nothing is gained by a drawing: a list of cases, a table of one row, more groups than a chart can show.
std::vector<Drawn> charts_of(const reporting::Report& report);

}  // namespace ehcp::exchange
