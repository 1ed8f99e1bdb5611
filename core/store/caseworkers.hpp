#pragma once
// The caseworkers that somebody chooses among: all of an authority, or the team's where an authority has hundreds.

#include "core/store/registers.hpp"

namespace ehcp::store {

/// Those who are here on `today`, by name, at most `most`; of a team, or of all where it is empty.
std::vector<Caseworker> caseworkers_here(Reader& reader, std::string_view team, Day today, int most);

}  // namespace ehcp::store
