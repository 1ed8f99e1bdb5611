#pragma once
// A server on a free loopback port, running for as long as the test's scope; and a client that speaks in raw bytes, so
// that it can also say what no proper client would. Reads block until the answer is there: nothing here waits for a
// time.

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/json.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "service/http/server.hpp"

namespace ehcp::http {

class RunningServer {
public:
    explicit RunningServer(Answer answer, Options options = {}, Observer observer = {})
        : server_(std::move(options), std::move(answer), std::move(observer)), thread_([this] { server_.run(); }) {}
    ~RunningServer() { server_.stop(); }

    std::uint16_t port() const { return server_.port(); }
    Server& server() { return server_; }
    /// Returns once run() has.
    void join() { thread_.join(); }

private:
    Server server_;
    std::jthread thread_;
};

struct Received {
    unsigned status = 0;
    std::string head;
    std::string body;

    bool has(std::string_view line) const { return head.find(std::string(line) + "\r\n") != std::string::npos; }
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port) { connect(port); }
    RawClient() { socket_.open(boost::asio::ip::tcp::v4()); }

    void connect(std::uint16_t port) { socket_.connect({boost::asio::ip::address_v4::loopback(), port}); }

    /// What was sent to a server that has already hung up is not the test's concern; what comes back is.
    void send(std::string_view text) {
        boost::system::error_code ignored;
        boost::asio::write(socket_, boost::asio::buffer(text.data(), text.size()), ignored);
    }

    void get(std::string_view target) { send("GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n\r\n"); }

    /// The next answer; the body of an answer to HEAD is left out by asking for the head only.
    Received receive(bool head_only = false) {
        Received received;
        while (buffered_.find("\r\n\r\n") == std::string::npos) read_more();
        const auto end = buffered_.find("\r\n\r\n") + 4;
        received.head = buffered_.substr(0, end);
        buffered_.erase(0, end);
        received.status = static_cast<unsigned>(std::stoul(received.head.substr(9, 3)));
        const std::string label = "Content-Length: ";
        const auto length_at = received.head.find(label);
        if (head_only || length_at == std::string::npos) return received;
        const auto length = std::stoul(received.head.substr(length_at + label.size()));
        while (buffered_.size() < length) read_more();
        received.body = buffered_.substr(0, length);
        buffered_.erase(0, length);
        return received;
    }

    Received ask(std::string_view target) {
        get(target);
        return receive();
    }

    /// Whether the server hangs up, in order and without another byte; waits until it does.
    bool is_closed_by_server() {
        char byte = 0;
        boost::system::error_code failed;
        socket_.read_some(boost::asio::buffer(&byte, 1), failed);
        return buffered_.empty() && failed == boost::asio::error::eof;
    }

    void close() { socket_.close(); }

private:
    void read_more() {
        std::vector<char> chunk(64 * 1024);
        const auto bytes = socket_.read_some(boost::asio::buffer(chunk));
        buffered_.append(chunk.data(), bytes);
    }

    boost::asio::io_context io_;
    boost::asio::ip::tcp::socket socket_{io_};
    std::string buffered_;
};

inline Response text_response(std::string body) {
    return {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = std::move(body)};
}

inline Response echo_path(const Request& request) { return text_response(request.path); }

}  // namespace ehcp::http
