#pragma once
// A document of our own as PDF, by a Chromium on this machine, without a network and without scripts.

#include <filesystem>
#include <optional>
#include <string>

#include "core/engine/result.hpp"

namespace ehcp::exchange {

/// The Chromium that would be used: EHCP_CHROMIUM, else chromium, chromium-browser or google-chrome of the PATH.
std::optional<std::filesystem::path> chromium_here();

/// Refuses (not_available) where there is no Chromium, saying what to do instead. Throws std::runtime_error when it
/// fails or takes longer than a minute.
Result<std::string> pdf_of(const std::string& html);

}  // namespace ehcp::exchange
