#pragma once
// A report as a file to be kept, in the format that the address asks for: format=csv (the default; table=… for another than
// the first) or xlsx.

#include "core/reporting/report.hpp"
#include "service/web/page.hpp"

namespace ehcp::web {

/// `name` without its ending.
Result<http::Response> file_of(const reporting::Report& report, const Visit& visit, std::string name);

}  // namespace ehcp::web
