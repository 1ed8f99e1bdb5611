#pragma once
// What is known of an invented child's plan beside its story: needs, placements, a personal budget now and then.

#include "core/casework/record.hpp"
#include "core/exchange/random.hpp"
#include "core/store/plan_facts.hpp"

namespace ehcp::exchange {

/// Of a case as it ends; empty where no plan was made. `last`: the last day of the record.
store::PlanFacts invented_facts(const casework::WholeCase& made, Day last, Random& random);

/// SEN2's code for why a child has no UPN yet.
std::string_view why_no_upn(Day born, Day last);

}  // namespace ehcp::exchange
