#pragma once
// What all connections of one server share, and the names that we use for Asio's types. Private to this folder, like
// every header here that includes Asio.

#include <algorithm>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <utility>

#include "service/http/rate_limit.hpp"
#include "service/http/server.hpp"

namespace ehcp::http {

namespace net = boost::asio;
using tcp = net::ip::tcp;

// Concrete executors: Asio's erased ones cost an indirect call and an allocation for each operation.
using IoExecutor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<tcp, IoExecutor>;
template <class T>
using Task = net::awaitable<T, IoExecutor>;

/// Completion token: co_await yields (error_code, …) and throws nothing for the ordinary ends of a connection.
inline constexpr auto as_outcome = net::as_tuple(net::use_awaitable_t<IoExecutor>{});

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;

struct Site {
    Site(Options its_options, Answer its_answer, Observer its_observer)
        : options(std::move(its_options)),
          answer(std::move(its_answer)),
          observer(std::move(its_observer)),
          rate(options.limits.requests_per_second),
          workers(std::max(1u, options.worker_threads)) {}

    const Options options;
    const Answer answer;
    const Observer observer;
    RateLimit rate;
    std::atomic<std::size_t> connections{0};
    std::atomic<bool> stopping{false};
    net::thread_pool workers;
};

}  // namespace ehcp::http
