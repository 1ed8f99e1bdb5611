#include "core/json/event_json.hpp"

#include <fmt/format.h>

namespace ehcp {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 200;     // of a setting, a body, an authority
constexpr std::size_t longest_text = 20'000;  // of reasons and notes

std::string_view view(const json::string& s) { return {s.data(), s.size()}; }

/// A value is repeated in a message only if it looks like a word or a date: free text may hold personal data.
std::string quoted(std::string_view value) {
    const bool harmless = value.size() <= 40 && std::ranges::all_of(value, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ':' || c == '.';
    });
    return harmless ? fmt::format("'{}'", value) : "the value";
}

std::string list_of(std::span<const std::string_view> words) { return fmt::format("{}", fmt::join(words, ", ")); }

struct Place {
    std::string_view where;
    int number;
    Error refuse(Refusal kind, std::string_view field, std::string message) const {
        auto place = field.empty() ? std::string(where) : fmt::format("{}.{}", where, field);
        return {kind, fmt::format("{} ({})", message, place), place, number};
    }
};

/// The nearest date that does exist, so that the message can show how it would be written.
std::string date_advice(std::string_view text) {
    if (text.size() == 10) {
        for (char last = text[9]; last >= '0'; --last) {
            std::string near(text);
            near[9] = last;
            if (day_from(near)) return fmt::format("write it as {}", near);
            if (last == '0' && near[8] == '3') {
                near.replace(8, 2, "28");
                if (day_from(near)) return fmt::format("write it as {}", near);
            }
        }
    }
    return "write it as 2026-02-28";
}

Result<Day> read_day(const json::value& value, const Place& place, std::string_view field) {
    const auto* text = value.if_string();
    if (!text) return place.refuse(Refusal::bad_date, field, fmt::format("'{}' must be a date written as \"2026-02-28\"", field));
    if (const auto day = day_from(view(*text))) return *day;
    return place.refuse(Refusal::bad_date, field, fmt::format("{} is not a date; {}", quoted(view(*text)), date_advice(view(*text))));
}

Result<void> read_word(const json::value& value, Field field, Event& event, const Place& place) {
    const auto name = name_of(field);
    const auto words = words_of(field);
    const auto* text = value.if_string();
    if (!text) return place.refuse(Refusal::bad_value, name, fmt::format("'{}' must be one of {}", name, list_of(words)));
    const auto found = std::ranges::find(words, view(*text));
    const auto index = static_cast<std::size_t>(found - words.begin());
    if (found == words.end())
        return place.refuse(Refusal::bad_value, name, fmt::format("{} is not known as '{}'; it must be one of {}", quoted(view(*text)), name, list_of(words)));
    if (field == Field::about && !is_appealable(static_cast<EventType>(index)))
        return place.refuse(Refusal::bad_value, name, fmt::format("{} is not a decision that can be appealed", quoted(view(*text))));
    event.set_raw(field, static_cast<std::uint8_t>(index));
    return {};
}

Result<void> read_text(const json::value& value, Field field, Event& event, Arena& arena, const Place& place) {
    const auto name = name_of(field);
    const auto* text = value.if_string();
    const auto longest = is_free_text(field) ? longest_text : longest_name;
    if (!text || text->empty()) return place.refuse(Refusal::bad_value, name, fmt::format("'{}' must be a text that is not empty", name));
    if (text->size() > longest) return place.refuse(Refusal::bad_value, name, fmt::format("'{}' is longer than {} bytes; shorten it", name, longest));
    event.set(field, arena.keep(view(*text)));
    return {};
}

Result<void> read_cease_reason(const json::value& value, Event& event, const Place& place) {
    int reason = 0;
    if (const auto* number = value.if_int64()) reason = static_cast<int>(std::clamp<std::int64_t>(*number, 0, 99));
    else if (const auto* text = value.if_string(); text && text->size() == 1) reason = text->front() - '0';
    if (reason < first_cease_reason || reason > last_cease_reason)
        return place.refuse(Refusal::bad_value, "reason", "'reason' must be a number from 1 to 9, as in the SEN2 return");
    event.set_raw(Field::cease_reason, static_cast<std::uint8_t>(reason));
    return {};
}

Result<void> read_replacement(const json::value& value, const Event*& replacement, Arena& arena, const Place& place) {
    if (value.is_null()) return {};
    auto read = read_event(value, arena, fmt::format("{}.replacement", place.where), place.number);
    if (read.has_error()) return read.error();
    if (read->type == EventType::corrected)
        return place.refuse(Refusal::bad_value, "replacement", "a correction cannot stand in place of another event; correct the original again");
    replacement = &arena.new_event(*read);
    return {};
}

struct Correction {
    int number = -1;
    const Event* replacement = nullptr;
};

