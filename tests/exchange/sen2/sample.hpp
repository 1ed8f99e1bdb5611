#pragma once
// A person of a return who passes every check, to be spoilt one item at a time.

#include "core/exchange/sen2/layout.hpp"

namespace ehcp::test {

inline exchange::sen2::Layout layout_of(int year) { return exchange::sen2::Layout::load("schemas/sen2", year).value(); }

/// Asked on 3 February 2025, decided on 14 March, a plan on 20 June; reviewed and in force on the census day of 2026.
inline exchange::sen2::Element sound_person() {
    using namespace exchange::sen2;
    using enum Sen2Item;
    Element person{.module = Module::person, .where = "line 5"};
    person.items = {{surname, "Bramblewick"}, {forename, "Ada"}, {birth_date, "2015-03-02"}, {sex, "F"}, {ethnicity, "WBRI"},
                    {postcode, "ZZ99 1AA"}, {upn, "U823200109001"}};
    auto& request = person.add(Module::requests);
    request.items = {{received_date, "2025-02-03"}, {request_source, "2"}, {rya, "0"}, {request_outcome_date, "2025-03-14"},
                     {request_outcome, "Y"}, {request_mediation, "0"}, {request_tribunal, "0"}};
    Element assessment{.module = Module::assessment, .where = "line 5"};
    assessment.items = {{assessment_outcome, "Y"}, {assessment_outcome_date, "2025-06-20"}, {assessment_mediation, "0"},
                        {assessment_tribunal, "0"}, {other_mediation, "0"}, {other_tribunal, "0"}, {week20, "0"}};
    auto& plan = assessment.add(Module::named_plan);
    plan.items = {{start_date, "2025-06-20"}, {pb, "0"}};
    plan.add(Module::plan_detail).items = {{urn, "900001"}, {placement_rank, "1"}, {sen_unit, "0"}, {resourced, "0"}};
    request.children.push_back(std::move(assessment));
    auto& active = request.add(Module::active_plans);
    active.items = {{review_meeting, "2025-11-03"}, {review_outcome, "M"}, {last_review, "2025-11-24"}};
    active.add(Module::placement_detail).items = {{urn, "900001"}, {placement_rank, "1"}, {entry_date, "2025-09-01"}, {sen_unit, "0"}, {resourced, "0"}};
    active.add(Module::sen_need).items = {{sen_type, "ASD"}, {sen_type_rank, "1"}};
    return person;
}

}  // namespace ehcp::test
