#pragma once
// The two versions of every figure.

#include <cstdint>

namespace ehcp::reporting {

/// A count of all, and of those to which no valid exemption applied: the DfE's `_ex` columns, its headline.
struct Both {
    std::int64_t all = 0, ex = 0;
    void count(bool exempt, std::int64_t n = 1) { all += n, ex += exempt ? 0 : n; }
    Both& operator+=(Both other) { return all += other.all, ex += other.ex, *this; }
    friend Both operator+(Both a, Both b) { return a += b; }
};

}  // namespace ehcp::reporting
