// The kept corpus through the same entries as the fuzzers: what once broke a reader stays mended.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/fuzz/readers.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path corpus = "tests/fuzz/corpus";

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("no file of the corpus breaks its reader, nor does any that is cut short", "[fuzz]") {
    constexpr std::size_t cuts = 40;
    for (const auto& reader : ehcp::fuzz::readers()) {
        std::size_t files = 0;
        INFO(reader.name);
        REQUIRE(fs::is_directory(corpus / reader.name));
        for (const auto& entry : fs::directory_iterator(corpus / reader.name)) {
            INFO(entry.path().generic_string());
            const auto bytes = bytes_of(entry.path());
            CHECK_NOTHROW(reader.read(bytes));
            for (std::size_t i = 0; i < cuts; ++i)
                CHECK_NOTHROW(reader.read(std::string_view(bytes).substr(0, bytes.size() * i / cuts)));
            ++files;
        }
        CHECK(files > 0);
    }
}

TEST_CASE("every folder of the corpus has a reader", "[fuzz]") {
    std::set<std::string> names;
    for (const auto& reader : ehcp::fuzz::readers()) names.emplace(reader.name);
    for (const auto& entry : fs::directory_iterator(corpus)) {
        INFO(entry.path().generic_string());
        CHECK(names.contains(entry.path().filename().string()));
    }
}
