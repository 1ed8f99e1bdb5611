#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <map>

#include "core/casework/today.hpp"
#include "core/store/registers.hpp"
#include "core/store/saved_views.hpp"
#include "service/web/desk/choices.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/desk/work_rows.hpp"
#include "service/web/files.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

constexpr int rows_of_each = 50;
constexpr int rows_of_a_page = 200;
constexpr std::string_view everybody = "all";

enum class SortBy { due, child, task };
enum class GroupBy { due, task, child, caseworker };

/// What was chosen: by the address, or by default the reader's own caseload.
struct Chosen {
    casework::TodayFilter filter;
    std::string caseworker, team, setting, clock, sort, group;  ///< as in the address
    SortBy sort_by = SortBy::due;
    GroupBy group_by = GroupBy::due;

    Parameters parameters() const {
        return {{"caseworker", caseworker}, {"team", team}, {"setting", setting}, {"clock", clock}, {"sort", sort}, {"group", group}};
    }
};

Chosen chosen_by(const auto& value_of, const access::User& user) {
    Chosen chosen;
    chosen.caseworker = value_of("caseworker");
    chosen.team = value_of("team");
    chosen.setting = value_of("setting");
    chosen.clock = value_of("clock");
    chosen.sort = value_of("sort");
    chosen.group = value_of("group");
    const bool nothing_chosen = chosen.caseworker.empty() && chosen.team.empty() && chosen.setting.empty();
    if (nothing_chosen) chosen.caseworker = user.caseworker.empty() ? std::string(everybody) : user.caseworker;
    chosen.filter.caseworker = chosen.caseworker == everybody ? "" : chosen.caseworker;
    chosen.filter.team = chosen.team;
    chosen.filter.setting = chosen.setting;
    chosen.filter.clock = from_hyphen_token<ClockId>(chosen.clock);
    chosen.sort_by = chosen.sort == "child" ? SortBy::child : chosen.sort == "task" ? SortBy::task : SortBy::due;
    chosen.group_by = chosen.group == "task"         ? GroupBy::task
                      : chosen.group == "child"      ? GroupBy::child
                      : chosen.group == "caseworker" ? GroupBy::caseworker
                                                     : GroupBy::due;
    return chosen;
}

Chosen chosen_in(const Visit& visit) {
    return chosen_by([&](std::string_view name) { return std::string(visit.request.parameter(name).value_or("")); },
                     visit.user());
}

std::string_view title_of(Band band) {
    switch (band) {
        case Band::overdue: return "Overdue";
        case Band::due_today: return "Due today";
        case Band::this_week: return "Later this week";
        case Band::next_two_weeks: return "The two weeks after";
        case Band::waiting_for_others: return "Waiting for others";
    }
    return {};
}

std::string_view tile_of(Band band) {
    switch (band) {
        case Band::overdue: return "late";
        case Band::due_today: return "soon";
        case Band::this_week: return "week";
        case Band::next_two_weeks:
        case Band::waiting_for_others: return "calm";
    }
    return {};
}

std::string how_many(const casework::BandOfWork& part) { return number_text(part.count) + (part.is_more ? "+" : ""); }

void sort_rows(std::vector<casework::Due>& rows, SortBy by) {
    const auto key = [by](const casework::Due& due) {
        const std::string on = text_of(*due.clock.due_on);
        const std::string child = due.surname + "\n" + due.forename;
        switch (by) {
            case SortBy::child: return child + on;
            case SortBy::task: return std::string(label_of(due.clock.clock)) + on;
            case SortBy::due: break;
        }
        return on + child;
    };
    std::ranges::stable_sort(rows, {}, key);
}

/// Only of the page's first rows of each band: a longer band says where the rest is.
json::object section_of(casework::BandOfWork& part, const Chosen& chosen, Day today) {
    if (chosen.sort_by != SortBy::due) sort_rows(part.rows, chosen.sort_by);
    auto parameters = chosen.parameters();
    parameters.emplace_back("band", token(part.band));
    const bool has_more = part.count > static_cast<int>(part.rows.size());
    return {{"id", text(token(part.band))},
            {"heading", text(title_of(part.band))},
            {"how_many", how_many(part)},
            {"rows", work_rows(part.rows, today)},
            {"has_rows", !part.rows.empty()},
            {"is_waiting", part.band == Band::waiting_for_others},
            {"all", has_more ? json::value(link("/today/list", parameters)) : json::value(nullptr)}};
}

