#include "tests/bench/load/tally.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehcp::load {

void Tally::answered(unsigned status, std::chrono::nanoseconds took) {
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    microseconds_.push_back(static_cast<std::uint32_t>(microseconds));
    ++by_status_[status];
}

void Tally::failed(const std::string& why) { ++failures_[why]; }

bool Tally::has_errors() const {
    return !failures_.empty() || std::ranges::any_of(by_status_, [](const auto& entry) { return entry.first >= 400; });
}

std::chrono::duration<double, std::milli> Tally::percentile(double share) const {
    if (microseconds_.empty()) return {};
    const auto last = microseconds_.size() - 1;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(last));
    return std::chrono::duration<double, std::micro>(microseconds_[at]);
}

std::string Tally::summary(std::chrono::duration<double> lasted) {
    std::ranges::sort(microseconds_);
    std::string text = fmt::format("{} answers in {:.2f} s: {:.0f} a second\n", microseconds_.size(), lasted.count(),
                                   static_cast<double>(microseconds_.size()) / lasted.count());
    text += fmt::format("latency ms  p50 {:.2f}  p90 {:.2f}  p99 {:.2f}  max {:.2f}\n", percentile(0.5).count(),
                        percentile(0.9).count(), percentile(0.99).count(), percentile(1).count());
    for (const auto& [status, count] : by_status_) text += fmt::format("status {}: {}\n", status, count);
    for (const auto& [why, count] : failures_) text += fmt::format("failed: {} ({} times)\n", why, count);
    return text;
}

}  // namespace ehcp::load
