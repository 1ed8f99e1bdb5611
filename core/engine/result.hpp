#pragma once
// Refusals are values: what a caller must expect, with what was wrong, where, and what to do. Breakage (disk, database,
// socket) is an exception and never an Error.

#include <boost/system/result.hpp>

#include <optional>
#include <stdexcept>
#include <string>

#include "core/law/tokens.hpp"

namespace ehcp {

/// Written with hyphens ("impossible-event"). The first seven are fixed by the calculation contract.
EHCP_TOKENS(Refusal,
    impossible_event, unknown_event, unknown_field, missing_field, bad_value, bad_date, bad_json,
    not_found, conflict, forbidden, unauthorised, key_reused, too_large, too_many, not_available);

struct Error {
    Refusal kind;
    std::string message;
    std::string where = {};           ///< "events[2].adviser", "child.date_of_birth"
    std::optional<int> event = {};    ///< the number of the event, from 0 in the order of the input
};

template <class T>
using Result = boost::system::result<T, Error>;

/// Called by Result::value() on a refusal: a bug in the caller, which should have asked first.
[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
    throw std::logic_error("unhandled refusal " + std::string(hyphen_token(error.kind)) + ": " + error.message);
}

}  // namespace ehcp
