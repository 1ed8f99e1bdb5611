#pragma once
// Handing a caseload over from one person to another, in one step: everything or nothing, each case with its line in
// the history of who had it.

#include "core/casework/occasion.hpp"
#include "core/casework/search.hpp"

namespace ehcp::casework {

/// What a caseload amounts to, for whoever takes it over.
struct Caseload {
    std::string caseworker;
    int cases = 0;
    std::vector<Due> overdue, next_two_weeks;  ///< ours; at most 200 of each, the earliest first
    int overdue_count = 0, next_two_weeks_count = 0;
};
Result<Caseload> caseload_of(store::Reader& reader, std::string_view caseworker, Day today);

/// Returns how many cases changed hands. Refuses as assign() does, and a hand-over to the same person.
Result<int> hand_over(store::Transaction& transaction, std::string_view from, std::string_view to,
                      const Occasion& occasion);

}  // namespace ehcp::casework
