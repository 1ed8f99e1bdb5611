#pragma once
// The checks of the return that is next, made every night and kept with its tables: what the manager's page shows.

#include "core/exchange/sen2/checks.hpp"
#include "core/reporting/nightly.hpp"

namespace ehcp::exchange::sen2 {

inline constexpr std::string_view kept_checks = "sen2";

/// Draws the whole return and checks it.
CheckReport check_record(store::Readers& readers, const WorkingCalendar& calendar, const Layout& layout, Day today,
                         Instant now, int threads = 2);

/// For NightlyOrder::also_kept. `directory`: of the layouts. What is lent must outlive the order.
reporting::AlsoKept checks_of_the_night(store::Readers& readers, const WorkingCalendar& calendar,
                                        std::filesystem::path directory);

}  // namespace ehcp::exchange::sen2
