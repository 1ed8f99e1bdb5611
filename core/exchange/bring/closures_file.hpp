#pragma once
// When settings are closed: from CSV (closures, or terms, between which they are closed) or iCalendar. Pure.

#include "core/exchange/bring/brought.hpp"

namespace ehcp::exchange {

struct FoundClosure {
    std::size_t line = 0;
    std::string setting;  ///< URN; empty: of the settings that whoever imports it names
    Day closed_from{}, reopens{};
    std::string what;  ///< "Summer holiday"; empty where not said
    friend bool operator==(const FoundClosure&, const FoundClosure&) = default;
};

struct ClosuresFile {
    std::string taken_as;  ///< "CSV of terms in UTF-8"
    std::vector<FoundClosure> closures;
    std::vector<RowFault> faults;
    std::size_t passed_over = 0;  ///< events without the word that was asked for
};

/// `only`: of a calendar, the events whose summary has this word (capitals do not count); empty: all.
/// The CSV has `closed_from` and either `reopens` or `closed_to` (the last day closed), or `term_from` and `term_to`
/// (the last day of the term); besides `setting` (or URN) and `title`. Dates are 2026-02-28 or 28/02/2026.
Result<ClosuresFile> read_closures(std::string_view bytes, std::string_view name, std::string_view only = {});

}  // namespace ehcp::exchange
