#pragma once
// Private to core/store. Migrations are files NNNN_what.sql: each is run once, in order, in one transaction with its
// entry in `migration`, where its checksum is kept. One that has been run may not be changed afterwards.

#include <soci/soci.h>

#include <filesystem>
#include <string>

#include "core/time/day.hpp"

namespace ehcp::store {

/// Returns how many were run.
int migrate(soci::session& session, const std::string& url, const std::filesystem::path& directory, Instant now);

}  // namespace ehcp::store
