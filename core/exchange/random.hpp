#pragma once
// Chance that comes out the same on every machine: the engine is fixed by the C++ standard, the distributions, which are not,
// are our own and use whole numbers only.

#include <algorithm>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

namespace ehcp::exchange {

class Random {
public:
    explicit Random(std::string_view seed) : engine_(hash_of(seed)) {}

    /// 0 to n − 1, n > 0.
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>((engine_() >> 32U) * n >> 32U); }
    /// low to high, both included; low where high is lower.
    int between(int low, int high) { return high <= low ? low : low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1))); }
    bool chance(int in_a_thousand) { return below(1000) < static_cast<std::uint32_t>(in_a_thousand); }
    /// As between, leaning to the low end: the least of several draws.
    int low_of(int draws, int low, int high) {
        int least = high;
        for (int i = 0; i < draws; ++i) least = std::min(least, between(low, high));
        return std::max(least, low);
    }
    template <class List>
    const auto& one_of(const List& list) { return list[below(static_cast<std::uint32_t>(std::size(list)))]; }
    template <class List>
    void shuffle(List& list) {
        for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(static_cast<std::uint32_t>(i))]);
    }

private:
    static std::uint64_t hash_of(std::string_view text) {  // FNV-1a
        std::uint64_t hash = 14695981039346656037ULL;
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        return hash;
    }
    std::mt19937_64 engine_;
};

/// Indexes drawn in proportion to their weights.
class Weighted {
public:
    void add(int weight) { sums_.push_back((sums_.empty() ? 0 : sums_.back()) + static_cast<std::uint32_t>(std::max(weight, 0))); }
    bool empty() const { return sums_.empty() || sums_.back() == 0; }
    std::size_t pick(Random& random) const {
        return static_cast<std::size_t>(std::ranges::upper_bound(sums_, random.below(sums_.back())) - sums_.begin());
    }

private:
    std::vector<std::uint32_t> sums_;
};

/// Dealt in a fixed order, so that in any long enough run each card comes up, however small the caseload.
template <class Card>
class Deck {
public:
    explicit Deck(std::vector<Card> cards) : cards_(std::move(cards)) {}
    Card deal() { return cards_[next_++ % cards_.size()]; }

private:
    std::vector<Card> cards_;
    std::size_t next_ = 0;
};

}  // namespace ehcp::exchange
