#pragma once
// What is asked of a report, and what it is told of each case beside the fold. Texts are views into the scan.

#include "core/engine/result.hpp"
#include "core/law/tokens.hpp"
#include "core/time/day.hpp"

namespace ehcp::reporting {

EHCP_TOKENS(ReportName, timeliness, breaches, bottlenecks, longest_waits);
EHCP_TOKENS(By, team, caseworker, setting, adviser, stage, month, year, sex, need, age);

struct Query {
    Day as_of;
    Day from, to;  ///< both included
    std::optional<By> by = {};
};

/// "longest-waits cannot be split by stage; it can by …". The dates must be in order and none after `as_of`.
Result<void> check(ReportName name, const Query& query);

/// Who and what a case is about: facts that stand beside the log. Empty where not recorded.
struct CaseFacts {
    std::int64_t id = 0;
    std::string_view reference;
    std::string_view team;
    std::string_view caseworker;
    std::string_view setting;
    std::string_view sex;
    std::string_view need;
    std::optional<Day> date_of_birth;
};

}  // namespace ehcp::reporting
