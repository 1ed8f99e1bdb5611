#pragma once
// The HTTP/1.1 server: sockets, limits and a pool of workers around one plain function, Request → Response. Connections
// live on the I/O threads; the answer is made on a worker, because SQL blocks. Observers and answers are called from
// several threads at once. It logs nothing itself and hands its observer no body, query, header or path.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "service/http/message.hpp"

namespace ehcp::http {

struct Limits {
    std::size_t body_bytes = 1024 * 1024;
    std::size_t header_bytes = 16 * 1024;           // request line and headers together
    std::chrono::milliseconds idle{30'000};         // between two requests, and for a reader who takes nothing
    std::chrono::milliseconds one_request{15'000};  // from its first byte to its last
    std::chrono::milliseconds drain{10'000};        // for sockets, after stop()
    std::size_t connections = 10'000;
    unsigned requests_per_second = 0;  // for each remote address, in bursts of at most a second's worth; 0 is no limit
};

/// What the owner of the answer says of a request once its headers are here (its body is still empty).
struct Handling {
    std::string_view route =
        {};                 // the template, for logs and metrics: "/v1/cases/{reference}"; must outlive the server
    bool is_quick = false;  // never blocks and is over in microseconds: answered on the I/O thread, without handover
    std::size_t body_bytes = 0;  // this route's own limit; 0 is the server's
};

/// What the server itself had to answer: it refused the request, or the answer threw.
struct Refused {
    unsigned status;
    std::string_view detail;    // what was wrong and what to do
    std::string_view incident;  // the id of an answer that threw; empty otherwise
};

struct Options {
    std::string address = "127.0.0.1";  // numeric, IPv4 or IPv6
    std::uint16_t port = 0;             // 0: any free one, see Server::port
    unsigned io_threads = 1;
    unsigned worker_threads = 32;
    bool stop_on_signals = false;  // SIGINT and SIGTERM do as stop() does
    Limits limits = {};
    std::function<Handling(const Request&)> handling = {};  // on the I/O thread: may not block or throw
    // How that looks, for a request that may have arrived in part; left out: problem details. May not block.
    std::function<Response(const Request&, const Refused&)> refusal = {};
};

using Answer = std::function<Response(const Request&)>;

/// One request and what became of it.
struct Exchange {
    std::string_view method;  // "" when the request could not be read as far as that
    std::string_view route;   // from Handling
    unsigned status;
    std::chrono::nanoseconds took;  // from the request's first byte to the last byte of the answer given to the system
    std::size_t bytes_in;           // of its body
    std::size_t bytes_out;          // of the whole answer
};

/// An answer that threw: all that a log may know of it.
struct Incident {
    std::string_view id;  // also in the 500 that the client got
    std::string_view method;
    std::string_view route;
    std::string_view exception;  // its type, never its text, which may quote a person's data
};

/// Each may be left empty; none may throw.
struct Observer {
    std::function<void(const Exchange&)> answered = {};
    std::function<void(const Incident&)> broke = {};
    std::function<void(std::string_view)> strained = {};  // the machine is short of something; a sentence for the log
};

class Server {
public:
    /// Binds and listens. Throws boost::system::system_error, naming the address, where that cannot be.
    Server(Options options, Answer answer, Observer observer = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    std::size_t connections() const;

    /// Serves until stop(), on this thread and on others; returns once every answer under way has been made and sent.
    /// After limits.drain sockets are closed regardless, but a handler that still runs is waited for. Once only.
    void run();

    /// From any thread, more than once, before run() too. Not from a signal handler: see stop_on_signals.
    void stop();

private:
    class Listener;  // Beast and Asio stay behind it
    std::unique_ptr<Listener> listener_;
};

}  // namespace ehcp::http
