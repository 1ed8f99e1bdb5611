#pragma once
// All rows of the law in one place, in the order in which they are listed to people, with what must be true of them checked
// by the compiler: cited, without duplicates, closed at the end states.

#include <span>

#include "core/law/assessment.hpp"
#include "core/law/dispute.hpp"
#include "core/law/limbs.hpp"
#include "core/law/notices.hpp"
#include "core/law/phase_transfer.hpp"
#include "core/law/plan.hpp"
#include "core/law/problems.hpp"
#include "core/law/reassessment.hpp"
#include "core/law/register.hpp"
#include "core/law/review.hpp"

namespace ehcp::law {

inline constexpr std::string_view rules_version = "england-2014";

namespace detail {
template <class T, std::size_t N, std::size_t M>
constexpr std::array<T, N * M> flatten(const std::array<std::array<T, M>, N>& nested) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) { return std::array<T, N * M>{nested[I / M][I % M]...}; }(std::make_index_sequence<N * M>{});
}
template <class T, std::size_t... N>
constexpr auto join(const std::array<T, N>&... parts) {
    return std::apply([](const auto&... each) { return std::array{each...}; }, std::tuple_cat(parts...));
}
}  // namespace detail

inline constexpr auto steps =
    detail::join(assessment_steps, plan_steps, review_steps, phase_transfer_steps, reassessment_steps, dispute_steps);

inline constexpr auto clocks = detail::join(assessment_clocks, plan_clocks, review_clocks, phase_transfer_clocks, reassessment_clocks,
                                            mediation_and_appeal_clocks, detail::flatten(ordered_clocks));

/// The states in which a procedure is over.
inline constexpr States end_states = {State::finalised, State::closed,    State::ceased,  State::transferred_out,
                                      State::concluded, State::completed, State::refused, State::ended};
constexpr bool is_end(State state) { return end_states.has(state); }

namespace detail {

constexpr bool every_row_is_cited() {
    return std::ranges::none_of(steps, [](const Step& s) { return s.provision.empty(); }) &&
           std::ranges::none_of(clocks, [](const ClockRule& c) { return c.provision.empty(); }) &&
           std::ranges::none_of(limbs, [](const LimbRule& l) { return l.provision.empty(); }) &&
           std::ranges::none_of(problems, [](const ProblemRule& p) { return p.provision.empty(); }) &&
           std::ranges::none_of(notices, [](const NoticeRule& n) { return n.provision.empty(); });
}

constexpr bool each_step_appears_once() {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        for (std::size_t j = i + 1; j < steps.size(); ++j) {
            if (steps[i].procedure == steps[j].procedure && steps[i].on == steps[j].on && steps[i].when == steps[j].when &&
                steps[i].from.overlaps(steps[j].from))
                return false;
        }
    }
    return true;
}

constexpr bool nothing_leaves_an_end_state() {
    return std::ranges::none_of(steps, [](const Step& s) {
        return s.from.overlaps(end_states) && s.to != stays && !is_end(s.to) && !s.revives;
    });
}

constexpr bool no_window_or_right_has_limbs() {
    return std::ranges::none_of(clocks, [](const ClockRule& c) {
        return (c.kind != ClockKind::limit || c.bearer == Bearer::family) && !c.limbs.empty();
    });
}

constexpr bool every_clock_starts_and_windows_run_by_time() {
    return std::ranges::all_of(clocks, [](const ClockRule& c) {
        return !c.starts.empty() && (c.kind == ClockKind::window) == c.satisfied_by.empty();
    });
}

constexpr bool working_days_are_counted_on_a_calendar() {
    return std::ranges::all_of(clocks, [](const ClockRule& c) {
        return c.period.value.unit != Unit::working_days || c.calendar.value != Days::all_days;
    });
}

static_assert(every_row_is_cited());
static_assert(each_step_appears_once());
static_assert(nothing_leaves_an_end_state());
static_assert(no_window_or_right_has_limbs());
static_assert(every_clock_starts_and_windows_run_by_time());
static_assert(working_days_are_counted_on_a_calendar());

}  // namespace detail
}  // namespace ehcp::law
