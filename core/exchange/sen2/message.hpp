#pragma once
// A SEN2 return as a tree, the same for every year: elements with their items as text, as they are sent. What a year's
// return calls them, their order and their codes stand in its layout (layout.hpp).

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/law/tokens.hpp"

namespace ehcp {

EHCP_TOKENS(Sen2Module,
    header, person, requests, assessment, named_plan, plan_detail, active_plans, placement_detail, sen_need);

EHCP_TOKENS(Sen2Item,
    // header
    dmo, dco, dsco,
    // person
    surname, forename, birth_date, sex, ethnicity, postcode, upn, uln, upn_unknown,
    // request
    received_date, request_source, rya, request_outcome_date, request_outcome, request_mediation, request_tribunal,
    exported,
    // assessment
    assessment_outcome, assessment_outcome_date, assessment_mediation, assessment_tribunal, other_mediation,
    other_tribunal, week20,
    // plan
    start_date, plan_res, plan_wbp, pb, oa, dp, cease_date, cease_reason,
    // what it names, and where the child is
    urn, ukprn, sen_setting, sen_setting_other, placement_rank, sen_unit, resourced, entry_date, leaving_date, res, wbp,
    // plan in force
    transfer_la, review_meeting, review_outcome, review_draft, phase_transfer_due_date, phase_transfer_final_date,
    last_review,
    // need
    sen_type, sen_type_rank);

}  // namespace ehcp

namespace ehcp::exchange::sen2 {

using Module = Sen2Module;
using Item = Sen2Item;

struct Element {
    Module module{};
    std::string where = {};  ///< the case's reference, or the line or row that it was read from
    std::vector<std::pair<Item, std::string>> items = {};  ///< none is empty
    std::vector<Element> children = {};

    /// Empty where it is left out.
    std::string_view of(Item item) const;
    bool has(Item item) const { return !of(item).empty(); }
    /// In place of what there was; an empty value takes the item away.
    void set(Item item, std::string value);
    /// The first of that kind; null where there is none.
    const Element* child(Module kind) const;
    Element* child(Module kind);
    Element& add(Module kind);
};

/// "1" and "0".
std::string flag(bool yes);

}  // namespace ehcp::exchange::sen2
