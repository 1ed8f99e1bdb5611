#include "core/casework/hand_over.hpp"

#include "core/casework/record.hpp"
#include "core/store/registers.hpp"

namespace ehcp::casework {

Result<Caseload> caseload_of(store::Reader& reader, std::string_view caseworker, Day today) {
    if (!store::find_caseworker(reader, caseworker)) return Error{Refusal::bad_value, "choose a caseworker", "caseworker"};
    constexpr int listed = 200;
    Worklist overdue{.caseworker = std::string(caseworker), .overdue = true, .whose = store::Whose::ours, .limit = listed};
    Worklist soon{.caseworker = std::string(caseworker),
                  .due_from = today,
                  .due_before = today + days{15},
                  .whose = store::Whose::ours,
                  .limit = listed};
    constexpr int most_counted = 100'000;
    return Caseload{.caseworker = std::string(caseworker),
                    .cases = static_cast<int>(store::cases_of_caseworker(reader, caseworker).size()),
                    .overdue = worklist(reader, overdue, today).value().rows,
                    .next_two_weeks = worklist(reader, soon, today).value().rows,
                    .overdue_count = count_of(reader, overdue, today, most_counted),
                    .next_two_weeks_count = count_of(reader, soon, today, most_counted)};
}

Result<int> hand_over(store::Transaction& transaction, std::string_view from, std::string_view to,
                      const Occasion& occasion) {
    if (from.empty() || !store::find_caseworker(transaction, from))
        return Error{Refusal::bad_value, "choose whose cases are handed over", "from"};
    if (to.empty()) return Error{Refusal::bad_value, "choose who takes the cases over", "to"};
    if (from == to) return Error{Refusal::bad_value, "choose two different people", "to"};
    const auto cases = store::cases_of_caseworker(transaction, from);
    for (const auto& file : cases) {
        const auto assigned = assign(transaction, file.reference, to, {}, occasion);
        if (assigned.has_error()) {
            auto refused = assigned.error();
            refused.where = "to";
            return refused;
        }
    }
    return static_cast<int>(cases.size());
}

}  // namespace ehcp::casework
