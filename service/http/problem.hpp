#pragma once
// Problem details (RFC 9457), the one shape of every error that the server itself answers. The detail is for a person:
// what was wrong and what to do; never a header's value, a body or a query, which may hold personal data.

#include <string_view>

#include "service/http/message.hpp"

namespace ehcp::http {

/// {"type": "about:blank", "title": the status's phrase, "status", "detail"} as application/problem+json.
Response problem(unsigned status, std::string_view detail);

/// A 500 that tells the reader nothing but the id under which the log has the rest.
Response incident_problem(std::string_view incident);

/// "Not Found" for 404; "Unknown" for what HTTP does not define.
std::string_view reason_phrase(unsigned status);

}  // namespace ehcp::http
