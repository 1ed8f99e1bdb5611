#pragma once
// Comma-separated text (RFC 4180) with a heading line. One reader for all: a record at a time with the line it began on,
// or a whole table. Refuses what does not add up, and what is larger than a table of ours can be.

#include <string>
#include <string_view>
#include <vector>

#include "core/engine/result.hpp"

namespace ehcp::exchange {

struct CsvLimits {
    std::size_t columns = 500;
    std::size_t cell_bytes = 100'000;
};

/// Reads records off `text`, which must be UTF-8 (bring/text_encoding.hpp) and outlive it.
class CsvReader {
public:
    /// `name` goes into the messages.
    CsvReader(std::string_view text, std::string_view name, CsvLimits limits = {})
        : rest_(text), name_(name), limits_(limits) {}

    /// The next record that is not a blank line; false after the last. Refuses an open quotation mark and what is over
    /// the limits; nothing can be read after that.
    Result<bool> next(std::vector<std::string>& record);
    /// The line on which the record that was read begins, from 1.
    std::size_t line() const { return line_; }
    /// How much is left to read.
    std::size_t bytes_left() const { return rest_.size(); }

private:
    std::string_view rest_, name_;
    CsvLimits limits_;
    std::size_t line_ = 0, next_line_ = 1;
};

/// Refuses a heading that names a column twice, and one of a table separated by something else than commas.
Result<void> check_heading(const std::vector<std::string>& columns, std::string_view name);

class CsvTable {
public:
    /// Refuses an open quotation mark, a doubled heading, and a row with more or fewer cells than the heading; `name`
    /// goes into the message.
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
