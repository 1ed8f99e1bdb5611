#include "service/access/doorkeeper.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace ehcp;
using namespace std::chrono_literals;
using access::Caller;
using access::Doorkeeper;

namespace {

// A store of one token that counts how often it is asked.
struct Book {
    std::map<std::string, Caller, std::less<>> callers = {
        {"good-token", {7, UserRole::school, "100001", "Example School"}}};
    int asked = 0;

    Doorkeeper::LookUp look_up() {
        return [this](std::string_view token) -> std::optional<Caller> {
            ++asked;
            const auto found = callers.find(token);
            if (found == callers.end()) return std::nullopt;
            return found->second;
        };
    }
};

const Doorkeeper::Moment start{};

}  // namespace

TEST_CASE("a known token is admitted with its role, setting and label", "[doorkeeper]") {
    Book book;
    Doorkeeper door(book.look_up());
    const auto caller = door.admit("Bearer good-token", start);
    REQUIRE(caller.has_value());
    CHECK((*caller)->role == UserRole::school);
    CHECK((*caller)->setting == "100001");
    CHECK((*caller)->name == "Example School");
}

TEST_CASE("the scheme may be written in any case", "[doorkeeper]") {
    Book book;
    Doorkeeper door(book.look_up());
    CHECK(door.admit("bearer good-token", start).has_value());
    CHECK(door.admit("BEARER good-token", start).has_value());
}

TEST_CASE("everything else is refused as unauthorised and quotes nothing of what was sent", "[doorkeeper]") {
    Book book;
    Doorkeeper door(book.look_up());
    for (const auto* sent : {"", "Bearer", "Bearer ", "Basic good-token", "good-token", "Bearer good-token extra",
                             "Bearer Good-token", "Bearer  good-token", "Bearer good-toke", "Bearer good-token\t"}) {
        INFO(sent);
        const auto refused = door.admit(sent, start);
        REQUIRE(refused.has_error());
        CHECK(refused.error().kind == Refusal::unauthorised);
        CHECK(refused.error().message.find("good-tok") == std::string::npos);
    }
    CHECK(door.admit(std::nullopt, start).has_error());
    CHECK(door.admit("Bearer " + std::string(100'000, 'x'), start).has_error());
}

TEST_CASE("the store is asked once for a burst", "[doorkeeper]") {
    Book book;
    Doorkeeper door(book.look_up(), 5s);
    for (int i = 0; i < 100; ++i) REQUIRE(door.admit("Bearer good-token", start + i * 10ms).has_value());
    CHECK(book.asked == 1);
}

TEST_CASE("a revoked token is refused once the memory of it has faded", "[doorkeeper]") {
    Book book;
    Doorkeeper door(book.look_up(), 5s);
    REQUIRE(door.admit("Bearer good-token", start).has_value());
    book.callers.clear();
    CHECK(door.admit("Bearer good-token", start + 4999ms).has_value());
    CHECK(door.admit("Bearer good-token", start + 5s).has_error());
    CHECK(door.admit("Bearer good-token", start + 6s).has_error());
}

TEST_CASE("a token made a moment ago is admitted at once, even if it was tried before", "[doorkeeper]") {
    Book book;
    Doorkeeper door(book.look_up(), 5s);
    CHECK(door.admit("Bearer new-token", start).has_error());
    book.callers["new-token"] = {8, UserRole::manager, "", "A manager"};
    CHECK(door.admit("Bearer new-token", start).has_value());
}
