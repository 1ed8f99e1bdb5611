#include <array>

#include "service/api/handlers.hpp"

namespace ehcp::api {

namespace {

using access::Action;

constexpr std::size_t small_body = 64 * 1024;
constexpr std::size_t batch_body = 16 * 1024 * 1024;

constexpr std::array table = std::to_array<Route>({
    {"POST", "/v1/requests", Action::take_request, take_request, 1024 * 1024},
    {"POST", "/v1/requests:batch", Action::take_request, take_batch, batch_body},
    {"GET", "/v1/requests/{reference}/status", Action::read_status, show_status},
    {"GET", "/v1/cases", Action::list_cases, list_cases},
    {"POST", "/v1/cases:search", Action::search_people, search_cases, small_body},
    {"GET", "/v1/cases/{reference}", Action::read_case, show_case},
    {"POST", "/v1/cases/{reference}/events", Action::record_event, record_event, small_body},
    {"GET", "/v1/reports/{name}", Action::read_report, show_report},
    {"GET", "/healthz", Action::watch_service, is_alive, 0, true},
    {"GET", "/readyz", Action::watch_service, is_ready},
    {"GET", "/metrics", Action::watch_service, show_metrics},
    {"GET", "/openapi.yaml", Action::watch_service, show_openapi, 0, true},
});

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace ehcp::api
