#pragma once
// The words of the trade for somebody who meets them for the first time.

#include <span>
#include <string_view>

namespace ehcp::web {

struct Term {
    std::string_view anchor, word, meaning;
};
/// In alphabetical order.
std::span<const Term> glossary();

}  // namespace ehcp::web
