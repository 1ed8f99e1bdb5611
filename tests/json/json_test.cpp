#include <catch2/catch.hpp>

#include "core/json/strict.hpp"
#include "tests/support/story.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

struct Refused {
    const char* because;
    const char* input;
    const char* code;
    const char* where;
};

const Refused refused[] = {
    {"a field that the event does not take", R"({"events":[{"type":"died","on":"2026-01-12","colour":"blue"}]})", "unknown-field", "events[0].colour"},
    {"an event that does not exist", R"({"events":[{"type":"plan_eaten","on":"2026-01-12"}]})", "unknown-event", "events[0].type"},
    {"no type", R"({"events":[{"on":"2026-01-12"}]})", "missing-field", "events[0].type"},
    {"no date", R"({"events":[{"type":"died"}]})", "missing-field", "events[0].on"},
    {"a required field is missing", R"({"events":[{"type":"request_received","on":"2026-01-12"}]})", "missing-field", "events[0].source"},
    {"a word that is not in the list", R"({"events":[{"type":"request_received","on":"2026-01-12","source":"uncle"}]})", "bad-value", "events[0].source"},
    {"a date that does not exist", R"({"events":[{"type":"died","on":"2026-02-30"}]})", "bad-date", "events[0].on"},
    {"a date of another kind", R"({"events":[{"type":"died","on":20260112}]})", "bad-date", "events[0].on"},
    {"a yes or no that is neither", R"({"events":[{"type":"reassessment_agreed","on":"2026-01-12","own_motion":"yes"}]})", "bad-value", "events[0].own_motion"},
    {"a cease reason beyond nine", R"({"events":[{"type":"plan_ceased","on":"2026-01-12","reason":10}]})", "bad-value", "events[0].reason"},
    {"an empty text", R"({"events":[{"type":"note","on":"2026-01-12","text":""}]})", "bad-value", "events[0].text"},
    {"an order kind for a phase transfer", R"({"events":[{"type":"phase_transfer_planned","on":"2026-01-12","transfer_on":"2026-09-01","kind":"assess"}]})", "bad-value", "events[0].kind"},
    {"a correction without its replacement", R"({"events":[{"type":"corrected","on":"2026-01-12","event":0,"reason":"x"}]})", "missing-field", "events[0].replacement"},
    {"a fault inside a replacement", R"({"events":[{"type":"corrected","on":"2026-01-12","event":0,"reason":"x","replacement":{"type":"died","on":"x"}}]})", "bad-date", "events[0].replacement.on"},
    {"a name at the top that is not known", R"({"events":[],"case":1})", "unknown-field", "the input"},
    {"no events", R"({"as_of":"2026-01-12"})", "missing-field", "events"},
    {"a closure that ends before it begins", R"({"events":[],"closures":[{"setting":"1","closed_from":"2026-07-22","reopens":"2026-07-22"}]})", "bad-value", "closures[0].reopens"},
    {"a closure without a setting", R"({"events":[],"closures":[{"closed_from":"2026-07-22","reopens":"2026-09-22"}]})", "missing-field", "closures[0].setting"},
    {"an as_of that is no date", R"({"events":[],"as_of":"soon"})", "bad-date", "as_of"},
    {"a doubled name", R"({"events":[],"events":[]})", "bad-json", "line 1, column 21"},
    {"a doubled name inside an event", R"({"events":[{"type":"died","on":"2026-01-12","on":"2026-01-13"}]})", "bad-json", "line 1, column 48"},
    {"text after the end", R"({"events":[]} {})", "bad-json", "line 1, column 15"},
    {"an end too early", R"({"events":[)", "bad-json", "line 1, column 12"},
    {"nothing", "", "bad-json", "line 1, column 1"},
    {"endless nesting", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "bad-json", "line 1, column 17"},
};

