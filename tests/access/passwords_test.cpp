#include "service/access/passwords.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace ehcp;
using access::check_password;
using access::hash_password;
using access::is_password;

namespace {

const auto cheap = access::least_hashing_cost();

bool is_taken(std::string_view password) {
    return check_password(password, "amira.khan@council.example", "Amira Khan").has_value();
}

}  // namespace

TEST_CASE("a password is checked against its hash, which is Argon2id with salt", "[passwords]") {
    const auto hash = hash_password("three plain words", cheap).value();
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(hash.find("three") == std::string::npos);
    CHECK(is_password("three plain words", hash).value());
    CHECK_FALSE(is_password("three plain word", hash).value());
    CHECK_FALSE(is_password("", hash).value());
    CHECK(hash_password("three plain words", cheap).value() != hash);
    CHECK_FALSE(is_password("three plain words", "").value());
    CHECK_FALSE(is_password("three plain words", "not a hash").value());
}

TEST_CASE("the cost stands in the hash, so that it can be raised without harm to those made before", "[passwords]") {
    const auto hash = hash_password("three plain words").value();
    CHECK(hash.find("$m=65536,t=3,p=1$") != std::string::npos);
    CHECK(is_password("three plain words", hash).value());
}

TEST_CASE("which passwords are taken", "[passwords]") {
    struct Row {
        const char* because;
        std::string password;
        bool is_taken;
    };
    const std::vector<Row> rows = {
        {"three words will do", "violin gravel teapot", true},
        {"any letters of the world count", "žluťoučký kůň úpěl", true},
        {"it is nothing", "", false},
        {"eleven characters are too few", "violingrave", false},
        {"twelve are enough", "violingravel", true},
        {"characters count, not bytes", "ééééééžžžžž", false},
        {"it is one of the commonest", "passwordpassword", false},
        {"digits and signs at the ends do not help", "Password2026!", false},
        {"nor capitals", "CorrectHorseBatteryStaple", false},
        {"digits alone are a date or a telephone number", "01234567891011", false},
        {"it is one letter again and again", "aaaaaaaaaaaaaaaa", false},
        {"it is two letters again and again", "ababababababab", false},
        {"it is the sign-in name", "amira.khan@council.example", false},
        {"it is the sign-in name and a little more", "Amira.Khan@Council.Example1", false},
        {"it is the name", "amira khan 12", false},
        {"a word of the name in a long sentence is no harm", "amira walks to the harbour", true},
        {"1,024 bytes are taken", "violin gravel " + std::string(1010, 'x'), true},
        {"1,025 are not", "violin gravel " + std::string(1011, 'x'), false},
    };
    for (const auto& row : rows) {
        INFO(row.because);
        CHECK(is_taken(row.password) == row.is_taken);
    }
}

TEST_CASE("a refusal says what to do and does not repeat the password", "[passwords]") {
    const auto refused = check_password("Password2026!", "a.khan", "A. Khan");
    REQUIRE(refused.has_error());
    CHECK(refused.error().where == "new_password");
    CHECK(refused.error().message.find("2026") == std::string::npos);
}

TEST_CASE("a password for one use is good, and never the same", "[passwords]") {
    std::set<std::string> made;
    for (int i = 0; i < 100; ++i) {
        made.insert(access::one_time_password());
        CHECK(is_taken(*made.rbegin()));
        CHECK(made.rbegin()->size() == 23);
    }
    CHECK(made.size() == 100);
}
