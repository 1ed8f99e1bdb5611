#include "core/json/case_json.hpp"

#include <fmt/format.h>

#include "core/json/strict.hpp"

namespace ehcp {
namespace {

namespace json = boost::json;

json::string_view text(std::string_view s) { return {s.data(), s.size()}; }
json::value date_json(std::optional<Day> day) { return day ? json::value(text_of(*day)) : json::value(nullptr); }
json::value text_json(std::string_view s) { return s.empty() ? json::value(nullptr) : json::value(text(s)); }

Error refuse(Refusal kind, std::string where, std::string message) {
    message += fmt::format(" ({})", where);
    return {kind, std::move(message), std::move(where)};
}

Result<Day> day_member(const json::object& object, std::string_view name, const std::string& where) {
    const auto place = where.empty() ? std::string(name) : fmt::format("{}.{}", where, name);
    const auto* value = object.if_contains(text(name));
    if (!value) return refuse(Refusal::missing_field, place, fmt::format("'{}' is missing", name));
    const auto day = value->is_string() ? day_from({value->get_string().data(), value->get_string().size()}) : std::nullopt;
    if (!day) return refuse(Refusal::bad_date, place, fmt::format("'{}' must be a date that exists, written as 2026-02-28", name));
    return *day;
}

Result<void> only_knows(const json::object& object, std::initializer_list<std::string_view> names, const std::string& where) {
    for (const auto& member : object) {
        const std::string_view name{member.key().data(), member.key().size()};
        if (std::ranges::find(names, name) == names.end())
            return refuse(Refusal::unknown_field, where.empty() ? "the input" : where, fmt::format("only {} are known here", fmt::join(names, ", ")));
    }
    return {};
}

Result<Closure> read_closure(const json::value& value, const std::string& where, Arena& arena) {
    const auto* object = value.if_object();
    if (!object) return refuse(Refusal::bad_value, where, "a closure must be an object with setting, closed_from and reopens");
    if (auto known = only_knows(*object, {"setting", "closed_from", "reopens"}, where); known.has_error()) return known.error();
    const auto* setting = object->if_contains("setting");
    if (!setting) return refuse(Refusal::missing_field, where + ".setting", "'setting' is missing");
    if (!setting->is_string() || setting->get_string().empty()) return refuse(Refusal::bad_value, where + ".setting", "'setting' must be a text");
    auto from = day_member(*object, "closed_from", where);
    if (from.has_error()) return from.error();
    auto reopens = day_member(*object, "reopens", where);
    if (reopens.has_error()) return reopens.error();
    if (*reopens <= *from) return refuse(Refusal::bad_value, where + ".reopens", "a setting reopens after the day on which it closed");
    return Closure{arena.keep({setting->get_string().data(), setting->get_string().size()}), *from, *reopens};
}

Result<std::vector<Closure>> read_closures(const json::value& value, Arena& arena) {
    const auto* list = value.if_array();
    if (!list) return refuse(Refusal::bad_value, "closures", "'closures' must be a list");
    std::vector<Closure> closures;
    for (std::size_t i = 0; i < list->size(); ++i) {
        auto closure = read_closure((*list)[i], fmt::format("closures[{}]", i), arena);
        if (closure.has_error()) return closure.error();
        closures.push_back(*closure);
    }
    return closures;
}

json::object exemption_json(const Exemption& x, Day as_of) {
    const Event& claim = *x.claim;
    json::object object;
    object.emplace("limb", text(token(*claim.word<Limb>())));
    object.emplace("from", date_json(claim.date(Field::from)));
    object.emplace("to", date_json(claim.has(Field::to) ? claim.date(Field::to) : x.ended_on));
    object.emplace("setting", text_json(claim.text(Field::setting)));
    object.emplace("reason", text_json(claim.text(Field::reason)));
    object.emplace("valid", x.is_valid(as_of));
    if (!x.is_valid(as_of)) object.emplace("why_not", text(text_of(x.why_not)));
    return object;
}

}  // namespace

Result<CaseInput> read_case(std::string_view input, Day today, Arena& arena) {
    auto value = parse_strictly(input);
    if (value.has_error()) return value.error();
    const auto* object = value->if_object();
    if (!object) return refuse(Refusal::bad_json, "the input", "a case must be an object with 'events'");
    if (auto known = only_knows(*object, {"as_of", "closures", "events"}, ""); known.has_error()) return known.error();
    CaseInput read{today, {}, {}};
    if (object->contains("as_of")) {
        auto as_of = day_member(*object, "as_of", "");
        if (as_of.has_error()) return as_of.error();
        read.as_of = *as_of;
    }
    if (const auto* closures = object->if_contains("closures")) {
        auto list = read_closures(*closures, arena);
        if (list.has_error()) return list.error();
        read.closures = std::move(*list);
    }
    const auto* events = object->if_contains("events");
    if (!events) return refuse(Refusal::missing_field, "events", "'events' is missing");
    const auto* list = events->if_array();
    if (!list) return refuse(Refusal::bad_value, "events", "'events' must be a list");
    read.events.reserve(list->size());
    for (std::size_t i = 0; i < list->size(); ++i) {
        auto event = read_event((*list)[i], arena, fmt::format("events[{}]", i), static_cast<int>(i));
        if (event.has_error()) return event.error();
        read.events.push_back(*event);
    }
    return read;
}

json::object clock_json(const CaseView& view, const ClockRun& clock, const WorkingCalendar& calendar, Day as_of) {
    const auto standing = standing_of(view, clock, as_of);
    const ClockRule& rule = *clock.rule;
    json::object object;
    object.reserve(18);
    object.emplace("clock", text(hyphen_token(rule.id)));
    if (const auto adviser = clock.adviser()) object.emplace("adviser", text(token(*adviser)));
    if (!clock.body().empty()) object.emplace("body", text(clock.body()));
    if (!clock.setting().empty()) object.emplace("setting", text(clock.setting()));
    object.emplace("kind", text(token(rule.kind)));
    object.emplace("bearer", text(token(rule.bearer)));
    object.emplace("trigger_on", date_json(clock.trigger_on));
    object.emplace("due_on", date_json(clock.due_on));
    object.emplace("satisfied_on", date_json(clock.satisfied_on));
    if (standing.status == ClockStatus::stopped) object.emplace("stopped_on", date_json(standing.stopped_on));
    object.emplace("status", text(token(standing.status)));
    object.emplace("exempt", standing.exempt);
    if (clock.exemption >= 0) object.emplace("exemption", exemption_json(view.exemptions[static_cast<std::size_t>(clock.exemption)], as_of));
    else object.emplace("exemption", nullptr);
    if (standing.days_left) object.emplace("days_left", *standing.days_left);
    else object.emplace("days_left", nullptr);
    object.emplace("days_late", standing.days_late);
    object.emplace("citation", text(rule.provision));
    object.emplace("confidence", text(token(rule.confidence)));
    object.emplace("working", working_of(clock, calendar));
    return object;
}

json::array procedures_json(const CaseView& view, const WorkingCalendar& calendar, Day as_of) {
    json::array procedures;
    for (std::size_t i = 0; i < view.procedures.size(); ++i) {
        const auto& p = view.procedures[i];
        json::object object;
        object.emplace("procedure", text(token(p.kind)));
        object.emplace("state", text(token(state_on(p, as_of))));
        object.emplace("opened_on", date_json(p.opened_on));
        object.emplace("ended_on", date_json(ended_on(p, as_of)));
        if (p.kind == ProcedureKind::dispute) object.emplace("about", text(token(p.opened_by->type)));
        json::array clocks;
        for (const auto& c : view.clocks) {
            if (c.procedure == static_cast<int>(i)) clocks.emplace_back(clock_json(view, c, calendar, as_of));
        }
        object.emplace("clocks", std::move(clocks));
        procedures.emplace_back(std::move(object));
    }
    return procedures;
}

json::array problems_json(const CaseView& view, Day as_of) {
    json::array problems;
    for (const auto& p : view.problems) {
        if (!p.stands(as_of)) continue;
        json::object object;
        object.emplace("event", p.event);
        object.emplace("code", text(hyphen_token(p.code)));
        object.emplace("message", message_of(view, p));
        object.emplace("citation", text(rule_of(p.code).provision));
        problems.emplace_back(std::move(object));
    }
    return problems;
}

json::object case_json(const CaseView& view, const WorkingCalendar& calendar, Day as_of) {
    json::object object;
    object.emplace("as_of", date_json(as_of));
    object.emplace("rules", text(law::rules_version));
    object.emplace("calendar", calendar.version());
    object.emplace("procedures", procedures_json(view, calendar, as_of));
    object.emplace("problems", problems_json(view, as_of));
    return object;
}

json::object error_json(const Error& error) {
    json::object object;
    object.emplace("code", text(hyphen_token(error.kind)));
    if (error.event) object.emplace("event", *error.event);
    else object.emplace("event", nullptr);
    object.emplace("message", error.message);
    if (!error.where.empty()) object.emplace("where", error.where);
    return {{"error", std::move(object)}};
}

}  // namespace ehcp
