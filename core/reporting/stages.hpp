#pragma once
// The time that cases spend in each stage: a stage is a state of a procedure in which somebody has work to do.

#include "core/engine/case_view.hpp"

namespace ehcp::reporting {

/// A time that a case spent in one state of a procedure. `left_on`: none while it is still there.
struct StageSpell {
    int procedure;
    State state;
    Day entered_on;
    std::optional<Day> left_on;
    friend bool operator==(const StageSpell&, const StageSpell&) = default;
};

/// States in which nobody has work to do: a refusal that stands, a plan in force, a decision that the family may yet
/// dispute.
inline constexpr States resting_states = {State::refused_to_assess, State::refused_to_issue, State::maintained,
                                          State::open};

/// Every spell in a state of work, in the order in which they began. `spells` is emptied first.
void stage_spells(const CaseView& view, Day as_of, std::vector<StageSpell>& spells);

}  // namespace ehcp::reporting
