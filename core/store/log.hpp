#pragma once
// The log: appended, loaded, never changed (triggers in 0001 forbid it). Event n of a case is its entry number n, from
// 0. `entry` runs over all cases from 1 without a gap, so a missing one shows.

#include <memory>
#include <span>

#include "core/json/arena.hpp"
#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp::store {

/// When and by whom an event was entered. Texts belong to the log or scan that it came from.
struct Recorded {
    std::int64_t entry;
    Instant at;
    std::string_view by, as;
    Hash hash;
    bool has_text;  ///< free text came with it, erased since or not
};

struct CaseLog {
    std::vector<Event> events;
    std::vector<Recorded> recorded;  ///< of the same length
    std::unique_ptr<Arena> arena = std::make_unique<Arena>();
};

/// The whole log, or what of it was known at a moment. Free text costs another look-up: ask for it where it is shown.
enum class Texts { left_out, included };
CaseLog load_log(Reader& reader, CaseId id, Texts texts = Texts::left_out, std::optional<Instant> known_until = {});

struct NewEvent {
    Event event;
    Actor actor;
    Instant at;  ///< entered at
};

/// Appends to a case whose last event is number `expected_seq`; refuses (conflict) when the case has moved on. Updates
/// `file`. Whether the event may happen, and that `at` is not before the entry before it, is the caller's to see to
/// (core/casework). Texts of the answer belong to `event`.
Result<Recorded> append_event(Transaction& transaction, CaseFile& file, int expected_seq, const NewEvent& event);

/// A new case with its first events, all at once: the row of the case is written once, whatever the length of the log.
/// An event entered before the one before it is entered at that one's moment. `file` gets its id, reference (the next
/// of the year of `received_on`), last_seq and head.
std::vector<Recorded> append_case(Transaction& transaction, CaseFile& file, Day received_on,
                                  std::span<const NewEvent> events);

/// Takes the free text of one event away, for good, and says who did and why. The chain keeps the hash and stays whole.
Result<void> erase_text(Transaction& transaction, CaseId id, int seq, const Actor& actor, Instant at,
                        std::string_view reason);

}  // namespace ehcp::store
