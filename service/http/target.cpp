#include "service/http/target.hpp"

#include <algorithm>
#include <boost/url.hpp>
#include <cstdint>

namespace ehcp::http {

namespace {

namespace urls = boost::urls;

// How a UTF-8 sequence goes on after its first byte, and the least value that needs that length.
struct Lead {
    int following;
    std::uint32_t bits;
    std::uint32_t least;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {0, byte, 0};
    if ((byte & 0xE0) == 0xC0) return {1, byte & 0x1Fu, 0x80};
    if ((byte & 0xF0) == 0xE0) return {2, byte & 0x0Fu, 0x800};
    if ((byte & 0xF8) == 0xF0) return {3, byte & 0x07u, 0x10000};
    return {-1, 0, 0};
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string_view refused_segment(std::string_view segment) {
    if (segment == "." || segment == "..") return "the path has a '.' or '..' segment; send the resolved path";
    if (std::ranges::any_of(segment, is_control)) return "the path has a control character";
    if (!is_utf8(segment)) return "the path does not decode to UTF-8";
    return {};
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto [following, value, least] = lead_of(static_cast<unsigned char>(text[at++]));
        if (following < 0) return false;
        for (; following > 0; --following, ++at) {
            if (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) return false;
            value = (value << 6) | (static_cast<unsigned char>(text[at]) & 0x3Fu);
        }
        if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
    }
    return true;
}

std::string_view read_target(std::string_view target, Request& into) {
    constexpr std::string_view not_a_target = "the request target is not a valid path and query (RFC 3986)";
    const urls::string_view text(target.data(), target.size());
    const auto url = target.starts_with('/') ? urls::parse_origin_form(text) : urls::parse_absolute_uri(text);
    if (url.has_error()) return not_a_target;

    const auto path = url->encoded_path();
    into.path.assign(path.data(), path.size());
    if (into.path.empty()) into.path = "/";  // "http://host" has no path, and means the root

    // Split here, because Boost.URL's own segments leave out the dot of "/./a", which means "no authority" to it.
    for (std::size_t from = 1; into.path != "/" && from <= into.path.size();) {
        const auto end = std::min(into.path.find('/', from), into.path.size());
        auto segment = urls::pct_string_view(into.path.data() + from, end - from).decode();
        if (const auto reason = refused_segment(segment); !reason.empty()) return reason;
        into.segments.push_back(std::move(segment));
        from = end + 1;
    }
    for (const auto parameter : url->params()) {
        std::string name(parameter.key.data(), parameter.key.size());
        std::string value(parameter.value.data(), parameter.value.size());
        if (!is_utf8(name) || !is_utf8(value)) return "the query does not decode to UTF-8";
        into.query.push_back({std::move(name), std::move(value)});
    }
    return {};
}

}  // namespace ehcp::http
