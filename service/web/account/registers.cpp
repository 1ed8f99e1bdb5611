#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/casework/record.hpp"
#include "core/store/people.hpp"
#include "core/store/registers.hpp"
#include "service/web/account/common.hpp"
#include "service/web/account/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using access::Action;

constexpr std::size_t most_shown = 200;

json::array teams_model(store::Reader& reader) {
    const auto caseworkers = store::all_caseworkers(reader);
    json::array list;
    for (const auto& team : store::all_teams(reader)) {
        json::array people;
        for (const auto& each : caseworkers) {
            if (each.team == team.name && !each.left_on) people.push_back(json::object{{"caseworker", each.name}});
        }
        list.push_back({{"team", team.name}, {"people", std::move(people)}});
    }
    return list;
}

http::Response registers_page(Desk& desk, const Visit& visit, const FieldErrors& errors) {
    const Shown shown{visit.form, errors};
    return desk.grounds.readers.read([&](store::Reader& reader) {
        return page(desk, visit, "account/registers",
                    {{"done", text(account::done_sentence(visit))},
                     {"errors", error_summary(errors)},
                     {"authority_name", desk.grounds.authority.name},
                     {"authority_colour", desk.grounds.authority.colour},
                     {"authority_code", desk.grounds.authority.code},
                     {"settings", number_text(static_cast<std::int64_t>(store::all_settings(reader).size()))},
                     {"closures", number_text(static_cast<std::int64_t>(store::all_closures(reader).size()))},
                     {"may_manage", visit.may(Action::manage_registers)},
                     {"name_field", json::array{line_field(shown, {.name = "name", .label = "Name of the team"})}},
                     {"teams", teams_model(reader)}},
                    {.title = "Settings and teams", .status = errors.empty() ? 200U : 422U});
    });
}

http::Response settings_page(Desk& desk, const Visit& visit, const FieldErrors& errors) {
    const Shown shown{visit.form, errors};
    const auto typed = std::string(visit.request.parameter("q").value_or(""));
    const auto sought = store::folded(typed);
    const auto settings = desk.grounds.readers.read([](store::Reader& reader) { return store::all_settings(reader); });
    json::array list;
    std::int64_t found = 0;
    for (const auto& each : settings) {
        if (each.urn != typed && store::folded(each.name).find(sought) == std::string::npos) continue;
        if (++found <= static_cast<std::int64_t>(most_shown))
            list.push_back({{"urn", each.urn}, {"name", each.name}, {"phase", each.phase}});
    }
    return page(desk, visit, "account/settings",
                {{"done", text(account::done_sentence(visit))},
                 {"errors", error_summary(errors)},
                 {"q", typed},
                 {"count", count_text(found, "setting", "settings")},
                 {"is_cut", found > static_cast<std::int64_t>(most_shown)},
                 {"may_manage", visit.may(Action::manage_registers)},
                 {"fields", json::array{line_field(shown, {.name = "urn", .label = "URN", .width = "10"}),
                                        line_field(shown, {.name = "name", .label = "Name"}),
                                        line_field(shown, {.name = "phase", .label = "Phase", .width = "20"})}},
                 {"settings", std::move(list)}},
                {.title = "Settings", .status = errors.empty() ? 200U : 422U});
}

