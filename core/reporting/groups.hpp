#pragma once
// One tally for each team, setting, month …: found by its key without allocating, merged by key, listed in order.

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/reporting/query.hpp"

namespace ehcp::reporting {

/// Room for a key that has to be written (a month, an age band).
using KeyText = std::array<char, 16>;

/// The group to which a case, or what was done in it on that day, belongs. Empty: not recorded, or no groups asked for.
std::string_view group_of(std::optional<By> by, const CaseFacts& facts, Day on, KeyText& room);

/// "not recorded" for the empty key.
std::string_view group_title(std::string_view key);

template <class Tally>
class Groups {
public:
    Tally& of(std::string_view key) {
        const auto found = tallies_.find(key);
        return found != tallies_.end() ? found->second : tallies_.emplace(std::string(key), Tally{}).first->second;
    }
    void merge(const Groups& other) {
        for (const auto& [key, tally] : other.tallies_) of(key).merge(tally);
    }
    /// In the order of their keys, what is not recorded last.
    std::vector<std::pair<std::string_view, const Tally*>> in_order() const {
        std::map<std::pair<bool, std::string_view>, const Tally*> sorted;
        for (const auto& [key, tally] : tallies_) sorted.emplace(std::pair{key.empty(), std::string_view(key)}, &tally);
        std::vector<std::pair<std::string_view, const Tally*>> list;
        for (const auto& [key, tally] : sorted) list.emplace_back(key.second, tally);
        return list;
    }
    bool empty() const { return tallies_.empty(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, Tally, Hash, std::equal_to<>> tallies_;
};

}  // namespace ehcp::reporting
