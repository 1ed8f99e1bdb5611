#include <catch2/catch.hpp>

#include "tests/api/site.hpp"

using namespace ehcp;
using namespace ehcp::test;
using boost::json::value;

namespace {

const std::string everything = R"({
    "received_on":"2026-01-12","source":"school","setting":"100001","primary_need":"SLCN",
    "child":{"surname":"O’Brien-Ó Sé","forename":"Ada","date_of_birth":"2015-03-02","sex":"F","ethnicity":"WBRI",
             "upn":"A123456789012","uln":"1234567890","postcode":"XX1 1XX"},
    "contacts":[{"name":"Pat Example","relation":"mother","email":"pat@example.org","telephone":"0000 000000","address":"1 High Street\nExampleton"}],
    "sen_support":[{"barrier":"speech","cycles":[{"from":"2025-09-08","to":"2025-12-12","assess":"a","plan":"b","do":"c","review":"d"}]}],
    "note":"First line.\nSecond line."})";

}  // namespace

TEST_CASE("the smallest request is received: reference, clocks, what is missing, possible duplicates",
          "[intake][reg5]") {
    Site site;
    const auto response = site.ask("intake", "POST", "/v1/requests", Site::smallest());
    REQUIRE(response.status == 201);
    CHECK(response.header("Content-Type") == "application/json");
    const auto answer = parsed(response).as_object();
    CHECK(answer.size() == 4);
    CHECK(answer.at("reference") == value("EHC-2026-000001"));
    CHECK(answer.at("possible_duplicates").as_array().empty());

    const auto& missing = answer.at("missing").as_array();
    CHECK(std::ranges::count(missing, value("child.upn")) == 1);
    CHECK(std::ranges::count(missing, value("setting")) == 0);

    const auto& first = answer.at("clocks").at(0);
    CHECK(first.at("clock") == value("decide-to-assess"));
    CHECK(first.at("due_on") == value("2026-02-23"));
    CHECK(first.at("status") == value("overdue"));  // on 2 March
    CHECK(first.at("working") == value("6 weeks after 12 January 2026, that day not counted"));
}

TEST_CASE("the answer's clocks are those that the case then has", "[intake]") {
    Site site;
    const auto received = parsed(site.ask("intake", "POST", "/v1/requests", everything));
    const auto shown = parsed(site.get("caseworker", "/v1/cases/EHC-2026-000001"));
    CHECK(received.at("clocks") == shown.at("procedures").at(0).at("clocks"));
}

TEST_CASE("everything that may come with a request is kept", "[intake]") {
    Site site;
    const auto response = site.ask("intake", "POST", "/v1/requests", everything);
    REQUIRE(response.status == 201);
    CHECK(parsed(response).at("missing").as_array().empty());
    const auto shown = parsed(site.get("caseworker", "/v1/cases/EHC-2026-000001"));
    CHECK(shown.at("child").at("surname") == value("O’Brien-Ó Sé"));
    CHECK(shown.at("child").at("upn") == value("A123456789012"));
    CHECK(shown.at("primary_need") == value("SLCN"));
    CHECK(shown.at("contacts").at(0).at("address") == value("1 High Street\nExampleton"));
    CHECK(shown.at("sen_support").at(0).at("barrier") == value("speech"));
    CHECK(shown.at("events").at(1).at("text") == value("First line.\nSecond line."));
}

TEST_CASE("a second request about the same child is received, and says which file it may belong to", "[intake]") {
    Site site;
    site.received("Example");
    const auto second = site.ask("intake", "POST", "/v1/requests", Site::smallest("EXAMPLE"));
    REQUIRE(second.status == 201);
    const auto duplicates = parsed(second).at("possible_duplicates").as_array();
    REQUIRE(duplicates.size() == 1);
    CHECK(duplicates[0].at("reference") == value("EHC-2026-000001"));
    CHECK(duplicates[0].at("why") == value("same_name_and_date_of_birth"));
}

