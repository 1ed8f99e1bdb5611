#include <catch2/catch.hpp>

#include "core/store/people.hpp"
#include "tests/api/site.hpp"

using namespace ehcp;
using namespace ehcp::test;
using boost::json::value;

TEST_CASE("a case shows the child, the clocks, the log and what can happen next, with its version as ETag", "[cases]") {
    Site site;
    const auto reference = site.received();
    const auto response = site.get("caseworker", "/v1/cases/" + reference);
    REQUIRE(response.status == 200);
    CHECK(response.header("ETag") == "\"0\"");
    const auto shown = parsed(response).as_object();
    CHECK(shown.at("version") == value(0));
    CHECK(shown.at("child").at("surname") == value("Example"));
    CHECK(shown.at("child").at("upn").is_null());
    CHECK(shown.at("as_of") == value("2026-03-02"));
    CHECK(shown.at("rules") == value("england-2014"));
    CHECK(shown.at("procedures").at(0).at("state") == value("requested"));
    const auto& event = shown.at("events").at(0).as_object();
    CHECK(event.at("event") == value(0));
    CHECK(event.at("type") == value("request_received"));
    CHECK(event.at("recorded_by") == value("intake"));
    CHECK(event.at("recorded_as") == value("intake"));
    CHECK(event.at("recorded_at") == value("2026-03-02T10:00:00Z"));
    CHECK(std::ranges::count(shown.at("possible_events").as_array(), value("assessment_agreed")) == 1);
    CHECK(std::ranges::count(shown.at("possible_events").as_array(), value("plan_finalised")) == 0);
}

TEST_CASE("events move a request to a final plan", "[cases][events]") {
    Site site;
    const auto reference = site.received();
    site.now = *instant_from("2026-06-30T10:00:00Z");
    int seen = 0;
    for (const auto* event :
         {R"({"type":"assessment_agreed","on":"2026-02-20"})",
          R"({"type":"advice_requested","on":"2026-02-23","adviser":"education"})",
          R"({"type":"advice_requested","on":"2026-02-23","adviser":"health"})",
          R"({"type":"advice_requested","on":"2026-02-23","adviser":"psychology"})",
          R"({"type":"advice_requested","on":"2026-02-23","adviser":"social_care"})",
          R"({"type":"advice_received","on":"2026-03-30","adviser":"education"})",
          R"({"type":"advice_received","on":"2026-03-30","adviser":"health"})",
          R"({"type":"advice_received","on":"2026-03-30","adviser":"psychology"})",
          R"({"type":"advice_received","on":"2026-03-30","adviser":"social_care"})",
          R"({"type":"draft_sent","on":"2026-04-27"})", R"({"type":"plan_finalised","on":"2026-05-29"})"}) {
        const auto response = site.record(reference, seen++, event);
        INFO(response.body);
        REQUIRE(response.status == 201);
        CHECK(response.header("ETag") == "\"" + std::to_string(seen) + "\"");
        CHECK(parsed(response).at("event") == value(seen));
        CHECK(parsed(response).at("problems").as_array().empty());
    }
    const auto shown = parsed(site.get("manager", "/v1/cases/" + reference));
    CHECK(shown.at("procedures").at(0).at("state") == value("finalised"));
    CHECK(shown.at("procedures").at(1).at("procedure") == value("plan"));
}

TEST_CASE("a fact that breaks the law is recorded and flagged", "[cases][events]") {
    Site site;
    const auto reference = site.received();
    site.record(reference, 0, R"({"type":"assessment_agreed","on":"2026-01-20"})");
    const auto response = site.record(reference, 1, R"({"type":"draft_sent","on":"2026-02-02","setting":"100001"})");
    REQUIRE(response.status == 201);
    std::vector<std::string> codes;
    const auto answer = parsed(response);
    for (const auto& problem : answer.at("problems").as_array())
        codes.emplace_back(problem.at("code").as_string().c_str());
    CHECK(std::ranges::count(codes, "setting-named-in-draft") == 1);
    CHECK(std::ranges::count(codes, "advice-missing") == 1);
}

