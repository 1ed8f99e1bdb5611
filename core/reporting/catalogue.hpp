#pragma once
// Every report by its name: what the command line and the API ask for.

#include "core/reporting/query.hpp"
#include "core/reporting/report.hpp"
#include "core/store/readers.hpp"
#include "core/time/working_calendar.hpp"

namespace ehcp::reporting {

/// As asked: what was left out gets its default in query_of.
struct Asked {
    std::optional<Day> as_of, from, to;
    std::optional<By> by;
};

/// `as_of`: today, or `to` if that is earlier. `to`: `as_of`. `from`: so that the window is 12 months, of bottlenecks
/// 13 weeks. Refuses a day that has not come, a window that ends before it begins, a split that the report does not
/// have.
Result<Query> query_of(ReportName name, const Asked& asked, Day today);

/// Reads the whole caseload on `threads` threads. Timeliness says what we now know of its window; the others show the
/// caseload as it was known at the end of `as_of`.
Report make_report(ReportName name, const Query& query, store::Readers& readers, const WorkingCalendar& calendar,
                   Day today, int threads = 2);

/// The last moment of a day in London; none for today, of which everything known is of the day.
std::optional<Instant> known_until(Day as_of, Day today);

}  // namespace ehcp::reporting
