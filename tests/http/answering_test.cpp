#include <catch2/catch.hpp>
#include <future>
#include <mutex>
#include <thread>

#include "tests/http/fixture.hpp"

using namespace ehcp::http;

TEST_CASE("a handler sees what was asked, and the client what was answered", "[http][server]") {
    Request seen;
    RunningServer server([&](const Request& request) {
        seen = request;
        return Response{.status = 201, .headers = {{"ETag", "\"7\""}}, .body = "made"};
    });
    RawClient client(server.port());
    client.send(
        "POST /v1/a%20b?team=North HTTP/1.1\r\nHost: test\r\nIf-Match: \"6\"\r\nContent-Length: 5\r\n\r\nhello");
    const auto received = client.receive();
    CHECK(received.status == 201);
    CHECK(received.has("ETag: \"7\""));
    CHECK(received.body == "made");
    CHECK(seen.method == "POST");
    CHECK(seen.segments == std::vector<std::string>{"v1", "a b"});
    CHECK(seen.parameter("team") == "North");
    CHECK(seen.header("if-match") == "\"6\"");
    CHECK(seen.body == "hello");
    CHECK(seen.remote_address == "127.0.0.1");
}

TEST_CASE("a body may come in chunks, and in pieces", "[http][server]") {
    RunningServer server([](const Request& request) { return text_response(request.body); });
    RawClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
    client.send("lo\r\n6\r\n world\r\n0\r\n\r\n");
    CHECK(client.receive().body == "hello world");
    CHECK(client.ask("/").status == 200);
}

TEST_CASE("a connection serves one request after the other until it is told to close", "[http][server]") {
    RunningServer server(echo_path);
    RawClient client(server.port());
    CHECK(client.ask("/one").body == "/one");
    CHECK(client.ask("/two").body == "/two");
    client.send("GET /three HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
    const auto last = client.receive();
    CHECK(last.body == "/three");
    CHECK(last.has("Connection: close"));
    CHECK(client.is_closed_by_server());
}

TEST_CASE("HTTP/1.0 closes, unless it asks to stay", "[http][server]") {
    RunningServer server(echo_path);
    RawClient client(server.port());
    client.send("GET /one HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(client.receive().has("Connection: keep-alive"));
    client.send("GET /two HTTP/1.0\r\n\r\n");
    CHECK(client.receive().body == "/two");
    CHECK(client.is_closed_by_server());
}

TEST_CASE("requests sent all at once are answered in order", "[http][server]") {
    RunningServer server(echo_path);
    RawClient client(server.port());
    std::string all;
    for (int i = 0; i < 100; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: test\r\n\r\n";
    client.send(all);
    for (int i = 0; i < 100; ++i) CHECK(client.receive().body == "/" + std::to_string(i));
}

TEST_CASE("HEAD is a GET whose body stays here", "[http][server]") {
    RunningServer server([](const Request& request) { return text_response(request.method + " answered"); });
    RawClient client(server.port());
    client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\n");
    const auto received = client.receive(true);
    CHECK(received.status == 200);
    CHECK(received.has("Content-Length: 12"));
    CHECK(client.ask("/").body == "GET answered");
}

TEST_CASE("a client that waits to be asked for its body is asked for it", "[http][server]") {
    RunningServer server([](const Request& request) { return text_response(request.body); });
    RawClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.receive().head == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hello");
    CHECK(client.receive().body == "hello");
}

TEST_CASE("a long answer arrives whole", "[http][server]") {
    const std::string text(5'000'000, 'x');
    RunningServer server([&](const Request&) { return text_response(text); });
    RawClient client(server.port());
    CHECK(client.ask("/").body == text);
    CHECK(client.ask("/").body == text);
}

TEST_CASE("a request that blocks does not hold up another", "[http][server]") {
    std::promise<void> release;
    auto released = release.get_future().share();
    RunningServer server([&](const Request& request) {
        if (request.path == "/slow") released.wait();
        return text_response(request.path);
    });
    RawClient slow(server.port());
    RawClient other(server.port());
    slow.get("/slow");
    CHECK(other.ask("/other").body == "/other");
    release.set_value();
    CHECK(slow.receive().body == "/slow");
}

TEST_CASE("a quick request is answered on the I/O thread, any other on a worker", "[http][server]") {
    std::thread::id io_thread;
    std::thread::id answering_thread;
    Options options;
    options.handling = [&](const Request& request) {
        io_thread = std::this_thread::get_id();
        return Handling{.is_quick = request.path == "/quick"};
    };
    RunningServer server(
        [&](const Request&) {
            answering_thread = std::this_thread::get_id();
            return Response{};
        },
        options);
    RawClient client(server.port());
    CHECK(client.ask("/quick").status == 200);
    CHECK(answering_thread == io_thread);
    CHECK(client.ask("/other").status == 200);
    CHECK(answering_thread != io_thread);
}

TEST_CASE("several I/O threads serve one port", "[http][server]") {
    RunningServer server(echo_path, {.io_threads = 3});
    for (int i = 0; i < 10; ++i) CHECK(RawClient(server.port()).ask("/a").body == "/a");
}

TEST_CASE("the observer learns the route and the figures, after the answer", "[http][server]") {
    struct Seen {
        std::string method;
        std::string route;
        unsigned status;
        std::size_t bytes_in;
        std::size_t bytes_out;
    };
    std::promise<Seen> seen;
    Options options;
    options.handling = [](const Request&) { return Handling{.route = "/v1/cases/{reference}"}; };
    const Observer observer{.answered = [&](const Exchange& exchange) {
        seen.set_value({std::string(exchange.method), std::string(exchange.route), exchange.status, exchange.bytes_in,
                        exchange.bytes_out});
    }};
    RunningServer server([](const Request&) { return Response{.status = 404, .body = "none"}; }, options, observer);
    RawClient client(server.port());
    client.send("PUT /v1/cases/EHC-1 HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\n{}");
    const auto received = client.receive();
    const auto exchange = seen.get_future().get();
    CHECK(exchange.method == "PUT");
    CHECK(exchange.route == "/v1/cases/{reference}");
    CHECK(exchange.status == 404);
    CHECK(exchange.bytes_in == 2);
    CHECK(exchange.bytes_out == received.head.size() + received.body.size());
}
