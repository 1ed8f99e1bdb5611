#pragma once
// Lists of cases: found by reference, UPN, name or setting, and open clocks by due date. Each goes on from the last row
// of the page before, so that rows that come meanwhile never shift a page. Pages and cursors: core/casework/search.hpp.

#include "core/store/index.hpp"

namespace ehcp::store {

struct FoundCase {
    CaseFile file;
    Person child;
};
std::vector<FoundCase> cases_by_upn(Reader& reader, std::string_view upn, CaseId after, int limit);
/// By name: the surname begins with `surname`, the forename with `forename` (both folded). `setting` empty: any. After
/// the case `after` in the order of names; 0: from the beginning.
std::vector<FoundCase> cases_by_name(Reader& reader, std::string_view surname, std::string_view forename,
                                     std::string_view setting, CaseId after, int limit);
/// In the order of their numbers; `setting` empty: all. Of a setting: attended by the child, or concerned.
std::vector<FoundCase> cases_by_setting(Reader& reader, std::string_view setting, CaseId after, int limit);

/// Cases in which the setting was asked for advice: the only ones that a closure of it can excuse (reg 10(4)(a)).
std::vector<CaseId> cases_asking(Reader& reader, std::string_view setting);

struct DueClock {
    CaseFile file;
    IndexedClock clock;
    std::string surname, forename;
};
/// Whose move it is: the authority's own (and the review's convenor's) limits and targets, or what it waits for: advisers,
/// settings, and the windows in which a family answers. A family's right to appeal is waited for by nobody.
enum class Whose { anybodys, ours, others };

struct DueFilter {
    std::string team = {}, caseworker = {}, setting = {};  ///< empty: any
    std::optional<ClockId> clock = {};
    std::optional<Day> due_before = {};
    bool overdue = false;
    Whose whose = Whose::anybodys;
    bool limits_only = false;  ///< what can become a breach: no right of the family, no target, no window
    Day today{};
    // The last row of the page before.
    std::string after_due = {};
    CaseId after_case = {};
    int after_number = -1;
    int limit = 50;
};
std::vector<DueClock> due_clocks(Reader& reader, const DueFilter& filter);
/// How many there are, as far as `filter.limit`.
int count_due_clocks(Reader& reader, const DueFilter& filter);

/// Every case that a caseworker has.
std::vector<CaseFile> cases_of_caseworker(Reader& reader, std::string_view code);

}  // namespace ehcp::store
