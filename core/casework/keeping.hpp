#pragma once
// Private to core/casework: making an open case own what it refers to, when it was made from values of the caller's.

#include "core/store/log.hpp"

namespace ehcp::casework {

/// The event with its texts, and those of its replacement, kept in the arena.
Event kept(const Event& event, Arena& arena);

/// The names and roles of those who entered, likewise.
void keep_actors(store::CaseLog& log);

}  // namespace ehcp::casework
