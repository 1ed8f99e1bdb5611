#include "core/exchange/bring/text_encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/json/utf8.hpp"

namespace ehcp::exchange {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";

// Windows-1252 from 0x80 to 0x9F; 0 where it has no letter. From 0xA0 on it is Latin-1.
constexpr std::array<char16_t, 32> upper = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                            0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append(std::string& text, char16_t letter) {
    if (letter < 0x80) {
        text.push_back(static_cast<char>(letter));
    } else if (letter < 0x800) {
        text.push_back(static_cast<char>(0xC0 | letter >> 6));
        text.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
    } else {
        text.push_back(static_cast<char>(0xE0 | letter >> 12));
        text.push_back(static_cast<char>(0x80 | (letter >> 6 & 0x3F)));
        text.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
    }
}

std::ptrdiff_t line_of(std::string_view bytes, std::size_t at) {
    return 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n');
}

Error wrong_kind(std::string_view name, std::string_view what) {
    return {Refusal::bad_value, fmt::format("{} is {}; save it as CSV (UTF-8) and give that", name, what), "FILE"};
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    constexpr std::array<std::string_view, count_of<Encoding>> names = {"UTF-8", "UTF-8 with a byte order mark",
                                                                        "Windows-1252"};
    return names[index_of(encoding)];
}

Result<DecodedText> decode_text(std::string_view bytes, std::string_view name) {
    if (bytes.starts_with("PK\x03\x04")) return wrong_kind(name, "a workbook or another zip file, not text");
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return wrong_kind(name, "an old Excel workbook (.xls), not text");
    if (bytes.starts_with("%PDF")) return wrong_kind(name, "a PDF, not text");
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return wrong_kind(name, "in UTF-16");
    if (const auto zero = bytes.find('\0'); zero != bytes.npos)
        return wrong_kind(name, fmt::format("no text: there is a byte 0 on line {}", line_of(bytes, zero)));
    const bool marked = bytes.starts_with(mark);
    if (marked) bytes.remove_prefix(mark.size());
    if (is_utf8(bytes)) return DecodedText{std::string(bytes), marked ? Encoding::utf_8_with_mark : Encoding::utf_8};

    DecodedText decoded{{}, Encoding::windows_1252};
    decoded.text.reserve(bytes.size() + bytes.size() / 16);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const char16_t letter = byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80u] : byte;
        if (letter == 0 || marked)
            return Error{Refusal::bad_value,
                         fmt::format("{} is neither UTF-8 nor Windows-1252 (line {}); save it as CSV (UTF-8) again",
                                     name, line_of(bytes, marked ? 0 : i)),
                         "FILE"};
        append(decoded.text, letter);
    }
    return decoded;
}

}  // namespace ehcp::exchange
