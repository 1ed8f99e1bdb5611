// ehcp_echo: the HTTP server with nothing behind it, so that what HTTP costs, and what the handover to a worker costs,
// can be told apart from the rest. GET /echo is answered at once; --block-us makes the handler block, as SQL does.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <thread>

#include "service/http/server.hpp"

int main(int argc, char** argv) {
    ehcp::http::Options options{.port = 8080, .stop_on_signals = true};
    bool is_quick = false;
    unsigned block_us = 0;
    CLI::App app("Answer every request with a small JSON text");
    app.add_option("--port", options.port, "Where to listen")->capture_default_str();
    app.add_option("--io-threads", options.io_threads, "I/O threads")->capture_default_str();
    app.add_option("--workers", options.worker_threads, "Workers")->capture_default_str();
    app.add_option("--block-us", block_us, "Block so many microseconds before answering");
    app.add_flag("--inline", is_quick, "Answer on the I/O thread, without a worker");
    CLI11_PARSE(app, argc, argv);
    options.handling = [is_quick](const ehcp::http::Request&) {
        return ehcp::http::Handling{.route = "/echo", .is_quick = is_quick};
    };

    try {
        ehcp::http::Server server(options, [block_us](const ehcp::http::Request& request) {
            if (block_us > 0) std::this_thread::sleep_for(std::chrono::microseconds(block_us));
            return ehcp::http::Response{.headers = {{"Content-Type", "application/json"}},
                                        .body = fmt::format(R"({{"path":"{}"}})", request.path)};
        });
        fmt::print("listening on port {}\n", server.port());
        std::fflush(stdout);
        server.run();
        return 0;
    } catch (const std::exception& failure) {
        fmt::print(stderr, "ehcp_echo: {}\n", failure.what());
        return 1;
    }
}
