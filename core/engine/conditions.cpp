#include "core/engine/conditions.hpp"

namespace ehcp {
namespace {

template <class Matches>
const ProcedureRun* latest(const CaseView& view, ProcedureKind kind, Matches matches) {
    for (auto p = view.procedures.rbegin(); p != view.procedures.rend(); ++p) {
        if (p->kind == kind && matches(*p)) return &*p;
    }
    return nullptr;
}

const ProcedureRun* in_progress(const CaseView& view, ProcedureKind kind) {
    return latest(view, kind, [](const ProcedureRun& p) { return !law::is_end(p.state); });
}

bool has_open_plan(const CaseView& view) { return in_progress(view, ProcedureKind::plan) != nullptr; }

bool is_refusal(State state) { return state == State::refused_to_assess || state == State::refused_to_issue; }

bool is_awaited(const CaseView& view, ClockId id) {
    return std::ranges::any_of(view.clocks, [id](const ClockRun& c) { return c.rule->id == id && c.is_open(); });
}

bool is_about_ceasing(const ProcedureRun& dispute) {
    const Event& decision = *dispute.opened_by;
    return decision.type == EventType::cessation_decided || decision.is(Decision::cease);
}

/// A concession about ceasing keeps the plan, after the response as before it (decision 22).
bool concedes_ceasing(const Moment& m) {
    if (m.event.type != EventType::appeal_conceded || !m.taker || !is_about_ceasing(*m.taker)) return false;
    const auto kind = m.event.word<OrderKind>();
    return !kind || *kind == OrderKind::continue_plan || *kind == OrderKind::continue_and_amend;
}

bool window_is_open(const Moment& m) {
    if (!m.taker) return false;
    const auto procedure = static_cast<int>(m.taker - m.view.procedures.data());
    const auto sent = m.event.date_or(Field::family_on, m.event.on);
    return std::ranges::any_of(m.view.clocks, [&](const ClockRun& c) {
        return c.procedure == procedure && c.rule->kind == ClockKind::window && !c.stopped_on && c.due_on && !is_missed(*c.due_on, sent);
    });
}

bool advice_is_missing(const Moment& m) {
    if (!m.taker || (m.event.type == EventType::draft_sent && m.taker->drafted)) return false;
    for (const Adviser a : required_advice) {
        if ((m.taker->advised >> index_of(a) & 1U) == 0) return true;
    }
    const auto procedure = static_cast<int>(m.taker - m.view.procedures.data());
    return std::ranges::any_of(m.view.clocks, [&](const ClockRun& c) {
        return c.procedure == procedure && c.rule->id == ClockId::advice && c.is_open();
    });
}

bool cessation_is_appealable(const Moment& m) {
    // Nobody was told at all, or the dispute that the notice opened is not over.
    if (m.taker && m.before == State::maintained) return true;
    return latest(m.view, ProcedureKind::dispute, [&](const ProcedureRun& d) {
               return is_about_ceasing(d) && !is_over(m.view, d, m.event.on);
           }) != nullptr;
}

}  // namespace

bool is_over(const CaseView& view, const ProcedureRun& p, Day on) {
    if (law::is_end(p.state)) return true;
    if (p.kind != ProcedureKind::dispute || (p.state != State::open && p.state != State::mediating) || p.appeal_clock < 0) return false;
    const auto& appeal = view.clocks[static_cast<std::size_t>(p.appeal_clock)];
    return appeal.due_on && is_missed(*appeal.due_on, on);
}

std::optional<OrderKind> what_must_be_done(const Moment& m) {
    const auto stated = m.event.word<OrderKind>();
    switch (m.event.type) {
        case EventType::order_made: return stated;
        case EventType::mediation_agreed:
            if (!m.event.is(AgreedIssue::appealable) || m.event.has(Field::agreed_date)) return std::nullopt;
            return stated;
        case EventType::appeal_conceded: {
            if (!m.taker || m.before != State::appealed) return std::nullopt;
            if (stated) return stated;
            switch (m.taker->opened_by->type) {
                case EventType::assessment_refused:
                case EventType::reassessment_refused: return OrderKind::assess;
                case EventType::plan_refused: return OrderKind::make_plan;
                default: return is_about_ceasing(*m.taker) ? OrderKind::continue_plan : OrderKind::amend_contents;
            }
        }
        default: return std::nullopt;
    }
}

bool is_about_the_event(When when) { return when >= When::because_given && when <= When::must_keep_plan; }

bool holds(When when, const Moment& m) {
    const Event& e = m.event;
    const auto must = [&](std::initializer_list<OrderKind> kinds) {
        const auto kind = what_must_be_done(m);
        return kind && std::ranges::find(kinds, *kind) != kinds.end();
    };
    switch (when) {
        case When::always: return true;
        case When::because_given: return e.has(Field::because);
        case When::decided_maintain: return e.is(Decision::maintain);
        case When::decided_amend: return e.is(Decision::amend);
        case When::decided_cease: return e.is(Decision::cease);
        case When::decided_without_amendment: return e.is(Decision::maintain) || e.is(Decision::cease);
        case When::amendments_enclosed: return e.is(Decision::amend) && e.yes(Field::amendments_enclosed);
        case When::amendments_missing: return e.is(Decision::amend) && !e.yes(Field::amendments_enclosed);
        case When::setting_named: return e.has(Field::setting);
        case When::issue_is_other_or_date_agreed: return e.is(AgreedIssue::other) || e.has(Field::agreed_date);
        case When::family_not_told: return !e.has(Field::family_told_on);
        case When::must_assess: return must({OrderKind::assess});
        case When::must_make_plan: return must({OrderKind::make_plan});
        case When::must_reconsider: return must({OrderKind::reconsider});
        case When::must_amend: return must({OrderKind::amend_contents, OrderKind::continue_and_amend});
        case When::must_name_setting: return must({OrderKind::name_setting});
        case When::must_keep_plan: return must({OrderKind::continue_plan, OrderKind::continue_and_amend}) || concedes_ceasing(m);
        case When::no_assessment_underway:
            return latest(m.view, ProcedureKind::assessment, [](const ProcedureRun& p) {
                       return !law::is_end(p.state) && !is_refusal(p.state);
                   }) == nullptr;
        case When::no_open_plan: return !has_open_plan(m.view);
        case When::plan_open: return has_open_plan(m.view);
        case When::plan_open_and_no_review_preparing:
            return has_open_plan(m.view) &&
                   !latest(m.view, ProcedureKind::review, [](const ProcedureRun& p) { return p.state == State::preparing; });
        case When::plan_open_and_no_reassessment: return has_open_plan(m.view) && !in_progress(m.view, ProcedureKind::reassessment);
        case When::own_motion_or_ordered:
            return has_open_plan(m.view) && !in_progress(m.view, ProcedureKind::reassessment) &&
                   (e.yes(Field::own_motion) || is_awaited(m.view, ClockId::ordered_notify));
        case When::reconsideration_awaited: return is_awaited(m.view, ClockId::ordered_reconsider);
        case When::amendment_awaited: return is_awaited(m.view, ClockId::ordered_amend) || is_awaited(m.view, ClockId::ordered_setting);
        case When::agreement_made: return m.taker && m.taker->agreement;
        case When::recommendation_pending: return m.taker && m.taker->recommendation_pending;
        case When::was_appealed: return m.taker && m.taker->appealed;
        case When::in_opposition: return m.taker && m.before == State::opposed;
        case When::refusal_reconsidered: return is_refusal(m.before) && e.is(Because::reconsidered);
        case When::refusal_conceded:
            return m.taker && m.before == State::opposed && m.taker->origin >= 0 &&
                   is_refusal(m.view.procedures[static_cast<std::size_t>(m.taker->origin)].state);
        case When::of_this_assessment:
            return m.clock && m.taker && m.view.procedures[static_cast<std::size_t>(m.clock->procedure)].origin == m.taker - m.view.procedures.data();
        case When::assessed_within_six_months:
            return m.view.assessed_on && e.on < corresponding_date(*m.view.assessed_on, law::no_duty_within.n);
        case When::required_advice_missing: return advice_is_missing(m);
        case When::window_still_open: return window_is_open(m);
        case When::cessation_still_appealable: return cessation_is_appealable(m);
    }
    return false;
}

}  // namespace ehcp
