#include "service/http/target.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace ehcp::http;

namespace {

struct Accepted {
    std::string because;
    std::string target;
    std::string path;
    std::vector<std::string> segments;
    std::vector<Field> query;
};

struct Refused {
    std::string because;
    std::string target;
};

}  // namespace

TEST_CASE("a target comes apart into decoded segments and parameters", "[http][target]") {
    const auto row = GENERATE(values<Accepted>({
        {"the root has no segments", "/", "/", {}, {}},
        {"segments are decoded, the path is as sent", "/v1/a%20b", "/v1/a%20b", {"v1", "a b"}, {}},
        {"an encoded slash does not split", "/v1/a%2Fb", "/v1/a%2Fb", {"v1", "a/b"}, {}},
        {"a colon is part of its segment", "/v1/requests:batch", "/v1/requests:batch", {"v1", "requests:batch"}, {}},
        {"a trailing slash is an empty segment", "/v1/", "/v1/", {"v1", ""}, {}},
        {"parameters are decoded", "/s?q=Zo%C3%AB&to=a%26b", "/s", {"s"}, {{"q", "Zoë"}, {"to", "a&b"}}},
        {"a plus is a space, as forms send it", "/s?q=a+b%2B", "/s", {"s"}, {{"q", "a b+"}}},
        {"a parameter needs no value", "/s?late&n=1", "/s", {"s"}, {{"late", ""}, {"n", "1"}}},
        {"a proxy may send the whole URL", "http://host/v1?a=1", "/v1", {"v1"}, {{"a", "1"}}},
        {"a URL without a path means the root", "http://host", "/", {}, {}},
    }));
    INFO(row.because);
    Request request;
    CHECK(read_target(row.target, request) == "");
    CHECK(request.path == row.path);
    CHECK(request.segments == row.segments);
    CHECK(request.query == row.query);
}

TEST_CASE("a target that could be read in two ways is refused", "[http][target]") {
    const auto row = GENERATE(values<Refused>({
        {"dot segments climb", "/v1/../etc"},
        {"dot segments climb in disguise", "/v1/%2e%2E/etc"},
        {"a dot is for a resolver", "/./v1"},
        {"a null ends a C string", "/v1/a%00b"},
        {"a line break forges a log line", "/v1/a%0Ab"},
        {"not UTF-8 in the path", "/v1/%FF"},
        {"not UTF-8 in the query", "/v1?q=%C3"},
        {"an escape cut short", "/v1/%4"},
        {"no path at all", "v1"},
        {"the server as a whole", "*"},
        {"a space", "/a b"},
        {"nothing", ""},
    }));
    INFO(row.because);
    Request request;
    CHECK(read_target(row.target, request) != "");
}

TEST_CASE("UTF-8 is what the standard says and nothing like it", "[http][target]") {
    CHECK(is_utf8("plain"));
    CHECK(is_utf8("Zoë Łukasz 字 😀"));
    CHECK_FALSE(is_utf8("\xC0\xAF"));          // overlong slash
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
    CHECK_FALSE(is_utf8("\x80"));              // continuation of nothing
    CHECK_FALSE(is_utf8("\xE2\x82"));          // cut short
    CHECK_FALSE(is_utf8("\xFE"));
}