/// An event with every field that its type takes.
Event full(EventType type, Arena& arena) {
    Event e{type, day("Mon 2026-01-12")};
    rule_of(type).known().each([&](Field f) {
        if (is_date(f)) e.set(f, day("Tue 2026-01-13"));
        else if (f == Field::cease_reason) e.set_raw(f, 9);
        else if (f == Field::about) e.set(EventType::plan_refused);
        else if (is_word(f)) e.set_raw(f, 1);
        else if (is_text(f)) e.set(f, "Zoë said \"yes\"\n");
        else e.correct(3, &arena.new_event(Event{EventType::note, day("Mon 2026-01-05")}.set(Field::text, "as it was")));
    });
    return e;
}

}  // namespace

TEST_CASE("bad input gets its code and its place, and nothing is guessed", "[json]") {
    for (const auto& each : refused) {
        INFO(each.because);
        const auto answer = clocks_of(each.input);
        REQUIRE(answer.contains("error"));
        const auto& error = answer.at("error").as_object();
        CHECK(text_in(error, "code") == each.code);
        CHECK(text_in(error, "where") == each.where);
    }
}

TEST_CASE("bytes that are not UTF-8 are refused", "[json]") {
    for (const auto* bytes : {"{\"events\":[{\"type\":\"note\",\"on\":\"2026-01-01\",\"text\":\"\xff\"}]}", "{\"\xc0\xaf\":1}"})
        CHECK(text_in(clocks_of(bytes).at("error").as_object(), "code") == "bad-json");
}

TEST_CASE("a refused text is never repeated, for it may be a person's", "[json][privacy]") {
    const auto answer = clocks_of(R"({"events":[{"type":"request_received","on":"Ada Test, 1 Elm Road","source":"Ada Test of Elm Road","Ada Test":1}]})");
    CHECK(boost::json::serialize(answer).find("Ada") == std::string::npos);
}

TEST_CASE("every event is written and read back, in public and as stored", "[json]") {
    for (const EventType type : all<EventType>()) {
        INFO(token(type));
        Arena arena;
        const auto event = full(type, arena);
        const auto shown = event_json(event);
        const auto read = read_event(shown, arena, "events[0]", 0);
        REQUIRE(read.has_value());
        CHECK(event_json(read.value()) == shown);
        const auto stored = read_stored(type, event.on, stored_body(event), stored_texts(event), arena);
        CHECK(event_json(stored) == shown);
        CHECK(stored_body(stored) == stored_body(event));
        CHECK(stored_texts(stored) == stored_texts(event));
    }
}

TEST_CASE("free text stands apart from the log, a replacement's too", "[json][privacy]") {
    for (const EventType type : all<EventType>()) {
        INFO(token(type));
        Arena arena;
        const auto event = full(type, arena);
        const bool has_text = stored_texts(event).find("as it was") != std::string::npos || rule_of(type).known().has(Field::reason) ||
                              rule_of(type).known().has(Field::reasons) || rule_of(type).known().has(Field::text);
        CHECK(has_text == !stored_texts(event).empty());
        CHECK(stored_body(event).find("as it was") == std::string::npos);
    }
}

TEST_CASE("a stored event without its texts still folds", "[json]") {
    Arena arena;
    const auto event = full(EventType::exemption_recorded, arena);
    const auto erased = read_stored(event.type, event.on, stored_body(event), "", arena);
    CHECK_FALSE(erased.has(Field::reason));
    CHECK(erased.word<Limb>() == event.word<Limb>());
}

TEST_CASE("a damaged record is breakage, not a refusal", "[json]") {
    Arena arena;
    CHECK_THROWS_AS(read_stored(EventType::died, day("Mon 2026-01-12"), "{\"a\":", "", arena), std::runtime_error);
    CHECK_THROWS_AS(read_stored(EventType::died, day("Mon 2026-01-12"), "[]", "", arena), std::runtime_error);
    CHECK_THROWS_AS(read_stored(EventType::request_received, day("Mon 2026-01-12"), R"({"source":"uncle"})", "", arena), std::runtime_error);
}

TEST_CASE("a calendar that cannot be read says what is wrong", "[json]") {
    CHECK_THROWS_WITH(read_calendar("{}"), Catch::Contains("days"));
    CHECK_THROWS_WITH(read_calendar(R"({"division":"x","days":[{"date":"2026-02-30","learned_on":"2026-01-01"}]})"), Catch::Contains("'date'"));
}
