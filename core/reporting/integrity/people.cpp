#include "core/reporting/integrity/people.hpp"

#include <fmt/format.h>

#include "core/reporting/stages.hpp"

namespace ehcp::reporting {
namespace {

/// Somebody must have it: a procedure is under way, or a plan in force.
bool needs_an_owner(const CaseExamined& examined) {
    return std::ranges::any_of(examined.view.procedures, [&](const ProcedureRun& run) {
        const State state = state_on(run, examined.as_of);
        return state == State::maintained || (!law::is_end(state) && !resting_states.has(state));
    });
}

}  // namespace

void OwnerHasLeft::examine(const CaseExamined& examined, Findings& findings) const {
    const auto owner = examined.registers.caseworkers.find(examined.facts.caseworker);
    if (owner == examined.registers.caseworkers.end() || !owner->second.left_on ||
        *owner->second.left_on > examined.as_of)
        return;
    if (needs_an_owner(examined))
        find(findings, examined.facts.reference,
             fmt::format("it is with {}, who left on {}", examined.facts.caseworker, text_of(*owner->second.left_on)));
}

void CaseWithoutOwner::examine(const CaseExamined& examined, Findings& findings) const {
    if (examined.facts.caseworker.empty() && needs_an_owner(examined))
        find(findings, examined.facts.reference, "nobody has it");
}

void SettingUnknown::examine(const CaseExamined& examined, Findings& findings) const {
    const auto setting = examined.facts.setting;
    if (!setting.empty() && !examined.registers.settings.contains(setting))
        find(findings, examined.facts.reference, fmt::format("its setting {} is not in the register", setting));
}

}  // namespace ehcp::reporting