std::string group_key(const casework::Due& due, GroupBy by) {
    switch (by) {
        case GroupBy::task: return std::string(label_of(due.clock.clock));
        case GroupBy::child: return due.surname + ", " + due.forename;
        case GroupBy::caseworker: return due.file.caseworker.empty() ? "Nobody" : due.file.caseworker;
        case GroupBy::due: break;
    }
    return {};
}

json::array sections_by_group(std::vector<casework::BandOfWork>& work, const Chosen& chosen, Day today) {
    std::map<std::string, std::vector<casework::Due>> groups;
    for (auto& part : work) {
        for (auto& due : part.rows) groups[group_key(due, chosen.group_by)].push_back(std::move(due));
    }
    json::array sections;
    for (auto& [key, rows] : groups) {
        sort_rows(rows, chosen.sort_by);
        sections.push_back({{"id", nullptr}, {"heading", key}, {"how_many", number_text(static_cast<std::int64_t>(rows.size()))},
                            {"rows", work_rows(rows, today)}, {"has_rows", true}, {"is_waiting", false}, {"all", nullptr}});
    }
    return sections;
}

/// The filters as a form that was "typed" in the address.
json::array filter_fields(store::Reader& reader, const Chosen& chosen, Day today) {
    Form form;
    for (const auto& [name, value] : chosen.parameters()) form.set(name, value);
    const FieldErrors none;
    const Shown shown{form, none};
    const auto caseworkers = caseworker_choices(reader, {std::string(everybody), "Everybody"},
                                                {.chosen = chosen.filter.caseworker, .team = chosen.team, .today = today});
    std::vector<Choice> teams{{"", "Every team"}};
    for (const auto& each : store::all_teams(reader)) {
        if (teams.size() <= most_to_choose_among) teams.push_back({each.name, each.name});
    }
    if (!chosen.team.empty() && std::ranges::find(teams, chosen.team, &Choice::value) == teams.end()) teams.push_back({chosen.team, chosen.team});
    std::vector<Choice> clocks{{"", "Every time limit"}};
    for (const auto clock : all<ClockId>()) clocks.push_back({std::string(hyphen_token(clock)), std::string(label_of(clock))});
    json::array fields;
    fields.push_back(select_field(shown, {.name = "caseworker", .label = "Caseworker"}, caseworkers));
    fields.push_back(select_field(shown, {.name = "team", .label = "Team"}, teams));
    fields.push_back(select_field(shown, {.name = "clock", .label = "What"}, clocks));
    fields.push_back(line_field(shown, {.name = "setting", .label = "Setting (URN)", .width = "10"}));
    fields.push_back(select_field(shown, {.name = "sort", .label = "Sorted by"}, {{"", "Date"}, {"child", "Child"}, {"task", "What"}}));
    fields.push_back(select_field(shown, {.name = "group", .label = "Grouped by"},
                                  {{"", "Date"}, {"task", "What"}, {"child", "Child"}, {"caseworker", "Caseworker"}}));
    return fields;
}

json::array views_of(store::Reader& reader, const access::User& user) {
    json::array views;
    for (const auto& view : store::saved_views_of(reader, {user.account}))
        views.push_back({{"id", view.id}, {"name", view.name}, {"path", "/today" + view.query}});
    return views;
}

/// One band, or all of them one after the other.
Result<http::Response> file_of_bands(Desk& desk, const Visit& visit, const Chosen& chosen, std::optional<Band> only) {
    std::vector<exchange::ListedWork> lists;
    for (const auto band : all<Band>())
        if (!only || band == *only) lists.push_back({std::string(token(band)), casework::worklist_of(band, chosen.filter, visit.today)});
    return desk.grounds.readers.read([&](store::Reader& reader) {
        return worklist_file(desk, visit, reader, std::string(only ? title_of(*only) : "Today"), std::move(lists),
                             fmt::format("{}-{}", only ? token(*only) : "today", text_of(visit.today)));
    });
}

std::string file_link(const Chosen& chosen, std::string_view format) {
    auto parameters = chosen.parameters();
    parameters.emplace_back("format", format);
    return link("/today/list", parameters);
}

}  // namespace

