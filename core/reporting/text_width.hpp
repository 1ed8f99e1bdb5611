#pragma once
// How many columns a terminal gives a UTF-8 text: none to combining marks, two to wide characters.

#include <cstddef>
#include <string_view>

namespace ehcp::reporting {

std::size_t text_width(std::string_view utf8);

}  // namespace ehcp::reporting
