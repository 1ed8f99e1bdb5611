#include "service/web/desk/event_form.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <set>

#include "core/engine/reckoning.hpp"
#include "core/law/law.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

std::string on_label(EventType type) {
    switch (type) {
        case EventType::request_received: return "Date the request was received";
        case EventType::advice_requested: return "Date the advice was asked for";
        case EventType::advice_received: return "Date the advice came in";
        case EventType::exemption_recorded: return "Date the exemption is recorded";
        case EventType::review_meeting_held: return "Date of the review meeting";
        default: return "Date it happened";
    }
}

std::vector<Choice> words_as_choices(Field field) {
    std::vector<Choice> choices;
    for (const auto word : words_of(field)) choices.push_back({std::string(word), label_of_word(field, word)});
    return choices;
}

std::vector<Choice> open_limits(const casework::OpenCase& opened) {
    std::vector<Choice> choices;
    std::set<ClockId> seen;
    for (const auto& clock : opened.view.clocks) {
        if (clock.rule->limbs.empty() || clock.stopped_on || !seen.insert(clock.rule->id).second) continue;
        choices.push_back({std::string(hyphen_token(clock.rule->id)), std::string(label_of(clock.rule->id)),
                           clock.due_on ? "last day " + long_text_of(*clock.due_on) : std::string()});
    }
    return choices;
}

// Only the limbs that some open limit of the case has, each with what must have happened.
std::vector<Choice> claimable_limbs(const casework::OpenCase& opened) {
    std::vector<Choice> choices;
    for (const auto& rule : law::limbs) {
        const bool fits = std::ranges::any_of(opened.view.clocks, [&](const ClockRun& clock) {
            return !clock.stopped_on && clock.rule->limbs.has(rule.limb);
        });
        if (fits) choices.push_back({std::string(token(rule.limb)), sentence_like(rule.event), std::string(rule.provision)});
    }
    return choices;
}

std::vector<Choice> disputed_decisions(const casework::OpenCase& opened) {
    std::vector<Choice> choices{{"", "The latest that it can be about"}};
    std::set<EventType> seen;
    for (const auto& event : opened.log.events) {
        if (is_appealable(event.type) && seen.insert(event.type).second)
            choices.push_back({std::string(token(event.type)), label_of(event.type)});
    }
    return choices;
}

std::vector<Choice> cease_reasons() {
    std::vector<Choice> choices;
    for (int reason = first_cease_reason; reason <= last_cease_reason; ++reason)
        choices.push_back({std::to_string(reason), std::string(casework::cease_reason_text(reason))});
    return choices;
}

/// "The 15 days for the family's views begin with this day (reg 13(1)(a))": as the clock's row says.
std::string time_for_views(ClockId window) {
    const auto rule = std::ranges::find(law::clocks, window, &ClockRule::id);
    return fmt::format("The {} for the family's views begin with this day ({})", length_of(rule->period), rule->provision);
}

std::string hint_of(EventType type, Field field) {
    if (field == Field::setting && type == EventType::draft_sent)
        return "Leave this empty: a draft plan may not name a setting (CFA 2014, s.38(5))";
    if (field == Field::served_on)
        return type == EventType::draft_sent ? time_for_views(ClockId::draft_window) : time_for_views(ClockId::amendment_window);
    if (field == Field::from_authority) return "The other authority's three digits, as the SEN2 return wants them";
    if (field == Field::setting) return "The setting's six-figure number";
    if (field == Field::received_on && type == EventType::advice_requested) return "If the adviser had the request on another day";
    if (field == Field::text || field == Field::reason || field == Field::reasons || field == Field::evidence)
        return "Kept apart from the log, so that it can be erased";
    return {};
}

json::object field_model(EventType type, Field field, bool is_required, const Shown& shown, const casework::OpenCase& opened) {
    const Labelled labelled{.name = form_name(field),
                            .label = label_of(field) + (is_required ? "" : " (optional)"),
                            .hint = hint_of(type, field),
                            .width = is_text(field) && !is_free_text(field) ? "20" : ""};
    if (is_date(field)) return date_field(shown, labelled);
    if (is_free_text(field)) return paragraph_field(shown, labelled);
    if (is_text(field)) return line_field(shown, labelled);
    if (is_yes_or_no(field)) return radios_field(shown, labelled, {{"yes", "Yes"}, {"no", "No"}});
    if (field == Field::cease_reason) return radios_field(shown, labelled, cease_reasons());
    if (field == Field::clock) return radios_field(shown, labelled, open_limits(opened));
    if (field == Field::limb) return radios_field(shown, labelled, claimable_limbs(opened));
    if (field == Field::about) return select_field(shown, labelled, disputed_decisions(opened));
    auto choices = words_as_choices(field);
    if (!is_required) choices.insert(choices.begin(), Choice{"", "Not said"});
    constexpr std::size_t most_radios = 8;
    return choices.size() > most_radios || !is_required ? select_field(shown, labelled, choices)
                                                        : radios_field(shown, labelled, choices);
}

