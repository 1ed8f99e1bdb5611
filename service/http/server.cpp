#include "service/http/server.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/system/system_error.hpp>
#include <csignal>
#include <exception>
#include <memory>
#include <thread>
#include <vector>

#include "service/http/problem.hpp"
#include "service/http/reactor.hpp"
#include "service/http/site.hpp"
#include "service/http/wire.hpp"

namespace ehcp::http {

namespace {

constexpr std::chrono::milliseconds pause_after_failed_accept{100};

tcp::endpoint endpoint_of(const Options& options) {
    boost::system::error_code failed;
    const auto address = net::ip::make_address(options.address, failed);
    if (failed) {
        throw boost::system::system_error(failed, "'" + options.address + "' is not a numeric address to listen on");
    }
    return {address, options.port};
}

// A whole answer fits into a new socket's buffer, so this neither waits nor needs a coroutine.
void turn_away(Socket socket) {
    auto answer = problem(503, "The service has as many connections as it can take. Try again shortly.");
    answer.headers.push_back({"Retry-After", "1"});
    const auto text = head_of(answer, {.keep_alive = false}, std::time(nullptr)) + answer.body;
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(net::buffer(text), ignored);
    socket.shutdown(Socket::shutdown_send, ignored);
}

}  // namespace

class Server::Listener {
public:
    Listener(Options options, Answer answer, Observer observer)
        : site_(std::move(options), std::move(answer), std::move(observer)), reactors_(make_reactors(site_)) {
        listen();
        if (site_.options.stop_on_signals) {
            signals_.add(SIGINT);
            signals_.add(SIGTERM);
        }
    }

    std::uint16_t port() const { return port_; }
    std::size_t connections() const { return site_.connections; }

    void run() {
        net::co_spawn(reactors_.front()->io(), accept_all(), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        signals_.async_wait([this](boost::system::error_code failed, int) {
            if (!failed) stop();
        });
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < reactors_.size(); ++i) {
            others.emplace_back([reactor = reactors_[i].get()] { reactor->run(); });
        }
        reactors_.front()->run();
        others.clear();  // joins
        site_.workers.join();
    }

    void stop() {
        if (site_.stopping.exchange(true)) return;
        net::post(reactors_.front()->io(), [this] {
            boost::system::error_code ignored;
            acceptor_.close(ignored);
            signals_.cancel(ignored);
        });
        for (auto& reactor : reactors_) reactor->drain();
    }

private:
    using Reactors = std::vector<std::unique_ptr<Reactor>>;

    static Reactors make_reactors(Site& site) {
        Reactors reactors(std::max(1u, site.options.io_threads));
        for (auto& reactor : reactors) reactor = std::make_unique<Reactor>(site);
        return reactors;
    }

    void listen() {
        const auto endpoint = endpoint_of(site_.options);
        boost::system::error_code failed;
        acceptor_.open(endpoint.protocol(), failed);
        if (!failed) acceptor_.set_option(net::socket_base::reuse_address(true), failed);
        if (!failed) acceptor_.bind(endpoint, failed);
        if (!failed) acceptor_.listen(net::socket_base::max_listen_connections, failed);
        if (failed) {
            const auto where = site_.options.address + " port " + std::to_string(site_.options.port);
            throw boost::system::system_error(failed, "cannot listen on " + where);
        }
        port_ = acceptor_.local_endpoint().port();
    }

    Task<void> accept_all() {
        bool is_strained = false;
        for (std::size_t turn = 0; !site_.stopping; ++turn) {
            auto& home = *reactors_[turn % reactors_.size()];
            auto [failed, socket] = co_await acceptor_.async_accept(home.io(), as_outcome);
            if (site_.stopping) break;
            if (failed) {
                // Out of descriptors, mostly: those waiting stay in the queue until somebody hangs up.
                if (!is_strained) strained("cannot accept connections: " + failed.message());
                is_strained = true;
                retry_.expires_after(pause_after_failed_accept);
                co_await retry_.async_wait(as_outcome);
                continue;
            }
            is_strained = false;
            if (site_.connections >= site_.options.limits.connections) {
                turn_away(std::move(socket));
            } else {
                home.adopt(std::move(socket));
            }
        }
    }

    void strained(const std::string& what) const {
        if (site_.observer.strained) site_.observer.strained(what);
    }

    Site site_;
    std::uint16_t port_ = 0;
    Reactors reactors_;
    net::basic_socket_acceptor<tcp, IoExecutor> acceptor_{reactors_.front()->io()};
    net::basic_signal_set<IoExecutor> signals_{reactors_.front()->io()};
    net::basic_waitable_timer<Clock, net::wait_traits<Clock>, IoExecutor> retry_{reactors_.front()->io()};
};

Server::Server(Options options, Answer answer, Observer observer)
    : listener_(std::make_unique<Listener>(std::move(options), std::move(answer), std::move(observer))) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return listener_->port(); }
std::size_t Server::connections() const { return listener_->connections(); }
void Server::run() { listener_->run(); }
void Server::stop() { listener_->stop(); }

}  // namespace ehcp::http
