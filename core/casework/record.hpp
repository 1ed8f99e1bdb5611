#pragma once
// Entering what happened. The seq that the caller saw is the lock; the fold of the log with the new event says whether
// it can have happened; event, text and indexes are written in one transaction.

#include "core/casework/case_file.hpp"
#include "core/casework/occasion.hpp"

namespace ehcp::casework {

/// Refuses a case that has moved on (conflict) and what the fold refuses (impossible_event …, with the number of the
/// event in the log as Error::event). On success the case is as it now stands.
Result<OpenCase> record_event(store::Transaction& transaction, std::string_view reference, int expected_seq,
                              const Event& event, const Occasion& occasion);

/// What the case would be with the event, and nothing kept of it: what it would refuse or flag can be asked about first.
/// The event is the last of the log.
Result<OpenCase> try_event(store::Reader& reader, std::string_view reference, const Event& event,
                           const Occasion& occasion);

/// A correction is an event: what stood there stays. `replacement` null: the entry should never have been made.
Result<OpenCase> correct_event(store::Transaction& transaction, std::string_view reference, int expected_seq,
                               int number, const Event* replacement, std::string_view reason, const Occasion& occasion);

Result<OpenCase> add_note(store::Transaction& transaction, std::string_view reference, int expected_seq,
                          std::string_view text, const Occasion& occasion);

/// Refuses a caseworker who is not known or has left. An empty team means the caseworker's. Both empty: nobody's.
Result<store::CaseFile> assign(store::Transaction& transaction, std::string_view reference, std::string_view caseworker,
                               std::string_view team, const Occasion& occasion);

/// Imports and the demonstration caseload: a child, a case and a log that are known to be right but for being folded
/// here once; refuses what the fold refuses. Indexes are written once, at the end.
struct WholeCase {
    store::Person child;  ///< with an id: one whom the record knows already
    std::string setting = {}, caseworker = {}, team = {}, primary_need = {};
    Day received_on{};  ///< gives the reference its year
    std::vector<store::NewEvent> events = {};
};
Result<store::CaseFile> import_case(store::Transaction& transaction, const WholeCase& whole, Fold& fold, Day today);

/// A closure learnt: entered, and the indexes of every case that asked the setting for advice brought up to date.
/// Refuses one that reopens before it closes, or of an unknown setting. Returns how many cases were looked at.
Result<int> learn_closure(store::Transaction& transaction, const store::SettingClosure& closure,
                          const WorkingCalendar& calendar);

}  // namespace ehcp::casework
