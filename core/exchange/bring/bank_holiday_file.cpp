#include "core/exchange/bring/bank_holiday_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/exchange/bring/text_encoding.hpp"
#include "core/json/strict.hpp"

namespace ehcp::exchange {
namespace {

namespace json = boost::json;

constexpr std::string_view division = "england-and-wales";
constexpr std::size_t most_bytes = std::size_t{4} << 20;
constexpr std::size_t longest_title = 200;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

const json::array* events_in(const json::value& value) {
    const auto* object = value.if_object();
    const auto* ours = object ? object->if_contains({division.data(), division.size()}) : nullptr;
    const auto* within = ours ? ours->if_object() : nullptr;
    const auto* events = within ? within->if_contains("events") : nullptr;
    return events ? events->if_array() : nullptr;
}

}  // namespace

Result<std::vector<PublishedHoliday>> read_bank_holidays(std::string_view bytes, std::string_view name) {
    if (bytes.size() > most_bytes)
        return Error{Refusal::too_large,
                     fmt::format("{} is larger than {} MiB; the file of GOV.UK is far smaller", name, most_bytes >> 20),
                     "FILE"};
    const auto decoded = decode_text(bytes, name);
    if (decoded.has_error()) return decoded.error();
    const auto value = parse_strictly(decoded->text);
    if (value.has_error())
        return Error{Refusal::bad_json, fmt::format("{} is not JSON: {}", name, value.error().message), "FILE"};
    const auto* events = events_in(*value);
    if (!events)
        return Error{
            Refusal::bad_value,
            fmt::format("{} has no list 'events' under '{}'; it is the file at https://www.gov.uk/bank-holidays.json",
                        name, division),
            "FILE"};

    std::vector<PublishedHoliday> holidays;
    for (std::size_t i = 0; i < events->size(); ++i) {
        const auto* event = (*events)[i].if_object();
        const auto* on = event ? event->if_contains("date") : nullptr;
        const auto* title = event ? event->if_contains("title") : nullptr;
        const auto day = on && on->is_string() ? day_from(view(on->get_string())) : std::nullopt;
        if (!day)
            return Error{Refusal::bad_date,
                         fmt::format("event {} of '{}' in {} has no 'date' as 2026-12-25", i + 1, division, name),
                         "FILE"};
        if (!title || !title->is_string() || title->get_string().empty() || title->get_string().size() > longest_title)
            return Error{Refusal::bad_value,
                         fmt::format("event {} of '{}' in {} has no 'title'", i + 1, division, name), "FILE"};
        holidays.push_back({*day, std::string(view(title->get_string()))});
    }
    if (holidays.empty())
        return Error{Refusal::bad_value,
                     fmt::format("{} names no bank holiday of '{}'; is it cut short?", name, division), "FILE"};
    std::ranges::stable_sort(holidays, {}, &PublishedHoliday::day);
    const auto doubled = std::ranges::unique(holidays, {}, &PublishedHoliday::day);
    holidays.erase(doubled.begin(), doubled.end());
    return holidays;
}

}  // namespace ehcp::exchange
