#pragma once
// Those who have waited longest, by reference: the tail that no average shows. What is still going on, and the first
// plans that took longest of those issued in the window.

#include "core/engine/case_view.hpp"
#include "core/reporting/groups.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::reporting {

class LongestWaits {
public:
    /// `most` of each list; of each group where groups are asked for.
    explicit LongestWaits(const Query& query, std::size_t most = 100) : query_(query), most_(most) {}
    void add(const CaseFacts& facts, const CaseView& view);
    void merge(LongestWaits&& other);
    Report report() const;

private:
    struct Line {
        int waited;
        std::string reference, team, caseworker, setting;
        ProcedureKind procedure;
        State stage;
        Day since;
        std::optional<Day> issued_on;
        const ClockRule* limit = nullptr;  ///< the one that is latest
        int days_late = 0;
        bool exempt = false;
    };
    /// The longest `most`, kept as a heap whose top is the shortest of them: most cases cost one comparison.
    struct Longest {
        std::vector<Line> lines;
        bool admits(std::size_t most, int waited) const {
            return lines.size() < most || waited >= lines.front().waited;
        }
        void offer(std::size_t most, Line line);
        std::vector<const Line*> in_order() const;
    };
    struct Tally {
        Longest waiting, issued;
        std::size_t most = 0;
        void merge(const Tally& other);
    };

    void add_waiting(const CaseFacts& facts, const CaseView& view, int procedure);
    void add_issued(const CaseFacts& facts, const CaseView& view, const ClockRun& clock);
    Tally& tally_of(const CaseFacts& facts, State stage);
    Line line_of(const CaseFacts& facts, int waited, Day since) const;
    Table table(std::string key, std::string title, Longest Tally::*list) const;

    Query query_;
    std::size_t most_;
    Groups<Tally> groups_;
};

}  // namespace ehcp::reporting