TEST_CASE("what is wrong with a request is said with its place and never with its content", "[intake][refusal]") {
    const std::string child = R"("child":{"surname":"Hostile","forename":"Ada","date_of_birth":"2015-03-02"})";
    const auto row = GENERATE_COPY(table<const char*, std::string, unsigned, const char*, const char*>({
        {"not JSON", "Hostile", 400, "bad-json", "line 1, column 1"},
        {"cut off", R"({"source":"Hostile)", 400, "bad-json", "line 1, column 19"},
        {"a name twice", R"({"source":"school","source":"parent"})", 400, "bad-json", "line 1, column 27"},
        {"not UTF-8", "{\"source\":\"Hostile\xff\"}", 400, "bad-json", "line 1, column 19"},
        {"not an object", R"(["Hostile"])", 422, "bad-value", ""},
        {"an unknown field", R"({"received_on":"2026-01-12","source":"school","colour":"Hostile",)" + child + "}", 422,
         "unknown-field", "colour"},
        {"an unknown field that looks like a name is not repeated",
         R"({"received_on":"2026-01-12","source":"school","Hostile":1,)" + child + "}", 422, "unknown-field", ""},
        {"an unknown source", R"({"received_on":"2026-01-12","source":"Hostile",)" + child + "}", 422, "bad-value",
         "source"},
        {"no child", R"({"received_on":"2026-01-12","source":"school"})", 422, "missing-field", "child"},
        {"no date of birth",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":"Hostile","forename":"Ada"}})", 422,
         "missing-field", "child.date_of_birth"},
        {"a birthday that is no date",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":"H","forename":"A","date_of_birth":"Hostile"}})",
         422, "bad-date", "child.date_of_birth"},
        {"a birthday that there never was",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":"H","forename":"A","date_of_birth":"2015-02-30"}})",
         422, "bad-date", "child.date_of_birth"},
        {"a name that is a number",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":7,"forename":"A","date_of_birth":"2015-03-02"}})",
         422, "bad-value", "child.surname"},
        {"a name of nothing but spaces",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":"  ","forename":"A","date_of_birth":"2015-03-02"}})",
         422, "bad-value", "child.surname"},
        {"a name with a line break",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":"Hos\ntile","forename":"A","date_of_birth":"2015-03-02"}})",
         422, "bad-value", "child.surname"},
        {"a name with a NUL",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":"Hos\u0000tile","forename":"A","date_of_birth":"2015-03-02"}})",
         422, "bad-value", "child.surname"},
        {"a UPN of the wrong form",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":"H","forename":"A","date_of_birth":"2015-03-02","upn":"Hostile"}})",
         422, "bad-value", "child.upn"},
        {"in a list",
         R"({"received_on":"2026-01-12","source":"school","contacts":[{"name":"A"},{"name":"B","email":7}],)" + child +
             "}",
         422, "bad-value", "contacts[1].email"},
        {"received tomorrow", R"({"received_on":"2026-03-03","source":"school",)" + child + "}", 422,
         "impossible-event", "received_on"},
        {"born after it was received",
         R"({"received_on":"2026-01-12","source":"school","child":{"surname":"Hostile","forename":"A","date_of_birth":"2026-01-13"}})",
         422, "bad-date", "child.date_of_birth"},
    }));
    const auto& [because, body, status, code, where] = row;
    INFO(because);
    Site site;
    const auto response = site.ask("intake", "POST", "/v1/requests", body);
    INFO(response.body);
    CHECK(response.status == status);
    CHECK(response.header("Content-Type") == "application/problem+json");
    CHECK(code_of(response) == code);
    CHECK(where_of(response) == where);
    CHECK(response.body.find("ostile") == std::string::npos);
    CHECK(response.body.find("2015-02-30") == std::string::npos);
    CHECK(site.get("caseworker", "/v1/cases/EHC-2026-000001").status == 404);
}

