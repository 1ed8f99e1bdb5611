#pragma once
// The request target taken apart: path, decoded segments and parameters, through Boost.URL. What could be read in two
// ways (dot segments, control characters, text that is not UTF-8) is refused here, once, rather than in each handler.

#include <string>
#include <string_view>

#include "service/http/message.hpp"

namespace ehcp::http {

/// Fills path, segments and query; otherwise returns the reason for the refusal, which quotes nothing of the target.
std::string_view read_target(std::string_view target, Request& into);

/// Well-formed UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text);

}  // namespace ehcp::http
