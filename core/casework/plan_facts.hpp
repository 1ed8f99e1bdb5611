#pragma once
// Changing what is kept beside the log: the child's details, the plan's needs and placements. A note in the log says who
// changed which of them and when, but nothing of the child. The seq that the caller saw is the lock, as for events.

#include "core/casework/case_file.hpp"
#include "core/casework/occasion.hpp"
#include "core/store/plan_facts.hpp"

namespace ehcp::casework {

struct ChildDetails {
    store::Person person;
    std::string no_upn_because;
};
ChildDetails load_child_details(store::Reader& reader, store::PersonId id);

/// Refuses (bad_value, with the field) what faults_of finds. Nothing is entered where nothing changes.
Result<void> keep_child_details(store::Transaction& transaction, std::string_view reference, int expected_seq,
                                const ChildDetails& details, const Occasion& occasion);

/// What a return of a year stated stays as it is. Nothing is entered where nothing changes.
Result<void> keep_plan_facts(store::Transaction& transaction, std::string_view reference, int expected_seq,
                             const store::PlanFacts& facts, const Occasion& occasion);

}  // namespace ehcp::casework
