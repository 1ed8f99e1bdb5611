// schemas/event.schema.json is made from the rows of core/law/events.hpp, so that the published description of an event
// cannot differ from what the reader takes. UPDATE_GOLDEN=1 writes it anew.

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/law/events.hpp"
#include "service/api/json_schema.hpp"

using namespace ehcp;
namespace json = boost::json;

namespace {

constexpr auto file_name = "schemas/event.schema.json";

json::value text(std::string_view from) { return json::string_view(from.data(), from.size()); }

json::object words(std::span<const std::string_view> list) {
    json::array values;
    for (const auto word : list) values.push_back(text(word));
    return {{"enum", std::move(values)}};
}

json::object reference_to(std::string_view definition) {
    return {{"$ref", "#/definitions/" + std::string(definition)}};
}

json::object schema_of(Field field) {
    if (is_date(field)) return reference_to("date");
    if (is_yes_or_no(field)) return {{"type", "boolean"}};
    if (field == Field::cease_reason)
        return {{"type", "integer"}, {"minimum", first_cease_reason}, {"maximum", last_cease_reason}};
    if (field == Field::about) return reference_to("appealable_decision");
    if (is_word(field)) return words(words_of(field));
    if (field == Field::event) return {{"type", "integer"}, {"minimum", 0}};
    if (field == Field::replacement) return {{"anyOf", {{{"type", "null"}}, {{"$ref", "#"}}}}};
    return {{"type", "string"}, {"minLength", 1}, {"maxLength", is_free_text(field) ? 20'000 : 200}};
}

json::object schema_of(const EventRule& rule) {
    json::object properties{{"type", words(std::array{token(rule.type)})},
                            {"on", reference_to("date")},
                            {"recorded_at", {{"type", "string"}}},
                            {"recorded_by", {{"type", "string"}}}};
    json::array required{"type", "on"};
    rule.known().each([&](Field field) {
        const auto name = name_of(field);
        properties[json::string_view(name.data(), name.size())] = schema_of(field);
        if (rule.required.has(field)) required.push_back(text(name));
    });
    return {{"title", text(token(rule.type))},
            {"type", "object"},
            {"required", std::move(required)},
            {"additionalProperties", false},
            {"properties", std::move(properties)}};
}

json::object event_schema() {
    json::array kinds;
    for (const auto type : all<EventType>()) kinds.push_back(schema_of(rule_of(type)));
    json::array appealable;
    for (const auto type : appealable_decisions) appealable.push_back(text(token(type)));
    return {{"$schema", "http://json-schema.org/draft-07/schema#"},
            {"title", "An event of a case"},
            {"description",
             "What happened, and on which day. recorded_at and recorded_by are passed over: who records, and when, is "
             "the record's to say."},
            {"oneOf", std::move(kinds)},
            {"definitions",
             {{"date", {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}},
              {"appealable_decision", {{"enum", std::move(appealable)}}}}}};
}

// One event type a line, so that a change shows in a diff.
std::string printed(const json::object& schema) {
    auto line_by_line = json::serialize(schema);
    for (std::size_t at = 0; (at = line_by_line.find("{\"title\":", at + 1)) != std::string::npos;) {
        line_by_line.insert(at, "\n");
        at += 2;
    }
    return line_by_line + "\n";
}

}  // namespace

TEST_CASE("the published schema of an event is the one that the law's rows make", "[schema][golden]") {
    const auto expected = printed(event_schema());
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(file_name, std::ios::binary) << expected;
    std::ifstream file(file_name, std::ios::binary);
    const std::string kept{std::istreambuf_iterator<char>(file), {}};
    CHECK(kept == expected);
}

TEST_CASE("the published schema takes events and refuses what is none", "[schema]") {
    const api::JsonSchema schema(file_name);
    CHECK(schema.check(json::parse(R"({"type":"assessment_agreed","on":"2026-02-20"})")).has_value());
    CHECK(schema.check(json::parse(R"({"type":"advice_requested","on":"2026-02-23","adviser":"psychology"})"))
              .has_value());
    CHECK(
        schema.check(json::parse(R"({"type":"corrected","on":"2026-02-23","event":1,"replacement":null,"reason":"r"})"))
            .has_value());
    CHECK(schema.check(json::parse(R"({"type":"advice_requested","on":"2026-02-23"})")).has_error());
    CHECK(schema.check(json::parse(R"({"type":"assessment_agreed","on":"2026-02-20","colour":"red"})")).has_error());
}
