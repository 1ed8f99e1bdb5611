#pragma once
// What a load run measured: each answer's latency and status. Kept whole and sorted once at the end, so that the
// percentiles are exact.

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ehcp::load {

class Tally {
public:
    void answered(unsigned status, std::chrono::nanoseconds took);
    void failed(const std::string& why);

    bool has_errors() const;
    /// Throughput, p50/p90/p99/max and errors by status, a line each.
    std::string summary(std::chrono::duration<double> lasted);

private:
    std::chrono::duration<double, std::milli> percentile(double share) const;

    std::vector<std::uint32_t> microseconds_;
    std::map<unsigned, std::uint64_t> by_status_;
    std::map<std::string, std::uint64_t> failures_;
};

}  // namespace ehcp::load
