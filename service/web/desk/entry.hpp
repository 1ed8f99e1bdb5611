#pragma once
// Entering something into a case from a form: the version seen is the lock, what would break a limit is asked about
// first, and a case that has moved on shows what changed and keeps what was typed.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "core/casework/case_file.hpp"
#include "service/web/form.hpp"
#include "service/web/web.hpp"

namespace ehcp::web {

/// The seq that the form was shown with; -1 where it says none, which never is the version of a case.
int seen_seq(const Form& form);

/// What was entered since the version that was seen: [{event, on, by, recorded}].
boost::json::array changes_since(const casework::OpenCase& opened, int seen, const LegalZone& zone);

/// What recording the last event of a tried case would flag: [{message, provision}].
boost::json::array warnings_of(const casework::OpenCase& tried, Day today);

}  // namespace ehcp::web
