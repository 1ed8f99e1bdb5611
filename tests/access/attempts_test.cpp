#include "service/access/attempts.hpp"

#include <catch2/catch.hpp>

using namespace ehcp;
using namespace std::chrono_literals;
using access::Attempts;
using access::Waits;

namespace {

const Instant start = *instant_from("2026-03-02T09:00:00Z");

}  // namespace

TEST_CASE("the wait begins with the fifth failure, doubles, and is never more than an hour", "[attempts]") {
    const Waits waits;
    const std::vector<std::pair<int, std::chrono::seconds>> rows = {{0, 0s},   {4, 0s},     {5, 60s},    {6, 120s},
                                                                    {7, 240s}, {10, 1920s}, {11, 3600s}, {1000, 3600s}};
    for (const auto& [failures, wait] : rows) {
        INFO(failures);
        CHECK(waits.after(failures) == wait);
    }
}

TEST_CASE("a key waits after its own failures alone, and until the wait is over", "[attempts]") {
    Attempts attempts({.free_failures = 2});
    attempts.note_failure("192.0.2.1", start);
    CHECK(attempts.wait_of("192.0.2.1", start) == 0s);
    attempts.note_failure("192.0.2.1", start);
    CHECK(attempts.wait_of("192.0.2.1", start + 1s) == 59s);
    CHECK(attempts.wait_of("192.0.2.2", start) == 0s);
    CHECK(attempts.wait_of("192.0.2.1", start + 60s) == 0s);
    attempts.note_failure("192.0.2.1", start + 60s);
    CHECK(attempts.wait_of("192.0.2.1", start + 60s) == 120s);
}

TEST_CASE("a long quiet time makes good", "[attempts]") {
    Attempts attempts({.free_failures = 2});
    attempts.note_failure("192.0.2.1", start);
    attempts.note_failure("192.0.2.1", start + 3h);
    CHECK(attempts.wait_of("192.0.2.1", start + 3h) == 0s);
}

TEST_CASE("names that somebody makes up do not fill the memory, nor push out one that waits", "[attempts]") {
    Attempts attempts({.free_failures = 2}, 100);
    attempts.note_failure("waits", start);
    attempts.note_failure("waits", start);
    for (int i = 0; i < 1000; ++i) attempts.note_failure("made up " + std::to_string(i), start + 1s);
    CHECK(attempts.wait_of("waits", start + 1s) == 59s);
}
