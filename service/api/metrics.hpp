#pragma once
// How often each route was asked, how it was answered and how long that took, as Prometheus reads it. Counted by all
// threads at once without a lock. Labels are route templates, methods and statuses: nothing about a person.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ehcp::api {

class Metrics {
public:
    struct Named {
        std::string_view method;
        std::string_view route;
    };

    /// `routes` must outlive it. What matches none is counted under the route "".
    explicit Metrics(std::vector<Named> routes);

    void count(std::string_view method, std::string_view route, unsigned status, std::chrono::nanoseconds took);
    void count_incident() { incidents_.fetch_add(1, std::memory_order_relaxed); }

    /// In the text format 0.0.4 of Prometheus.
    std::string text() const;

private:
    static constexpr std::array statuses = {200u, 201u, 207u, 304u, 400u, 401u, 403u, 404u, 405u, 408u,
                                            412u, 413u, 422u, 428u, 429u, 431u, 500u, 503u, 0u};  // 0: any other
    static constexpr std::array upper_bounds_ms = {1u, 2u, 5u, 10u, 25u, 50u, 100u, 250u, 1000u, 5000u};

    struct Route {
        Named name;
        std::array<std::atomic<std::uint64_t>, statuses.size()> by_status{};
        std::array<std::atomic<std::uint64_t>, upper_bounds_ms.size() + 1> by_time{};
        std::atomic<std::uint64_t> nanoseconds{0};
    };

    Route& route_of(std::string_view method, std::string_view route);

    std::vector<std::unique_ptr<Route>> routes_;
    std::atomic<std::uint64_t> incidents_{0};
};

}  // namespace ehcp::api
