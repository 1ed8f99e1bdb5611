#include "service/api/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace ehcp::api {

Metrics::Metrics(std::vector<Named> routes) {
    for (const auto& name : routes) {
        routes_.push_back(std::make_unique<Route>());
        routes_.back()->name = name;
    }
    routes_.push_back(std::make_unique<Route>());
}

Metrics::Route& Metrics::route_of(std::string_view method, std::string_view route) {
    const auto found = std::ranges::find_if(
        routes_, [&](const auto& each) { return each->name.route == route && each->name.method == method; });
    return found == routes_.end() ? *routes_.back() : **found;
}

void Metrics::count(std::string_view method, std::string_view route, unsigned status, std::chrono::nanoseconds took) {
    auto& counted = route_of(method, route);
    const auto known = std::ranges::find(statuses, status);
    const auto status_at =
        known == statuses.end() ? statuses.size() - 1 : static_cast<std::size_t>(known - statuses.begin());
    const auto bound =
        std::ranges::find_if(upper_bounds_ms, [&](unsigned ms) { return took <= std::chrono::milliseconds{ms}; });
    const auto time_at = static_cast<std::size_t>(bound - upper_bounds_ms.begin());

    constexpr auto relaxed = std::memory_order_relaxed;
    counted.by_status[status_at].fetch_add(1, relaxed);
    counted.by_time[time_at].fetch_add(1, relaxed);
    counted.nanoseconds.fetch_add(static_cast<std::uint64_t>(took.count()), relaxed);
}

std::string Metrics::text() const {
    std::string text;
    const auto out = std::back_inserter(text);

    fmt::format_to(out,
                   "# HELP ehcp_http_requests_total Requests answered, by route and status (0: any other).\n"
                   "# TYPE ehcp_http_requests_total counter\n");
    for (const auto& route : routes_) {
        for (std::size_t i = 0; i < statuses.size(); ++i) {
            const auto times = route->by_status[i].load(std::memory_order_relaxed);
            if (times == 0) continue;
            fmt::format_to(out, "ehcp_http_requests_total{{method=\"{}\",route=\"{}\",status=\"{}\"}} {}\n",
                           route->name.method, route->name.route, statuses[i], times);
        }
    }

    fmt::format_to(out,
                   "# HELP ehcp_http_request_seconds From a request's first byte to the last byte of its answer.\n"
                   "# TYPE ehcp_http_request_seconds histogram\n");
    for (const auto& route : routes_) {
        std::uint64_t so_far = 0;
        const auto labels = fmt::format("method=\"{}\",route=\"{}\"", route->name.method, route->name.route);
        for (std::size_t i = 0; i < upper_bounds_ms.size(); ++i) {
            so_far += route->by_time[i].load(std::memory_order_relaxed);
            fmt::format_to(out, "ehcp_http_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels,
                           upper_bounds_ms[i] / 1000.0, so_far);
        }
        so_far += route->by_time.back().load(std::memory_order_relaxed);
        const auto nanoseconds = static_cast<double>(route->nanoseconds.load(std::memory_order_relaxed));
        fmt::format_to(out,
                       "ehcp_http_request_seconds_bucket{{{0},le=\"+Inf\"}} {1}\n"
                       "ehcp_http_request_seconds_sum{{{0}}} {2:.6f}\nehcp_http_request_seconds_count{{{0}}} {1}\n",
                       labels, so_far, nanoseconds / 1e9);
    }

    fmt::format_to(out,
                   "# HELP ehcp_incidents_total Requests that broke something in the service; the log has each.\n"
                   "# TYPE ehcp_incidents_total counter\nehcp_incidents_total {}\n",
                   incidents_.load(std::memory_order_relaxed));
    return text;
}

}  // namespace ehcp::api
