#pragma once
// How a clock stands that is neither done nor stopped: from what both a folded case and the index of open clocks know of
// it, so that a list says what the case says.

#include "core/engine/case_view.hpp"

namespace ehcp {

/// A window and a family's right run out by themselves; whatever else is past its last day is overdue.
constexpr ClockStatus status_while_open(ClockKind kind, Bearer bearer, std::optional<Day> due_on, Day as_of) {
    const bool missed = due_on && is_missed(*due_on, as_of);
    if (kind == ClockKind::window) return missed ? ClockStatus::elapsed : ClockStatus::open;
    if (bearer == Bearer::family) return missed ? ClockStatus::elapsed : ClockStatus::running;
    return missed ? ClockStatus::overdue : ClockStatus::running;
}

/// From the first day on which the exemption holds.
constexpr bool is_exempt_on(std::optional<Day> exempt_from, Day as_of) { return exempt_from && *exempt_from <= as_of; }

}  // namespace ehcp
