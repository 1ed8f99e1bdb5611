#pragma once
// The breaches that earlier nights wrote down, and writing down this night's: each is one row from the night it is
// first seen to the night it is put right, so that a run repeated changes nothing.

#include "core/reporting/breaches.hpp"
#include "core/store/nights.hpp"
#include "core/store/writer.hpp"

namespace ehcp::reporting {

/// Those standing before that night and those first seen on it, by case.
std::vector<KnownBreach> known_breaches(store::Reader& reader, Day night);

/// Writes what is new and what is put right, ten thousand to a commit, so that other writers are not held up for long.
void keep_breaches(store::Writer& writer, const Breaches& breaches, Day night);

}  // namespace ehcp::reporting
