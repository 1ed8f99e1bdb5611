#include "service/http/rate_limit.hpp"

#include <catch2/catch.hpp>

using namespace ehcp::http;
using namespace std::chrono_literals;

namespace {

const RateLimit::Moment start{};

}

TEST_CASE("a second's worth may come at once, and then one as each token returns", "[http][rate]") {
    RateLimit limit(4);
    for (int i = 0; i < 4; ++i) CHECK_FALSE(limit.wait_before("a", start));
    CHECK(limit.wait_before("a", start) == 250ms);
    CHECK(limit.wait_before("a", start + 100ms) == 150ms);
    CHECK_FALSE(limit.wait_before("a", start + 250ms));
    CHECK(limit.wait_before("a", start + 250ms) == 250ms);
}

TEST_CASE("a long silence saves up no more than a second's worth", "[http][rate]") {
    RateLimit limit(1);
    CHECK_FALSE(limit.wait_before("a", start));
    CHECK_FALSE(limit.wait_before("a", start + 1h));
    CHECK(limit.wait_before("a", start + 1h) == 1s);
}

TEST_CASE("one address does not use up another's requests", "[http][rate]") {
    RateLimit limit(1);
    CHECK_FALSE(limit.wait_before("a", start));
    CHECK_FALSE(limit.wait_before("b", start));
    CHECK(limit.wait_before("a", start));
}

TEST_CASE("no limit is no limit, and remembers nobody", "[http][rate]") {
    RateLimit limit(0);
    for (int i = 0; i < 1000; ++i) CHECK_FALSE(limit.wait_before("a", start));
    CHECK(limit.addresses() == 0);
}

TEST_CASE("an address is forgotten once its bucket is full again", "[http][rate]") {
    RateLimit limit(2);
    limit.wait_before("a", start);
    limit.forget_idle(start + 499ms);
    CHECK(limit.addresses() == 1);
    limit.forget_idle(start + 500ms);
    CHECK(limit.addresses() == 0);
}

TEST_CASE("an IPv6 subscriber is one address, whichever of the /64 is used", "[http][rate]") {
    CHECK(rate_limit_key("192.0.2.7") == "192.0.2.7");
    CHECK(rate_limit_key("::ffff:192.0.2.7") == "192.0.2.7");
    CHECK(rate_limit_key("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(rate_limit_key("2001:db8:1:2::1") == "2001:db8:1:2::/64");
    CHECK(rate_limit_key("2001:db8:1:3::1") != rate_limit_key("2001:db8:1:2::1"));
}
