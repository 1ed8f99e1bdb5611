#include "core/casework/keeping.hpp"

namespace ehcp::casework {

Event kept(const Event& event, Arena& arena) {
    Event own = event;
    event.present().each([&](Field field) {
        if (is_text(field)) own.set(field, arena.keep(event.text(field)));
    });
    if (event.replacement()) own.correct(event.corrects(), &arena.new_event(kept(*event.replacement(), arena)));
    return own;
}

void keep_actors(store::CaseLog& log) {
    for (auto& recorded : log.recorded) {
        recorded.by = log.arena->keep(recorded.by);
        recorded.as = log.arena->keep(recorded.as);
    }
}

}  // namespace ehcp::casework
