#include "core/reporting/stages.hpp"

namespace ehcp::reporting {
namespace {

bool is_work(State state) { return state != State::none && !law::is_end(state) && !resting_states.has(state); }

}  // namespace

void stage_spells(const CaseView& view, Day as_of, std::vector<StageSpell>& spells) {
    spells.clear();
    for (const Move& move : view.moves) {
        const auto open = std::find_if(spells.rbegin(), spells.rend(), [&](const StageSpell& spell) {
            return spell.procedure == move.procedure && !spell.left_on;
        });
        if (open != spells.rend()) open->left_on = std::max(open->entered_on, move.on);
        if (is_work(move.to)) spells.push_back({move.procedure, move.to, move.on, std::nullopt});
    }
    // What ends by time alone (a dispute, once the time to appeal has run out) is no move.
    for (StageSpell& spell : spells)
        if (!spell.left_on) spell.left_on = ended_on(view.procedures[static_cast<std::size_t>(spell.procedure)], as_of);
}

}  // namespace ehcp::reporting
