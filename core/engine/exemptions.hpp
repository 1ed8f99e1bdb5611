#pragma once
// Whether a claimed limb holds. The limbs that can be checked are: closures against the days on which advice was asked for,
// absences against their length, missed appointments against the log. Dates must lie in the time in which the limit ran.

#include "core/engine/case_view.hpp"

namespace ehcp {

struct AskedSetting {
    int procedure;
    std::string_view setting;
    Day on;
};
struct MissedAppointment {
    int procedure;
    const Event* event;
};

/// The facts beside the claim.
struct Evidence {
    std::span<const Closure> closures;
    std::span<const AskedSetting> asked;
    std::span<const MissedAppointment> missed;
};

/// Sets valid_from and why_not.
void judge(Exemption& exemption, const CaseView& view, const Evidence& evidence);

}  // namespace ehcp
