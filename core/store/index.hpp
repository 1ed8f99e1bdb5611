#pragma once
// The indexes of derived facts, for lists and range scans: a pure function of a case's log (with the closures and the
// calendar), free of today. Written in the transaction of the event; compared with a fresh fold every night.
// `overdue` is one predicate, in lists.cpp: due_on < :today AND (lapses_on IS NULL OR lapses_on > :today).

#include <span>

#include "core/engine/case_view.hpp"
#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp::store {

struct IndexedProcedure {
    ProcedureKind kind{};
    State state{};
    Day opened_on{};
    std::optional<Day> ended_on, lapses_after;
    int origin = -1;
    friend bool operator==(const IndexedProcedure&, const IndexedProcedure&) = default;
};

/// A clock that is open.
struct IndexedClock {
    int number = 0;     ///< index into CaseView::clocks
    int procedure = 0;  ///< index into CaseView::procedures
    int event = 0;      ///< the event that started it
    ClockId clock{};
    ClockKind kind{};
    Bearer bearer{};
    std::optional<Adviser> adviser;
    std::string body, setting;
    Day trigger_on{};
    std::optional<Day> due_on, lapses_on, exempt_from;
    friend bool operator==(const IndexedClock&, const IndexedClock&) = default;
};

struct IndexedSetting {
    std::string setting;
    SettingRole role{};
    friend auto operator<=>(const IndexedSetting&, const IndexedSetting&) = default;
};

struct CaseIndex {
    std::vector<IndexedProcedure> procedures;
    std::vector<IndexedClock> clocks;
    std::vector<IndexedSetting> settings;  ///< sorted, each once
    friend bool operator==(const CaseIndex&, const CaseIndex&) = default;
};

/// What stands in a log after its corrections, by number: the last correction of an event counts; null where there is
/// none.
std::vector<const Event*> as_corrected(std::span<const Event> log);
std::vector<IndexedSetting> concerned_settings(std::span<const Event> log);

CaseIndex index_of_case(std::span<const Event> log, const CaseView& view);

/// Says for a person where two indexes differ ("clock finalise-plan: due 2026-06-01, by the log 2026-06-08"); empty:
/// nowhere.
std::string difference(const CaseIndex& kept, const CaseIndex& derived);

/// Of a case that has none yet.
void insert_index(Transaction& transaction, CaseId id, const CaseIndex& index);
/// In place of what there was.
void replace_index(Transaction& transaction, CaseId id, const CaseIndex& index);
CaseIndex read_index(Reader& reader, CaseId id);

}  // namespace ehcp::store
