#include "core/exchange/bring/row_facts.hpp"

#include <algorithm>

#include "core/casework/intake_checks.hpp"

namespace ehcp {
EHCP_TOKENS(YesOrNo, yes, no);
}

namespace ehcp::exchange {
namespace {

using enum CaseColumn;

std::optional<bool> yes_or_no(RowValues& values, CaseColumn column) {
    const auto word = values.word<YesOrNo>(column);
    return word ? std::optional{*word == YesOrNo::yes} : std::nullopt;
}

/// A UKPRN has eight digits; everything else is taken for a URN.
void put_number(store::Placement& placement, const std::string& number) {
    (number.size() == 8 ? placement.ukprn : placement.urn) = number;
}

void tell_needs(RowValues& values, store::PlanFacts& facts) {
    if (values.has(primary_need)) facts.needs.push_back({1, values.text(primary_need)});
    if (!values.has(secondary_need)) return;
    const auto& second = values.text(secondary_need);
    if (std::ranges::find(casework::needs, second, &casework::Need::code) == casework::needs.end())
        values.fault(secondary_need, values.quoted(secondary_need) + " is not a type of need",
                     "use a School Census code, as ASD, or translate theirs under 'words' in the mapping");
    // The same once more says nothing.
    if (second != values.text(primary_need)) facts.needs.push_back({values.has(primary_need) ? 2 : 1, second});
}

void tell_placements(RowValues& values, store::PlanFacts& facts) {
    const auto unit = yes_or_no(values, sen_unit), resourced = yes_or_no(values, resourced_provision);
    if (values.has(named_setting)) {
        store::Placement named{.part = PlacementPart::named};
        put_number(named, values.text(named_setting));
        if (values.text(named_setting) == values.text(setting)) {
            named.sen_unit = unit;
            named.resourced = resourced;
        }
        facts.placements.push_back(named);
    }
    if (!values.has(setting) && !values.has(setting_type)) return;
    store::Placement attended{.part = PlacementPart::attended,
                              .sen_unit = unit,
                              .resourced = resourced,
                              .entered_on = values.day(setting_from)};
    if (values.has(setting))
        put_number(attended, values.text(setting));
    else
        attended.setting_type = values.text(setting_type);
    facts.placements.push_back(attended);
}

}  // namespace

void tell_facts(RowValues& values, BroughtCase& brought) {
    brought.no_upn_because = values.text(no_upn_because);
    if (!values.has(plan_issued) && !values.has(transferred_in)) return;
    tell_needs(values, brought.facts);
    tell_placements(values, brought.facts);
}

}  // namespace ehcp::exchange
