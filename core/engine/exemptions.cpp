#include "core/engine/exemptions.hpp"

namespace ehcp {
namespace {

struct Verdict {
    WhyNot why_not;
    std::optional<Day> from = {};  ///< where it holds: from the first day, unless it takes time to become true
};

constexpr Verdict holds_from_the_start{WhyNot::holds, Day{days{0}}};

/// The time in which the limit ran: from its trigger to its last day.
bool overlaps_run(const ClockRun& clock, Day from, std::optional<Day> to) {
    return (!clock.due_on || from <= *clock.due_on) && (!to || *to >= std::min(clock.trigger_on, clock.due_on.value_or(clock.trigger_on)));
}

Verdict judge_closure(const Event& claim, const ClockRun& clock, const CaseView& view, const LimbRule& rule, const Evidence& evidence) {
    if (!claim.has(Field::setting)) return {WhyNot::setting_not_named};
    const auto setting = claim.text(Field::setting);
    const auto from = *claim.date(Field::from);
    const auto to = claim.date(Field::to);
    const bool whole_case = view.procedures[static_cast<std::size_t>(clock.procedure)].kind == ProcedureKind::dispute;
    Verdict verdict{WhyNot::closure_not_recorded};
    for (const Closure& closure : evidence.closures) {
        if (closure.setting != setting || closure.reopens <= from || (to && closure.closed_from > *to)) continue;
        if (closure.reopens - closure.closed_from < days{rule.least_days}) {
            if (verdict.why_not == WhyNot::closure_not_recorded) verdict = {WhyNot::closure_too_short};
            continue;
        }
        const auto lead = days{law::closure_window_opens_before.n};
        const bool asked_in_window = std::ranges::any_of(evidence.asked, [&](const AskedSetting& a) {
            return (whole_case || a.procedure == clock.procedure) && a.setting == setting && closure.closed_from - lead <= a.on && a.on <= closure.reopens - lead;
        });
        if (asked_in_window) return holds_from_the_start;
        verdict = {WhyNot::advice_not_asked_in_window};
    }
    return verdict;
}

Verdict judge_dates(const Event& claim, const ClockRun& clock, std::optional<Day> ended_on) {
    const auto to = claim.has(Field::to) ? claim.date(Field::to) : ended_on;
    return overlaps_run(clock, *claim.date(Field::from), to) ? holds_from_the_start : Verdict{WhyNot::outside_the_period};
}

Verdict judge_absence(const Event& claim, const ClockRun& clock, std::optional<Day> ended_on, int least_days) {
    const auto from = *claim.date(Field::from);
    const auto back = claim.has(Field::to) ? claim.date(Field::to) : ended_on;
    if (!overlaps_run(clock, from, back)) return {WhyNot::outside_the_period};
    const auto long_enough_on = from + days{least_days};
    if (back) return *back >= long_enough_on ? holds_from_the_start : Verdict{WhyNot::absence_too_short};
    return {WhyNot::absence_too_short, long_enough_on};  // still away: it holds once the absence has lasted
}

Verdict judge_appointment(const ClockRun& clock, const Evidence& evidence) {
    const bool missed = std::ranges::any_of(evidence.missed, [&](const MissedAppointment& m) {
        return m.procedure == clock.procedure && m.event->word<Adviser>() == clock.adviser() &&
               (!m.event->has(Field::body) || clock.body().empty() || m.event->text(Field::body) == clock.body()) &&
               clock.trigger_on <= m.event->on && (!clock.due_on || m.event->on <= *clock.due_on);
    });
    return missed ? holds_from_the_start : Verdict{WhyNot::appointment_not_missed};
}

Verdict judge_coronavirus(const Event& claim, const ClockRun& clock, const LimbRule& rule) {
    if (clock.rule->kind != ClockKind::limit || clock.rule->bearer == Bearer::family) return {WhyNot::not_a_limit};
    const auto from = *claim.date(Field::from);
    const auto to = claim.date_or(Field::to, from);
    const bool ran_then = overlaps_run(clock, rule.from, rule.to) && clock.trigger_on <= *rule.to;
    const bool within = rule.from <= from && from <= *rule.to && rule.from <= to && to <= *rule.to;
    return ran_then && within ? holds_from_the_start : Verdict{WhyNot::outside_the_coronavirus_period};
}

Verdict verdict_on(const Exemption& exemption, const CaseView& view, const Evidence& evidence) {
    const Event& claim = *exemption.claim;
    const ClockRun& clock = view.clocks[static_cast<std::size_t>(exemption.clock)];
    const auto limb = *claim.word<Limb>();
    const LimbRule& rule = rule_of(limb);
    if (rule.test != LimbRule::Test::coronavirus && !clock.rule->limbs.has(limb)) return {WhyNot::limb_not_for_this_clock};
    switch (rule.test) {
        case LimbRule::Test::closure: return judge_closure(claim, clock, view, rule, evidence);
        case LimbRule::Test::dates: return judge_dates(claim, clock, exemption.ended_on);
        case LimbRule::Test::absence: return judge_absence(claim, clock, exemption.ended_on, rule.least_days);
        case LimbRule::Test::appointment: return judge_appointment(clock, evidence);
        case LimbRule::Test::coronavirus: return judge_coronavirus(claim, clock, rule);
    }
    return {WhyNot::limb_not_for_this_clock};
}

}  // namespace

void judge(Exemption& exemption, const CaseView& view, const Evidence& evidence) {
    const auto verdict = verdict_on(exemption, view, evidence);
    exemption.why_not = verdict.why_not;
    exemption.valid_from = verdict.from;
}

}  // namespace ehcp
