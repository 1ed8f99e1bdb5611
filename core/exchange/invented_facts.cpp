#include "core/exchange/invented_facts.hpp"

#include <algorithm>
#include <array>

namespace ehcp::exchange {
namespace {

// In SEN2's words; one in a thousand each way is enough to meet every code.
constexpr std::array types_of_need = std::to_array<std::string_view>(
    {"ASD", "SEMH", "SLCN", "MLD", "SLD", "PMLD", "SPLD", "HI", "VI", "MSI", "PD", "DS", "OTH"});
constexpr std::array in_no_setting = std::to_array<std::string_view>({"EHE", "OLA", "OPA", "NIEO", "OTH"});
constexpr int youngest_neet = 17;  // on the last day; a year before that, on a census day, 16

bool is_type_of_need(std::string_view code) { return std::ranges::find(types_of_need, code) != types_of_need.end(); }

std::vector<store::Need> needs(const casework::WholeCase& made, Random& random) {
    std::vector<store::Need> needs{{1, is_type_of_need(made.primary_need) ? made.primary_need : std::string("OTH")}};
    if (random.chance(400)) {
        std::string second(random.one_of(types_of_need));
        if (second != needs.front().code) needs.push_back({2, std::move(second)});
    }
    return needs;
}

store::Placement placement(const casework::WholeCase& made, Random& random) {
    store::Placement placement{.part = PlacementPart::named, .urn = made.setting};
    placement.resourced = random.chance(60);
    placement.sen_unit = !*placement.resourced && random.chance(40);
    return placement;
}

/// Not in a school or other setting with a number.
void leave_setting(store::Placement& placement, Day born, Day last, Random& random) {
    placement.urn.clear();
    placement.sen_unit.reset();
    placement.resourced.reset();
    const bool is_grown = corresponding_date(born, 12 * youngest_neet) <= last;
    placement.setting_type = is_grown && random.chance(500) ? std::string("NEET") : std::string(random.one_of(in_no_setting));
}

}  // namespace

std::string_view why_no_upn(Day born, Day last) {
    constexpr int assigned_by = 5;  // at the next census day none of them is 6
    return corresponding_date(born, 12 * assigned_by) > last ? "UN1" : "UN8";
}

store::PlanFacts invented_facts(const casework::WholeCase& made, Day last, Random& random) {
    const auto began = std::ranges::find_if(made.events, [](const store::NewEvent& each) {
        return each.event.type == EventType::plan_finalised || each.event.type == EventType::plan_transferred_in;
    });
    if (began == made.events.end()) return {};
    store::PlanFacts facts;
    facts.needs = needs(made, random);
    auto named = placement(made, random);
    auto attended = named;
    attended.part = PlacementPart::attended;
    attended.entered_on = began->event.on;
    if (random.chance(30)) leave_setting(attended, made.child.date_of_birth, last, random);
    facts.placements = {std::move(named), std::move(attended)};
    if (random.chance(50)) {
        facts.details.personal_budget = true;
        facts.details.organised_arrangements = random.chance(500) ? "1" : "0";
        if (random.chance(300)) facts.details.direct_payments = "E";
    }
    if (random.chance(10)) facts.placements.back().residential = "A";
    return facts;
}

}  // namespace ehcp::exchange
