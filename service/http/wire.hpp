#pragma once
// A response as bytes. Written by hand rather than through Beast's serialiser: our bodies are whole strings, and one
// string in one write is what makes small answers cheap.

#include <ctime>
#include <string>

#include "service/http/message.hpp"

namespace ehcp::http {

struct Framing {
    bool keep_alive = true;
    bool is_http_1_0 = false;
};

/// Status line and headers with the blank line. Throws std::logic_error for a header that would break out of its line.
std::string head_of(const Response& response, Framing framing, std::time_t now);

/// Whether a body may follow: not after 204 and 304.
bool has_body(unsigned status);

}  // namespace ehcp::http
