#pragma once
// Private to core/exchange/bring: what one row says, field by field, after the mapping; and where it cannot be
// understood.

#include <array>

#include "core/exchange/bring/brought.hpp"
#include "core/exchange/bring/mapping.hpp"

namespace ehcp::exchange {

class RowValues {
public:
    RowValues(std::vector<RowFault>& faults, std::size_t row) : faults_(faults), row_(row) { columns_.fill(nullptr); }

    /// Takes a cell: trimmed, "N/A" and its like as nothing, the mapping's words for theirs.
    void take(const MappedColumn& mapped, std::string_view cell, const Mapping& mapping);

    bool has(CaseColumn c) const { return !texts_[index_of(c)].empty(); }
    const std::string& text(CaseColumn c) const { return texts_[index_of(c)]; }
    std::optional<Day> day(CaseColumn c) const { return days_[index_of(c)]; }

    /// One of our words; a fault where it is none of them.
    template <class Word>
    std::optional<Word> word(CaseColumn c) {
        if (!has(c)) return std::nullopt;
        if (const auto known = from_token<Word>(text(c))) return known;
        std::string words;
        for (const auto each : all<Word>()) words.append(words.empty() ? "" : ", ").append(token(each));
        fault(c, quoted(c) + " is none of the words that are known",
              "use one of " + words + ", or translate it under 'words' in the mapping");
        return std::nullopt;
    }

    void fault(CaseColumn column, std::string why, std::string remedy);
    /// "column 'Date received'": by the heading of the other system.
    std::string place_of(CaseColumn column) const;
    /// The value in single quotes, or "the value" where it is personal.
    std::string quoted(CaseColumn column) const;
    /// Of everything that is not about the person.
    std::vector<std::string> facts() const;

private:
    void take_day(const MappedColumn& mapped, const Mapping& mapping);

    std::vector<RowFault>& faults_;
    std::size_t row_;
    std::array<std::string, count_of<CaseColumn>> texts_;
    std::array<std::optional<Day>, count_of<CaseColumn>> days_;
    std::array<const MappedColumn*, count_of<CaseColumn>> columns_;
};

}  // namespace ehcp::exchange
