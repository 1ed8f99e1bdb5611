#pragma once
// Worklists as a report, for a file: a line for each open clock, without the child's name, because a file is carried
// about. Read from the record page by page while it is written, so that its length costs no memory.

#include "core/casework/search.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::exchange {

/// One of the lists that follow each other in the file.
struct ListedWork {
    std::string list;  ///< what its lines say in the first column; empty: there is no such column
    casework::Worklist filter;
};

struct WorklistFile {
    std::string title;
    std::vector<ListedWork> lists;
    std::size_t most = 1'000'000;  ///< lines; the notes say when there are more
    std::function<void(store::CaseId)> on_line = {};  ///< told of each line when it is read, perhaps more than once
};

/// A table `worklist`, the earliest due of each list first. `reader` must outlive the report: its lines are read when
/// they are written.
reporting::Report worklist_report(store::Reader& reader, const WorklistFile& file, Day today);

}  // namespace ehcp::exchange
