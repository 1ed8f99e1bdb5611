#pragma once
// From a request in a return to the case that it starts with us. A return gives outcomes and few dates: the events are
// the fewest that the law lets lead there, a note in the case says which days the return did not give, and what the
// events cannot say again of the return's year is kept beside them as stated there. Pure.

#include "core/casework/record.hpp"
#include "core/exchange/sen2/layout.hpp"
#include "core/json/arena.hpp"
#include "core/store/plan_facts.hpp"

namespace ehcp::exchange::sen2 {

struct StartingCase {
    std::vector<Event> events;
    store::PlanFacts facts;
    std::string primary_need, setting;
    std::string assumed;  ///< the days that the return did not give, for the note; empty where it gave all
    bool has_plan = false, has_review = false;
};

store::Person person_in(const Element& person);
StartingCase starting_case(const Element& request, const Layout& layout, Arena& texts);

}  // namespace ehcp::exchange::sen2
