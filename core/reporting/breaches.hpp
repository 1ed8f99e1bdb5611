#pragma once
// Every statutory limit that is past its last day and not done, whose it is and by how much, exempt or not; what has
// come and what has been put right since the night before; and what falls due next. One predicate decides: the engine's
// standing_of and is_breach. A family's right and a local target are never breaches.

#include <memory>

#include "core/engine/case_view.hpp"
#include "core/reporting/groups.hpp"
#include "core/reporting/names.hpp"
#include "core/reporting/report.hpp"

namespace ehcp::reporting {

/// A breach as an earlier night wrote it down. The event that started the clock names its run.
struct KnownBreach {
    std::int64_t case_id;
    int event;
    ClockId clock;
    Day first_night;
    bool put_right = false;       ///< on this same night, by an earlier run
    std::uint64_t last_seen = 0;  ///< print_of() what it then was
};
/// Of what is noted beside a breach, as one number: when it changes, the row is written again.
std::uint64_t print_of(Day due_on, std::string_view limb, std::string_view team, std::string_view caseworker,
                       std::string_view setting);

EHCP_TOKENS(Since, first_seen, continuing);

struct BreachLine {
    std::int64_t case_id;
    std::string reference;
    std::uint32_t team, caseworker, setting;
    std::uint32_t body;  ///< the adviser's body or the setting asked, where the clock has one
    const ClockRule* rule;
    std::optional<Adviser> adviser;
    std::optional<Limb> limb;  ///< of a valid exemption
    int event;
    Day trigger_on, due_on;
    int days_late;  ///< of what falls due: nothing
    int days_left;  ///< of a breach: nothing
    int working_days_left;
    std::optional<Since> since;
    bool noted = false;  ///< stands in the record as it is now
};

/// How a breach of an earlier night is over: done late, stopped (withdrawn, replaced), or never one, as a correction
/// says.
EHCP_TOKENS(Outcome, done_late, stopped, corrected);

struct PutRightLine {
    KnownBreach breach;
    std::string reference;
    std::uint32_t team, caseworker, setting;
    Outcome outcome;
    std::optional<Day> on;
    int days_late;
};

class Breaches {
public:
    /// `known`: those standing at the last night and those first seen on this one, in the order of their cases; none
    /// when no night has been run. It and `calendar` must outlive this object.
    Breaches(const Query& query, const WorkingCalendar& calendar, const std::vector<KnownBreach>* known)
        : query_(query), calendar_(calendar), known_(known) {}
    /// The figures by these as well, in the same pass.
    Breaches& also_by(const std::vector<By>& more);

    void add(const CaseFacts& facts, const CaseView& view);
    /// Takes the other's lines over.
    void merge(Breaches&& other);
    Report report() const;
    /// The figures alone, without the lists: by what the query asked, or by one of `also_by`.
    Report summary_report(std::optional<By> by = {}) const;

    const std::vector<BreachLine>& standing() const { return lines_->standing; }
    const std::vector<PutRightLine>& put_right() const { return lines_->put_right; }
    struct Figures {
        std::int64_t overdue = 0, overdue_ex = 0, first_seen = 0, continuing = 0, put_right = 0;
        std::array<std::int64_t, 3> due{};  ///< within each of due_within
        int longest = 0;
        void merge(const Figures& other);
    };
    const Figures& figures() const { return total_; }
    const std::string& name_of(std::uint32_t number) const { return lines_->names.at(number); }

    /// How far ahead the lists look, in working days after today.
    static constexpr std::array due_within = {WorkingDays{5}, WorkingDays{10}, WorkingDays{20}};

private:
    std::span<const KnownBreach> known_of(std::int64_t case_id) const;
    BreachLine line_of(const CaseFacts& facts, const CaseView& view, const ClockRun& clock, const Standing& standing);
    void add_breach(BreachLine line, const CaseFacts& facts, std::span<const KnownBreach> known);
    void add_due(BreachLine line, const CaseFacts& facts);
    void add_put_right(const CaseFacts& facts, const CaseView& view, const KnownBreach& breach);
    template <class Count>
    void count(const CaseFacts& facts, const ClockRule& rule, std::optional<Adviser> adviser, Day due_on, Count&& into);
    void move_names(BreachLine& line, const Names& from);

    Report head() const;
    Table list() const;
    Table summary(std::optional<By> by, const Groups<Figures>& groups) const;
    Table list_of_put_right() const;
    Table list_of_due() const;

    Query query_;
    const WorkingCalendar& calendar_;
    const std::vector<KnownBreach>* known_;
    /// Shared with the reports made of them: in England there are hundreds of thousands.
    struct Lines {
        Names names;
        std::vector<BreachLine> standing, due;
        std::vector<PutRightLine> put_right;
    };
    std::shared_ptr<Lines> lines_ = std::make_shared<Lines>();
    Groups<Figures> groups_;
    std::vector<std::pair<By, Groups<Figures>>> more_;
    Figures total_;
};

}  // namespace ehcp::reporting
