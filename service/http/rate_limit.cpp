#include "service/http/rate_limit.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace ehcp::http {

RateLimit::RateLimit(unsigned requests_per_second) : rate_(requests_per_second) {}

double RateLimit::filled(const Bucket& bucket, Moment now) const {
    const std::chrono::duration<double> since = now - bucket.filled_at;
    return std::min(rate_, bucket.tokens + std::max(0.0, since.count()) * rate_);
}

std::optional<std::chrono::nanoseconds> RateLimit::wait_before(const std::string& address, Moment now) {
    if (rate_ == 0) return std::nullopt;
    const std::lock_guard lock(mutex_);
    auto& bucket = buckets_.try_emplace(address, Bucket{rate_, now}).first->second;
    bucket = {filled(bucket, now), now};
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::nullopt;
    }
    const std::chrono::duration<double> missing((1 - bucket.tokens) / rate_);
    return std::chrono::ceil<std::chrono::nanoseconds>(missing);
}

void RateLimit::forget_idle(Moment now) {
    const std::lock_guard lock(mutex_);
    std::erase_if(buckets_, [&](const auto& entry) { return filled(entry.second, now) >= rate_; });
}

std::size_t RateLimit::addresses() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

std::string rate_limit_key(std::string_view address) {
    boost::system::error_code failed;
    const auto parsed = boost::asio::ip::make_address(std::string(address), failed);
    if (failed || parsed.is_v4()) return std::string(address);
    const auto v6 = parsed.to_v6();
    if (v6.is_v4_mapped()) return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
    auto bytes = v6.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace ehcp::http
