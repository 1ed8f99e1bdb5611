#include "core/casework/pupil_numbers.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ehcp;
using namespace ehcp::casework;

TEST_CASE("the check letter of a pupil number is the one that the Department's rule gives", "[upn]") {
    // 2×8 + 3×2 + 4×3 + 5×2 + 6×0 + 7×0 + 8×1 + 9×0 + 10×9 + 11×0 + 12×0 + 13×1 = 155 = 6×23 + 17.
    CHECK(upn_check_letter("823200109001") == 'U');
    // All zeros give the first letter.
    CHECK(upn_check_letter("000000000000") == 'A');
}

TEST_CASE("a UPN must begin with its check letter", "[upn]") {
    CHECK(is_checked_upn("U823200109001"));
    CHECK_FALSE(is_checked_upn("A823200109001"));
    CHECK_FALSE(is_checked_upn("U82320010900"));
    CHECK_FALSE(is_checked_upn("U823200109O01"));
    CHECK_FALSE(is_checked_upn(""));
}

TEST_CASE("the last letter of a temporary UPN counts as its place in the list", "[upn]") {
    // 155 - 13×1 = 142 for the eleven digits; B is 1 as the digit 1 is, C is 2.
    CHECK(upn_check_letter("82320010900B") == upn_check_letter("823200109001"));
    CHECK(upn_check_letter("82320010900C") == upn_check_letter("823200109002"));
    CHECK_FALSE(is_checked_upn("U82320010900I"));  // I, O and S are not used
}

TEST_CASE("the last digit of a ULN follows from the others", "[uln]") {
    // 10×1 + 9×2 + 2×9 = 46 = 4×11 + 2, and 10 - 2 is 8.
    CHECK(is_checked_uln("1200000098"));
    CHECK_FALSE(is_checked_uln("1200000099"));
    CHECK_FALSE(is_checked_uln("120000009"));
    CHECK_FALSE(is_checked_uln("12000000X8"));
    // 10×1 + 2×6 = 22 = 2×11: no digit makes it right.
    for (char last = '0'; last <= '9'; ++last) CHECK_FALSE(is_checked_uln(std::string("100000006") + last));
}
