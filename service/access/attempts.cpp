#include "service/access/attempts.hpp"

#include <algorithm>

namespace ehcp::access {

std::chrono::seconds Waits::after(int failures) const {
    if (failures < free_failures) return std::chrono::seconds{0};
    auto wait = first;
    for (int i = free_failures; i < failures && wait < longest; ++i) wait *= 2;
    return std::min(wait, longest);
}

std::chrono::seconds Attempts::wait_of(std::string_view key, Instant now) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(std::string(key));
    if (found == kept_.end() || found->second.until <= now) return std::chrono::seconds{0};
    return found->second.until - now;
}

void Attempts::note_failure(std::string_view key, Instant now) {
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= most_kept_) make_room(now);
    auto& kept = kept_[std::string(key)];
    // A quiet time as long as the longest wait makes good.
    if (now - kept.last > 2 * waits_.longest) kept.failures = 0;
    kept.last = now;
    kept.until = now + waits_.after(++kept.failures);
}

// Those whose wait is over; and if all of them wait, somebody is making names up, and none is worth keeping.
void Attempts::make_room(Instant now) {
    std::erase_if(kept_, [&](const auto& each) { return each.second.until <= now; });
    if (kept_.size() >= most_kept_) kept_.clear();
}

}  // namespace ehcp::access
