#pragma once
// A setting's own requests, and what is asked of a setting or of a body that gives advice. Pages and cursors:
// core/casework/requests.hpp and asked.hpp.

#include "core/store/lists.hpp"

namespace ehcp::store {

/// Cases that the setting asked for, the newest first, below the case `before` (0: from the newest). `surname`: folded,
/// the beginning of the child's; empty: any.
std::vector<FoundCase> cases_requested_by(Reader& reader, std::string_view setting, std::string_view surname,
                                          CaseId before, int limit);

/// An open clock that somebody outside the authority is to answer.
struct AskedClock {
    FoundCase of;
    IndexedClock clock;
};
struct AfterAsked {
    std::string due = {};
    CaseId of = {};
    int number = -1;
};
/// Advice and placement consultations that name the setting, and what its review owes (bearer convenor) where the child
/// attends it and it already has to do with the case. The earliest first.
std::vector<AskedClock> asked_of_setting(Reader& reader, std::string_view setting, Day today, const AfterAsked& after,
                                         int limit);
/// Advice that names the body.
std::vector<AskedClock> asked_of_body(Reader& reader, std::string_view body, Day today, const AfterAsked& after,
                                      int limit);

}  // namespace ehcp::store
