#pragma once
// Private to core/store: a row of the log back into an event. Throws DatabaseError (damaged_record) for what no program
// of ours can have written.

#include "core/json/arena.hpp"

namespace ehcp::store {

Event decode_event(std::string_view type, std::string_view on_date, std::string_view body, std::string_view texts,
                   Arena& arena);

}  // namespace ehcp::store
