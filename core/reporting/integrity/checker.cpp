#include "core/reporting/integrity/checker.hpp"

#include "core/reporting/integrity/clocks.hpp"
#include "core/reporting/integrity/exemptions.hpp"
#include "core/reporting/integrity/people.hpp"
#include "core/reporting/integrity/record.hpp"
#include "core/store/registers.hpp"

namespace ehcp::reporting {
namespace {

/// What the scan comes upon before any checker can look; it stands in the list so that people see what is looked for.
class NotedByScan : public Checker {
public:
    NotedByScan(std::string_view name, std::string_view remedy) : Checker(name, Severity::fault, remedy) {}
};

}  // namespace

std::span<const Checker* const> all_checkers() {
    static const NotedByScan chain_broken(
        "chain-broken",
        "Stop writing, run `ehcp verify` with the last seal kept elsewhere, and restore from the last good backup.");
    static const NotedByScan log_refused(
        "log-refused", "Open the case and correct the entry: until then none of its limits is watched.");
    static const EntriesMissing entries_missing;
    static const IndexDrift index_drift;
    static const CalendarHorizon calendar_horizon;
    static const LiveCaseWithoutOpenClock live_case_without_open_clock;
    static const ClosedCaseWithOpenClock closed_case_with_open_clock;
    static const ExemptWithoutEvidence exempt_without_evidence;
    static const OwnerHasLeft owner_has_left;
    static const CaseWithoutOwner case_without_owner;
    static const SettingUnknown setting_unknown;
    static const FamilyNotTold family_not_told;
    static const std::array<const Checker*, 12> checkers = {&chain_broken,
                                                            &log_refused,
                                                            &entries_missing,
                                                            &index_drift,
                                                            &calendar_horizon,
                                                            &live_case_without_open_clock,
                                                            &closed_case_with_open_clock,
                                                            &exempt_without_evidence,
                                                            &owner_has_left,
                                                            &case_without_owner,
                                                            &setting_unknown,
                                                            &family_not_told};
    return checkers;
}

Registers read_registers(store::Reader& reader) {
    Registers registers;
    for (const auto& each : store::all_caseworkers(reader))
        registers.caseworkers.emplace(each.code, Registers::Owner{each.left_on});
    for (const auto& each : store::all_settings(reader)) registers.settings.insert(each.urn);
    return registers;
}

Finding finding_of(const UnfoldedCase& unfolded) {
    const Checker& checker = *all_checkers()[unfolded.damaged ? 0 : 1];
    return {checker.name(), checker.severity(), unfolded.reference, unfolded.event, unfolded.message, checker.remedy()};
}

}  // namespace ehcp::reporting
