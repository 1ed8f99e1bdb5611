#pragma once
// What the Department for Education published about an authority and a year, read from schemas/figures. A figure that was not
// published ("x", "z") is refused by name, never guessed.

#include <filesystem>
#include <map>
#include <optional>
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

/// How timely one place was in one calendar year, as published; empty where it was not ("x", "z").
struct PublishedTimeliness {
    std::optional<int> requests;
    std::optional<double> pc_decided_within_six_weeks;
    std::optional<int> issued, issued_without_exempt;
    std::optional<double> pc_within_20_weeks, pc_within_20_weeks_without_exempt;
};

/// England, one of its regions ("E12000009") or an authority.
struct Place {
    std::string code, name;
    friend bool operator==(const Place&, const Place&) = default;
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

    /// Of England, a region or an authority. not_found for a place or year that is not there.
    Result<PublishedTimeliness> timeliness(std::string_view place, int year) const;
    /// The years for which there are figures, in order.
    std::vector<int> years() const;
    /// One cell as the table has it ("46.4", "x"), by the Department's name of the column; nothing where that place has
    /// no row for the year. `year` of the caseload: on the census day that follows it.
    std::optional<std::string_view> cell(std::string_view place, int year, std::string_view column) const;
    /// The years for which a place has figures, in order.
    std::vector<int> years_of(std::string_view place) const;
    /// Every authority, by name.
    const std::vector<Place>& authorities() const { return authorities_; }
    /// England, a region or an authority by its code; nothing when there is none.
    std::optional<Place> place(std::string_view code) const;
    /// England, its regions and every authority, in the order of their codes.
    std::vector<Place> places() const;
    /// The region that an authority lies in.
    std::optional<Place> region_of(std::string_view authority) const;

    const Shares& ages() const { return ages_; }
    const Shares& sexes() const { return sexes_; }
    const Shares& ethnicities() const { return ethnicities_; }
    const Shares& needs() const { return needs_; }

private:
    Result<std::size_t> row_of(const CsvTable& table, std::string_view authority, std::string_view period) const;

    void note_places();
    static const std::size_t* find_row(const std::map<std::string, std::size_t, std::less<>>& rows,
                                       std::string_view place, int year);

    CsvTable requests_, timeliness_, caseload_;
    std::map<std::string, std::size_t, std::less<>> request_rows_, plan_rows_, caseload_rows_;  ///< "E92000001 2024" → its row
    std::map<std::string, Place, std::less<>> places_, regions_;                ///< by code; the region by authority
    std::vector<Place> authorities_;
    Shares ages_, sexes_, ethnicities_, needs_;
};

}  // namespace ehcp::exchange
