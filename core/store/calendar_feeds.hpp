#pragma once
// Secret addresses of calendars: who made each, of whose deadlines, until it was ended. The secret itself is not kept,
// only its hash; making and ending stand in the history of the account whose it is.

#include "core/engine/result.hpp"
#include "core/store/users.hpp"

namespace ehcp::store {

/// Of a caseworker or of a team: one of the two is empty.
struct CalendarOf {
    std::string caseworker = {}, team = {};
    friend bool operator==(const CalendarOf&, const CalendarOf&) = default;
};

struct CalendarFeed {
    std::int64_t id = 0;
    AccountId account = {};
    CalendarOf of = {};
    Instant made_at{};
};

/// Returns the secret, which nobody can read again: 32 random bytes in base64url. One that the account had for the same
/// list is ended.
std::string make_calendar_feed(Transaction& transaction, AccountId account, const CalendarOf& of, const Doing& doing);
/// Refuses (not_found) one that is not in use.
Result<void> end_calendar_feed(Transaction& transaction, std::int64_t id, const Doing& doing);

/// The one that the secret opens, unless ended.
std::optional<CalendarFeed> find_calendar_feed(Reader& reader, std::string_view secret);
/// All in use, the oldest first.
std::vector<CalendarFeed> calendar_feeds(Reader& reader);

}  // namespace ehcp::store
