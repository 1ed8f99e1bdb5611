#pragma once
// The shapes of the law's rows: a step of a procedure, a clock, a limb, a problem. The rows themselves stand in one file a
// procedure (assessment.hpp …); law.hpp gathers and checks them. The engine interprets the rows and knows no procedure.

#include <string_view>

#include "core/law/events.hpp"
#include "core/time/day.hpp"

namespace ehcp {

/// What must also be true for a row to apply. The engine answers each from the event and the case so far.
EHCP_TOKENS(When,
    always,
    // of the event
    because_given, decided_maintain, decided_amend, decided_cease, decided_without_amendment,
    amendments_enclosed, amendments_missing, setting_named, issue_is_other_or_date_agreed, family_not_told,
    // of the order, the unopposed appeal or the agreement: what the authority must now do
    must_assess, must_make_plan, must_reconsider, must_amend, must_name_setting, must_keep_plan,
    // of the case, before the event moves it
    no_assessment_underway, no_open_plan, plan_open, plan_open_and_no_review_preparing,
    plan_open_and_no_reassessment, own_motion_or_ordered, reconsideration_awaited, amendment_awaited,
    agreement_made, recommendation_pending, was_appealed, in_opposition, refusal_reconsidered, refusal_conceded, of_this_assessment, assessed_within_six_months, required_advice_missing, window_still_open,
    cessation_still_appealable);

/// Which date of the event a row counts.
EHCP_TOKENS(DateOf,
    on,
    served,         ///< served_on, else on
    received,       ///< received_on, else on
    notice,         ///< sent_on, else family_on, else on
    last_copy,      ///< the latest of family_on, setting_on and commissioner_on, each of which defaults to on
    invited,        ///< invited_on, else on
    meeting,        ///< meeting_on
    aware);         ///< became_aware_on

struct Cause {
    EventType event;
    When when = When::always;
    DateOf date = DateOf::on;
};

/// A short list of causes, of fixed size so that tables are constant data.
class Causes {
public:
    constexpr Causes() = default;
    constexpr Causes(std::initializer_list<Cause> causes) {
        for (const Cause& each : causes) causes_[size_++] = each;
    }
    constexpr const Cause* begin() const { return causes_.data(); }
    constexpr const Cause* end() const { return causes_.data() + size_; }
    constexpr bool empty() const { return size_ == 0; }

private:
    std::array<Cause, 9> causes_{};
    std::size_t size_ = 0;
};

/// Who moves with an event: the one procedure that takes it, every one that can, or those that follow another's step.
enum class Role : std::uint8_t { takes, each, follows };

class States {
public:
    constexpr States() = default;
    constexpr States(State state) { add(state); }
    constexpr States(std::initializer_list<State> states) {
        for (const State s : states) add(s);
    }
    constexpr bool has(State s) const { return (bits_ >> index_of(s) & 1U) != 0; }
    constexpr bool overlaps(States other) const { return (bits_ & other.bits_) != 0; }

private:
    constexpr void add(State s) { bits_ |= 1U << index_of(s); }
    std::uint32_t bits_ = 0;
};

/// An event opens a procedure where `from` is none, and leaves it in its state where `to` is `stays`.
inline constexpr State stays = State::none;

struct Step {
    ProcedureKind procedure;
    States from;
    EventType on;
    State to;
    std::string_view provision;
    Role role = Role::takes;
    When when = When::always;
    bool revives = false;  ///< the only way out of an end state, and only where the law undoes the end
};

enum class Unit : std::uint8_t { calendar_days, weeks, months, working_days };
struct Period {
    int n;
    Unit unit;
    constexpr Period(Weeks w) : n(w.n), unit(Unit::weeks) {}
    constexpr Period(CalendarDays d) : n(d.n), unit(Unit::calendar_days) {}
    constexpr Period(Months m) : n(m.n), unit(Unit::months) {}
    constexpr Period(WorkingDays d) : n(d.n), unit(Unit::working_days) {}
    friend constexpr bool operator==(Period, Period) = default;
};

/// excl: the trigger day is not counted (Dodds v Walker). incl: it is day 1. before: counted back from it, not counting it.
EHCP_TOKENS(Counting, excl, incl, before);
/// Which days exist for a rule: all of them, working days, or working days outside August and 25 December – 1 January.
EHCP_TOKENS(Days, all_days, working_days, tribunal_days);
/// Where a last day moves to: nowhere, or as rule 12 of the Tribunal's rules says.
EHCP_TOKENS(Roll, none, rule_12);
/// A rule that one period and one way of counting cannot say; reckoning.cpp has one function for each.
EHCP_TOKENS(Method, counted, appeal, phase_transfer, notice_of_move, review_after_transfer, agreement);

/// A value that a row must state: it has no default, so a row that is silent does not compile.
template <class T>
struct Stated {
    T value;
    constexpr Stated(T v) : value(v) {}
    template <class U>
        requires std::convertible_to<U, T>
    constexpr Stated(U v) : value(v) {}
    constexpr operator T() const { return value; }
};

/// One clock of a kind, or one for each adviser or setting asked.
enum class Per : std::uint8_t { procedure, adviser, setting };

class Limbs {
public:
    constexpr Limbs() = default;
    constexpr Limbs(std::initializer_list<Limb> limbs) {
        for (const Limb l : limbs) bits_ |= 1U << index_of(l);
    }
    constexpr bool has(Limb l) const { return (bits_ >> index_of(l) & 1U) != 0; }
    constexpr bool empty() const { return bits_ == 0; }

private:
    std::uint32_t bits_ = 0;
};

struct ClockRule {
    ClockId id;
    ProcedureKind procedure;
    ClockKind kind;
    Bearer bearer;
    Causes starts;
    Stated<Period> period;
    Stated<Counting> counting;
    Stated<Days> calendar;
    Stated<Roll> roll;
    Method method = Method::counted;
    Causes satisfied_by{};
    Causes stopped_by{};
    Causes revived_by{};
    Causes renewed_by{};   ///< gives the same run a second date to count from (a certificate, for the appeal)
    Limbs limbs{};
    Per per = Per::procedure;
    bool restarts = false;     ///< a new run stops the one before (a window when its draft is issued again)
    bool done_at_start = false;   ///< the event that starts it can also satisfy it (an invitation dates the meeting)
    bool outlives = false;     ///< lives on after its procedure has ended
    bool may_follow_end = false;  ///< can still be satisfied after it was stopped by the end of its procedure
    bool directed = false;     ///< a date that the Tribunal directs (or the parties agree) replaces the last day
    std::string_view provision;
    Confidence confidence;
    Day from;
    std::optional<Day> to = std::nullopt;
};

struct LimbRule {
    Limb limb;
    std::string_view event;  ///< what must have happened, in plain words
    enum class Test : std::uint8_t { closure, dates, absence, appointment, coronavirus } test;
    int least_days;          ///< of a closure or an absence; 0 where none is asked
    std::string_view provision;
    Confidence confidence;
    Day from;
    std::optional<Day> to = std::nullopt;
};

struct ProblemRule {
    ProblemCode code;
    Causes raised_by;  ///< empty where a reckoning or an exemption raises it
    std::string_view message;
    std::string_view provision;
};

/// The regulations came into force on 1 September 2014; regulation 45 in its present form on 23 March 2015.
inline constexpr Day regulations_from{date::year{2014} / 9 / 1};
inline constexpr Day unopposed_appeals_from{date::year{2015} / 3 / 23};

}  // namespace ehcp
