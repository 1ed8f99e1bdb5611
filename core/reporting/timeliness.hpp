#pragma once
// How much of what was done in a window was done in time: requests, decisions, advice, plans and reviews, each with and
// without exempt cases, keys as in the DfE's "Education, health and care plans". Fed case by case; two halves merge.

#include "core/engine/case_view.hpp"
#include "core/law/published_measures.hpp"
#include "core/reporting/both.hpp"
#include "core/reporting/groups.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::reporting {

class Timeliness {
public:
    explicit Timeliness(const Query& query) : query_(query) {}
    void add(const CaseFacts& facts, const CaseView& view);
    void merge(Timeliness&& other) { groups_.merge(other.groups_), total_.merge(other.total_); }
    Report report() const;

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

    bool in_window(Day day) const { return query_.from <= day && day <= query_.to && day <= query_.as_of; }
    template <class Count>
    void count(const CaseFacts& facts, Day on, Count&& into);
    void count_requests(const CaseFacts& facts, const CaseView& view);
    void count_clock(const CaseFacts& facts, const CaseView& view, const ClockRun& clock);

    std::vector<Column> columns() const;
    void write_row(Table& table, std::string_view group, const Tally& tally) const;
    bool advice_only() const { return query_.by == By::adviser; }

    Query query_;
    Groups<Tally> groups_;
    Tally total_;
};

}  // namespace ehcp::reporting
