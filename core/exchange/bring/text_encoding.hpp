#pragma once
// Bytes of a file as UTF-8 text. Councils' exports are UTF-8 with or without a mark, or Windows-1252, as spreadsheets
// and the national register write them; which was taken is said, because a wrong guess shows in names.

#include <string>
#include <string_view>

#include "core/engine/result.hpp"

namespace ehcp {
EHCP_TOKENS(Encoding, utf_8, utf_8_with_mark, windows_1252);
}

namespace ehcp::exchange {

struct DecodedText {
    std::string text;  ///< UTF-8, without the mark
    Encoding encoding{};
};

std::string_view name_of(Encoding encoding);  ///< "Windows-1252"

/// Refuses what is no text: a workbook, a PDF, UTF-16, a byte 0, and (with its line) a byte that is in neither
/// encoding. `name` goes into the message.
Result<DecodedText> decode_text(std::string_view bytes, std::string_view name);

}  // namespace ehcp::exchange
