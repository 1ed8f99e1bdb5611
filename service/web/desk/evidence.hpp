#pragma once
// The family's contribution and the letters of a case, as its page shows them.

#include <boost/json/array.hpp>

#include "core/casework/case_file.hpp"
#include "core/time/legal_zone.hpp"

namespace ehcp::web {

boost::json::array contributions_model(store::Reader& reader, store::CaseId id, const LegalZone& zone);
/// The letters that the law requires of what has happened: each with whether and how it went out.
boost::json::array notices_model(store::Reader& reader, const casework::OpenCase& opened);

}  // namespace ehcp::web
