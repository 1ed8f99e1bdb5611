#pragma once
// Refusals as problem details (RFC 9457): {"type", "title", "status", "detail", "code", "where"}. One switch says which
// status a refusal is. Nothing of what was sent is repeated: a problem may end in somebody's log.

#include <boost/json/object.hpp>
#include <span>

#include "core/engine/result.hpp"
#include "service/http/message.hpp"

namespace ehcp::api {

/// The one switch.
unsigned status_of(Refusal refusal);

struct ProblemKind {
    std::string_view code;  ///< "bad-value"
    unsigned status;
    std::string_view title;
};

/// Every problem that the interface can answer: each refusal, and what only HTTP can be asked wrongly.
std::span<const ProblemKind> problem_kinds();

inline constexpr std::string_view method_not_allowed = "method-not-allowed";
inline constexpr std::string_view if_match_required = "if-match-required";

http::Response problem(const Error& error);
/// For the two that are not refusals of the core.
http::Response problem(std::string_view code, std::string_view detail, std::string_view where = {});
/// The body alone: a line of a batch carries it too.
boost::json::object problem_json(const Error& error);

/// The message without what it quotes from the request: "'Jane' is not a date" → "this value is not a date".
std::string without_quotations(std::string_view message);

}  // namespace ehcp::api
