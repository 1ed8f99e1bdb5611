#pragma once
// The pages of a school, and of an adviser who is asked for advice, each in the source that is named after what it is
// about. Every one narrows to the visitor's own setting or body: what is another's is not there.

#include "service/web/web.hpp"

namespace ehcp::web {

// requests.cpp
Result<http::Response> show_own_requests(Desk& desk, const Visit& visit);
Result<http::Response> find_own_requests(Desk& desk, const Visit& visit);
Result<http::Response> show_own_request(Desk& desk, const Visit& visit);
Result<http::Response> show_receipt(Desk& desk, const Visit& visit);
// drafts.cpp
Result<http::Response> begin_request(Desk& desk, const Visit& visit);
Result<http::Response> show_draft(Desk& desk, const Visit& visit);
Result<http::Response> show_draft_section(Desk& desk, const Visit& visit);
Result<http::Response> save_draft_section(Desk& desk, const Visit& visit);
Result<http::Response> choose_draft_support(Desk& desk, const Visit& visit);
Result<http::Response> check_draft_answers(Desk& desk, const Visit& visit);
Result<http::Response> send_request(Desk& desk, const Visit& visit);
Result<http::Response> ask_to_discard(Desk& desk, const Visit& visit);
Result<http::Response> discard_request(Desk& desk, const Visit& visit);
// support.cpp
Result<http::Response> list_support(Desk& desk, const Visit& visit);
Result<http::Response> new_support(Desk& desk, const Visit& visit);
Result<http::Response> add_support(Desk& desk, const Visit& visit);
Result<http::Response> show_support(Desk& desk, const Visit& visit);
Result<http::Response> edit_support(Desk& desk, const Visit& visit);
Result<http::Response> save_support(Desk& desk, const Visit& visit);
// asked.cpp
Result<http::Response> list_asked(Desk& desk, const Visit& visit);
Result<http::Response> show_question(Desk& desk, const Visit& visit);
Result<http::Response> answer_question(Desk& desk, const Visit& visit);
Result<http::Response> say_not_known(Desk& desk, const Visit& visit);

}  // namespace ehcp::web
