#pragma once
// Private to core/store: SOCI, and what makes its statements short. A statement is a struct with
// its parameters and results as members, and `soci::statement run` last; it is made once a connection
// (Connection::prepared) and then filled and run.

#include <soci/soci.h>

#include <optional>
#include <string>
#include <string_view>

#include "core/law/vocabulary.hpp"
#include "core/store/error.hpp"
#include "core/time/day.hpp"

namespace ehcp::store {

using soci::into;
using soci::use;

/// A column that may be null: text, empty when null.
struct MaybeText {
    std::string text;
    soci::indicator there = soci::i_null;

    MaybeText& operator=(std::string_view value) {
        text = value;
        there = value.empty() ? soci::i_null : soci::i_ok;
        return *this;
    }
    MaybeText& operator=(std::optional<Day> day) {
        text = day ? text_of(*day) : std::string{};
        there = day ? soci::i_ok : soci::i_null;
        return *this;
    }
    std::string_view view() const { return there == soci::i_ok ? std::string_view{text} : std::string_view{}; }
    std::string str() const { return std::string(view()); }
};

struct MaybeNumber {
    long long number = 0;
    soci::indicator there = soci::i_null;

    MaybeNumber& operator=(std::optional<long long> value) {
        number = value.value_or(0);
        there = value ? soci::i_ok : soci::i_null;
        return *this;
    }
    std::optional<long long> value() const { return there == soci::i_ok ? std::optional{number} : std::nullopt; }
};

// SOCI keeps only a reference to the name until the statement is made, so that the caller must own it.
inline auto use_maybe(MaybeText& field, const std::string& name) { return use(field.text, field.there, name); }
inline auto use_maybe(MaybeNumber& field, const std::string& name) { return use(field.number, field.there, name); }
inline auto into_maybe(MaybeText& field) { return into(field.text, field.there); }
inline auto into_maybe(MaybeNumber& field) { return into(field.number, field.there); }

/// Runs a query for one row, to its end: a statement left half read would hold its moment of the database open.
inline bool fetch_one(soci::statement& run) {
    if (!run.execute(true)) return false;
    while (run.fetch()) {
    }
    return true;
}

/// Calls row() for each row of a query.
template <class Row>
void each_row(soci::statement& run, Row row) {
    for (bool more = run.execute(true); more; more = run.fetch()) row();
}

inline long long seconds_of(Instant moment) { return moment.time_since_epoch().count(); }
inline Instant instant_of(long long seconds) { return Instant{std::chrono::seconds{seconds}}; }

/// A day that the database gave back: anything else is damage.
inline Day stored_day(std::string_view text) {
    if (const auto day = day_from(text)) return *day;
    throw DatabaseError(Fault::damaged_record, "the record holds a date that is none; run ehcp verify");
}
inline std::optional<Day> stored_day(const MaybeText& text) {
    return text.view().empty() ? std::nullopt : std::optional{stored_day(text.view())};
}

/// A word that the database gave back.
template <class Enum>
Enum stored_word(std::string_view text) {
    if (const auto word = from_token<Enum>(text)) return *word;
    throw DatabaseError(Fault::damaged_record, "the record holds a word that is not of its list; run ehcp verify");
}
inline ClockId stored_clock(std::string_view text) {
    for (const auto clock : all<ClockId>()) {
        if (hyphen_token(clock) == text) return clock;
    }
    throw DatabaseError(Fault::damaged_record,
                        "the record holds a clock that is not of the law's list; run ehcp verify");
}

}  // namespace ehcp::store
