#pragma once
// Texts that recur (teams, settings, bodies) as small numbers, so that a line of a report costs no allocation.

#include <deque>
#include <string>
#include <unordered_map>

namespace ehcp::reporting {

class Names {
public:
    Names() = default;
    Names(const Names&) = delete;
    Names(Names&&) = default;

    std::uint32_t of(std::string_view text) {
        if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
        const auto number = static_cast<std::uint32_t>(texts_.size());
        return numbers_.emplace(texts_.emplace_back(text), number).first->second;
    }
    const std::string& at(std::uint32_t number) const { return texts_[number]; }

private:
    std::deque<std::string> texts_;  // never moved, so that the keys below stay good
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace ehcp::reporting