Result<void> read_field(const json::value& value, Field field, Event& event, Correction& correction, Arena& arena, const Place& place) {
    if (is_date(field)) {
        auto day = read_day(value, place, name_of(field));
        if (day.has_error()) return day.error();
        event.set(field, *day);
        return {};
    }
    if (is_yes_or_no(field)) {
        const auto* yes = value.if_bool();
        if (!yes) return place.refuse(Refusal::bad_value, name_of(field), fmt::format("'{}' must be true or false", name_of(field)));
        event.set_raw(field, *yes ? 1 : 0);
        return {};
    }
    if (field == Field::cease_reason) return read_cease_reason(value, event, place);
    if (is_word(field)) return read_word(value, field, event, place);
    if (is_text(field)) return read_text(value, field, event, arena, place);
    if (field == Field::replacement) return read_replacement(value, correction.replacement, arena, place);
    const auto* number = value.if_int64();
    if (!number || *number < 0 || *number > 1'000'000)
        return place.refuse(Refusal::bad_value, "event", "'event' must be the number of the event to correct, counted from 0");
    correction.number = static_cast<int>(*number);
    return {};
}

std::optional<Field> field_named(std::string_view name, Fields known) {
    std::optional<Field> found;
    known.each([&](Field f) {
        if (name_of(f) == name) found = f;
    });
    return found;
}

/// Who recorded an event and when is the record's to say; what a file says of it only has to be well formed.
Result<bool> passes_as_provenance(std::string_view name, const json::value& value, const Place& place) {
    if (name != "recorded_at" && name != "recorded_by") return false;
    if (!value.is_string()) return place.refuse(Refusal::bad_value, name, fmt::format("'{}' must be a text", name));
    if (name == "recorded_at" && !instant_from(view(value.get_string())))
        return place.refuse(Refusal::bad_date, name, "'recorded_at' must be a moment such as 2026-02-28T09:30:00Z");
    return true;
}

Result<EventType> read_type(const json::object& object, const Place& place) {
    const auto* type = object.if_contains("type");
    if (!type) return place.refuse(Refusal::missing_field, "type", "an event must say its 'type'");
    if (!type->is_string()) return place.refuse(Refusal::bad_value, "type", "'type' must be a text");
    const auto known = from_token<EventType>(view(type->get_string()));
    if (!known)
        return place.refuse(Refusal::unknown_event, "type", fmt::format("{} is not an event; ehcp law --events lists them", quoted(view(type->get_string()))));
    return *known;
}

Result<void> check_complete(const Event& event, Fields required, const Place& place) {
    std::optional<Field> missing;
    (required - event.present()).each([&](Field f) {
        if (!missing) missing = f;
    });
    if (missing) return place.refuse(Refusal::missing_field, name_of(*missing), fmt::format("{} must say '{}'", token(event.type), name_of(*missing)));
    if (event.is(AgreedIssue::appealable) && !event.has(Field::order_kind) && !event.has(Field::agreed_date))
        return place.refuse(Refusal::missing_field, "kind", "an agreement on an appealable issue must say its 'kind', or the 'agreed_date'");
    return {};
}

json::value field_json(const Event& event, Field f) {
    if (is_date(f)) return json::value(text_of(*event.date(f)));
    if (is_yes_or_no(f)) return json::value(event.raw_word(f) != 0);
    if (f == Field::cease_reason) return json::value(static_cast<int>(event.raw_word(f)));
    if (is_word(f)) {
        const auto word = words_of(f)[event.raw_word(f)];
        return json::value(json::string_view(word.data(), word.size()));
    }
    if (is_text(f)) return json::value(json::string_view(event.text(f).data(), event.text(f).size()));
    if (f == Field::event) return json::value(event.corrects());
    return {};
}

json::string_view key(Field f) { return {name_of(f).data(), name_of(f).size()}; }

enum class Part : std::uint8_t { whole, body, texts };

json::object fields_json(const Event& event, Part part) {
    json::object object;
    event.present().each([&](Field f) {
        if (f == Field::replacement) {
            if (!event.replacement()) {
                if (part != Part::texts) object.emplace(key(f), nullptr);
                return;
            }
            json::object replacement;
            if (part != Part::texts) {
                const auto type = token(event.replacement()->type);
                replacement.emplace("type", json::string_view(type.data(), type.size()));
                replacement.emplace("on", text_of(event.replacement()->on));
            }
            for (auto& member : fields_json(*event.replacement(), part)) replacement.insert(member);
            if (part != Part::texts || !replacement.empty()) object.emplace(key(f), std::move(replacement));
            return;
        }
        if (part == Part::whole || is_free_text(f) == (part == Part::texts)) object.emplace(key(f), field_json(event, f));
    });
    return object;
}

json::object parse_stored(std::string_view text, std::string_view what) {
    boost::system::error_code ec;
    auto value = json::parse(json::string_view(text.data(), text.size()), ec);
    if (ec || !value.is_object()) throw std::runtime_error(fmt::format("a stored {} is not the JSON that was written", what));
    return std::move(value.get_object());
}

}  // namespace

