#pragma once
// The law's rows turned round at compile time: for each event, the steps it can make, the clocks it touches and the problems
// it can raise, so that the fold looks up instead of searching.

#include "core/law/law.hpp"

namespace ehcp {

/// In the order in which the fold carries them out.
enum class ClockDeed : std::uint8_t { revive, satisfy, stop, renew, start };

struct ClockAction {
    EventType event;
    ClockDeed deed;
    const ClockRule* rule;
    const Cause* cause;
};

struct ProblemAction {
    EventType event;
    const ProblemRule* rule;
    const Cause* cause;
};

namespace detail {

template <class Row>
struct ByEvent {
    std::span<const Row> rows;
    std::array<std::uint16_t, count_of<EventType> + 1> offsets;
    constexpr std::span<const Row> operator[](EventType type) const {
        const auto first = offsets[index_of(type)];
        return rows.subspan(first, static_cast<std::size_t>(offsets[index_of(type) + 1] - first));
    }
};

template <class Row, std::size_t N>
constexpr auto offsets_of(const std::array<Row, N>& sorted, auto event_of) {
    std::array<std::uint16_t, count_of<EventType> + 1> offsets{};
    std::size_t i = 0;
    for (std::size_t e = 0; e < count_of<EventType>; ++e) {
        offsets[e] = static_cast<std::uint16_t>(i);
        while (i < N && index_of(event_of(sorted[i])) == e) ++i;
    }
    offsets[count_of<EventType>] = static_cast<std::uint16_t>(i);
    return offsets;
}

template <class Visit>
constexpr void each_clock_action(Visit visit) {
    for (const ClockRule& rule : law::clocks) {
        for (const Cause& c : rule.revived_by) visit(ClockAction{c.event, ClockDeed::revive, &rule, &c});
        for (const Cause& c : rule.satisfied_by) visit(ClockAction{c.event, ClockDeed::satisfy, &rule, &c});
        for (const Cause& c : rule.stopped_by) visit(ClockAction{c.event, ClockDeed::stop, &rule, &c});
        for (const Cause& c : rule.renewed_by) visit(ClockAction{c.event, ClockDeed::renew, &rule, &c});
        for (const Cause& c : rule.starts) visit(ClockAction{c.event, ClockDeed::start, &rule, &c});
    }
}

inline constexpr std::size_t clock_action_count = [] {
    std::size_t n = 0;
    each_clock_action([&](const ClockAction&) { ++n; });
    return n;
}();

inline constexpr auto clock_actions = [] {
    std::array<ClockAction, clock_action_count> actions{};
    std::size_t n = 0;
    each_clock_action([&](const ClockAction& a) { actions[n++] = a; });
    std::ranges::sort(actions, [](const ClockAction& a, const ClockAction& b) {
        if (a.event != b.event) return a.event < b.event;
        if (a.deed != b.deed) return a.deed < b.deed;
        return a.rule < b.rule;
    });
    return actions;
}();

inline constexpr auto problem_actions = [] {
    constexpr auto count = [] {
        std::size_t n = 0;
        for (const auto& p : law::problems) n += static_cast<std::size_t>(p.raised_by.end() - p.raised_by.begin());
        return n;
    }();
    std::array<ProblemAction, count> actions{};
    std::size_t n = 0;
    for (const auto& p : law::problems) {
        for (const Cause& c : p.raised_by) actions[n++] = {c.event, &p, &c};
    }
    std::ranges::sort(actions, {}, &ProblemAction::event);
    return actions;
}();

inline constexpr auto sorted_steps = [] {
    std::array<const Step*, law::steps.size()> sorted{};
    for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = &law::steps[i];
    std::ranges::sort(sorted, [](const Step* a, const Step* b) { return a->on != b->on ? a->on < b->on : a < b; });
    return sorted;
}();

}  // namespace detail

inline constexpr detail::ByEvent<const Step*> steps_on{
    detail::sorted_steps, detail::offsets_of(detail::sorted_steps, [](const Step* s) { return s->on; })};
inline constexpr detail::ByEvent<ClockAction> clock_actions_on{
    detail::clock_actions, detail::offsets_of(detail::clock_actions, [](const ClockAction& a) { return a.event; })};
inline constexpr detail::ByEvent<ProblemAction> problem_actions_on{
    detail::problem_actions, detail::offsets_of(detail::problem_actions, [](const ProblemAction& a) { return a.event; })};

}  // namespace ehcp
