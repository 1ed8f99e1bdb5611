#include "core/reporting/kaplan_meier.hpp"

#include <algorithm>
#include <cmath>

namespace ehcp::reporting {
namespace {

/// A share is reached when the estimate is as near to it as rounding in its products can leave it.
constexpr double rounding = 1e-9;

}  // namespace

Survival::Survival(std::span<const Wait> waits) {
    std::vector<std::int32_t> entries, exits, ends;
    entries.reserve(waits.size());
    exits.reserve(waits.size());
    for (const Wait& wait : waits) {
        entries.push_back(wait.seen_from);
        exits.push_back(wait.length);
        if (wait.ended) ends.push_back(wait.length);
    }
    std::ranges::sort(entries);
    std::ranges::sort(exits);
    std::ranges::sort(ends);

    double beyond = 1.0;
    for (auto end = ends.begin(); end != ends.end();) {
        const auto age = *end;
        const auto next = std::upper_bound(end, ends.end(), age);
        // At risk at an age: seen by then, and neither over nor lost sight of before. One censored at the same age
        // still is.
        const auto entered = std::ranges::upper_bound(entries, age) - entries.begin();
        const auto left = std::ranges::lower_bound(exits, age) - exits.begin();
        const auto at_risk = static_cast<double>(entered - left);
        beyond *= 1.0 - static_cast<double>(next - end) / at_risk;
        drops_.push_back({age, beyond});
        end = next;
    }
}

double Survival::beyond(int age) const {
    const auto after = std::ranges::upper_bound(drops_, age, {}, &Drop::age);
    return after == drops_.begin() ? 1.0 : std::prev(after)->beyond;
}

std::optional<int> Survival::quantile(double share) const {
    const auto found =
        std::ranges::find_if(drops_, [&](const Drop& drop) { return drop.beyond <= 1.0 - share + rounding; });
    return found == drops_.end() ? std::nullopt : std::optional{found->age};
}

std::optional<int> quantile(std::span<int> values, double share) {
    if (values.empty()) return std::nullopt;
    const auto rank = static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size()) - rounding));
    const auto place = values.begin() + std::clamp<std::ptrdiff_t>(rank - 1, 0, std::ssize(values) - 1);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

}  // namespace ehcp::reporting
