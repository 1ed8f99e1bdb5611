#pragma once
// What must be true of a return, checked before the Department does: of our own record on any day of the year, or of a
// file. The Department's numbered rules were not seen; each of ours follows from what its guide says of an item.

#include <unordered_map>

#include "core/exchange/sen2/layout.hpp"
#include "core/reporting/report.hpp"

namespace ehcp {

EHCP_TOKENS(Sen2Severity, error, query);

/// In the order of the table in checks.cpp; LOCAL-01 is the first.
EHCP_TOKENS(Sen2Check,
    person_without_request, number_missing, birth_date, under_six, led_to_nothing, received_date, request_source,
    request_outcome, request_outcome_date, assessment_without_decision, assessment_outcome_date, plan_without_outcome,
    start_date, cease_date, plan_detail, ceased_and_active, placement_open, placement_dates, needs, review, week20,
    transfer_la, unit_flags, neet_age, personal_budget, two_open_plans, upn, uln, upn_twice, code, format,
    plan_missing, prompted_code);

}  // namespace ehcp

namespace ehcp::exchange::sen2 {

struct CheckRule {
    Sen2Check check;
    Sen2Severity severity;
    std::string_view says;    ///< what must be true
    std::string_view remedy;  ///< what to do where it is not
};
const CheckRule& rule_of(Sen2Check check);
/// "LOCAL-07"
std::string number_of(Sen2Check check);

struct Finding {
    Sen2Check check{};
    std::string where;  ///< reference of the case, or line of the file
    std::string what;   ///< which item, and its value where that names nobody
};

/// Everything about one person but what only the others show.
void check_person(const Element& person, const Layout& layout, std::vector<Finding>& findings);

/// What only all people together show: a number that two have. Add them one after the other.
class AcrossPeople {
public:
    void add(const Element& person, std::vector<Finding>& findings);

private:
    std::unordered_map<std::string, std::string> upns_, ulns_;  ///< and where each was first
};

/// Findings counted by check, and the first of each named.
class CheckReport {
public:
    static constexpr std::size_t named = 500;  ///< of each check; all are counted

    void add(const std::vector<Finding>& findings);
    void count_people(std::size_t people, std::size_t requests) { people_ += people, requests_ += requests; }
    std::int64_t errors() const;
    std::int64_t queries() const;
    /// Tables `checks`, a row for each check, and `findings`.
    reporting::Report report(const Layout& layout, Day as_of) const;

private:
    std::array<std::int64_t, count_of<Sen2Check>> found_{};
    std::vector<Finding> named_;
    std::size_t people_ = 0, requests_ = 0;
};

CheckReport check_people(const std::vector<Element>& people, const Layout& layout);

}  // namespace ehcp::exchange::sen2
