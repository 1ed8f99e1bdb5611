#pragma once
// What the nightly run keeps: which nights are done, the seals, the breaches it has seen. Inserting is the claim: a
// night, and a rung of a breach, can be entered once, so that a run repeated changes nothing.

#include <functional>

#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp::store {

struct Night {
    Day day{};
    Instant started_at{};
    std::optional<Instant> finished_at = {};
    int findings = 0;
    std::string summary = {};  ///< JSON
};
/// True: this run has the night. False: it is done, or another run that began less than an hour ago is at it.
bool claim_night(Transaction& transaction, Day day, Instant now);
void finish_night(Transaction& transaction, const Night& night);
/// Lets a claimed night go that could not be finished.
void release_night(Transaction& transaction, Day day);
std::optional<Night> last_finished_night(Reader& reader);
std::optional<Night> find_night(Reader& reader, Day day);
/// The last `most` that are finished, the newest first.
std::vector<Night> last_nights(Reader& reader, int most);

/// A failure is a row, never swallowed. `case_id` 0: not of one case.
void note_failure(Transaction& transaction, Day day, CaseId id, std::string_view message);

struct Seal {
    Day day{};
    std::int64_t entries = 0;  ///< the log up to and with this entry
    Hash digest{};
    Instant at{};
};
void keep_seal(Transaction& transaction, const Seal& seal);
std::vector<Seal> all_seals(Reader& reader);

/// One limit that was missed. The event that started the clock names its run, whatever is entered or corrected later.
struct BreachRow {
    CaseId id;
    int event = 0;
    ClockId clock{};
    std::string rung = {};  ///< "missed", and whatever else the report escalates by
    Day first_night{};
    std::optional<Day> put_right_night = {};
    // What the last night that saw it standing saw of it.
    std::optional<Day> due_on = {};
    std::string limb = {};  ///< of a valid exemption; empty: none
    std::string team = {}, caseworker = {}, setting = {};
    // How it was put right, and on which day.
    std::string put_right_how = {};
    std::optional<Day> put_right_on = {};
    friend bool operator==(const BreachRow&, const BreachRow&) = default;
};
/// True when there was something to write: it was not standing before, or is not as it was last seen. One that was put
/// right and stands again (a refusal reconsidered, a correction) counts from this night; put right on this very night,
/// it goes on as if it had not been.
bool note_breach(Transaction& transaction, const BreachRow& row);
/// `row` says how, on which day, and whose it then was.
void put_right(Transaction& transaction, const BreachRow& row, Day night);
/// Those not put right before `night`, by case. The row is gone when the visitor returns.
void each_standing_breach(Reader& reader, Day night, const std::function<void(const BreachRow&)>& visit);

}  // namespace ehcp::store
