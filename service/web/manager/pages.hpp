#pragma once
// The manager's pages, each in the source that is named after what it is about.

#include "service/web/web.hpp"

namespace ehcp::web {

// tonight.cpp
Result<http::Response> show_tonight(Desk& desk, const Visit& visit);
Result<http::Response> show_breaches_by(Desk& desk, const Visit& visit);
// bottlenecks.cpp
Result<http::Response> show_bottlenecks(Desk& desk, const Visit& visit);
// sen2.cpp
Result<http::Response> show_sen2_checks(Desk& desk, const Visit& visit);
// longest_waits.cpp
Result<http::Response> show_longest_waits(Desk& desk, const Visit& visit);
// timeliness.cpp
Result<http::Response> show_timeliness(Desk& desk, const Visit& visit);
Result<http::Response> show_groups(Desk& desk, const Visit& visit);
// lists.cpp
Result<http::Response> list_breaches(Desk& desk, const Visit& visit);
Result<http::Response> list_falling_due(Desk& desk, const Visit& visit);
Result<http::Response> list_stage(Desk& desk, const Visit& visit);
Result<http::Response> list_advice(Desk& desk, const Visit& visit);
// timeliness_list.cpp
Result<http::Response> list_timeliness(Desk& desk, const Visit& visit);
// downloads.cpp
Result<http::Response> download_report(Desk& desk, const Visit& visit);

}  // namespace ehcp::web
