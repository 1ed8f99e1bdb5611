#pragma once
// Reports and lists as files to be kept, in the format that the address asks for: format=csv (the default; table=… for
// another than the first) or xlsx.

#include "core/exchange/worklist_report.hpp"
#include "core/reporting/report.hpp"
#include "service/web/page.hpp"

namespace ehcp::web {

/// More than this is not for working through, but for taking the record away.
inline constexpr std::size_t rows_of_a_file = 20'000;

/// `name` without its ending.
Result<http::Response> file_of(const reporting::Report& report, const Visit& visit, std::string name);

/// What is to be done as a file. Each case in it is noted as looked at.
Result<http::Response> worklist_file(Desk& desk, const Visit& visit, store::Reader& reader, std::string title,
                                     std::vector<exchange::ListedWork> lists, std::string name);

/// The address of this page as a file, with what was chosen.
std::string as_file(const http::Request& request, std::string_view format);

}  // namespace ehcp::web
