#pragma once
// A request as the interface takes it: JSON that the schema has checked, to the value that casework receives.

#include <boost/json/value.hpp>

#include "core/casework/receive.hpp"
#include "service/access/doorkeeper.hpp"

namespace ehcp::api {

/// `checked` has passed schemas/intake.schema.json. Refuses dates that do not exist, control characters in a line of
/// text, and a school that asks for a child of another setting; where a school names none, it is its own.
Result<casework::IntakeRequest> read_intake(const boost::json::value& checked, const access::Caller& caller);

}  // namespace ehcp::api
