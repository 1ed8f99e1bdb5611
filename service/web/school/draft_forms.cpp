#include "service/web/school/draft_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "core/casework/intake_checks.hpp"
#include "core/casework/typed_day.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using enum DraftField::Kind;

std::vector<Choice> need_choices() {
    std::vector<Choice> choices{{"", "Choose one, or leave it open"}};
    for (const auto& need : casework::needs) choices.push_back({std::string(need.code), std::string(need.name)});
    return choices;
}

std::vector<DraftField> contact_fields(int number) {
    const auto name = [&](const char* part) { return fmt::format("contact{}_{}", number, part); };
    const std::string who = number == 1 ? "First person" : "Second person";
    return {{line, {.name = name("name"), .label = who + ": name", .width = "20"}},
            {line,
             {.name = name("relation"),
              .label = who + ": who they are to the child",
              .hint = "For example mother, or foster carer",
              .width = "20"}},
            {line, {.name = name("email"), .label = who + ": e-mail", .width = "30", .type = "email"}},
            {line, {.name = name("telephone"), .label = who + ": telephone", .width = "20", .type = "tel"}},
            {paragraph, {.name = name("address"), .label = who + ": address", .rows = 4}}};
}

std::vector<DraftField> family_fields() {
    auto fields = contact_fields(1);
    for (auto& each : contact_fields(2)) fields.push_back(std::move(each));
    return fields;
}

const std::vector<DraftSection>& sections() {
    static const std::vector<DraftSection> all = {
        {"child",
         "The child or young person",
         "A name and a date of birth are enough to send the request. What else you know saves a question later.",
         {{line, {.name = "surname", .label = "Last name", .width = "20"}},
          {line, {.name = "forename", .label = "First name", .width = "20"}},
          {date, {.name = "date_of_birth", .label = "Date of birth", .hint = "For example, 27 3 2016"}},
          {radios,
           {.name = "sex", .label = "Sex", .hint = "As in the school census"},
           {{"F", "Female"}, {"M", "Male"}}},
          {line,
           {.name = "upn",
            .label = "Unique pupil number (UPN)",
            .hint = "A letter, eleven digits, and a digit or letter: A123456789012",
            .width = "20"}},
          {line,
           {.name = "uln", .label = "Unique learner number (ULN)", .hint = "From age 14: ten digits", .width = "10"}},
          {line,
           {.name = "ethnicity",
            .label = "Ethnicity",
            .hint = "The school census code, for example WBRI",
            .width = "4"}},
          {line, {.name = "postcode", .label = "Home postcode", .width = "10"}}}},
        {"family", "The family",
         "Those whom the authority should write to. A young person of 16 or over may be the one.", family_fields()},
        {"views",
         "What the child and the family say",
         "Their words, not a summary. The authority keeps them with the case, and shows what was changed because of "
         "them.",
         {{paragraph,
           {.name = "child_views",
            .label = "What the child or young person says",
            .hint = "What matters to them, what helps and what does not",
            .rows = 6}},
          {date, {.name = "family_asked_on", .label = "When the family was asked", .hint = "For example, 9 1 2026"}},
          {line,
           {.name = "family_asked_how",
            .label = "How it was asked",
            .hint = "For example, at a meeting at school",
            .width = "30"}},
          {paragraph, {.name = "family_views", .label = "What the family says", .rows = 6}}}},
        {"why",
         "Why you ask",
         "In your own words. The law asks whether the child may have special educational needs, and may need a plan.",
         {{radios,
           {.name = "source", .label = "You ask as"},
           {{"school", "A school or early years setting"}, {"post_16", "A post-16 institution"}}},
          {select, {.name = "primary_need", .label = "Main type of need"}, need_choices()},
          {paragraph,
           {.name = "why",
            .label = "Why an assessment may be necessary",
            .hint = "What has been tried, how it went, and what SEN Support cannot give",
            .rows = 10}}}},
    };
    return all;
}

// "2015-3-2" into three boxes; a part that was left empty stays so.
void set_typed_day(Form& form, const std::string& name, std::string_view typed) {
    const auto first = std::min(typed.find('-'), typed.size());
    const auto second = std::min(typed.find('-', first + 1), typed.size());
    form.set(name + "-year", std::string(typed.substr(0, first)));
    form.set(name + "-month",
             first < typed.size() ? std::string(typed.substr(first + 1, second - first - 1)) : std::string());
    form.set(name + "-day", second < typed.size() ? std::string(typed.substr(second + 1)) : std::string());
}

std::string typed_day_in(const Form& form, const std::string& name) {
    if (const auto day = form.day(name)) return text_of(*day);
    if (!form.has_day(name)) return {};
    const auto part = [&](const char* which) {
        std::string typed(form.text(name + which));
        std::ranges::replace(typed, '-', '/');  // the parts are kept with hyphens between them
        return typed;
    };
    return fmt::format("{}-{}-{}", part("-year"), part("-month"), part("-day"));
}

json::object field_model(const DraftField& each, const Shown& shown) {
    switch (each.kind) {
        case line:
            return line_field(shown, each.field);
        case paragraph:
            return paragraph_field(shown, each.field);
        case date:
            return date_field(shown, each.field);
        case radios:
            return radios_field(shown, each.field, each.choices);
        case select:
            return select_field(shown, each.field, each.choices);
    }
    return {};
}

}  // namespace

std::span<const DraftSection> draft_sections() { return sections(); }

const DraftSection* draft_section(std::string_view name) {
    const auto found = std::ranges::find(sections(), name, &DraftSection::name);
    return found == sections().end() ? nullptr : &*found;
}

const DraftSection* section_with(std::string_view field) {
    for (const auto& section : sections()) {
        if (std::ranges::any_of(section.fields, [&](const DraftField& each) { return each.field.name == field; }))
            return &section;
    }
    return nullptr;
}

Form form_of(const casework::Typed& typed, const DraftSection& section) {
    Form form;
    for (const auto& each : section.fields) {
        const auto found = typed.find(each.field.name);
        if (found == typed.end()) continue;
        if (each.kind == date)
            set_typed_day(form, each.field.name, found->second);
        else
            form.set(each.field.name, found->second);
    }
    return form;
}

casework::Typed typed_in(const Form& form, const DraftSection& section) {
    casework::Typed typed;
    for (const auto& each : section.fields) {
        const auto& name = each.field.name;
        typed[name] = each.kind == date ? typed_day_in(form, name) : std::string(form.text(name));
    }
    return typed;
}

json::array fields_model(const DraftSection& section, const Shown& shown) {
    json::array fields;
    for (const auto& each : section.fields) fields.push_back(field_model(each, shown));
    return fields;
}

std::string shown_answer(const DraftField& field, std::string_view typed) {
    if (field.kind == date) {
        const auto day = casework::typed_day(typed);
        return day ? long_text_of(*day) : std::string(typed);
    }
    const auto chosen = std::ranges::find(field.choices, typed, &Choice::value);
    return chosen == field.choices.end() || typed.empty() ? std::string(typed) : chosen->label;
}

std::string message_of(const Error& fault) {
    auto message = fault.message;
    const auto* const section = section_with(fault.where);
    if (section && fault.kind != Refusal::missing_field) {
        const auto field =
            std::ranges::find(section->fields, fault.where, [](const DraftField& each) { return each.field.name; });
        return field->field.label + ": " + message;
    }
    if (!message.empty())
        message[0] = static_cast<char>(message[0] >= 'a' && message[0] <= 'z' ? message[0] - 'a' + 'A' : message[0]);
    return message;
}

}  // namespace ehcp::web
