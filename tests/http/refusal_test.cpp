#include <catch2/catch.hpp>
#include <stdexcept>

#include "tests/http/fixture.hpp"

using namespace ehcp::http;

namespace {

struct Row {
    std::string because;
    std::string request;
    unsigned status;
};

std::string with_host(const std::string& start, const std::string& rest) {
    return start + " HTTP/1.1\r\nHost: test\r\n" + rest;
}

}  // namespace

TEST_CASE("what is not a proper request is told what is wrong with it, and the connection ends", "[http][refusal]") {
    const auto row = GENERATE(values<Row>({
        {"it is not HTTP", "\x16\x03\x01 hello\r\n\r\n", 400},
        {"the request line lacks a version", "GET /\r\n\r\n", 400},
        {"a header has no colon", with_host("GET /", "nonsense\r\n\r\n"), 400},
        {"there is no Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"there are two Hosts", with_host("GET /", "Host: other\r\n\r\n"), 400},
        {"the target climbs", with_host("GET /a/../b", "\r\n"), 400},
        {"the length is not a number", with_host("POST /", "Content-Length: two\r\n\r\n"), 400},
        {"two lengths", with_host("POST /", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n"), 400},
        {"length and chunks", with_host("POST /", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"), 400},
        {"a chunk's size is not one", with_host("POST /", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), 400},
        {"an unknown coding hides the length", with_host("POST /", "Transfer-Encoding: gzip\r\n\r\n"), 501},
        {"an unknown expectation", with_host("POST /", "Expect: miracles\r\nContent-Length: 2\r\n\r\n"), 417},
        {"another version of HTTP", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"the headers are too large", with_host("GET /", "X: " + std::string(20'000, 'x') + "\r\n\r\n"), 431},
        {"the request line is too large", with_host("GET /" + std::string(20'000, 'x'), "\r\n"), 431},
        {"the body is announced as too large", with_host("POST /", "Content-Length: 1048577\r\n\r\n"), 413},
        {"a chunk is too large", with_host("POST /", "Transfer-Encoding: chunked\r\n\r\n100001\r\n"), 413},
        {"a chunk's header never ends",
         with_host("POST /", "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(90'000, 'x')), 431},
    }));
    INFO(row.because);
    bool was_asked = false;
    RunningServer server([&](const Request&) {
        was_asked = true;
        return Response{};
    });
    RawClient client(server.port());
    client.send(row.request);
    const auto received = client.receive();
    CHECK(received.status == row.status);
    CHECK(received.has("Content-Type: application/problem+json"));
    CHECK(received.has("Connection: close"));
    const auto members = boost::json::parse(received.body).as_object();
    CHECK(members.at("type") == "about:blank");
    CHECK(members.at("status") == row.status);
    CHECK_FALSE(members.at("title").as_string().empty());
    CHECK_FALSE(members.at("detail").as_string().empty());
    CHECK(client.is_closed_by_server());
    CHECK_FALSE(was_asked);
}

TEST_CASE("a body that is too large is refused so that its sender can read the refusal", "[http][refusal]") {
    RunningServer server(echo_path);
    RawClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000\r\n\r\n" + std::string(4'000'000, 'x'));
    CHECK(client.receive().status == 413);
    CHECK(client.is_closed_by_server());
}

TEST_CASE("a body that is too large is not even asked for", "[http][refusal]") {
    RunningServer server(echo_path);
    RawClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.receive().status == 413);
}

TEST_CASE("an answer that throws is a 500 with an incident, and tells nobody what was in it", "[http][refusal]") {
    struct DiskFull : std::runtime_error {
        using std::runtime_error::runtime_error;
    };
    std::string incident;
    std::string logged;
    Options options;
    options.handling = [](const Request&) { return Handling{.route = "/v1/requests"}; };
    const Observer observer{.broke = [&](const Incident& seen) {
        incident = seen.id;
        logged = std::string(seen.method) + " " + std::string(seen.route) + " " + std::string(seen.exception);
    }};
    RunningServer server([](const Request&) -> Response { throw DiskFull("while storing Zebedee Invented"); }, options,
                         observer);
    RawClient client(server.port());
    const auto received = client.ask("/v1/requests?surname=Invented");
    CHECK(received.status == 500);
    CHECK(received.has("Content-Type: application/problem+json"));
    CHECK(received.body.find("Invented") == std::string::npos);
    CHECK(received.body.find("DiskFull") == std::string::npos);
    CHECK(received.body.find("\"incident\":\"" + incident + "\"") != std::string::npos);
    CHECK(incident.size() == 12);
    CHECK(logged.find("Invented") == std::string::npos);
    CHECK(logged.starts_with("GET /v1/requests "));
    CHECK(logged.find("DiskFull") != std::string::npos);
    CHECK(client.ask("/").status == 500);  // and the connection is none the worse
}

TEST_CASE("the owner of the answer may say how a refusal looks, and knows what it may tell", "[http][refusal]") {
    Options options;
    options.limits.body_bytes = 4;
    options.refusal = [](const Request& request, const Refused& refused) {
        return Response{refused.status, {{"Content-Type", "text/html"}},
                        request.path + (refused.incident.empty() ? " refused" : " broken")};
    };
    RunningServer server([](const Request&) -> Response { throw std::runtime_error("secret"); }, options);
    RawClient client(server.port());
    client.send("POST /page HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345");
    const auto refused = client.receive();
    CHECK(refused.status == 413);
    CHECK(refused.body == "/page refused");
    RawClient other(server.port());
    other.send("GET /page HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto broken = other.receive();
    CHECK(broken.status == 500);
    CHECK(broken.body == "/page broken");
}

TEST_CASE("an answer with a header that breaks its line is a 500, not two headers", "[http][refusal]") {
    RunningServer server([](const Request&) { return Response{.headers = {{"Location", "/\r\nSet-Cookie: a=b"}}}; });
    RawClient client(server.port());
    const auto received = client.ask("/");
    CHECK(received.status == 500);
    CHECK(received.head.find("Set-Cookie") == std::string::npos);
}
