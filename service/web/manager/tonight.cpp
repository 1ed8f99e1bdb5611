#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/store/night_lists.hpp"
#include "service/web/manager/breach_tables.hpp"
#include "service/web/manager/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using reporting::By;
using reporting::Table;

/// Four weeks of nights: what the chart shows, and the table below it.
constexpr int nights_charted = 28;

json::object tile(std::string_view label, std::int64_t figure, std::string path, std::string_view kind) {
    return {{"label", text(label)},
            {"figure", number_text(figure)},
            {"path", figure == 0 ? std::string() : std::move(path)},
            {"kind", text(kind)}};
}

json::array tiles_of(const Table& night) {
    const auto n = [&](std::string_view key) { return number_at(night, 0, key); };
    json::array tiles;
    tiles.push_back(tile("New since the night before", n("new"), list_path(token(Seen::first_seen), {}), "late"));
    tiles.push_back(tile("Continuing", n("continuing"), list_path(token(Seen::continuing), {}), "late"));
    tiles.push_back(tile("Put right", n("put_right"), list_path(token(Seen::put_right), {}), "calm"));
    tiles.push_back(tile("Overdue, without exempt", n("overdue") - n("overdue_exempt"),
                         list_path(token(Seen::standing), {}, "no"), "late"));
    tiles.push_back(tile("Exempt, counted apart", n("overdue_exempt"), list_path(token(Seen::standing), {}, "yes"), "calm"));
    for (const int ahead : {5, 10, 20})
        tiles.push_back(tile(fmt::format("Due in {} working days", ahead), n(fmt::format("due_in_{}", ahead)), due_path(ahead, {}),
                             "soon"));
    return tiles;
}

/// Night by night; nothing while there is only one.
json::value course_of(const NightView& view) {
    auto nights = store::last_nights(view.reader, nights_charted);
    if (nights.size() < 2) return nullptr;
    FiguresTable table({.id = "course", .caption = "The last nights", .first = "Night", .chart = "line", .unit = "Time limits overdue"},
                       {{"Overdue", true}, {"Without exempt", true}, {"New"}, {"Put right"}});
    std::ranges::reverse(nights);
    for (const auto& night : nights) {
        const auto summary = json::parse(night.summary);
        const auto figure = [&](const char* key) {
            const auto* const n = summary.as_object().if_contains(key);
            return Figure{n && n->is_int64() ? number_text(n->get_int64()) : "–"};
        };
        table.add_row({long_text_of(night.day)}, {figure("overdue"), figure("overdue_ex"), figure("new"), figure("put_right")});
    }
    return table.model();
}

/// What the checks of the record found; the faults are for whoever looks after it.
json::object checks_of(const reporting::Report& night) {
    const Table& checks = night.table("checks");
    const Table& list = night.table("findings");
    FiguresTable table({.id = "checks", .caption = "Checks of the record", .first = "Check"}, {{"Found"}, {.label = "If found", .is_text = true}, {.label = "What to do", .is_text = true}});
    for (std::size_t row = 0; row < checks.rows(); ++row) {
        if (number_at(checks, row, "found") == 0) continue;
        table.add_row({sentence_of(text_at(checks, row, "check"))},
                      {figure_of(checks.at(row, "found")), {sentence_of(text_at(checks, row, "severity"))}, {text_at(checks, row, "remedy")}});
    }
    table.add_notes(checks.notes);
    if (list.rows() > 0) table.has_more("The cases and what was found in each (CSV)", "/report/download/night?table=findings");
    return table.model();
}

}  // namespace

Result<http::Response> show_tonight(Desk& desk, const Visit& visit) {
    return night_page(
        desk, visit,
        {.template_name = "manager/tonight", .tab = "/report", .head = {.title = "Tonight's report", .has_charts = true, .is_wide = true}},
        [](const NightView& view) {
            const auto night = view.report("night");
            const auto names = view.names();
            json::array tables;
            tables.push_back(breaches_by_clock(*view.report("breaches")).model());
            for (const By by : {By::team, By::caseworker, By::setting})
                tables.push_back(breaches_by(by, *view.report("breaches", by), *names, groups_shown).model());
            const Table& in_short = night->table("night");
            return json::object{{"tiles", tiles_of(in_short)},
                                {"tables", std::move(tables)},
                                {"course", course_of(view)},
                                {"cases", number_text(number_at(in_short, 0, "cases"))},
                                {"faults", number_at(in_short, 0, "faults") > 0
                                               ? json::value(count_text(number_at(in_short, 0, "faults"), "fault", "faults"))
                                               : json::value(nullptr)},
                                {"checks", checks_of(*night)}};
        });
}

Result<http::Response> show_breaches_by(Desk& desk, const Visit& visit) {
    const auto by = from_token<By>(visit.name);
    if (!by || std::ranges::find(reporting::kept_breaches_by, *by) == reporting::kept_breaches_by.end())
        return Error{Refusal::not_found, {}};
    const auto title = fmt::format("Time limits overdue, by {}", visit.name);
    return night_page(desk, visit,
                      {.template_name = "manager/breaches-by", .tab = "/report", .head = {.title = title, .is_wide = true}},
                      [&](const NightView& view) {
                          const auto report = view.report("breaches", *by);
                          const auto& summary = report->table("summary");
                          const bool is_whole = summary.rows() <= groups_of_a_page;
                          return json::object{
                              {"heading", title},
                              {"split", text(visit.name)},
                              {"cut", is_whole ? json::value(nullptr) : json::value(number_text(groups_of_a_page))},
                              {"table", breaches_by(*by, *report, *view.names(), groups_of_a_page).model()}};
                      });
}

}  // namespace ehcp::web
