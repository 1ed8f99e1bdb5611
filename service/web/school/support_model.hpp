#pragma once
// SEN Support as pages show it.

#include <boost/json/object.hpp>

#include "core/casework/drafts.hpp"
#include "core/time/legal_zone.hpp"
#include "service/web/fields.hpp"

namespace ehcp::web {

/// {record, version, pupil, summary, barriers: [{barrier, cycles: [{dates, parts}]}]}
boost::json::object support_model(const store::SupportRecord& record, const LegalZone& zone);

/// Which SEN Support goes with a draft: what goes with it now, and a choice among those of the setting.
boost::json::object support_choice_model(store::Reader& reader, const casework::Draft& draft, const LegalZone& zone,
                                         const FieldErrors& errors = {});

}  // namespace ehcp::web