http::Response closures_page(Desk& desk, const Visit& visit, const FieldErrors& errors) {
    const Shown shown{visit.form, errors};
    const auto sought = std::string(visit.request.parameter("setting").value_or(""));
    auto [closures, names] = desk.grounds.readers.read([&](store::Reader& reader) {
        std::map<std::string, std::string, std::less<>> by_urn;
        for (auto& each : store::all_settings(reader)) by_urn.emplace(std::move(each.urn), std::move(each.name));
        return std::pair(sought.empty() ? store::all_closures(reader) : store::closures_of(reader, sought),
                         std::move(by_urn));
    });
    std::ranges::sort(closures, std::greater{}, &store::SettingClosure::closed_from);
    json::array list;
    for (const auto& each : closures) {
        if (list.size() == most_shown) break;
        list.push_back({{"urn", each.setting},
                        {"setting", names[each.setting]},
                        {"closed_from", long_text_of(each.closed_from)},
                        {"reopens", long_text_of(each.reopens)},
                        {"source", each.source}});
    }
    const auto count = count_text(static_cast<std::int64_t>(closures.size()), "closure", "closures");
    return page(
        desk, visit, "account/closures",
        {{"done", text(account::done_sentence(visit))},
         {"errors", error_summary(errors)},
         {"count", count},
         {"is_cut", closures.size() > most_shown},
         {"sought", sought},
         {"may_record", visit.may(Action::record_closure)},
         {"fields", json::array{line_field(shown, {.name = "urn", .label = "URN of the setting", .width = "10"}),
                                date_field(shown, {.name = "closed_from", .label = "First day closed"}),
                                date_field(shown, {.name = "reopens", .label = "Day it opens again"}),
                                line_field(shown, {.name = "source",
                                                   .label = "Who says so",
                                                   .hint = "Such as “term dates on the school’s website”."})}},
         {"closures", std::move(list)}},
        {.title = "Closures of settings", .status = errors.empty() ? 200U : 422U});
}

bool is_setting(Desk& desk, std::string_view urn) {
    return desk.grounds.readers.read(
        [&](store::Reader& reader) { return store::find_setting(reader, urn).has_value(); });
}

template <class Thing>
void put(Desk& desk, const Thing& thing) {
    desk.grounds.writer
        .perform([&](store::Transaction& transaction) -> Result<void> {
            store::put(transaction, thing);
            return {};
        })
        .value();
}

}  // namespace

Result<http::Response> show_registers(Desk& desk, const Visit& visit) { return registers_page(desk, visit, {}); }

Result<http::Response> add_team(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    const auto name = FormReader(visit.form, errors).line("name", "The name of the team");
    if (!errors.empty()) return registers_page(desk, visit, errors);
    put(desk, store::Team{name});
    return see_other("/registers?done=team");
}

Result<http::Response> list_settings(Desk& desk, const Visit& visit) { return settings_page(desk, visit, {}); }

Result<http::Response> add_setting(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    FormReader reader(visit.form, errors);
    const store::Setting setting{reader.line("urn", "The URN"), reader.line("name", "The name of the setting"),
                                 reader.line("phase", "The phase, such as primary")};
    constexpr std::size_t longest_urn = 20;
    if (errors.empty() &&
        (setting.urn.size() > longest_urn || setting.urn.find_first_not_of("0123456789") != std::string::npos))
        errors.add("urn", "The URN must be a number, such as 100001");
    if (!errors.empty()) return settings_page(desk, visit, errors);
    put(desk, setting);
    return see_other("/registers/settings?done=setting&q=" + setting.urn);
}

Result<http::Response> list_closures(Desk& desk, const Visit& visit) { return closures_page(desk, visit, {}); }

Result<http::Response> add_closure(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    FormReader reader(visit.form, errors);
    const auto urn = reader.line("urn", "The URN of the setting");
    const auto closed_from = reader.day("closed_from", "The first day closed");
    const auto reopens = reader.day("reopens", "The day it opens again");
    const auto source = reader.line("source", "Who says so");
    if (!urn.empty() && !is_setting(desk, urn)) errors.add("urn", "There is no setting of this URN in the register");
    if (closed_from && reopens && *reopens <= *closed_from)
        errors.add("reopens", "The day it opens again must be after the first day closed");
    if (!errors.empty()) return closures_page(desk, visit, errors);
    const auto learnt = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::learn_closure(transaction, {urn, *closed_from, *reopens, source, visit.now},
                                       desk.grounds.calendar);
    });
    if (learnt.has_error()) return learnt.error();
    return see_other("/registers/closures?done=closure");
}

}  // namespace ehcp::web
