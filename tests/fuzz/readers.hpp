#pragma once
// Every reader of what others send, as a function of bytes: it may refuse them and must not break. The fuzzers and the
// test that replays the corpus go through the same table.

#include <span>
#include <string_view>

namespace ehcp::fuzz {

struct Reader {
    std::string_view name;  ///< of its folder under tests/fuzz/corpus, and of its program fuzz_NAME
    void (*read)(std::string_view bytes);
};

std::span<const Reader> readers();

}  // namespace ehcp::fuzz
