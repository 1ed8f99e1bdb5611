#include "core/reporting/integrity/exemptions.hpp"

#include <fmt/format.h>

namespace ehcp::reporting {

void ExemptWithoutEvidence::examine(const CaseExamined& examined, Findings& findings) const {
    for (const Exemption& exemption : examined.view.exemptions) {
        if (!exemption.is_valid(examined.as_of) || examined.has_evidence(examined.facts.id, exemption.event)) continue;
        find(findings, examined.facts.reference,
             fmt::format("{} is exempt by limb {}, and no evidence is recorded",
                         hyphen_token(*exemption.claim->word<ClockId>()), token(*exemption.claim->word<Limb>())),
             exemption.event);
    }
}

void FamilyNotTold::examine(const CaseExamined& examined, Findings& findings) const {
    for (const Problem& problem : examined.view.problems)
        if (problem.code == ProblemCode::family_not_told_of_exemption && problem.stands(examined.as_of))
            find(findings, examined.facts.reference, "an exemption is recorded, and not when the family was told",
                 problem.event);
}

}  // namespace ehcp::reporting
