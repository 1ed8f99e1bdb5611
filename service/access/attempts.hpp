#pragma once
// Failed attempts by key (a remote address, a name that nobody has), in memory, of bounded size: after some failures a
// wait, which doubles with each further one. Safe to call from any thread.

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/time/day.hpp"

namespace ehcp::access {

/// How long to wait after that many failures in a row.
struct Waits {
    int free_failures = 5;  ///< the last of these begins the first wait
    std::chrono::seconds first = std::chrono::minutes{1};
    std::chrono::seconds longest = std::chrono::hours{1};

    std::chrono::seconds after(int failures) const;
};

class Attempts {
public:
    explicit Attempts(Waits waits, std::size_t most_kept = 10'000) : waits_(waits), most_kept_(most_kept) {}

    /// Zero if the key may try now.
    std::chrono::seconds wait_of(std::string_view key, Instant now) const;
    void note_failure(std::string_view key, Instant now);

private:
    struct Kept {
        int failures = 0;
        Instant last{}, until{};
    };
    void make_room(Instant now);

    Waits waits_;
    std::size_t most_kept_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Kept> kept_;
};

}  // namespace ehcp::access
