#include "service/http/reactor.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <exception>

namespace ehcp::http {

namespace {

// Adds the connection to its reactor and to the count for as long as it is served, however that ends.
class Registered {
public:
    Registered(std::unordered_set<Connection*>& among, std::atomic<std::size_t>& count, Connection& connection)
        : among_(among), count_(count), connection_(connection) {
        among_.insert(&connection_);
    }
    ~Registered() {
        among_.erase(&connection_);
        --count_;
    }
    Registered(const Registered&) = delete;
    Registered& operator=(const Registered&) = delete;

private:
    std::unordered_set<Connection*>& among_;
    std::atomic<std::size_t>& count_;
    Connection& connection_;
};

}  // namespace

Reactor::Reactor(Site& site) : site_(site) {}

void Reactor::run() {
    net::co_spawn(io_, sweep(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    io_.run();
}

void Reactor::adopt(Socket socket) {
    ++site_.connections;
    net::co_spawn(io_, serve(std::move(socket)), [this](std::exception_ptr failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception&) {
            // Want of memory, in all likelihood; that one connection is gone and the others are not.
            if (site_.observer.strained)
                site_.observer.strained("a connection was lost: the server could not serve it");
        }
    });
}

Task<void> Reactor::serve(Socket socket) {
    Connection connection(std::move(socket), site_);
    const Registered registered(connections_, site_.connections, connection);
    co_await connection.serve();
    if (site_.stopping && connections_.size() == 1) sweeper_.cancel();
}

void Reactor::drain() {
    net::post(io_, [this] {
        drained_by_ = Clock::now() + site_.options.limits.drain;
        for (auto* connection : connections_) connection->leave_if_idle();
        sweeper_.cancel();
    });
}

std::chrono::milliseconds Reactor::between_sweeps() const {
    const auto& limits = site_.options.limits;
    const auto shortest = std::min({limits.idle, limits.one_request, limits.drain});
    return std::clamp(shortest / 4, std::chrono::milliseconds(5), std::chrono::milliseconds(1'000));
}

Task<void> Reactor::sweep() {
    while (!site_.stopping || !connections_.empty()) {
        sweeper_.expires_after(between_sweeps());
        co_await sweeper_.async_wait(as_outcome);
        const auto now = Clock::now();
        for (auto* connection : connections_) {
            connection->end_if_overdue(now);
            if (now >= drained_by_) connection->abandon();
        }
        site_.rate.forget_idle(now);
    }
}

}  // namespace ehcp::http
