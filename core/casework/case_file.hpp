#pragma once
// A case opened: its row, its log and what the log amounts to. What every page, answer and check begins with.

#include "core/engine/fold.hpp"
#include "core/store/log.hpp"
#include "core/store/people.hpp"

namespace ehcp::casework {

struct OpenCase {
    store::CaseFile file;
    store::CaseLog log;
    CaseView view;  ///< refers into log
};

/// The file as it is now. `texts`: with the free text of its events.
Result<OpenCase> open_case(store::Reader& reader, std::string_view reference, const WorkingCalendar& calendar,
                           store::Texts texts = store::Texts::left_out);
OpenCase open_case(store::Reader& reader, store::CaseId id, const WorkingCalendar& calendar,
                   store::Texts texts = store::Texts::left_out);

/// What was known of it at a moment: only what had been entered by then. Refuses (not_found) when nothing had.
Result<OpenCase> as_known_on(store::Reader& reader, std::string_view reference, Instant moment,
                             const WorkingCalendar& calendar);

/// The fold of a log already in the record. A log that does not fold is damage (DatabaseError), not a refusal.
CaseView fold_recorded(std::span<const Event> log, std::span<const Closure> closures, const WorkingCalendar& calendar,
                       std::string_view reference);

}  // namespace ehcp::casework
