#include "tests/bench/load/client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <exception>
#include <optional>
#include <stdexcept>
#include <vector>

namespace ehcp::load {

namespace {

namespace net = boost::asio;
using tcp = net::ip::tcp;
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<tcp, Executor>;
template <class T>
using Task = net::awaitable<T, Executor>;
using Clock = std::chrono::steady_clock;

constexpr auto as_outcome = net::as_tuple(net::use_awaitable_t<Executor>{});

struct Answer {
    unsigned status;
    std::size_t head_bytes;
    std::size_t body_bytes;
};

std::size_t number_after(std::string_view head, std::string_view label) {
    const auto found = head.find(label);
    if (found == std::string_view::npos) return 0;
    std::size_t number = 0;
    std::from_chars(head.data() + found + label.size(), head.data() + head.size(), number);
    return number;
}

// Only what our own server writes needs to be understood: a Content-Length in that spelling, never chunks.
std::optional<Answer> whole_answer(std::string_view received) {
    const auto end = received.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    const auto head = received.substr(0, end);
    const Answer answer{.status = static_cast<unsigned>(number_after(head, "HTTP/1.1 ")),
                        .head_bytes = end + 4,
                        .body_bytes = number_after(head, "Content-Length: ")};
    if (received.size() < answer.head_bytes + answer.body_bytes) return std::nullopt;
    return answer;
}

struct Run {
    const Settings& settings;
    Mix& mix;
    Tally& tally;
    Clock::time_point until;

    void lost(const boost::system::error_code& why) {
        if (!settings.until_closed) tally.failed(why.message());
    }
};

Task<void> ask_until_over(Socket socket, Run& run) {
    std::string received;
    std::vector<char> chunk(64 * 1024);
    while (run.settings.until_closed || Clock::now() < run.until) {
        const auto request = run.mix.next();
        const auto asked = Clock::now();
        const auto [unsent, sent] = co_await net::async_write(socket, net::buffer(request), as_outcome);
        if (unsent) co_return run.lost(unsent);
        received.clear();
        auto answer = std::optional<Answer>();
        while (!answer) {
            const auto [unread, bytes] = co_await socket.async_read_some(net::buffer(chunk), as_outcome);
            if (unread) co_return run.lost(unread);
            received.append(chunk.data(), bytes);
            answer = whole_answer(received);
        }
        run.tally.answered(answer->status, Clock::now() - asked);
        run.mix.answered(answer->status, std::string_view(received).substr(answer->head_bytes, answer->body_bytes));
    }
}

}  // namespace

std::chrono::duration<double> run_load(const Settings& settings, Mix& mix, Tally& tally) {
    net::io_context io(1);
    const auto servers = tcp::resolver(io).resolve(settings.host, settings.port);
    const auto began = Clock::now();
    const auto lasting = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(settings.seconds));
    Run run{.settings = settings, .mix = mix, .tally = tally, .until = began + lasting};
    for (unsigned i = 0; i < settings.connections; ++i) {
        Socket socket(io);
        net::connect(socket, servers);
        socket.set_option(tcp::no_delay(true));
        net::co_spawn(io, ask_until_over(std::move(socket), run), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
    }
    io.run();
    return Clock::now() - began;
}

}  // namespace ehcp::load
