#pragma once
// Private to core/exchange/whole: the lines of an export, written and read.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/result.hpp"
#include "core/store/chain.hpp"
#include "core/store/whole.hpp"

namespace ehcp::exchange {

/// Goes up when lines of an older program can no longer be read as they stand.
inline constexpr int whole_record_version = 1;

/// A text as JSON, with its quotation marks. One form only, so that the same text is always the same bytes.
void append_json(std::string& line, std::string_view text);

struct EndOfRecord {
    std::map<std::string, std::int64_t, std::less<>> rows;  ///< of each table
    std::int64_t entries = 0;
    store::Hash digest{};
};

struct RecordLine {
    const store::CarriedTable* table = nullptr;  ///< null: this is the last line
    std::vector<store::CarriedValue> values;     ///< in the order of the table's columns; texts are the reader's
    EndOfRecord end;
};

class RecordLineReader {
public:
    RecordLineReader();
    ~RecordLineReader();
    /// The first line: refuses what is no export of a record, or one of a later form.
    static Result<void> read_heading(std::string_view line);
    /// What it points to is another line's with the next call.
    Result<const RecordLine*> read(std::string_view line);

private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

}  // namespace ehcp::exchange
