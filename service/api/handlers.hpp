#pragma once
// The handlers of the routes, each in the source that is named after what it is about.

#include "service/api/api.hpp"

namespace ehcp::api {

// intake.cpp
Result<http::Response> take_request(Desk& desk, const Visit& visit);
Result<http::Response> take_batch(Desk& desk, const Visit& visit);
// status.cpp
Result<http::Response> show_status(Desk& desk, const Visit& visit);
// cases.cpp
Result<http::Response> show_case(Desk& desk, const Visit& visit);
// events.cpp
Result<http::Response> record_event(Desk& desk, const Visit& visit);
// lists.cpp
Result<http::Response> list_cases(Desk& desk, const Visit& visit);
Result<http::Response> search_cases(Desk& desk, const Visit& visit);
// reports.cpp
Result<http::Response> show_report(Desk& desk, const Visit& visit);
// watch.cpp
Result<http::Response> is_alive(Desk& desk, const Visit& visit);
Result<http::Response> is_ready(Desk& desk, const Visit& visit);
Result<http::Response> show_metrics(Desk& desk, const Visit& visit);
Result<http::Response> show_openapi(Desk& desk, const Visit& visit);

}  // namespace ehcp::api
