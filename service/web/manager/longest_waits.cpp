#include <boost/json.hpp>

#include "service/web/manager/figures.hpp"
#include "service/web/manager/night_page.hpp"
#include "service/web/manager/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using reporting::Table;

std::string stage_of(const Table& table, std::size_t row) {
    const auto kind = from_token<ProcedureKind>(text_at(table, row, "procedure"));
    const auto state = from_token<State>(text_at(table, row, "stage"));
    return kind && state ? label_of(*kind) + ": " + label_of(*state) : text_at(table, row, "stage");
}

Figure missed(const Table& table, std::size_t row) {
    const auto clock = from_hyphen_token<ClockId>(text_at(table, row, "clock"));
    return clock ? Figure{std::string(label_of(*clock)), "/help/clocks/" + text_at(table, row, "clock")} : Figure{"–"};
}

json::object waits_table(const Table& waits, std::string id, bool is_over, const Names& names) {
    const auto words = [](std::string label) { return FigureColumn{.label = std::move(label), .is_text = true}; };
    FiguresTable table({.id = std::move(id), .caption = waits.title, .first = "Case"},
                       {{"Days"}, words("Since"), words(is_over ? "Issued" : "Stage"), words("Limit missed"), {"Days late"},
                        words("Exempt"), words("Team"), words("Caseworker"), words("Setting")});
    for (std::size_t row = 0; row < waits.rows(); ++row) {
        const auto reference = text_at(waits, row, "reference");
        std::vector<Figure> figures = {figure_of(waits.at(row, "waited_days")), figure_of(waits.at(row, "since"))};
        figures.push_back(is_over ? figure_of(waits.at(row, "issued_on")) : Figure{stage_of(waits, row)});
        figures.push_back(missed(waits, row));
        figures.push_back(figure_of(waits.at(row, "days_late")));
        figures.push_back(figure_of(waits.at(row, "exempt")));
        figures.push_back({text_at(waits, row, "team")});
        figures.push_back({group_label(reporting::By::caseworker, text_at(waits, row, "caseworker"), names)});
        figures.push_back({group_label(reporting::By::setting, text_at(waits, row, "setting"), names)});
        table.add_row({.text = reference, .path = "/cases/" + reference}, std::move(figures));
    }
    table.add_notes(waits.notes);
    return table.model();
}

}  // namespace

Result<http::Response> show_longest_waits(Desk& desk, const Visit& visit) {
    return night_page(desk, visit,
                      {.template_name = "manager/longest-waits",
                       .tab = "/report/longest-waits",
                       .head = {.title = "Longest waits", .is_wide = true}},
                      [](const NightView& view) {
                          const auto report = view.report("longest-waits");
                          const auto names = view.names();
                          json::array tables;
                          tables.push_back(waits_table(report->table("waiting"), "waiting", false, *names));
                          tables.push_back(waits_table(report->table("issued"), "issued", true, *names));
                          return json::object{{"tables", std::move(tables)}};
                      });
}

}  // namespace ehcp::web
