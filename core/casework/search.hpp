#pragma once
// Finding cases and what is to be done: search by name, UPN, reference or setting, and the worklist of open clocks by
// due date. Pages go on from a cursor, which names the last row seen, so that new rows never shift a page.

#include "core/engine/result.hpp"
#include "core/store/lists.hpp"

namespace ehcp::casework {

/// A page: rows, and where the next one begins; empty after the last.
template <class Row>
struct Page {
    std::vector<Row> rows;
    std::string next;
};

using Found = store::FoundCase;
struct Search {
    std::string text = {};     ///< a reference, a UPN, or the beginning of a name: "obr", "obrien, sea"
    std::string setting = {};  ///< URN: of the child, or that the case concerns
    std::string cursor = {};
    int limit = 50;  ///< at most 200
};
Result<Page<Found>> search(store::Reader& reader, const Search& search);

using Due = store::DueClock;
struct Worklist {
    std::string team = {}, caseworker = {}, setting = {};  ///< empty: any
    std::optional<ClockId> clock = {};
    std::optional<Day> due_from = {};    ///< due on this day or later
    std::optional<Day> due_before = {};  ///< due on an earlier day than this
    bool overdue = false;                ///< only what is over its last day
    store::Whose whose = store::Whose::anybodys;
    bool limits_only = false;  ///< only what can become a breach
    std::string cursor = {};
    int limit = 50;
};
/// Open clocks with a due date, the earliest first. A clock that time has ended by `today` is not on it.
Result<Page<Due>> worklist(store::Reader& reader, const Worklist& filter, Day today);
/// How many, as far as `most`; regardless of cursor and limit.
int count_of(store::Reader& reader, const Worklist& filter, Day today, int most);

}  // namespace ehcp::casework
