#include "service/web/school/common.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/law/law.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

json::object dated_model(const casework::Dated& dated, Day today) {
    return {{"label", label_of_what(dated.what)},
            {"help", help_for(dated.what)},
            {"on", dated.on ? weekday_text(*dated.on) : std::string("no date can be given yet")},
            {"distance", dated.on ? distance_text(*dated.on, today) : std::string()},
            {"is_late", dated.on && is_missed(*dated.on, today)},
            {"is_to_come", dated.on && *dated.on >= today}};
}

// Said as it is: which limit, by how much, and the reason if the record has one.
json::object late_model(const casework::Status::Late& late) {
    std::string awaited;
    for (const auto adviser : late.awaited) awaited += (awaited.empty() ? "" : ", ") + label_of(adviser);
    std::string why;
    if (late.limb)
        why = fmt::format("The law makes an exception to this limit, and the authority relies on it: {}.",
                          rule_of(*late.limb).event);
    else if (!awaited.empty())
        why = fmt::format("Advice has not come yet from: {}.", awaited);
    else
        why = "No reason is recorded. You can ask the caseworker for one.";
    return {{"days", count_text(late.days, "day", "days")},
            {"what", text(label_of(late.clock))},
            {"help", help_for(hyphen_token(late.clock))},
            {"due", weekday_text(late.due_on)},
            {"why", why}};
}

}  // namespace

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

std::string_view segment(const Visit& visit, std::size_t place) {
    return place < visit.request.segments.size() ? std::string_view(visit.request.segments[place]) : std::string_view{};
}

std::string label_of_what(std::string_view what) {
    if (const auto clock = from_hyphen_token<ClockId>(what)) return std::string(label_of(*clock));
    if (const auto event = from_token<EventType>(what)) return label_of(*event);
    return sentence_of(what);
}

std::string help_for(std::string_view what) {
    if (from_hyphen_token<ClockId>(what)) return fmt::format("/help/clocks/{}", what);
    return from_token<EventType>(what) ? fmt::format("/help/events#{}", what) : std::string("/help");
}

std::string label_of_stage(std::string_view stage) {
    const auto state = from_token<State>(stage);
    return state ? label_of(*state) : sentence_of(stage);
}

json::object status_model(const casework::Status& status, Day today) {
    json::array dates, asked;
    for (const auto& each : status.key_dates) dates.push_back(dated_model(each, today));
    for (const auto& each : status.asked_of_you) asked.push_back(dated_model(each, today));
    return {{"reference", status.reference},
            {"stage", label_of_stage(status.stage)},
            {"received", weekday_text(status.received_on)},
            {"next", status.next ? json::value(dated_model(*status.next, today)) : json::value(nullptr)},
            {"dates", std::move(dates)},
            {"has_asked", !asked.empty()},
            {"asked", std::move(asked)},
            {"late", status.late ? json::value(late_model(*status.late)) : json::value(nullptr)}};
}

Error not_here() { return {Refusal::not_found, {}}; }

std::string name_of(const store::Person& child) { return fmt::format("{} {}", child.forename, child.surname); }

json::array lines_of(std::string_view text_of_person) {
    json::array lines;
    while (!text_of_person.empty()) {
        const auto line = text_of_person.substr(0, text_of_person.find('\n'));
        text_of_person.remove_prefix(std::min(text_of_person.size(), line.size() + 1));
        lines.push_back(json::object{{"line", text(line)}});
    }
    return lines;
}

}  // namespace ehcp::web
