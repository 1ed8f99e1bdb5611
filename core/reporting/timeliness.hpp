#pragma once
// How much of what was done in a window was done in time: requests, decisions, advice, plans and reviews, each with and
// without exempt cases, keys as in the DfE's "Education, health and care plans". Fed case by case; two halves merge.

#include <functional>

#include "core/engine/case_view.hpp"
#include "core/law/published_measures.hpp"
#include "core/reporting/both.hpp"
#include "core/reporting/groups.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::reporting {

/// What is counted: a request that came in, or an act that a limit was for.
EHCP_TOKENS(Done, request_received, decided, plan_issued, plan_refused, review_decided, advice_received);
struct Counted {
    Done what;
    Day began, on;
    bool late = false, exempt = false;
};

/// What had come of a request by a day: its first answer, whatever became of a refusal later; closed without one; or none
/// yet. `procedure`: the number of its assessment.
EHCP_TOKENS(RequestOutcome, agreed, refused, undecided, withdrawn);
RequestOutcome outcome_of_request(const CaseView& view, int procedure, Day as_of);

class Timeliness {
public:
    explicit Timeliness(const Query& query) : Timeliness(std::vector{query}) {}
    /// Several questions about one caseload, as of one day, answered in one pass.
    explicit Timeliness(const std::vector<Query>& queries);
    void add(const CaseFacts& facts, const CaseView& view);
    void merge(Timeliness&& other);
    Report report(std::size_t question = 0) const;
    /// Is told of everything that is counted in any of the windows, once.
    void watch(std::function<void(const CaseFacts&, const Counted&)> watcher) { watcher_ = std::move(watcher); }

private:
    struct InTime {
        Both in_time, late;
        void count(bool was_late, bool exempt) { (was_late ? late : in_time).count(exempt); }
        void merge(const InTime& other) { in_time += other.in_time, late += other.late; }
        Both all() const { return in_time + late; }
    };
    struct Tally {
        std::int64_t received = 0, agreed = 0, refused = 0, undecided = 0, withdrawn = 0;
        InTime decisions, refusals, reviews, advice;
        std::array<Both, count_of<PlanBand>> plans{};
        Both plan_days;
        std::int64_t plans_otherwise = 0;  ///< to a timetable of the Tribunal or an agreement
        void merge(const Tally& other);
    };

    struct Question {
        Query query;
        Groups<Tally> groups = {};
        Tally total = {};
        bool has_in_window(Day day) const { return query.from <= day && day <= query.to && day <= query.as_of; }
        bool is_of_advice() const { return query.by == By::adviser; }
    };

    bool in_any_window(Day day) const {
        return std::ranges::any_of(questions_, [&](const Question& q) { return q.has_in_window(day); });
    }
    template <class Count>
    void count(const CaseFacts& facts, Day on, Count&& into);
    void count_requests(const CaseFacts& facts, const CaseView& view);
    void count_clock(const CaseFacts& facts, const CaseView& view, const ClockRun& clock);
    void count_advice(const CaseFacts& facts, const ClockRun& clock, bool late, bool exempt);

    static std::vector<Column> columns(const Question& question);
    static void write_row(Table& table, const Question& question, std::string_view group, const Tally& tally);

    void tell(const CaseFacts& facts, const Counted& counted) const {
        if (watcher_) watcher_(facts, counted);
    }

    Day as_of_;
    std::vector<Question> questions_;
    std::function<void(const CaseFacts&, const Counted&)> watcher_;
};

}  // namespace ehcp::reporting
