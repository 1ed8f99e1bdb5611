#include "service/web/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehcp::web {

namespace {

namespace json = boost::json;

// Every key is set, because a template that does not find one looks for it in what is around.
json::object field_of(const Shown& shown, const Labelled& field, std::string_view kind) {
    const auto error = shown.errors.of(field.name);
    std::string described;
    if (!field.hint.empty()) described = field.name + "-hint";
    if (!error.empty()) described += (described.empty() ? "" : " ") + field.name + "-error";
    json::object model{{"name", field.name},   {"label", field.label}, {"hint", field.hint},
                       {"error", text(error)}, {"described_by", described},
                       {"value", text(shown.form.text(field.name))}, {"width", field.width},
                       {"autocomplete", field.autocomplete}, {"type", field.type}, {"rows", field.rows}};
    for (const std::string_view each :
         {"is_line", "is_password", "is_paragraph", "is_date", "is_radios", "is_select", "is_checkboxes", "is_hidden"})
        model[each] = each == kind;
    return model;
}

json::array choices_of(const Shown& shown, const Labelled& field, const std::vector<Choice>& choices) {
    const auto chosen = shown.form.all(field.name);
    json::array list;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto& each = choices[i];
        // The first has the field's own name, so that the error summary leads to it.
        const auto id = i == 0 ? field.name : fmt::format("{}-{}", field.name, i + 1);
        list.push_back({{"id", id}, {"value", each.value}, {"label", each.label}, {"hint", each.hint},
                        {"chosen", std::ranges::find(chosen, std::string_view(each.value)) != chosen.end()}});
    }
    return list;
}

}  // namespace

json::object line_field(const Shown& shown, const Labelled& field) { return field_of(shown, field, "is_line"); }

json::object password_field(const Shown& shown, const Labelled& field) {
    auto model = field_of(shown, field, "is_password");
    model["value"] = "";  // never sent back
    return model;
}

json::object paragraph_field(const Shown& shown, const Labelled& field) { return field_of(shown, field, "is_paragraph"); }

json::object date_field(const Shown& shown, const Labelled& field) {
    auto model = field_of(shown, field, "is_date");
    json::array parts;
    for (const auto& [part, label, width] : {std::tuple{"day", "Day", 2}, {"month", "Month", 2}, {"year", "Year", 4}}) {
        const auto name = fmt::format("{}-{}", field.name, part);
        parts.push_back({{"part_id", std::string_view(part) == "day" ? field.name : name}, {"part_name", name},
                         {"part_label", label}, {"part_width", width}, {"part_value", text(shown.form.text(name))}});
    }
    model["parts"] = std::move(parts);
    return model;
}

json::object radios_field(const Shown& shown, const Labelled& field, const std::vector<Choice>& choices) {
    auto model = field_of(shown, field, "is_radios");
    model["choices"] = choices_of(shown, field, choices);
    return model;
}

json::object select_field(const Shown& shown, const Labelled& field, const std::vector<Choice>& choices) {
    auto model = field_of(shown, field, "is_select");
    model["choices"] = choices_of(shown, field, choices);
    return model;
}

json::object checkboxes_field(const Shown& shown, const Labelled& field, const std::vector<Choice>& choices) {
    auto model = field_of(shown, field, "is_checkboxes");
    model["choices"] = choices_of(shown, field, choices);
    return model;
}

json::object hidden_field(std::string_view name, std::string_view value) {
    static const Form nothing;
    static const FieldErrors no_errors;
    auto model = field_of({nothing, no_errors}, {.name = std::string(name), .label = {}}, "is_hidden");
    model["value"] = text(value);
    return model;
}

json::array error_summary(const FieldErrors& errors) {
    json::array list;
    for (const auto& [field, message] : errors.all()) list.push_back({{"field", field}, {"message", message}});
    return list;
}

}  // namespace ehcp::web
