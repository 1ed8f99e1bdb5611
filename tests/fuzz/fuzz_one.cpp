// A libFuzzer program for the reader that the build names.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "tests/fuzz/readers.hpp"

namespace {

const ehcp::fuzz::Reader& fuzzed() {
    for (const auto& each : ehcp::fuzz::readers()) {
        if (each.name == EHCP_FUZZED) return each;
    }
    std::abort();  // the list in CMakeLists.txt names a reader that the table does not have
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto& reader = fuzzed();
    reader.read({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
