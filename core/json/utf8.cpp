#include "core/json/utf8.hpp"

namespace ehcp {

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3
                                 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        }
        if (length == 3) {
            const auto second = static_cast<unsigned char>(text[i + 1]);
            if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0)) return false;
        }
        if (length == 4) {
            const auto second = static_cast<unsigned char>(text[i + 1]);
            if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90)) return false;
        }
        i += length;
    }
    return true;
}

}  // namespace ehcp
