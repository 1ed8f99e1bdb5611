#pragma once
// Whether bytes are text as everything here keeps it.

#include <string_view>

namespace ehcp {

/// Well-formed UTF-8: no overlong forms, no surrogates, nothing cut short.
bool is_utf8(std::string_view text);

}  // namespace ehcp
