#pragma once
// How long something takes when much of it is not over yet. A wait that still goes on is known to be at least as long
// as it is (censored); leaving it out would flatter, counting it as over would flatter more. The product-limit
// estimator of Kaplan and Meier (1958), in whole days, with late entry: a wait that had begun before one began to look
// is seen only from the age it had by then.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ehcp::reporting {

struct Wait {
    std::int32_t seen_from = 0;  ///< its age in days when one began to look; 0 if that was at its beginning
    std::int32_t length = 0;     ///< its age at its end, or when last seen
    bool ended = false;          ///< false: censored
};

class Survival {
public:
    explicit Survival(std::span<const Wait> waits);

    /// The share of waits that last longer than `age` days.
    double beyond(int age) const;
    /// The fewest days by which `share` (0.5: the median) of the waits are over; none when the estimate does not get so
    /// far.
    std::optional<int> quantile(double share) const;

private:
    struct Drop {
        int age;
        double beyond;
    };
    std::vector<Drop> drops_;
};

/// The smallest value that at least `share` of the values do not exceed; none of none. Reorders.
std::optional<int> quantile(std::span<int> values, double share);

}  // namespace ehcp::reporting
