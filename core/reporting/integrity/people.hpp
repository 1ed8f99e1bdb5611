#pragma once
// Checkers of what stands beside the log: who has the case, and where the child is.

#include "core/reporting/integrity/checker.hpp"

namespace ehcp::reporting {

class OwnerHasLeft : public Checker {
public:
    constexpr OwnerHasLeft()
        : Checker("owner-has-left", Severity::fault, "Assign the case to a caseworker who is here.") {}
    void examine(const CaseExamined& examined, Findings& findings) const override;
};

class CaseWithoutOwner : public Checker {
public:
    constexpr CaseWithoutOwner()
        : Checker("case-without-owner", Severity::attention, "Assign the case to a caseworker and a team.") {}
    void examine(const CaseExamined& examined, Findings& findings) const override;
};

class SettingUnknown : public Checker {
public:
    constexpr SettingUnknown()
        : Checker("setting-unknown", Severity::attention,
                  "Add the setting to the register, or put right its URN: its closures, and what its school may see, "
                  "depend on it.") {}
    void examine(const CaseExamined& examined, Findings& findings) const override;
};

}  // namespace ehcp::reporting
