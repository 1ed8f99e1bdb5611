#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/exchange/sen2/night.hpp"
#include "service/web/manager/figures.hpp"
#include "service/web/manager/night_page.hpp"
#include "service/web/manager/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using reporting::Table;

FigureColumn words(std::string label) { return {.label = std::move(label), .is_text = true}; }

/// Only checks that found something: what is in order need not be read every day.
json::object checks_table(const Table& checks) {
    FiguresTable table({.id = "checks", .caption = "What is not in order", .first = "Check"}, {words("How bad"), {"Found"}, words("What must be true"), words("What to do")});
    for (std::size_t row = 0; row < checks.rows(); ++row) {
        if (number_at(checks, row, "found") == 0) continue;
        table.add_row({text_at(checks, row, "check")}, {{sentence_of(text_at(checks, row, "severity"))}, figure_of(checks.at(row, "found")), {text_at(checks, row, "says")}, {text_at(checks, row, "remedy")}});
    }
    table.add_notes(checks.notes);
    return table.model();
}

json::object findings_table(const Table& findings) {
    FiguresTable table({.id = "findings", .caption = "Case by case", .first = "Case"}, {words("Check"), words("How bad"), words("What"), words("What to do")});
    for (std::size_t row = 0; row < findings.rows(); ++row) {
        const auto reference = text_at(findings, row, "where");
        table.add_row({.text = reference, .path = "/cases/" + reference},
                      {{text_at(findings, row, "check")}, {sentence_of(text_at(findings, row, "severity"))}, {text_at(findings, row, "what")}, {text_at(findings, row, "remedy")}});
    }
    table.add_notes(findings.notes);
    return table.model();
}

}  // namespace

Result<http::Response> show_sen2_checks(Desk& desk, const Visit& visit) {
    return night_page(desk, visit, {.template_name = "manager/sen2", .tab = "/report/sen2", .head = {.title = "The SEN2 return", .is_wide = true}},
                      [&](const NightView& view) {
                          const auto report = desk.manager.kept(view.reader, view.night, {std::string(exchange::sen2::kept_checks)});
                          if (!report) return json::object{{"has_report", false}, {"tables", json::array()}};
                          json::array tables;
                          tables.push_back(checks_table(report->table("checks")));
                          tables.push_back(findings_table(report->table("findings")));
                          return json::object{{"has_report", true},
                                              {"title", report->title},
                                              {"said", report->notes.empty() ? std::string() : report->notes.front()},
                                              {"is_sound", report->table("findings").rows() == 0},
                                              {"tables", std::move(tables)}};
                      });
}

}  // namespace ehcp::web
