#include "core/exchange/case_file/pdf.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::test;

namespace {

/// For as long as it lives, the Chromium that is named.
struct Chromium {
    explicit Chromium(const std::string& path) { setenv("EHCP_CHROMIUM", path.c_str(), 1); }
    ~Chromium() { unsetenv("EHCP_CHROMIUM"); }
    Chromium(const Chromium&) = delete;
    Chromium& operator=(const Chromium&) = delete;
};

std::string script(const TempDir& folder, const std::string& body) {
    const auto path = folder.path() / "chromium";
    std::ofstream(path) << "#!/bin/sh\n" << body;
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path.string();
}

}  // namespace

TEST_CASE("without a Chromium a PDF is refused, with what to do instead", "[exchange][case_file]") {
    const Chromium none("/nowhere/chromium");
    CHECK_FALSE(chromium_here());
    const auto refused = pdf_of("<!DOCTYPE html>");
    REQUIRE(refused.has_error());
    CHECK(refused.error().kind == Refusal::not_available);
    CHECK_THAT(refused.error().message, Catch::Contains("take the HTML and print it"));
}

TEST_CASE("a Chromium that fails, or makes something else, is breakage", "[exchange][case_file]") {
    const TempDir folder;
    SECTION("fails") {
        const Chromium broken(script(folder, "exit 3\n"));
        CHECK_THROWS_WITH(pdf_of("x"), Catch::Contains("status 3"));
    }
    SECTION("makes nothing") {
        const Chromium idle(script(folder, "exit 0\n"));
        CHECK_THROWS_WITH(pdf_of("x"), Catch::Contains("made no PDF"));
    }
}

TEST_CASE("the document is made into a PDF and nothing of it is left behind", "[exchange][case_file]") {
    REQUIRE(chromium_here());  // a package of the tests
    const auto count = [] {
        int folders = 0;
        for (const auto& each : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
            folders += each.path().filename().string().starts_with("ehcp-pdf-");
        return folders;
    };
    const auto before = count();
    const auto pdf = pdf_of("<!DOCTYPE html><meta charset=\"utf-8\"><title>Case file</title><h1>Case file</h1>").value();
    CHECK(pdf.starts_with("%PDF-"));
    CHECK(count() == before);
}
