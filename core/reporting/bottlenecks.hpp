#pragma once
// Where work piles up: for each stage (the state of a procedure) and each kind of adviser, how many wait now and for
// how long, how many come and go in a week, how long the stage takes when those still in it are not left out
// (kaplan_meier.hpp), and how much of that was waiting for others.

#include "core/reporting/both.hpp"
#include "core/reporting/groups.hpp"
#include "core/reporting/kaplan_meier.hpp"
#include "core/reporting/report.hpp"
#include "core/reporting/stages.hpp"

namespace ehcp::reporting {

class Bottlenecks {
public:
    /// `query.to` is the moment at which "now" is; the window is what lies between.
    Bottlenecks(const Query& query, const WorkingCalendar& calendar) : query_(query), calendar_(calendar) {}
    void add(const CaseFacts& facts, const CaseView& view);
    void merge(Bottlenecks&& other);
    Report report() const;

    /// How far the trend looks back.
    static constexpr int most_weeks = 13;

private:
    /// Calendar and working days.
    struct Length {
        int calendar, working;
    };
    struct Tally {
        std::vector<Wait> waits;
        std::vector<int> waiting_now;                               ///< ages
        std::array<std::int64_t, most_weeks + 1> waiting_before{};  ///< so many weeks ago
        std::int64_t entered = 0, left = 0;
        Both waiting, over;                                                 ///< now; with and without exempt
        std::vector<int> elapsed, waited, handled;                          // of those that left in the window
        std::vector<int> elapsed_working, waited_working, handled_working;  // the same in working days
        void merge(const Tally& other);
    };
    /// A wait, from beginning to end, and whose it was.
    struct Observed {
        Day began;
        std::optional<Day> ended;    ///< done
        std::optional<Day> lost_on;  ///< ended otherwise: stopped, and so censored
        Length waited;               ///< for others
        bool over, exempt;           ///< now
    };
    bool is_seen(Day began, std::optional<Day> ended) const {
        return began <= query_.to && (!ended || *ended >= query_.from);
    }
    void count(Tally& tally, const Observed& seen) const;
    void add_stages(const CaseFacts& facts, const CaseView& view);
    void add_advice(const CaseFacts& facts, const CaseView& view);
    Length between(Day after, Day to) const;
    Length waited_for_others(const CaseView& view, const StageSpell& spell, Day until);
    Tally& tally_of(Groups<Tally>& groups, const CaseFacts& facts, std::initializer_list<char> what);

    bool is_grouped() const { return query_.by && *query_.by != By::stage && *query_.by != By::adviser; }
    Table now(const Groups<Tally>& groups, bool of_stages) const;
    Table trend(const Groups<Tally>& groups, bool of_stages) const;
    /// Whole weeks from the eve of the window to its end, as far as the trend looks back.
    int weeks_back() const;
    Table durations(const Groups<Tally>& groups, bool of_stages) const;
    std::vector<Column> first_columns(bool of_stages) const;
    void write_first(Table& table, std::string_view key, bool of_stages) const;

    Query query_;
    const WorkingCalendar& calendar_;
    Groups<Tally> stages_, advisers_;
    // Kept so that a case costs no allocation.
    std::vector<StageSpell> spells_;
    std::vector<std::pair<Day, Day>> absences_;
    std::string key_;
};

}  // namespace ehcp::reporting