TEST_CASE("an event needs the version that was seen, and an older one is refused in words",
          "[cases][events][refusal]") {
    Site site;
    const auto reference = site.received();
    const std::string agreed = R"({"type":"assessment_agreed","on":"2026-02-20"})";
    const std::string path = "/v1/cases/" + reference + "/events";

    const auto unsaid = site.ask("caseworker", "POST", path, agreed);
    CHECK(unsaid.status == 428);
    CHECK(code_of(unsaid) == "if-match-required");
    CHECK(where_of(unsaid) == "If-Match");

    for (const auto* bad : {"*", "W/\"0\"", "\"0\", \"1\"", "", "\"", "\"\"", "-1", "99999999999999999999"}) {
        INFO(bad);
        const auto refused = site.ask("caseworker", "POST", path, agreed, {{"If-Match", bad}});
        CHECK(refused.status == 422);
        CHECK(where_of(refused) == "If-Match");
    }

    REQUIRE(site.record(reference, 0, agreed).status == 201);
    const auto stale = site.record(reference, 0, R"({"type":"note","on":"2026-02-20","text":"n"})");
    CHECK(stale.status == 412);
    CHECK(code_of(stale) == "conflict");
    CHECK(parsed(stale).at("detail").as_string().find("moved on") != std::string::npos);
    CHECK(site.record(reference, 5, R"({"type":"note","on":"2026-02-20","text":"n"})").status == 412);
    CHECK(site.ask("caseworker", "POST", path, R"({"type":"note","on":"2026-02-20","text":"n"})", {{"If-Match", "1"}})
              .status == 201);
}

TEST_CASE("what cannot be recorded is refused with its place, and nothing of it is kept or repeated",
          "[cases][events][refusal]") {
    const auto row = GENERATE(table<const char*, const char*, unsigned, const char*, const char*>({
        {"not JSON", "Hostile", 400, "bad-json", "line 1, column 1"},
        {"not an object", R"("Hostile")", 400, "bad-json", "event"},
        {"no type", R"({"on":"2026-02-20"})", 422, "missing-field", "event.type"},
        {"no such type", R"({"type":"Hostile","on":"2026-02-20"})", 422, "unknown-event", "event.type"},
        {"no day", R"({"type":"assessment_agreed"})", 422, "missing-field", "event.on"},
        {"no date", R"({"type":"assessment_agreed","on":"Hostile"})", 422, "bad-date", "event.on"},
        {"no such date", R"({"type":"assessment_agreed","on":"2026-02-30"})", 422, "bad-date", "event.on"},
        {"unknown field", R"({"type":"assessment_agreed","on":"2026-02-20","colour":"Hostile"})", 422, "unknown-field",
         "event.colour"},
        {"unknown word", R"({"type":"advice_requested","on":"2026-02-20","adviser":"Hostile"})", 422, "bad-value",
         "event.adviser"},
        {"missing field", R"({"type":"advice_requested","on":"2026-02-20"})", 422, "missing-field", "event.adviser"},
        {"in the future", R"({"type":"assessment_agreed","on":"2026-03-03"})", 422, "impossible-event", ""},
        {"not in this state", R"({"type":"plan_finalised","on":"2026-02-20"})", 422, "impossible-event", ""},
        {"a second request", R"({"type":"request_received","on":"2026-02-20","source":"parent"})", 422,
         "impossible-event", ""},
        {"a correction of nothing",
         R"({"type":"corrected","on":"2026-02-20","event":7,"replacement":null,"reason":"Hostile"})", 422, "bad-value",
         ""},
    }));
    const auto& [because, event, status, code, where] = row;
    INFO(because);
    Site site;
    const auto reference = site.received();
    const auto response = site.record(reference, 0, event);
    INFO(response.body);
    CHECK(response.status == status);
    CHECK(code_of(response) == code);
    if (*where) CHECK(where_of(response) == where);
    CHECK(response.body.find("ostile") == std::string::npos);
    CHECK(parsed(site.get("caseworker", "/v1/cases/" + reference)).at("version") == value(0));
}

