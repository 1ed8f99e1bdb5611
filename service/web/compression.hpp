#pragma once
// Answers made smaller on their way (RFC 1952, by zlib).

#include <string>
#include <string_view>

#include "service/http/message.hpp"

namespace ehcp::web {

enum class Effort { least, most };  ///< for a page made now; for what is kept

std::string gzipped(std::string_view text, Effort effort);

/// Whether the browser says that it takes gzip.
bool takes_gzip(const http::Request& request);

}  // namespace ehcp::web
