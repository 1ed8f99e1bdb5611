#include "service/http/wire.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "service/http/problem.hpp"

namespace ehcp::http {

namespace {

bool is_line_safe(const std::string& text) {
    return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

// One thread answers thousands of requests within a second, and they share their Date.
const std::string& date_line(std::time_t now) {
    thread_local std::time_t of = -1;
    thread_local std::string line;
    if (of != now) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        std::array<char, 64> text{};
        const auto length = std::strftime(text.data(), text.size(), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc);
        line.assign(text.data(), length);
        of = now;
    }
    return line;
}

}  // namespace

bool has_body(unsigned status) { return status != 204 && status != 304; }

std::string head_of(const Response& response, Framing framing, std::time_t now) {
    std::string head;
    head.reserve(256);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason_phrase(response.status)).append("\r\n");
    for (const auto& [name, value] : response.headers) {
        if (!is_line_safe(name) || !is_line_safe(value)) throw std::logic_error("a response header has a line break");
        head.append(name).append(": ").append(value).append("\r\n");
    }
    if (has_body(response.status)) {
        head.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n");
    }
    if (!framing.keep_alive) head.append("Connection: close\r\n");
    if (framing.keep_alive && framing.is_http_1_0) head.append("Connection: keep-alive\r\n");
    return head.append(date_line(now)).append("\r\n");
}

}  // namespace ehcp::http