TEST_CASE("a wrong entry is put right by a correction that keeps it", "[cases][events]") {
    Site site;
    const auto reference = site.received();
    REQUIRE(site.record(reference, 0, R"({"type":"assessment_refused","on":"2026-02-20"})").status == 201);
    const auto response = site.record(
        reference, 1,
        R"({"type":"corrected","on":"2026-02-21","event":1,"replacement":{"type":"assessment_agreed","on":"2026-02-20"},"reason":"wrong button"})");
    INFO(response.body);
    REQUIRE(response.status == 201);
    const auto shown = parsed(site.get("caseworker", "/v1/cases/" + reference));
    CHECK(shown.at("procedures").at(0).at("state") == value("assessing"));
    CHECK(shown.at("events").at(1).at("type") == value("assessment_refused"));
    CHECK(shown.at("events").at(2).at("corrects") == value(1));
    CHECK(shown.at("events").at(2).at("event") == value(2));
}

TEST_CASE("an event sent twice with one key is entered once", "[cases][events][idempotency]") {
    Site site;
    const auto reference = site.received();
    const std::string path = "/v1/cases/" + reference + "/events";
    const std::string agreed = R"({"type":"assessment_agreed","on":"2026-02-20"})";
    const std::vector<http::Field> headers = {{"If-Match", "\"0\""}, {"Idempotency-Key", "k1"}};
    const auto first = site.ask("caseworker", "POST", path, agreed, headers);
    const auto again = site.ask("caseworker", "POST", path, agreed, headers);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(again.header("ETag") == "\"1\"");
    CHECK(again.header("Idempotency-Replayed") == "true");
    CHECK(code_of(site.ask("caseworker", "POST", path, R"({"type":"withdrawn","on":"2026-02-20"})", headers)) ==
          "key-reused");
    const std::vector<http::Field> elsewhere = {{"If-Match", "\"0\""}, {"Idempotency-Key", "k1"}};
    const auto other = site.received("Other");
    CHECK(code_of(site.ask("caseworker", "POST", "/v1/cases/" + other + "/events", agreed, elsewhere)) == "key-reused");
}

TEST_CASE("what was known on a past day can be asked for", "[cases]") {
    Site site;
    const auto reference = site.received();
    site.now = *instant_from("2026-03-05T10:00:00Z");
    REQUIRE(site.record(reference, 0, R"({"type":"assessment_agreed","on":"2026-02-20"})").status == 201);

    const auto then = site.get("caseworker", "/v1/cases/" + reference + "?known_on=2026-03-04");
    REQUIRE(then.status == 200);
    CHECK(parsed(then).at("procedures").at(0).at("state") == value("requested"));
    CHECK(parsed(then).at("as_of") == value("2026-03-04"));
    CHECK_FALSE(then.header("ETag"));
    CHECK(parsed(site.get("caseworker", "/v1/cases/" + reference + "?known_on=2026-03-05T10:00:00Z")).at("version") ==
          value(1));
    CHECK(site.get("caseworker", "/v1/cases/" + reference + "?known_on=2026-03-01").status == 404);
    CHECK(code_of(site.get("caseworker", "/v1/cases/" + reference + "?known_on=yesterday")) == "bad-date");
}

TEST_CASE("every view of a file is kept: who, as what, when and how", "[cases][audit]") {
    Site site;
    const auto reference = site.received();
    site.get("caseworker", "/v1/cases/" + reference);
    site.get("caseworker", "/v1/cases/" + reference);  // the same, in the same minute
    site.get("school", "/v1/requests/" + reference + "/status");
    site.get("manager", "/v1/cases/EHC-2026-000099");
    site.now += std::chrono::minutes(1);
    site.get("caseworker", "/v1/cases/" + reference);
    site.writer.perform([](store::Transaction&) -> Result<int> { return 0; });  // what was noted before it is now in
    const auto views = site.readers.read([&](store::Reader& reader) {
        return store::file_views_of(reader, store::find_case(reader, reference).value().id);
    });
    REQUIRE(views.size() == 3);
    CHECK(std::ranges::count(views, "school", &store::FileView::who) == 1);
    CHECK(std::ranges::count(views, "GET /v1/cases/{reference}", &store::FileView::how) == 2);
}

