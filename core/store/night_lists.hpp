#pragma once
// The breaches behind the figures of the last night: those that it saw standing, new, continuing, or put right, with
// the team, caseworker and setting that it counted them under. Pages and cursors: core/casework/night_lists.hpp.

#include "core/store/nights.hpp"

namespace ehcp {

/// How a breach stands, seen from one night.
EHCP_TOKENS(Seen, standing, first_seen, continuing, put_right);

}  // namespace ehcp

namespace ehcp::store {

struct NightBreach {
    BreachRow row;
    std::string reference, surname, forename;
    /// The clock still runs: nothing was entered since that ended it.
    bool is_open = false;
};
struct NightFilter {
    Day night{};
    Seen seen = Seen::standing;
    std::optional<ClockId> clock = {};
    /// None: any. Empty: those that have none.
    std::optional<std::string> team = {}, caseworker = {}, setting = {};
    std::optional<bool> exempt = {};
    // The last row of the page before.
    std::string after_due = {};
    CaseId after_case = {};
    int after_event = -1;
    std::string after_clock = {};
    int limit = 50;
};
/// The longest overdue first.
std::vector<NightBreach> night_breaches(Reader& reader, const NightFilter& filter);

}  // namespace ehcp::store
