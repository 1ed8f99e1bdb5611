#pragma once
// Events as JSON: the public form of `ehcp clocks` and of the API, and the stored form, in which free text (which may hold
// personal data) stands apart from the fields that the engine needs.

#include <boost/json.hpp>

#include "core/json/arena.hpp"

namespace ehcp {

/// One event object. Texts are kept in `arena`. `where` is its place, as "events[2]"; `number` goes into the error.
/// `recorded_at` and `recorded_by` are checked and otherwise passed over: who records is not the caller's to say.
Result<Event> read_event(const boost::json::value& json, Arena& arena, std::string_view where, int number);

/// The public form: type, on, then the fields in the order of their enumeration.
boost::json::object event_json(const Event& event);

/// What the log stores beside type and day: every field but free text. "{}" when there is none. Keys in a fixed order and no
/// white space, so that equal events have equal bytes (the hash chain depends on it).
std::string stored_body(const Event& event);
/// The free text fields in the same form; empty when there is none. A correction's replacement has its texts under "replacement".
std::string stored_texts(const Event& event);

/// Reads back what stored_body and stored_texts wrote; throws std::runtime_error for anything else (a damaged record).
/// `texts` may be empty (erased, or not needed): the event then lacks its free text.
Event read_stored(EventType type, Day on, std::string_view body, std::string_view texts, Arena& arena);

}  // namespace ehcp
