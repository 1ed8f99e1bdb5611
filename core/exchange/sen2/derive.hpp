#pragma once
// From a case to what the return says of it: one Requests element for each request, or plan that came from another
// authority, that the return of the year counts. Pure. Everything is told as it stood on the census day; what was
// decided before the calendar year is "H", whatever came of it later.

#include "core/engine/case_view.hpp"
#include "core/exchange/sen2/layout.hpp"
#include "core/store/plan_facts.hpp"

namespace ehcp::exchange::sen2 {

/// `standing`: the log after its corrections (store::as_corrected), by number; `view`: its fold.
std::vector<Element> requests_of(std::span<const Event* const> standing, const CaseView& view,
                                 const store::PlanFacts& facts, const Layout& layout, std::string_view reference);

/// Without requests.
Element person_of(const store::Person& person, std::string_view no_upn_because, std::string_view reference);

/// Puts what the return of this year stated itself in the place of what follows from the events. Of a case with one
/// request, as an import makes them.
void put_stated(Element& request, const store::PlanFacts& facts, int year);
/// What must be stated for `derived` to become `wanted`: put_stated() of it does.
std::vector<store::StatedItem> stated_between(const Element& derived, const Element& wanted, int year);

}  // namespace ehcp::exchange::sen2
