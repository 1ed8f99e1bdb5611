#pragma once
// Small numbers hidden before figures are published, so that nobody can be found in them: those below a limit, and as
// many others as it takes that none can be worked out from a sum. Zero is nobody and stays.

#include "core/reporting/report.hpp"

namespace ehcp::exchange {

/// What a hidden cell says.
inline constexpr const char* hidden = "c";

/// How the numbers of a table add up.
struct Sums {
    std::string table;
    /// Down: the last of the rows that have the same text in all of these columns is the sum of the others. Empty: none is.
    std::vector<std::string> groups = {};
    /// Across: the first is the sum of the others, or more than it by something that is not shown.
    std::vector<std::vector<std::string>> across = {};
    /// Of a table with a figure a row, named in the column `figure`, year by year: the same down its columns.
    std::vector<std::vector<std::string>> figures = {};
    /// Of such a table: the first is a share of the others.
    std::vector<std::vector<std::string>> shares = {};
};

/// Numbers from 1 to `below` - 1 are hidden, and a share beside a hidden number. Tables without an entry in `sums` do not
/// add up. A note says what was done.
reporting::Report suppressed(const reporting::Report& report, std::int64_t below, const std::vector<Sums>& sums);

/// How the tables of Answers add up.
const std::vector<Sums>& sums_of_answers();

}  // namespace ehcp::exchange
