#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <future>

#include "tests/http/fixture.hpp"

using namespace ehcp::http;
using namespace std::chrono_literals;

TEST_CASE("half a request is told that its time is up", "[http][limits]") {
    RunningServer server(echo_path, {.limits = {.one_request = 40ms}});
    const std::string half = GENERATE("GET / HT", "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nhe");
    RawClient client(server.port());
    client.send(half);
    const auto received = client.receive();
    CHECK(received.status == 408);
    CHECK(received.has("Connection: close"));
    CHECK(client.is_closed_by_server());
}

TEST_CASE("a connection that asks nothing is closed without a word", "[http][limits]") {
    RunningServer server(echo_path, {.limits = {.idle = 40ms}});
    RawClient silent(server.port());
    CHECK(silent.is_closed_by_server());
    RawClient once(server.port());
    CHECK(once.ask("/").status == 200);
    CHECK(once.is_closed_by_server());
}

TEST_CASE("the time to read a request does not run while it is answered", "[http][limits]") {
    std::promise<void> idle_closed;
    auto closed = idle_closed.get_future().share();
    RunningServer server(
        [&](const Request&) {
            closed.wait();
            return Response{};
        },
        {.limits = {.idle = 40ms, .one_request = 40ms}});
    RawClient waiting(server.port());
    waiting.get("/");
    RawClient silent(server.port());
    CHECK(silent.is_closed_by_server());  // so a good 40 ms have gone by
    idle_closed.set_value();
    CHECK(waiting.receive().status == 200);
}

TEST_CASE("an address that asks too often is told when to come back, on the same connection", "[http][limits]") {
    RunningServer server(echo_path, {.limits = {.requests_per_second = 2}});
    RawClient client(server.port());
    const std::string request = "GET /a HTTP/1.1\r\nHost: test\r\n\r\n";
    client.send(request + request + request);
    CHECK(client.receive().status == 200);
    CHECK(client.receive().status == 200);
    const auto refused = client.receive();
    CHECK(refused.status == 429);
    CHECK(refused.has("Retry-After: 1"));
    CHECK(refused.has("Content-Type: application/problem+json"));
    CHECK_FALSE(refused.has("Connection: close"));
}

TEST_CASE("a route may take larger or smaller bodies than the server does", "[http][limits]") {
    Options options{.limits = {.body_bytes = 10}};
    options.handling = [](const Request& request) {
        return Handling{.body_bytes = request.path == "/batch" ? std::size_t{20} : std::size_t{0}};
    };
    RunningServer server(echo_path, options);
    const auto status_of = [&](const std::string& path, std::size_t bytes) {
        RawClient client(server.port());
        client.send("POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(bytes) +
                    "\r\n\r\n" + std::string(bytes, 'x'));
        return client.receive().status;
    };
    CHECK(status_of("/one", 10) == 200);
    CHECK(status_of("/one", 11) == 413);
    CHECK(status_of("/batch", 20) == 200);
    CHECK(status_of("/batch", 21) == 413);
}

TEST_CASE("one connection too many is turned away with a reason", "[http][limits]") {
    RunningServer server(echo_path, {.limits = {.connections = 1}});
    RawClient first(server.port());
    CHECK(first.ask("/").status == 200);
    RawClient second(server.port());
    const auto refused = second.receive();
    CHECK(refused.status == 503);
    CHECK(refused.has("Retry-After: 1"));
    CHECK(second.is_closed_by_server());
    CHECK(first.ask("/").status == 200);
}

TEST_CASE("running out of descriptors delays new connections and loses none", "[http][limits]") {
    std::promise<std::string> strained;
    const Observer observer{.strained = [&](std::string_view what) { strained.set_value(std::string(what)); }};
    RunningServer server(echo_path, {}, observer);
    RawClient client;  // its own descriptor is open before there are no more
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
    const rlimit none{.rlim_cur = 3, .rlim_max = before.rlim_max};
    REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
    client.connect(server.port());
    const auto what = strained.get_future().get();
    REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(what.starts_with("cannot accept connections: "));
    CHECK(client.ask("/late").body == "/late");
}
