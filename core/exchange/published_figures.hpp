#pragma once
// What the Department for Education published about an authority and a year, read from schemas/figures. A figure that was not
// published ("x", "z") is refused by name, never guessed.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/exchange/csv.hpp"
#include "core/law/published_measures.hpp"

namespace ehcp::exchange {

inline constexpr std::string_view england = "E92000001";

struct PublishedYear {
    std::string authority;  ///< "E06000001"; England is E92000001
    std::string name;
    std::string number;     ///< the three digits of the authority, "805"; of England "999", which is nobody's
    int year = 0;
    // Requests received in the year, and what had become of them when it ended.
    int received = 0, decided_to_assess = 0, decided_not_to_assess = 0, decision_not_made = 0, withdrawn = 0;
    // Decisions notified in the year.
    int decided_within_six_weeks = 0, decided_later = 0;
    // Plans issued in the year by PlanBand: all, and those to which no exemption applied ("_ex").
    std::array<int, count_of<PlanBand>> issued{};
    std::array<int, count_of<PlanBand>> issued_without_exempt{};
    int issued_as_published = 0, issued_without_exempt_as_published = 0;

    int issued_in_all() const;
    int issued_without_exempt_in_all() const;
    /// In eleven authorities, and so in England, the bands add up to fewer than the total: some plans had no usable dates.
    bool bands_add_up() const;
};

/// "Aged 7" → 9653: the characteristics by which a year's requests are described, England 2024.
using Shares = std::vector<std::pair<std::string, int>>;

class PublishedFigures {
public:
    /// Reads the folder's files. Throws std::runtime_error, naming the file, where one is missing or damaged.
    static PublishedFigures read(const std::filesystem::path& folder);

    /// not_found for an authority or a year that is not there; not_available, naming column and year, for a figure that is.
    Result<PublishedYear> year(std::string_view authority, int year) const;
    /// Plans maintained on the census day that follows the year.
    Result<int> maintained_after(std::string_view authority, int year) const;

    const Shares& ages() const { return ages_; }
    const Shares& sexes() const { return sexes_; }
    const Shares& ethnicities() const { return ethnicities_; }
    const Shares& needs() const { return needs_; }

private:
    Result<std::size_t> row_of(const CsvTable& table, std::string_view authority, std::string_view period) const;

    CsvTable requests_, timeliness_, caseload_;
    Shares ages_, sexes_, ethnicities_, needs_;
};

}  // namespace ehcp::exchange
