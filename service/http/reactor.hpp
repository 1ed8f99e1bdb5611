#pragma once
// One I/O thread: its loop, the connections that live on it, and the sweep that ends what is overdue. Everything but
// adopt and drain happens on that thread, so nothing here needs a lock.

#include <boost/asio/basic_waitable_timer.hpp>
#include <unordered_set>

#include "service/http/connection.hpp"
#include "service/http/site.hpp"

namespace ehcp::http {

class Reactor {
public:
    explicit Reactor(Site& site);

    net::io_context& io() { return io_; }

    /// Runs until drained.
    void run();
    void adopt(Socket socket);
    void drain();

private:
    Task<void> serve(Socket socket);
    Task<void> sweep();
    std::chrono::milliseconds between_sweeps() const;

    Site& site_;
    net::io_context io_{1};
    net::basic_waitable_timer<Clock, net::wait_traits<Clock>, IoExecutor> sweeper_{io_};
    std::unordered_set<Connection*> connections_;
    Moment drained_by_ = Moment::max();
};

}  // namespace ehcp::http
