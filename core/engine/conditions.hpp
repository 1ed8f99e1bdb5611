#pragma once
// The conditions of the law's rows (When), answered from the event and the case as it stands.

#include "core/engine/case_view.hpp"

namespace ehcp {

/// What a condition may ask about. `taker` is the procedure that takes the event (or would), `before` the state it was in.
struct Moment {
    const CaseView& view;
    const Event& event;
    const ProcedureRun* taker = nullptr;
    State before = State::none;
    const ClockRun* clock = nullptr;  ///< of a cause that stops clocks: the one it would stop
};

bool holds(When when, const Moment& m);

/// True for conditions that look only at the event's fields, so that a page may offer the step before they are known.
bool is_about_the_event(When when);

/// Over, by an event or by time (a dispute whose time to appeal has run), on that day.
bool is_over(const CaseView& view, const ProcedureRun& procedure, Day on);

/// An order, an unopposed appeal or an agreement, as the kind of order that it amounts to (decisions 26 and 28).
std::optional<OrderKind> what_must_be_done(const Moment& m);

/// The four kinds of advice that reg 6(1) always asks for, as far as the engine checks them (decision 16).
inline constexpr std::array required_advice = {Adviser::education, Adviser::health, Adviser::psychology, Adviser::social_care};

}  // namespace ehcp
