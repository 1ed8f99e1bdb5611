// schemas/calendars/*.json
#include <fmt/format.h>

#include "core/json/case_json.hpp"

namespace ehcp {
namespace {

namespace json = boost::json;

std::string_view text_member(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains({name.data(), name.size()});
    if (!value || !value->is_string()) throw std::runtime_error(fmt::format("the calendar file has no text '{}'", name));
    return {value->get_string().data(), value->get_string().size()};
}

Day day_member(const json::object& object, std::string_view name) {
    const auto day = day_from(text_member(object, name));
    if (!day) throw std::runtime_error(fmt::format("'{}' in the calendar file is not a date", name));
    return *day;
}

}  // namespace

WorkingCalendar read_calendar(std::string_view text) {
    boost::system::error_code ec;
    const auto value = json::parse({text.data(), text.size()}, ec);
    const auto* object = value.if_object();
    if (ec || !object || !object->contains("days") || !object->at("days").is_array())
        throw std::runtime_error("the calendar file is not JSON with a list of 'days'");
    std::vector<Day> holidays;
    Day learned{};
    for (const auto& each : object->at("days").get_array()) {
        if (!each.is_object()) throw std::runtime_error("a day in the calendar file is not an object");
        holidays.push_back(day_member(each.get_object(), "date"));
        learned = std::max(learned, day_member(each.get_object(), "learned_on"));
    }
    return {fmt::format("{} {}", text_member(*object, "division"), text_of(learned)), day_member(*object, "complete_from"),
            day_member(*object, "complete_to"), holidays};
}

}  // namespace ehcp
