#include "core/reporting/catalogue.hpp"

#include <fmt/format.h>

#include "core/reporting/bottlenecks.hpp"
#include "core/reporting/breaches.hpp"
#include "core/reporting/caseload.hpp"
#include "core/reporting/known_breaches.hpp"
#include "core/reporting/longest_waits.hpp"
#include "core/reporting/timeliness.hpp"
#include "core/time/legal_zone.hpp"

namespace ehcp::reporting {
namespace {

Day default_from(ReportName name, Day to) {
    // A queue changes faster than a year's figures do.
    if (name == ReportName::bottlenecks) return to - date::weeks{13} + days{1};
    return corresponding_date(to, -12) + days{1};
}

}  // namespace

Result<Query> query_of(ReportName name, const Asked& asked, Day today) {
    const auto as_of = asked.as_of.value_or(asked.to ? std::min(*asked.to, today) : today);
    // Only timeliness looks at a window apart from the day on which one looks.
    const auto to = name == ReportName::timeliness ? asked.to.value_or(as_of) : as_of;
    const Query query{.as_of = as_of, .from = asked.from.value_or(default_from(name, to)), .to = to, .by = asked.by};
    if (is_missed(today, as_of))
        return Error{Refusal::bad_date,
                     fmt::format("{} has not come yet; the latest day is {}", text_of(as_of), text_of(today)), "as_of"};
    if (const auto checked = check(name, query); checked.has_error()) return checked.error();
    return query;
}

std::optional<Instant> known_until(Day as_of, Day today) {
    if (as_of >= today) return std::nullopt;
    return LegalZone{}.start_of(as_of + days{1}) - std::chrono::seconds{1};
}

Report make_report(ReportName name, const Query& query, store::Readers& readers, const WorkingCalendar& calendar,
                   Day today, int threads) {
    ScanOrder order{.today = today, .threads = threads};
    if (name != ReportName::timeliness) order.known_until = known_until(query.as_of, today);
    switch (name) {
        case ReportName::timeliness:
            return gather<Timeliness>(readers, calendar, order, [&] { return Timeliness(query); }).report();
        case ReportName::bottlenecks:
            return gather<Bottlenecks>(readers, calendar, order, [&] { return Bottlenecks(query, calendar); }).report();
        case ReportName::longest_waits:
            return gather<LongestWaits>(readers, calendar, order, [&] { return LongestWaits(query); }).report();
        case ReportName::breaches: {
            const auto known = readers.read([&](store::Reader& reader) {
                return store::last_finished_night(reader) ? std::optional{known_breaches(reader, query.as_of)}
                                                          : std::nullopt;
            });
            return gather<Breaches>(readers, calendar, order,
                                    [&] { return Breaches(query, calendar, known ? &*known : nullptr); })
                .report();
        }
    }
    throw std::logic_error("a report without a maker");
}

}  // namespace ehcp::reporting
