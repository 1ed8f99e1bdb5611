#pragma once
// The extract of all establishments from Get Information About Schools, by its public column names. It has fifty
// thousand rows and a hundred columns and more, and is read a row at a time.

#include <map>

#include "core/exchange/bring/brought.hpp"
#include "core/exchange/bring/text_encoding.hpp"
#include "core/exchange/csv.hpp"
#include "core/store/setting_register.hpp"

namespace ehcp::exchange {

struct ExtractRow {
    std::size_t line = 0;
    std::string name, phase;
    store::RegisteredSetting registered;  ///< without the moment when it was learnt
    std::vector<RowFault> faults;
    bool is_open() const { return !registered.closed_on && registered.status != "Closed"; }
};

class SettingsExtract {
public:
    /// Refuses a file without the columns that are needed, naming them. `name` goes into messages.
    static Result<SettingsExtract> open(std::string_view bytes, std::string_view name);
    SettingsExtract(SettingsExtract&&) = default;

    /// False after the last row. Refuses a file that is cut short.
    Result<bool> next(ExtractRow& row);
    Encoding encoding() const { return text_->encoding; }
    std::size_t bytes() const { return text_->text.size(); }
    std::size_t bytes_left() const { return reader_.bytes_left(); }

private:
    SettingsExtract(std::unique_ptr<DecodedText> text, std::string_view name)
        : text_(std::move(text)), name_(std::make_unique<std::string>(name)), reader_(text_->text, *name_) {}
    std::string_view cell(std::string_view column) const;

    std::unique_ptr<DecodedText> text_;  // where the reader looks, wherever this is moved to
    std::unique_ptr<std::string> name_;
    CsvReader reader_;
    std::map<std::string, std::size_t, std::less<>> columns_;
    std::size_t width_ = 0;
    std::vector<std::string> record_;
};

}  // namespace ehcp::exchange
