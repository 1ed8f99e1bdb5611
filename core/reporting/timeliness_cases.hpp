#pragma once
// The cases behind a figure of timeliness: what was counted in a window, one line each, by the predicates that count it.
// Fed case by case, as the figures are; two halves merge.

#include "core/reporting/timeliness.hpp"

namespace ehcp::reporting {

/// Which lines are wanted.
struct WantedCases {
    Done what = Done::plan_issued;
    std::optional<bool> late = {}, exempt = {};
    /// With `by` of the query: of this group only; empty for those in which it is not recorded. None: of all.
    std::optional<std::string> group = {};
};

class TimelinessCases {
public:
    TimelinessCases(const Query& query, WantedCases wanted);
    // What it counts with refers to it.
    TimelinessCases(const TimelinessCases&) = delete;
    TimelinessCases(TimelinessCases&& other) noexcept;
    TimelinessCases& operator=(const TimelinessCases&) = delete;
    TimelinessCases& operator=(TimelinessCases&&) = delete;
    ~TimelinessCases() = default;

    void add(const CaseFacts& facts, const CaseView& view) { counting_.add(facts, view); }
    void merge(TimelinessCases&& other);
    /// The longest first.
    Report report() const;

private:
    struct Line {
        std::string reference, team, caseworker, setting;
        Counted counted;
    };
    void watch();
    void take(const CaseFacts& facts, const Counted& counted);

    Query query_;
    WantedCases wanted_;
    Timeliness counting_;
    std::vector<Line> lines_;
};

}  // namespace ehcp::reporting
