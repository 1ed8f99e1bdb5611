#pragma once
// A token bucket for each remote address: so many requests a second, in bursts of at most a second's worth. An IPv6
// subscriber commands a whole /64, so that prefix is one address here. Time is an argument. Safe from several threads.

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ehcp::http {

class RateLimit {
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// 0 is no limit.
    explicit RateLimit(unsigned requests_per_second);

    /// Takes one token; or says how long to wait until there is one.
    std::optional<std::chrono::nanoseconds> wait_before(const std::string& address, Moment now);

    /// Forgets addresses whose bucket is full again, so that memory follows the addresses of the last second.
    void forget_idle(Moment now);

    std::size_t addresses() const;

private:
    struct Bucket {
        double tokens;
        Moment filled_at;
    };

    double filled(const Bucket& bucket, Moment now) const;

    double rate_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

/// The address itself for IPv4; the /64 for IPv6: "2001:db8:1:2:3:4:5:6" → "2001:db8:1:2::/64".
std::string rate_limit_key(std::string_view address);

}  // namespace ehcp::http