void read_word(Event& event, Field field, std::string_view typed, bool is_required, FieldErrors& errors) {
    const auto name = form_name(field);
    if (typed.empty()) {
        if (is_required) errors.add(name, "Select: " + label_of(field));
        return;
    }
    if (is_yes_or_no(field)) {
        if (typed == "yes" || typed == "no") return void(event.set_raw(field, typed == "yes" ? 1 : 0));
    } else if (field == Field::cease_reason) {
        int number = 0;
        const auto [end, failed] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
        if (failed == std::errc() && end == typed.data() + typed.size() && number >= first_cease_reason && number <= last_cease_reason)
            return void(event.set_raw(field, static_cast<std::uint8_t>(number)));
    } else {
        const auto words = words_of(field);
        const auto found = std::ranges::find(words, typed);
        if (found != words.end()) return void(event.set_raw(field, static_cast<std::uint8_t>(found - words.begin())));
    }
    errors.add(name, "Select one of the answers to: " + label_of(field));
}

}  // namespace

std::string form_name(Field field) { return "field-" + std::string(token(field)); }

json::array event_fields(EventType type, const Shown& shown, const casework::OpenCase& opened) {
    const auto& rule = rule_of(type);
    json::array fields;
    const auto add_on = [&] {
        fields.push_back(date_field(shown, {.name = on_name, .label = on_label(type), .hint = "For example, 27 3 2026"}));
    };
    const auto add = [&](Field field) { fields.push_back(field_model(type, field, rule.required.has(field), shown, opened)); };
    if (type == EventType::exemption_recorded) {  // in the order in which one thinks of it
        using enum Field;
        for (const auto field : {clock, limb, from, to, setting, adviser, reason, evidence, family_told_on}) add(field);
        add_on();
        return fields;
    }
    add_on();
    rule.required.each(add);
    rule.optional.each(add);
    return fields;
}

void fill_in(Form& form, const Event& event) {
    form.set_day(on_name, event.on);
    event.present().each([&](Field field) {
        const auto name = form_name(field);
        if (field == Field::event || field == Field::replacement) return;
        if (is_date(field)) return form.set_day(name, *event.date(field));
        if (is_text(field)) return form.set(name, std::string(event.text(field)));
        if (is_yes_or_no(field)) return form.set(name, event.yes(field) ? "yes" : "no");
        if (field == Field::cease_reason) return form.set(name, std::to_string(event.raw_word(field)));
        form.set(name, std::string(words_of(field)[event.raw_word(field)]));
    });
}

TypedEvent read_event_form(EventType type, const Form& form, FieldErrors& errors) {
    TypedEvent typed{{}, std::make_unique<Arena>()};
    auto& event = typed.event;
    FormReader reader(form, errors);
    event.type = type;
    event.on = reader.day(on_name, on_label(type)).value_or(Day{});
    const auto read = [&](Field field, bool is_required) {
        const auto name = form_name(field);
        if (is_date(field)) {
            if (const auto day = reader.day(name, label_of(field), is_required)) event.set(field, *day);
        } else if (is_text(field)) {
            const auto text = is_free_text(field) ? reader.paragraph(name, label_of(field), is_required)
                                                  : reader.line(name, label_of(field), is_required);
            if (!text.empty()) event.set(field, typed.texts->keep(text));
        } else {
            read_word(event, field, form.text(name), is_required, errors);
        }
    };
    rule_of(type).required.each([&](Field field) { read(field, true); });
    rule_of(type).optional.each([&](Field field) { read(field, false); });
    return typed;
}

json::array event_details(const Event& event) {
    json::array details;
    for (const auto& [label, value] : casework::details_of(event)) details.push_back({{"label", label}, {"value", value}});
    return details;
}

std::string field_of_error(const Error& error) {
    const auto dot = error.where.rfind('.');
    const auto name = dot == std::string::npos ? std::string_view(error.where) : std::string_view(error.where).substr(dot + 1);
    if (name == "on") return on_name;
    for (const auto field : all<Field>()) {
        if (name_of(field) == name) return form_name(field);
    }
    return {};
}

}  // namespace ehcp::web
