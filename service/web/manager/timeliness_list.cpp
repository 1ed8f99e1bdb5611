#include <fmt/format.h>

#include <boost/json.hpp>
#include <chrono>

#include "core/reporting/caseload.hpp"
#include "core/reporting/catalogue.hpp"
#include "core/reporting/timeliness_cases.hpp"
#include "service/web/links.hpp"
#include "service/web/manager/figures.hpp"
#include "service/web/files.hpp"
#include "service/web/manager/night_page.hpp"
#include "service/web/manager/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using reporting::By;
using reporting::Done;
using reporting::Table;

constexpr std::chrono::seconds longest_wait{20};
constexpr std::size_t rows_shown = 500;

std::string_view title_of(Done what) {
    switch (what) {
        case Done::request_received: return "Requests received";
        case Done::decided: return "Decisions on requests";
        case Done::plan_issued: return "Plans issued";
        case Done::plan_refused: return "Refusals to issue a plan";
        case Done::review_decided: return "Decisions after reviews";
        case Done::advice_received: return "Advice received";
    }
    return {};
}

struct AskedCases {
    reporting::Query query;
    reporting::WantedCases wanted;
};

Result<AskedCases> asked_for(const Visit& visit) {
    const auto word = [&](std::string_view name) { return visit.request.parameter(name).value_or(""); };
    const auto what = from_token<Done>(word("what"));
    const auto from = day_from(word("from")), to = day_from(word("to"));
    const auto by = from_token<By>(word("by"));
    if (!what || !from || !to || (!word("by").empty() && !by)) return Error{Refusal::not_found, {}};
    const auto query = reporting::query_of(reporting::ReportName::timeliness, {.as_of = visit.today, .from = from, .to = to, .by = by}, visit.today);
    if (query.has_error()) return query.error();
    AskedCases asked{*query, {.what = *what}};
    if (const auto late = word("late"); late == "yes" || late == "no") asked.wanted.late = late == "yes";
    if (const auto exempt = word("exempt"); exempt == "yes" || exempt == "no") asked.wanted.exempt = exempt == "yes";
    if (by) asked.wanted.group = word("group") == nobodys ? std::string() : std::string(word("group"));
    return asked;
}

std::string narrowed_by(const AskedCases& asked, const Names& names) {
    std::string narrowed = fmt::format("From {} to {}", long_text_of(asked.query.from), long_text_of(asked.query.to));
    if (asked.wanted.late) narrowed += *asked.wanted.late ? " · Late" : " · In time";
    if (asked.wanted.exempt) narrowed += *asked.wanted.exempt ? " · Exempt only" : " · Without exempt";
    if (asked.query.by)
        narrowed += fmt::format(" · {}: {}", label_of(*asked.query.by),
                                asked.wanted.group->empty() ? "Not recorded" : group_label(*asked.query.by, *asked.wanted.group, names));
    return narrowed;
}

json::object table_of(const Table& cases, std::string_view title, const Names& names) {
    const auto words = [](std::string label) { return FigureColumn{.label = std::move(label), .is_text = true}; };
    FiguresTable table({.id = "cases", .caption = std::string(title), .first = "Case"},
                       {words("Began"), words("Done"), {"Days"}, words("Late"), words("Exempt"), words("Team"), words("Caseworker"), words("Setting")});
    for (std::size_t row = 0; row < std::min(cases.rows(), rows_shown); ++row) {
        const auto reference = text_at(cases, row, "reference");
        table.add_row({.text = reference, .path = "/cases/" + reference},
                      {figure_of(cases.at(row, "began")), figure_of(cases.at(row, "on")), figure_of(cases.at(row, "days")),
                       figure_of(cases.at(row, "late")), figure_of(cases.at(row, "exempt")), {text_at(cases, row, "team")},
                       {group_label(By::caseworker, text_at(cases, row, "caseworker"), names)},
                       {group_label(By::setting, text_at(cases, row, "setting"), names)}});
    }
    return table.model();
}

}  // namespace

// Nothing keeps which cases were in time: the record is read for it, on one thread. For the largest authorities that is a
// second or two.
Result<http::Response> list_timeliness(Desk& desk, const Visit& visit) {
    const auto asked = asked_for(visit);
    if (asked.has_error()) return asked.error();
    const std::unique_lock turn(desk.manager.reading, longest_wait);
    if (!turn) return Error{Refusal::not_available, "another such list is being made; ask again in a minute"};
    const auto report = reporting::gather<reporting::TimelinessCases>(
                            desk.grounds.readers, desk.grounds.calendar, {.today = visit.today, .threads = 1},
                            [&] { return reporting::TimelinessCases(asked->query, asked->wanted); })
                            .report();
    if (visit.request.parameter("format")) return file_of(report, visit, fmt::format("cases-{}", token(asked->wanted.what)));
    const Table& cases = report.tables.front();
    const auto names = desk.grounds.readers.read([&](store::Reader& reader) -> std::shared_ptr<const Names> {
        const auto night = kept_night(desk, reader);
        return night ? desk.manager.names(reader, *night) : std::make_shared<const Names>();
    });
    const auto title = title_of(asked->wanted.what);
    json::object model{{"heading", text(title)},
                       {"narrowed", narrowed_by(*asked, *names)},
                       {"how_many", count_text(static_cast<std::int64_t>(cases.rows()), "case", "cases")},
                       {"cut", cases.rows() > rows_shown ? json::value(number_text(rows_shown)) : json::value(nullptr)},
                       {"csv", as_file(visit.request, "csv")},
                       {"xlsx", as_file(visit.request, "xlsx")},
                       {"table", table_of(cases, title, *names)}};
    return page(desk, visit, "manager/cases", std::move(model), {.title = std::string(title), .is_wide = true});
}

}  // namespace ehcp::web
