// Worked cases in the public form, with their expected answers. An expectation names what it cares about; the answer may say
// more, but an empty list of problems means that there are none.
#include <catch2/catch.hpp>

#include <fstream>

#include "tests/support/case_text.hpp"

using namespace ehcp;
using namespace ehcp::test;
namespace json = boost::json;

namespace {

bool agrees(const json::object& clock, const json::object& expected) {
    return std::ranges::all_of(expected, [&](const auto& member) {
        return member.key() == "procedure" || (clock.contains(member.key()) && clock.at(member.key()) == member.value());
    });
}

bool has_clock(const json::object& answer, const json::object& expected) {
    for (const auto& p : answer.at("procedures").as_array()) {
        if (p.at("procedure") != expected.at("procedure")) continue;
        for (const auto& c : p.at("clocks").as_array()) {
            if (agrees(c.as_object(), expected)) return true;
        }
    }
    return false;
}

json::array examples_in(const char* path) {
    std::ifstream file(path);
    return json::parse(std::string(std::istreambuf_iterator<char>(file), {})).as_array();
}

}  // namespace

TEST_CASE("the worked examples come out as the law says", "[examples]") {
    for (const auto& each : examples_in("tests/engine/examples.json")) {
        const auto& example = each.as_object();
        DYNAMIC_SECTION(std::string(example.at("name").as_string())) {
            const auto answer = clocks_of(json::serialize(example.at("input")));
            INFO(answer);
            if (const auto* code = example.if_contains("expect_error")) {
                REQUIRE(answer.contains("error"));
                CHECK(answer.at("error").at("code") == *code);
                continue;
            }
            REQUIRE_FALSE(answer.contains("error"));
            for (const auto& expected : example.at("expect").as_array()) {
                INFO(expected);
                CHECK(has_clock(answer, expected.as_object()));
            }
            if (const auto* problems = example.if_contains("expect_problems")) {
                const auto found = problems_in(answer);
                if (problems->as_array().empty()) CHECK(found.empty());
                for (const auto& code : problems->as_array()) CHECK(std::ranges::find(found, std::string(code.as_string())) != found.end());
            }
            if (const auto* states = example.if_contains("expect_state")) {
                for (const auto& state : states->as_object()) CHECK(state_in(answer, state.key()) == std::string(state.value().as_string()));
            }
        }
    }
}
