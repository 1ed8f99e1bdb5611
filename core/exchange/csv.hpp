#pragma once
// Comma-separated text (RFC 4180) with a heading line. Reads what the Department publishes; refuses what does not add up.

#include <string>
#include <string_view>
#include <vector>

#include "core/engine/result.hpp"

namespace ehcp::exchange {

class CsvTable {
public:
    /// Refuses an open quotation mark and a row with more or fewer cells than the heading; `name` goes into the message.
    static Result<CsvTable> parse(std::string_view text, std::string_view name);

    std::size_t rows() const { return cells_.size() / columns_.size(); }
    bool has(std::string_view column) const;
    /// Of a column that the table has (ask first); throws std::out_of_range otherwise.
    std::string_view at(std::size_t row, std::string_view column) const;

private:
    std::vector<std::string> columns_;
    std::vector<std::string> cells_;
};

}  // namespace ehcp::exchange
