#include <catch2/catch.hpp>

#include <set>

#include "core/casework/pupil_numbers.hpp"
#include "core/exchange/invented.hpp"
#include "tests/support/days.hpp"

using namespace ehcp;
using namespace ehcp::exchange;

TEST_CASE("pupil numbers differ, and any wrong digit shows", "[upn]") {
    std::set<std::string> seen;
    for (int n = 0; n < 20000; ++n) {
        const auto upn = upn_of("805", n, test::day("Mon 2015-03-02"));
        REQUIRE(upn.size() == 13);
        REQUIRE(seen.insert(upn).second);
    }
    auto digits = std::string("805900019001");
    const auto letter = casework::upn_check_letter(digits);
    for (auto& digit : digits) {
        const auto right = digit;
        digit = right == '9' ? '0' : static_cast<char>(right + 1);
        CHECK(casework::upn_check_letter(digits) != letter);
        digit = right;
    }
}

TEST_CASE("names are put together from syllables and recognised again", "[names]") {
    Random random("names");
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(is_invented_surname(invented_surname(random)));
        REQUIRE(is_invented_forename(invented_forename(random)));
    }
    CHECK_FALSE(is_invented_surname("Smith"));
    CHECK_FALSE(is_invented_forename("Mary"));
}

TEST_CASE("chance is the same everywhere: the first numbers of a seed are fixed", "[random]") {
    Random random("E06000024 2024 2024-12-31 1");
    std::vector<int> drawn;
    for (int i = 0; i < 8; ++i) drawn.push_back(random.between(1, 100));
    CHECK(drawn == std::vector{100, 36, 31, 25, 44, 21, 26, 6});
}
