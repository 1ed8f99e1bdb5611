#pragma once
// Checkers of exemptions: each takes a case out of the published figures, and so must be able to stand up.

#include "core/reporting/integrity/checker.hpp"

namespace ehcp::reporting {

class ExemptWithoutEvidence : public Checker {
public:
    constexpr ExemptWithoutEvidence()
        : Checker("exempt-without-evidence", Severity::fault,
                  "Record what shows that the limb holds, or correct the entry.") {}
    void examine(const CaseExamined& examined, Findings& findings) const override;
};

class FamilyNotTold : public Checker {
public:
    constexpr FamilyNotTold()
        : Checker("family-not-told-of-exemption", Severity::attention,
                  "Tell the family which limit does not apply and why, and record when.") {}
    void examine(const CaseExamined& examined, Findings& findings) const override;
};

}  // namespace ehcp::reporting
