#pragma once
// The figures that freedom-of-information requests and Ofsted ask every authority for, by calendar year: requests,
// decisions, timeliness, plans, caseload, reviews, phase transfers, disputes, advice. Fed case by case, as every report;
// two halves merge. Timeliness is that of core/reporting, counted by the same predicates.

#include <map>

#include "core/reporting/caseload.hpp"
#include "core/reporting/report.hpp"
#include "core/reporting/timeliness.hpp"

namespace ehcp::exchange {

/// By URN: the phase or type of a setting, as the register has it.
using SettingTypes = std::map<std::string, std::string, std::less<>>;

/// The group of those for whom nothing is recorded: after all others.
inline constexpr std::string_view not_recorded = "~";

class Answers {
public:
    /// Of so many calendar years, the last of them `year`; one that runs is counted up to `today`. `types` must outlive
    /// this object.
    Answers(int year, int years, Day today, const SettingTypes& types);
    void add(const reporting::CaseFacts& facts, const CaseView& view, std::span<const Event> log);
    void merge(Answers&& other);
    /// Tables `headline`, `requests`, `in_hand`, `plans`, `ceased`, `caseload`, `reviews`, `phase_transfers`, `disputes`,
    /// `advice`; the first column of each is the year.
    reporting::Report report() const;

private:
    struct Requests {
        std::int64_t received = 0;
        std::array<std::int64_t, count_of<reporting::RequestOutcome>> outcomes{};
    };
    struct InHand {
        std::int64_t all = 0;
        reporting::Both over;
    };
    struct Transfers {
        std::int64_t due = 0, in_time = 0, late = 0, outstanding = 0;
    };
    struct Advice {
        std::int64_t asked = 0, received = 0, in_time = 0, awaited = 0;
        reporting::Both overdue;
    };
    struct Year {
        int year;
        Day first, last;
        reporting::Timeliness timeliness;
        std::map<std::string, Requests> requests = {};                       ///< by source
        std::map<std::pair<ProcedureKind, State>, InHand> in_hand = {};      ///< on the last day
        std::int64_t in_force_before = 0, in_force = 0, issued = 0, transferred_in = 0, transferred_out = 0;
        std::map<int, std::int64_t> ceased = {};                             ///< by reason; 0: not recorded
        std::map<std::pair<std::string, std::string>, std::int64_t> caseload = {};  ///< by what, and which
        std::int64_t meetings = 0, reviews_overdue = 0;
        std::array<std::int64_t, count_of<Decision>> review_decisions{};
        InHand undecided_reviews;
        std::map<Day, Transfers> transfers = {};                             ///< by last day
        std::map<std::pair<EventType, EventType>, std::int64_t> disputes = {};  ///< the decision, and what happened
        std::int64_t dismissed = 0;
        std::array<Advice, count_of<Adviser>> advice{};
    };

    void add_to(Year& year, const reporting::CaseFacts& facts, const CaseView& view) const;
    static void add_requests(Year& year, const CaseView& view);
    void add_plan(Year& year, const reporting::CaseFacts& facts, const CaseView& view, int procedure) const;
    static void add_clock(Year& year, const CaseView& view, const ClockRun& clock);
    static void add_events(Year& year, const CaseView& view, std::span<const Event* const> events);

    reporting::Table headline() const;
    reporting::Table requests() const;
    reporting::Table in_hand() const;
    reporting::Table plans() const;
    reporting::Table ceased() const;
    reporting::Table caseload() const;
    reporting::Table reviews() const;
    reporting::Table transfers() const;
    reporting::Table disputes() const;
    reporting::Table advice() const;

    std::vector<Year> years_;
    const SettingTypes& types_;
};

/// One pass over the record, on two threads.
reporting::Report answers_of(store::Readers& readers, const WorkingCalendar& calendar, int year, int years, Day today);

}  // namespace ehcp::exchange
