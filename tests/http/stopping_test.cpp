#include <boost/system/system_error.hpp>
#include <catch2/catch.hpp>
#include <csignal>
#include <future>

#include "tests/http/fixture.hpp"

using namespace ehcp::http;
using namespace std::chrono_literals;

TEST_CASE("stopping finishes the request in hand, hangs up on the idle and takes no new ones", "[http][stop]") {
    std::promise<void> asked;
    std::promise<void> release;
    RunningServer server([&](const Request& request) {
        if (request.path == "/slow") {
            asked.set_value();
            release.get_future().wait();
        }
        return text_response(request.path);
    });
    RawClient idle(server.port());
    CHECK(idle.ask("/quick").status == 200);
    RawClient busy(server.port());
    busy.get("/slow");
    asked.get_future().wait();

    server.server().stop();
    CHECK(idle.is_closed_by_server());
    release.set_value();
    const auto answered = busy.receive();
    CHECK(answered.body == "/slow");
    CHECK(answered.has("Connection: close"));
    busy.close();
    server.join();
    CHECK(server.server().connections() == 0);
    CHECK_THROWS(RawClient(server.port()));
}

TEST_CASE("what was sent before stopping but not yet looked at is not begun", "[http][stop]") {
    std::promise<void> asked;
    std::promise<void> release;
    int answered = 0;
    RunningServer server([&](const Request&) {
        if (answered++ == 0) {
            asked.set_value();
            release.get_future().wait();
        }
        return Response{};
    });
    RawClient client(server.port());
    client.send("GET /a HTTP/1.1\r\nHost: t\r\n\r\nGET /b HTTP/1.1\r\nHost: t\r\n\r\n");
    asked.get_future().wait();
    server.server().stop();
    release.set_value();
    CHECK(client.receive().has("Connection: close"));
    CHECK(client.is_closed_by_server());
    client.close();
    server.join();
    CHECK(answered == 1);
}

TEST_CASE("a client that dawdles cannot keep the server from stopping", "[http][stop]") {
    RunningServer server(echo_path, {.limits = {.one_request = 1h, .drain = 40ms}});
    RawClient first(server.port());
    first.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    CHECK(first.receive().status == 100);  // and now the server waits for a body that never comes
    server.server().stop();
    server.join();
    CHECK(first.is_closed_by_server());
}

TEST_CASE("a server that was stopped before it ran returns at once", "[http][stop]") {
    Server server({}, echo_path);
    server.stop();
    server.stop();
    server.run();
    CHECK(server.connections() == 0);
}

TEST_CASE("a signal stops the server as stop() does", "[http][stop]") {
    RunningServer server(echo_path, {.stop_on_signals = true});
    RawClient client(server.port());
    CHECK(client.ask("/").status == 200);
    std::raise(SIGTERM);
    server.join();
    CHECK(client.is_closed_by_server());
}

TEST_CASE("an address that cannot be had is named in the failure", "[http][stop]") {
    const Server taken({}, echo_path);
    CHECK_THROWS_WITH(Server({.port = taken.port()}, echo_path),
                      Catch::Contains("cannot listen on 127.0.0.1 port " + std::to_string(taken.port())));
    CHECK_THROWS_WITH(Server({.address = "localhost"}, echo_path),
                      Catch::Contains("'localhost' is not a numeric address"));
}
