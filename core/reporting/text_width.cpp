#include "core/reporting/text_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ehcp::reporting {
namespace {

struct Span {
    char32_t first, last;
};
constexpr std::array no_width = {Span{0x0000, 0x001F}, Span{0x007F, 0x009F}, Span{0x0300, 0x036F}, Span{0x0483, 0x0489},
                                 Span{0x0591, 0x05BD}, Span{0x064B, 0x065F}, Span{0x200B, 0x200F}, Span{0x20D0, 0x20FF},
                                 Span{0xFE00, 0xFE0F}, Span{0xFE20, 0xFE2F}};
constexpr std::array two_columns = {Span{0x1100, 0x115F},   Span{0x2E80, 0xA4CF},  Span{0xAC00, 0xD7A3},
                                    Span{0xF900, 0xFAFF},   Span{0xFE30, 0xFE6F},  Span{0xFF00, 0xFF60},
                                    Span{0x1F300, 0x1FAFF}, Span{0x20000, 0x3FFFD}};

template <std::size_t N>
bool within(const std::array<Span, N>& spans, char32_t c) {
    return std::ranges::any_of(spans, [c](Span s) { return s.first <= c && c <= s.last; });
}

}  // namespace

std::size_t text_width(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<std::uint8_t>(utf8[i]);
        const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? char32_t{lead} : char32_t{lead & (0x7FU >> length)};
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            c = c << 6U | (static_cast<std::uint8_t>(utf8[i + k]) & 0x3FU);
        i += length;
        if (!within(no_width, c)) width += within(two_columns, c) ? 2U : 1U;
    }
    return width;
}

}  // namespace ehcp::reporting