Result<http::Response> show_today(Desk& desk, const Visit& visit) {
    const auto chosen = chosen_in(visit);
    auto model = desk.grounds.readers.read([&](store::Reader& reader) {
        auto work = casework::todays_work(reader, chosen.filter, visit.today, rows_of_each);
        json::array tiles;
        for (const auto& part : work) {
            tiles.push_back({{"path", chosen.group_by == GroupBy::due ? "#" + std::string(token(part.band))
                                          : link("/today/list", {{"caseworker", chosen.caseworker}, {"team", chosen.team}, {"setting", chosen.setting},
                                                                 {"clock", chosen.clock}, {"band", std::string(token(part.band))}})},
                             {"figure", how_many(part)}, {"label", text(title_of(part.band))}, {"kind", text(tile_of(part.band))}});
        }
        json::array sections;
        if (chosen.group_by == GroupBy::due) {
            for (auto& part : work) sections.push_back(section_of(part, chosen, visit.today));
        } else {
            sections = sections_by_group(work, chosen, visit.today);
        }
        return json::object{{"tiles", std::move(tiles)}, {"sections", std::move(sections)},
                            {"fields", filter_fields(reader, chosen, visit.today)}, {"views", views_of(reader, visit.user())}};
    });
    json::array hidden;
    for (const auto& [name, value] : chosen.parameters()) hidden.push_back({{"hidden_name", name}, {"hidden_value", value}});
    model["hidden"] = std::move(hidden);
    model["today"] = weekday_text(visit.today);
    model["may_save"] = visit.may(access::Action::save_view);
    model["is_own"] = !visit.user().caseworker.empty() && chosen.caseworker == visit.user().caseworker;
    model["rows_of_each"] = rows_of_each;
    model["csv"] = file_link(chosen, "csv");
    model["xlsx"] = file_link(chosen, "xlsx");
    return page(desk, visit, "desk/today", std::move(model), {.title = "Today", .is_wide = true});
}

Result<http::Response> show_today_list(Desk& desk, const Visit& visit) {
    const auto chosen = chosen_in(visit);
    const auto asked = visit.request.parameter("band").value_or("");
    const auto band = from_token<Band>(asked);
    const bool is_file = visit.request.parameter("format").has_value();
    if (!band && !(is_file && asked.empty())) return Error{Refusal::not_found, {}};
    if (is_file) return file_of_bands(desk, visit, chosen, band);
    const auto cursor = std::string(visit.request.parameter("from").value_or(""));
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto found = casework::work_in(reader, *band, chosen.filter, visit.today, cursor, rows_of_a_page);
        if (found.has_error()) return found.error();
        auto parameters = chosen.parameters();
        parameters.emplace_back("band", token(*band));
        const auto back = link("/today", chosen.parameters());
        parameters.emplace_back("from", found->next);
        json::object model{{"heading", text(title_of(*band))},
                           {"rows", work_rows(found->rows, visit.today)},
                           {"has_rows", !found->rows.empty()},
                           {"back", back},
                           {"csv", as_file(visit.request, "csv")},
                           {"xlsx", as_file(visit.request, "xlsx")},
                           {"next", found->next.empty() ? json::value(nullptr) : json::value(link("/today/list", parameters))}};
        return page(desk, visit, "desk/today-list", std::move(model), {.title = std::string(title_of(*band)), .is_wide = true});
    });
}

Result<http::Response> save_view(Desk& desk, const Visit& visit) {
    const auto chosen = chosen_by([&](std::string_view name) { return std::string(visit.form.text(name)); }, visit.user());
    const auto query = link("", chosen.parameters());
    const auto saved = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return store::save_view(transaction, {visit.user().account}, visit.form.text("name"), query);
    });
    if (saved.has_error()) return saved.error();
    return see_other("/today" + query);
}

Result<http::Response> delete_view(Desk& desk, const Visit& visit) {
    std::int64_t id = 0;
    const auto typed = visit.form.text("id");
    if (std::from_chars(typed.data(), typed.data() + typed.size(), id).ec != std::errc()) return Error{Refusal::not_found, {}};
    const auto deleted = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return store::delete_saved_view(transaction, {visit.user().account}, id);
    });
    if (deleted.has_error()) return deleted.error();
    return see_other("/today");
}

}  // namespace ehcp::web
