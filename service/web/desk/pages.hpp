#pragma once
// The pages of a caseworker's desk, each in the source that is named after what it is about.

#include "service/web/web.hpp"

namespace ehcp::web {

// today.cpp
Result<http::Response> show_today(Desk& desk, const Visit& visit);
Result<http::Response> show_today_list(Desk& desk, const Visit& visit);
Result<http::Response> save_view(Desk& desk, const Visit& visit);
Result<http::Response> delete_view(Desk& desk, const Visit& visit);

// case.cpp
Result<http::Response> show_case(Desk& desk, const Visit& visit);
Result<http::Response> show_views(Desk& desk, const Visit& visit);
// case_document.cpp
Result<http::Response> make_case_file(Desk& desk, const Visit& visit);

// record.cpp
Result<http::Response> show_event_form(Desk& desk, const Visit& visit);
Result<http::Response> record_event(Desk& desk, const Visit& visit);
Result<http::Response> chase_advice(Desk& desk, const Visit& visit);
Result<http::Response> add_note(Desk& desk, const Visit& visit);

// correct.cpp
Result<http::Response> show_correction_form(Desk& desk, const Visit& visit);
Result<http::Response> correct_event(Desk& desk, const Visit& visit);

// evidence.cpp
Result<http::Response> show_contribution_form(Desk& desk, const Visit& visit);
Result<http::Response> add_contribution(Desk& desk, const Visit& visit);
Result<http::Response> show_notice(Desk& desk, const Visit& visit);
Result<http::Response> record_notice(Desk& desk, const Visit& visit);

// child_details.cpp
Result<http::Response> show_child_details(Desk& desk, const Visit& visit);
Result<http::Response> keep_child_details(Desk& desk, const Visit& visit);

// plan_facts.cpp
Result<http::Response> show_plan_facts(Desk& desk, const Visit& visit);
Result<http::Response> keep_plan_facts(Desk& desk, const Visit& visit);

// assign.cpp
Result<http::Response> show_assign_form(Desk& desk, const Visit& visit);
Result<http::Response> assign_case(Desk& desk, const Visit& visit);
Result<http::Response> show_hand_over(Desk& desk, const Visit& visit);
Result<http::Response> hand_over(Desk& desk, const Visit& visit);

// search.cpp
Result<http::Response> show_search(Desk& desk, const Visit& visit);
Result<http::Response> search(Desk& desk, const Visit& visit);

// new_request.cpp
Result<http::Response> show_new_request(Desk& desk, const Visit& visit);
Result<http::Response> receive_request(Desk& desk, const Visit& visit);
Result<http::Response> show_received(Desk& desk, const Visit& visit);

}  // namespace ehcp::web
