#include "service/http/message.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include "service/http/problem.hpp"

using namespace ehcp::http;

TEST_CASE("a header is found whatever its case, and the first one wins", "[http][message]") {
    const Request request{.headers = {{"If-Match", "\"3\""}, {"if-match", "\"4\""}}};
    CHECK(request.header("IF-MATCH") == "\"3\"");
    CHECK(request.header("If-Matc") == std::nullopt);
}

TEST_CASE("a parameter is found by its exact name, and may be there without a value", "[http][message]") {
    const Request request{.query = {{"late", ""}, {"team", "North"}}};
    CHECK(request.parameter("late") == "");
    CHECK(request.parameter("team") == "North");
    CHECK(request.parameter("Team") == std::nullopt);
}

TEST_CASE("a problem is application/problem+json with the four members", "[http][problem]") {
    const auto response = problem(404, "no case \"EHC-1\"");
    CHECK(response.status == 404);
    CHECK(response.header("content-type") == "application/problem+json");
    CHECK(boost::json::parse(response.body) ==
          boost::json::value{
              {"type", "about:blank"}, {"title", "Not Found"}, {"status", 404}, {"detail", "no case \"EHC-1\""}});
}

TEST_CASE("reason phrases are those of the standard", "[http][problem]") {
    CHECK(reason_phrase(200) == "OK");
    CHECK(reason_phrase(412) == "Precondition Failed");
    CHECK(reason_phrase(422) == "Unprocessable Entity");
    CHECK(reason_phrase(431) == "Request Header Fields Too Large");
    CHECK(reason_phrase(299) == "Unknown");
}
