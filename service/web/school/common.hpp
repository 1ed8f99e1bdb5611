#pragma once
// What the pages of schools and advisers share.

#include <boost/json.hpp>

#include "core/casework/occasion.hpp"
#include "core/casework/status.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {


/// A number in the path or a form: "12". Nothing for anything else.
std::optional<std::int64_t> number_in(std::string_view text);
/// The segment of the path at that place, decoded; empty beyond the end.
std::string_view segment(const Visit& visit, std::size_t place);

/// The words for what a Status names: an event or a clock.
std::string label_of_what(std::string_view what);
/// Where that is explained: "/help/clocks/advice", or where all events are.
std::string help_for(std::string_view what);
std::string label_of_stage(std::string_view stage);

/// Where a case stands, for lists and pages: stage, next, asked_of_us, late, key dates.
boost::json::object status_model(const casework::Status& status, Day today);

/// The page's refusal of a thing that is not there, in the same words whether it never was or is another's.
Error not_here();

/// "Ivy Blackwood".
std::string name_of(const store::Person& child);

/// Paragraphs of a text that somebody typed, for a template: [{line}].
boost::json::array lines_of(std::string_view text);

}  // namespace ehcp::web
