#include "service/api/json_schema.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace ehcp::api {

namespace {

namespace json = boost::json;
using Adapter = valijson::adapters::BoostJsonAdapter;

// {"<root>", "[child]", "[0]", "[name]"} → "child[0].name"
std::string place_of(const std::vector<std::string>& context) {
    std::string place;
    for (auto step = context.begin() + 1; step < context.end(); ++step) {
        const auto name = step->substr(1, step->size() - 2);
        const bool is_index = !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
        if (is_index) {
            place += '[' + name + ']';
        } else {
            place += (place.empty() ? "" : ".") + name;
        }
    }
    return place;
}

// "… property 'child'." → "child": what stands between the first quotation mark and the last.
std::string quoted_in(std::string_view description, std::string_view after) {
    const auto start = description.find(after);
    if (start == description.npos) return {};
    description.remove_prefix(start + after.size());
    const auto end = description.rfind('\'');
    return std::string(description.substr(0, end));
}

// The name of an unknown field is the sender's text: repeated only where it looks like a name of a field.
bool is_like_a_field_name(std::string_view name) {
    return !name.empty() && name.size() <= 40 &&
           std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::string joined(const std::string& place, const std::string& name) {
    return place.empty() ? name : place + '.' + name;
}

bool is_a_date(std::string_view place) {
    return place.ends_with("_on") || place.ends_with("date_of_birth") || place.ends_with(".from") ||
           place.ends_with(".to");
}

Error error_from(const valijson::ValidationResults::Error& found) {
    const auto place = place_of(found.context);
    const auto& text = found.description;
    if (const auto name = quoted_in(text, "required property '"); !name.empty()) {
        return {Refusal::missing_field, "this field is needed; everything that is not may come later",
                joined(place, name)};
    }
    if (text.starts_with("Object contains a property")) {
        const auto name = quoted_in(text, "constraints: '");
        return {Refusal::unknown_field,
                "a field that is not known here; leave it out, or see /openapi.yaml for its name",
                is_like_a_field_name(name) ? joined(place, name) : place};
    }
    if (is_a_date(place)) return {Refusal::bad_date, "this is not a date; write it as 2026-02-28", place};
    return {Refusal::bad_value, "not what this field takes: wrong type, form, length or word (see /openapi.yaml)",
            place};
}

}  // namespace

struct JsonSchema::Compiled {
    valijson::Schema schema;
};

JsonSchema::JsonSchema(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    boost::system::error_code failed;
    const auto document = json::parse(text, failed);
    if (failed) throw std::runtime_error(file.string() + " cannot be read as JSON; reinstall the program's data files");
    auto compiled = std::make_unique<Compiled>();
    valijson::SchemaParser parser;
    parser.populateSchema(Adapter(document), compiled->schema);
    compiled_ = std::move(compiled);
}

JsonSchema::~JsonSchema() = default;

Result<void> JsonSchema::check(const json::value& value) const {
    thread_local valijson::Validator validator;  // keeps the patterns that it has compiled
    const Adapter adapter(value);
    if (validator.validate(compiled_->schema, adapter, nullptr)) return {};
    valijson::ValidationResults results;  // once more, to say where; only refusals pay for it
    validator.validate(compiled_->schema, adapter, &results);
    return error_from(*results.begin());
}

}  // namespace ehcp::api
