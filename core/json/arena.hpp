#pragma once
// Owns the texts that events refer to, and the events that stand in place of others. Cleared whole, keeping its memory.

#include <deque>
#include <memory_resource>
#include <vector>

#include "core/engine/event.hpp"

namespace ehcp {

class Arena {
public:
    Arena() : buffer_(4096), texts_(buffer_.data(), buffer_.size()) {}

    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        auto* const copy = static_cast<char*>(texts_.allocate(text.size(), 1));
        std::ranges::copy(text, copy);
        return {copy, text.size()};
    }
    Event& new_event(const Event& event) { return replacements_.emplace_back(event); }
    std::pmr::memory_resource& memory() { return texts_; }

    /// Everything kept so far is gone; the memory is used again.
    void clear() {
        texts_.release();
        replacements_.clear();
    }

private:
    std::vector<std::byte> buffer_;
    std::pmr::monotonic_buffer_resource texts_;
    std::deque<Event> replacements_;
};

}  // namespace ehcp
