#pragma once
// JSON text to a Boost.JSON value, refusing what a lenient reader would guess at: a key written twice, bytes that are not
// UTF-8, nesting without end, anything after the value. Messages give the place and never repeat the content.

#include <boost/json.hpp>

#include "core/engine/result.hpp"

namespace ehcp {

Result<boost::json::value> parse_strictly(std::string_view text, boost::json::storage_ptr memory = {});

}  // namespace ehcp
