#pragma once
// A case from elsewhere, before it is in the record: read from a row or a line, and what is wrong with it, if anything.
// Messages name rows, ids and columns; never a person.

#include <memory>
#include <vector>

#include "core/casework/record.hpp"
#include "core/json/arena.hpp"
#include "core/store/plan_facts.hpp"

namespace ehcp::exchange {

struct RowFault {
    std::size_t row = 0;  ///< its line or row in the file
    std::string id;       ///< its own id in the other system; empty where it has none
    std::string place;    ///< "column 'Date received'", "events[2].on"; empty: the row as a whole
    std::string why;
    std::string remedy;
};

struct BroughtCase {
    std::size_t row = 0;
    std::string id;
    std::unique_ptr<Arena> arena = std::make_unique<Arena>();  ///< owns the texts of the events
    casework::WholeCase whole;
    std::vector<store::Contact> contacts;
    store::PlanFacts facts;           ///< of a plan: needs and placements, for the SEN2 return
    std::string no_upn_because;       ///< SEN2's code; empty where nobody said
    std::vector<std::string> places;  ///< for each event: what in the row says so
    store::Hash fingerprint{};        ///< of what happened, by the row; of no personal data
    std::vector<RowFault> faults;     ///< none: it can be entered, if the fold takes it
};

/// Where the cases come from: each call gives the next; false after the last.
class CaseStream {
public:
    virtual ~CaseStream() = default;
    virtual Result<bool> next(BroughtCase& brought) = 0;
    virtual std::string_view source() const = 0;  ///< the other system's name
    virtual std::string_view unit() const = 0;    ///< "line" or "row"
    virtual std::size_t size() const = 0;         ///< how many there are, at least roughly, for the progress
};

}  // namespace ehcp::exchange