Result<Event> read_event(const json::value& value, Arena& arena, std::string_view where, int number) {
    const Place place{where, number};
    const auto* object = value.if_object();
    if (!object) return place.refuse(Refusal::bad_json, {}, "an event must be an object");
    auto type = read_type(*object, place);
    if (type.has_error()) return type.error();
    const EventRule& rule = rule_of(*type);
    Event event{*type, Day{}};
    Correction correction;
    bool dated = false;
    for (const auto& member : *object) {
        const std::string_view name{member.key().data(), member.key().size()};
        if (name == "type") continue;
        if (name == "on") {
            auto day = read_day(member.value(), place, "on");
            if (day.has_error()) return day.error();
            event.on = *day;
            dated = true;
            continue;
        }
        auto provenance = passes_as_provenance(name, member.value(), place);
        if (provenance.has_error()) return provenance.error();
        if (*provenance) continue;
        const auto field = field_named(name, rule.known());
        if (!field) {
            std::string known = "type, on";
            rule.known().each([&](Field f) { known += fmt::format(", {}", name_of(f)); });
            return place.refuse(Refusal::unknown_field, quoted(name).front() == '\'' ? name : std::string_view{},
                                fmt::format("{} has no such field; it takes {}", token(*type), known));
        }
        if (auto read = read_field(member.value(), *field, event, correction, arena, place); read.has_error()) return read.error();
        if (*field == Field::event || *field == Field::replacement) event.correct(correction.number, correction.replacement);
    }
    if (!dated) return place.refuse(Refusal::missing_field, "on", fmt::format("{} must say the day 'on' which it happened", token(*type)));
    const bool said_which = object->contains("event"), said_what = object->contains("replacement");
    if (*type == EventType::corrected && !(said_which && said_what))
        return place.refuse(Refusal::missing_field, said_which ? "replacement" : "event",
                            "a correction must say which 'event' it puts right and its 'replacement' (null: it should never have been made)");
    if (auto complete = check_complete(event, rule.required, place); complete.has_error()) return complete.error();
    return event;
}

json::object event_json(const Event& event) {
    json::object object;
    const auto type = token(event.type);
    object.emplace("type", json::string_view(type.data(), type.size()));
    object.emplace("on", text_of(event.on));
    for (auto& member : fields_json(event, Part::whole)) object.insert(member);
    return object;
}

std::string stored_body(const Event& event) {
    const auto object = fields_json(event, Part::body);
    return object.empty() ? "{}" : json::serialize(object);
}

std::string stored_texts(const Event& event) {
    const auto object = fields_json(event, Part::texts);
    return object.empty() ? std::string{} : json::serialize(object);
}

namespace {

void read_stored_fields(Event& event, const json::object& object, Arena& arena) {
    const Place place{"record", 0};
    Correction correction{event.corrects(), event.replacement()};
    for (const auto& member : object) {
        const auto field = field_named({member.key().data(), member.key().size()}, rule_of(event.type).known());
        if (!field) throw std::runtime_error("a stored event has a field that its type does not take");
        if (*field == Field::replacement) {
            if (const auto* replacement = member.value().if_object()) {
                // Body and texts of a replacement are read one after the other, into the same event.
                Event stored;
                if (correction.replacement) stored = *correction.replacement;
                json::object rest = *replacement;
                if (const auto* type = rest.if_contains("type")) {
                    const auto known = type->is_string() ? from_token<EventType>(view(type->get_string())) : std::nullopt;
                    const auto* on = rest.if_contains("on");
                    const auto day = on && on->is_string() ? day_from(view(on->get_string())) : std::nullopt;
                    if (!known || !day) throw std::runtime_error("a stored correction has no readable replacement");
                    stored = Event{*known, *day};
                    rest.erase("type");
                    rest.erase("on");
                }
                read_stored_fields(stored, rest, arena);
                correction.replacement = &arena.new_event(stored);
            }
        } else if (auto read = read_field(member.value(), *field, event, correction, arena, place); read.has_error()) {
            throw std::runtime_error("a stored event cannot be read: " + std::string(hyphen_token(read.error().kind)));
        }
        if (*field == Field::event || *field == Field::replacement) event.correct(correction.number, correction.replacement);
    }
}

}  // namespace

Event read_stored(EventType type, Day on, std::string_view body, std::string_view texts, Arena& arena) {
    Event event{type, on};
    if (body != "{}") {
        // Bodies are small: parse them in memory that is thrown away whole.
        std::array<unsigned char, 2048> nodes;
        std::array<unsigned char, 512> scratch;
        json::monotonic_resource memory(nodes.data(), nodes.size());
        json::parser parser(&memory, {}, scratch.data(), scratch.size());
        boost::system::error_code ec;
        parser.write(body.data(), body.size(), ec);
        if (ec) throw std::runtime_error("a stored event body is not the JSON that was written");
        const auto value = parser.release();
        const auto* object = value.if_object();
        if (!object) throw std::runtime_error("a stored event body is not the JSON that was written");
        read_stored_fields(event, *object, arena);
    }
    if (!texts.empty()) read_stored_fields(event, parse_stored(texts, "event text"), arena);
    return event;
}

}  // namespace ehcp
