#include "service/http/wire.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

using namespace ehcp::http;

TEST_CASE("a head has the status, the handler's headers, the length and the date", "[http][wire]") {
    const Response response{.status = 201, .headers = {{"ETag", "\"1\""}}, .body = "abc"};
    CHECK(head_of(response, {}, 784111777) ==
          "HTTP/1.1 201 Created\r\nETag: \"1\"\r\nContent-Length: 3\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n");
}

TEST_CASE("204 and 304 announce no body", "[http][wire]") {
    CHECK(head_of({.status = 204}, {}, 0) == "HTTP/1.1 204 No Content\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n");
    CHECK(head_of({.status = 304}, {}, 0).find("Content-Length") == std::string::npos);
}

TEST_CASE("what becomes of the connection is said where it is not the default", "[http][wire]") {
    const auto says = [](Framing framing, const char* line) {
        return head_of({}, framing, 0).find(line) != std::string::npos;
    };
    CHECK_FALSE(says({}, "Connection:"));
    CHECK(says({.keep_alive = false}, "Connection: close\r\n"));
    CHECK(says({.is_http_1_0 = true}, "Connection: keep-alive\r\n"));
}

TEST_CASE("a header that would break out of its line is a bug, not an answer", "[http][wire]") {
    CHECK_THROWS_AS(head_of({.headers = {{"Location", "/a\r\nSet-Cookie: b"}}}, {}, 0), std::logic_error);
    CHECK_THROWS_AS(head_of({.headers = {{"X\n", "a"}}}, {}, 0), std::logic_error);
}