TEST_CASE("text of any length or depth is refused in an orderly way", "[intake][refusal]") {
    Site site;
    const auto name = [](const std::string& text) {
        return R"({"received_on":"2026-01-12","source":"school","child":{"surname":")" + text +
               R"(","forename":"A","date_of_birth":"2015-03-02"}})";
    };
    CHECK(where_of(site.ask("intake", "POST", "/v1/requests", name(std::string(1'000'000, 'x')))) == "child.surname");
    CHECK(site.ask("intake", "POST", "/v1/requests", std::string(100'000, '[')).status == 400);
    CHECK(site.ask("intake", "POST", "/v1/requests", "").status == 400);
}

TEST_CASE("a school sends requests for its own setting only", "[intake][access]") {
    Site site;
    const auto other = site.ask("school", "POST", "/v1/requests", Site::smallest("Example", "100002"));
    CHECK(other.status == 403);
    CHECK(where_of(other) == "setting");
    CHECK(site.ask("school", "POST", "/v1/requests", Site::smallest("Example", "100001")).status == 201);
    const auto unsaid = site.ask(
        "school", "POST", "/v1/requests",
        R"({"received_on":"2026-01-12","source":"school","child":{"surname":"Sample","forename":"Ada","date_of_birth":"2015-03-02"}})");
    REQUIRE(unsaid.status == 201);
    CHECK(parsed(site.get("caseworker", "/v1/cases/EHC-2026-000002")).at("setting") == value("100001"));
}

TEST_CASE("one key is one case", "[intake][idempotency]") {
    Site site;
    const std::vector<http::Field> key = {{"Idempotency-Key", "form-17"}};
    const auto first = site.ask("intake", "POST", "/v1/requests", Site::smallest(), key);
    site.now += std::chrono::hours(30);
    const auto again = site.ask("intake", "POST", "/v1/requests", Site::smallest(), key);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(again.header("Idempotency-Replayed") == "true");
    CHECK(site.get("caseworker", "/v1/cases/EHC-2026-000002").status == 404);

    SECTION("with another body it is refused") {
        const auto other = site.ask("intake", "POST", "/v1/requests", Site::smallest("Other"), key);
        CHECK(other.status == 422);
        CHECK(code_of(other) == "key-reused");
    }
    SECTION("it belongs to the token that sent it") {
        CHECK(site.ask("manager", "POST", "/v1/requests", Site::smallest("Other"), key).status == 201);
    }
    SECTION("a refusal does not use it up") {
        const std::vector<http::Field> fresh = {{"Idempotency-Key", "form-18"}};
        CHECK(site.ask("intake", "POST", "/v1/requests", "{}", fresh).status == 422);
        CHECK(site.ask("intake", "POST", "/v1/requests", Site::smallest("Third"), fresh).status == 201);
    }
    SECTION("without a key each request is its own") {
        CHECK(parsed(site.ask("intake", "POST", "/v1/requests", Site::smallest())).at("reference") ==
              value("EHC-2026-000002"));
        CHECK(parsed(site.ask("intake", "POST", "/v1/requests", Site::smallest())).at("reference") ==
              value("EHC-2026-000003"));
    }
    SECTION("a key that is none is refused") {
        for (const auto& bad :
             {std::string(), std::string("two words"), std::string(201, 'x'), std::string("schlüssel")}) {
            const auto refused =
                site.ask("intake", "POST", "/v1/requests", Site::smallest(), {{"Idempotency-Key", bad}});
            CHECK(refused.status == 422);
            CHECK(where_of(refused) == "Idempotency-Key");
        }
    }
}

TEST_CASE("a batch is answered line by line, and a bad line keeps no good one back", "[intake][batch]") {
    Site site;
    const auto body = Site::smallest("One") + "\n\nnot JSON\r\n" + Site::smallest("Two") +
                      "\n{\"source\":\"school\"}\n" + Site::smallest("Three");
    const std::vector<http::Field> key = {{"Idempotency-Key", "batch-1"}};
    const auto response = site.ask("intake", "POST", "/v1/requests:batch", body, key);
    REQUIRE(response.status == 200);
    CHECK(response.header("Content-Type") == "application/x-ndjson");

    std::vector<value> lines;
    for (std::string_view rest = response.body; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        lines.push_back(boost::json::parse(boost::json::string_view(line.data(), line.size())));
        rest.remove_prefix(line.size() + 1);
    }
    REQUIRE(lines.size() == 5);
    const auto is = [](const value& line, int number, int status) {
        return line.at("line") == value(number) && line.at("status") == value(status);
    };
    CHECK(is(lines[0], 1, 201));
    CHECK(is(lines[1], 3, 400));
    CHECK(is(lines[2], 4, 201));
    CHECK(is(lines[3], 5, 422));
    CHECK(is(lines[4], 6, 201));
    CHECK(lines[3].at("code") == value("missing-field"));
    CHECK(lines[4].at("reference") == value("EHC-2026-000003"));

    SECTION("sent again whole it changes nothing") {
        CHECK(site.ask("intake", "POST", "/v1/requests:batch", body, key).body == response.body);
        CHECK(site.get("caseworker", "/v1/cases/EHC-2026-000004").status == 404);
    }
    SECTION("an empty one is refused") {
        CHECK(site.ask("intake", "POST", "/v1/requests:batch", "\n\n").status == 422);
    }
}

TEST_CASE("a batch of a thousand is received whole and in order", "[intake][batch]") {
    Site site;
    std::string body;
    for (int i = 0; i < 1000; ++i)
        body += Site::smallest("Name" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i)) + "\n";
    const auto response = site.ask("intake", "POST", "/v1/requests:batch", body);
    CHECK(std::ranges::count(response.body, '\n') == 1000);
    CHECK(site.get("caseworker", "/v1/cases/EHC-2026-001000").status == 200);
}