TEST_CASE("the worklist is every open clock by due date, narrowed by its filters, page by page", "[cases][lists]") {
    Site site;
    for (const auto* name : {"One", "Two", "Three"}) site.received(name);
    const auto all = parsed(site.get("caseworker", "/v1/cases"));
    CHECK(all.at("next").is_null());
    const auto total = all.at("cases").as_array().size();
    CHECK(total >= 9);  // each has decide-to-assess, refuse-plan, finalise-plan

    const auto late =
        parsed(site.get("caseworker", "/v1/cases?overdue=true&clock=decide-to-assess")).at("cases").as_array();
    REQUIRE(late.size() == 3);
    CHECK(late[0].at("status") == value("overdue"));
    CHECK(late[0].at("due_on") == value("2026-02-23"));
    CHECK(late[0].at("days_left") == value(-7));
    CHECK(late[0].at("child").at("surname").is_string());
    CHECK(parsed(site.get("caseworker", "/v1/cases?setting=100002")).at("cases").as_array().empty());
    CHECK(parsed(site.get("caseworker", "/v1/cases?due_before=2026-02-23")).at("cases").as_array().empty());
    CHECK(parsed(site.get("caseworker", "/v1/cases?due_before=2026-02-24")).at("cases").as_array().size() == 3);

    std::size_t seen = 0;
    std::string cursor;
    do {
        const auto page =
            parsed(site.get("caseworker", "/v1/cases?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor)));
        seen += page.at("cases").as_array().size();
        cursor = page.at("next").is_null() ? "" : page.at("next").as_string().c_str();
    } while (!cursor.empty());
    CHECK(seen == total);
}

TEST_CASE("on its due date a decision is not overdue on the list", "[cases][lists][boundary]") {
    Site site;
    site.now = *instant_from("2026-02-23T23:59:59Z");
    site.received();
    CHECK(parsed(site.get("caseworker", "/v1/cases?overdue=true")).at("cases").as_array().empty());
    site.now += std::chrono::seconds(1);
    CHECK(parsed(site.get("caseworker", "/v1/cases?overdue=true")).at("cases").as_array().size() == 1);
}

TEST_CASE("a case is found by reference, and by name or UPN only in a body", "[cases][lists]") {
    Site site;
    const auto reference = site.received("Obrien");
    CHECK(parsed(site.get("caseworker", "/v1/cases?reference=" + reference)).at("cases").at(0).at("reference") ==
          value(reference));
    const auto search = [&](const std::string& body) {
        return site.ask("caseworker", "POST", "/v1/cases:search", body);
    };
    CHECK(parsed(search(R"({"text":"o’br"})")).at("cases").as_array().size() == 1);
    CHECK(parsed(search(R"({"text":"obrien, ad"})")).at("cases").at(0).at("child").at("date_of_birth") ==
          value("2015-03-02"));
    CHECK(parsed(search(R"({"text":"nobody"})")).at("cases").as_array().empty());
    CHECK(parsed(search(R"({"setting":"100001"})")).at("cases").as_array().size() == 1);

    const auto named = site.get("caseworker", "/v1/cases?name=obrien");
    CHECK(code_of(named) == "unknown-field");
    CHECK(named.body.find("obrien") == std::string::npos);
    CHECK(code_of(search("{}")) == "missing-field");
    CHECK(code_of(search(R"({"text":7})")) == "bad-value");
    CHECK(code_of(search(R"({"txt":"obrien"})")) == "unknown-field");
    CHECK(code_of(search(R"({"text":"a","limit":0})")) == "bad-value");
}

TEST_CASE("a filter that makes no sense is refused with its name", "[cases][lists][refusal]") {
    Site site;
    const auto row = GENERATE(table<const char*, const char*, const char*>({
        {"clock=tea-time", "bad-value", "query.clock"},
        {"due_before=soon", "bad-date", "query.due_before"},
        {"overdue=perhaps", "bad-value", "query.overdue"},
        {"limit=0", "bad-value", "query.limit"},
        {"limit=201", "bad-value", "query.limit"},
        {"limit=2&limit=3", "bad-value", "query.limit"},
        {"colour=red", "unknown-field", "query"},
        {"reference=EHC-2026-000001&team=north", "bad-value", "query.reference"},
        {"cursor=Hostile", "bad-value", ""},
    }));
    const auto& [query, code, where] = row;
    INFO(query);
    const auto response = site.get("caseworker", std::string("/v1/cases?") + query);
    CHECK(response.status == 422);
    CHECK(code_of(response) == code);
    if (*where) CHECK(where_of(response) == where);
    CHECK(response.body.find("ostile") == std::string::npos);
}
