#pragma once
// Help: every time limit, exemption, stage, status, event, letter and term in plain words, made from the tables of
// core/law that the engine runs; and what dates a request would have. Nobody need be signed in.

#include "service/web/web.hpp"

namespace ehcp::web {

// topics.cpp
Result<http::Response> show_help(Desk& desk, const Visit& visit);
Result<http::Response> show_help_topic(Desk& desk, const Visit& visit);
// clock.cpp
Result<http::Response> show_help_clock(Desk& desk, const Visit& visit);
// what_if.cpp
Result<http::Response> show_what_if(Desk& desk, const Visit& visit);

}  // namespace ehcp::web
