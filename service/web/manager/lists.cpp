#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <set>

#include "core/casework/night_lists.hpp"
#include "service/web/desk/work_rows.hpp"
#include "service/web/files.hpp"
#include "service/web/links.hpp"
#include "service/web/manager/figures.hpp"
#include "service/web/manager/night_page.hpp"
#include "service/web/manager/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using reporting::By;
using reporting::Column;

constexpr int rows_of_a_page = 100;
constexpr int rows_read_at_once = 200;

std::string word(const Visit& visit, std::string_view name) {
    return std::string(visit.request.parameter(name).value_or(""));
}

/// Whose cases were asked for: none, any; "-", nobody's.
std::optional<std::string> whose(const Visit& visit, By by) {
    const auto asked = word(visit, token(by));
    if (asked.empty()) return std::nullopt;
    return asked == nobodys ? std::string() : asked;
}

/// "of Team North, exempt": what narrows the list.
std::string narrowed_by(const Visit& visit, const Names& names) {
    std::vector<std::string> parts;
    if (const auto clock = from_hyphen_token<ClockId>(word(visit, "clock"))) parts.emplace_back(label_of(*clock));
    for (const By by : {By::team, By::caseworker, By::setting}) {
        const auto asked = whose(visit, by);
        if (!asked) continue;
        parts.push_back(asked->empty() ? fmt::format("{}: none", label_of(by))
                                       : fmt::format("{}: {}", label_of(by), group_label(by, *asked, names)));
    }
    if (word(visit, "exempt") == "yes") parts.emplace_back("Exempt only");
    if (word(visit, "exempt") == "no") parts.emplace_back("Without exempt");
    return fmt::format("{}", fmt::join(parts, " · "));
}

std::string_view title_of(Seen seen) {
    switch (seen) {
        case Seen::standing: return "Time limits overdue";
        case Seen::first_seen: return "New: overdue since the night before";
        case Seen::continuing: return "Continuing: overdue on the night before too";
        case Seen::put_right: return "Put right: overdue on the night before, and no longer";
    }
    return {};
}

std::string outcome_of(std::string_view how) {
    if (how == "done_late") return "Done, late";
    if (how == "stopped") return "Ended otherwise";
    return how.empty() ? std::string("–") : std::string("An entry was corrected");
}

/// The address of this list with what was chosen, and something more.
std::string same_list(const Visit& visit, const Parameters& more) {
    Parameters parameters;
    for (const auto& field : visit.request.query) {
        const bool is_replaced = field.name == "from" || field.name == "format" ||
                                 std::ranges::any_of(more, [&](const auto& each) { return each.first == field.name; });
        if (!is_replaced) parameters.emplace_back(field.name, field.value);
    }
    parameters.insert(parameters.end(), more.begin(), more.end());
    return link(visit.request.path, parameters);
}

int days_between(Day from, Day to) { return static_cast<int>((to - from).count()); }

json::object breach_row(const casework::Breach& breach, Day night) {
    const auto& row = breach.row;
    const bool is_put_right = row.put_right_night.has_value();
    const Day until = is_put_right ? row.put_right_on.value_or(night) : night;
    return {{"reference", breach.reference},
            {"child", breach.surname + ", " + breach.forename},
            {"task", text(label_of(row.clock))},
            {"due", weekday_text(*row.due_on)},
            {"distance", is_put_right ? outcome_of(row.put_right_how) + (row.put_right_on ? ", " + long_text_of(*row.put_right_on) : std::string())
                                      : count_text(days_between(*row.due_on, until), "day late", "days late")},
            {"is_exempt", !row.limb.empty()},
            {"limb", row.limb},
            {"since", row.first_night == night ? std::string("This night") : long_text_of(row.first_night)},
            {"is_done_since", !is_put_right && !breach.is_open},
            {"team", row.team},
            {"caseworker", row.caseworker}};
}

Result<casework::NightList> asked_for(const Visit& visit) {
    casework::NightList list;
    const auto seen = word(visit, "seen");
    if (!seen.empty()) {
        const auto known = from_token<Seen>(seen);
        if (!known) return Error{Refusal::not_found, {}};
        list.seen = *known;
    }
    const auto clock = word(visit, "clock");
    list.clock = from_hyphen_token<ClockId>(clock);
    if (!clock.empty() && !list.clock) return Error{Refusal::not_found, {}};
    list.team = whose(visit, By::team);
    list.caseworker = whose(visit, By::caseworker);
    list.setting = whose(visit, By::setting);
    const auto exempt = word(visit, "exempt");
    if (exempt == "yes" || exempt == "no") list.exempt = exempt == "yes";
    list.cursor = word(visit, "from");
    list.limit = rows_of_a_page;
    return list;
}

/// No names: a file is carried about.
reporting::Report breaches_file(store::Reader& reader, casework::NightList list, Day night, std::set<store::CaseId>& seen) {
    using enum Column::Type;
    reporting::Table table("breaches", std::string(title_of(list.seen)),
                           {{"reference", "Case", text},
                            {"clock", "Time limit", text},
                            {"due_on", "Due", date},
                            {"days_late", "Days late on the night"},
                            {"limb", "Exempt by limb", text},
                            {"first_night", "First seen", date},
                            {"put_right_on", "Put right on", date},
                            {"put_right_how", "How", text},
                            {"team", "Team", text},
                            {"caseworker", "Caseworker", text},
                            {"setting", "Setting", text}});
    list.limit = rows_read_at_once;
    list.cursor.clear();
    do {
        const auto page = casework::night_list(reader, list, night).value();
        for (const auto& [row, reference, surname, forename, is_open] : page.rows) {
            const auto late = row.put_right_on.value_or(night);
            seen.insert(row.id);
            table.add_row(reference, hyphen_token(row.clock), row.due_on, days_between(*row.due_on, late), row.limb, row.first_night,
                          row.put_right_on, row.put_right_how, row.team, row.caseworker, row.setting);
        }
        list.cursor = page.next;
    } while (!list.cursor.empty() && table.rows() < rows_of_a_file);
    if (!list.cursor.empty())
        table.notes.push_back(fmt::format("The first {} only: choose a time limit, a team or a caseworker for the others.", rows_of_a_file));
    reporting::Report report{.name = "breaches", .title = table.title, .as_of = night, .from = {}, .to = {}, .tables = {}, .notes = {}};
    report.tables.push_back(std::move(table));
    return report;
}

http::Response list_page(const Desk& desk, const Visit& visit, std::string_view template_name, json::object model, std::string title,
                         const std::string& next) {
    model["heading"] = title;
    model["next"] = next.empty() ? json::value(nullptr) : json::value(same_list(visit, {{"from", next}}));
    return page(desk, visit, template_name, std::move(model), {.title = std::move(title), .is_wide = true});
}

json::object queue_row(const store::QueuedCase& row) {
    return {{"reference", row.reference},
            {"child", row.surname + ", " + row.forename},
            {"since", long_text_of(row.since)},
            {"due", row.due_on ? json::value(weekday_text(*row.due_on)) : json::value(nullptr)},
            {"team", row.team},
            {"caseworker", row.caseworker},
            {"body", nullptr}};
}

void add_body(reporting::Table&, const store::QueuedCase&) {}
void add_body(reporting::Table& table, const store::AwaitedAdvice& row) { table.add(row.body); }

/// Who waits in a stage, or for advice, without names. `more`: columns that only the rows of `page_from` have.
template <class PageFrom>
Result<http::Response> queue_file(Desk& desk, const Visit& visit, std::string title, const std::string& name, const std::vector<Column>& more,
                                  PageFrom page_from) {
    using enum Column::Type;
    std::vector<Column> columns = {{"reference", "Case", text},   {"since", "Since", date},       {"due_on", "Due", date},
                                   {"team", "Team", text},        {"caseworker", "Caseworker", text}};
    columns.insert(columns.end(), more.begin(), more.end());
    reporting::Table table("queue", title, std::move(columns));
    std::set<store::CaseId> seen;
    std::string cursor;
    do {
        const auto page = page_from(cursor);
        for (const auto& row : page.rows) {
            seen.insert(row.id);
            table.add_row(row.reference, row.since, row.due_on, row.team, row.caseworker);
            add_body(table, row);
        }
        cursor = page.next;
    } while (!cursor.empty() && table.rows() < rows_of_a_file);
    if (!cursor.empty()) table.notes.push_back(fmt::format("The first {} only.", table.rows()));
    reporting::Report report{.name = "queue", .title = std::move(title), .as_of = visit.today, .from = {}, .to = {}, .tables = {}, .notes = {}};
    report.tables.push_back(std::move(table));
    note_file(desk, visit, std::vector(seen.begin(), seen.end()));
    return file_of(report, visit, fmt::format("{}-{}", name, text_of(visit.today)));
}

}  // namespace

Result<http::Response> list_breaches(Desk& desk, const Visit& visit) {
    const auto list = asked_for(visit);
    if (list.has_error()) return list.error();
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto night = kept_night(desk, reader);
        if (!night) return no_night_page(desk, visit, {.title = std::string(title_of(list->seen))});
        if (visit.request.parameter("format")) {
            std::set<store::CaseId> seen;
            const auto report = breaches_file(reader, *list, night->day, seen);
            note_file(desk, visit, std::vector(seen.begin(), seen.end()));
            return file_of(report, visit, fmt::format("cases-{}-{}", token(list->seen), text_of(night->day)));
        }
        const auto found = casework::night_list(reader, *list, night->day);
        if (found.has_error()) return found.error();
        json::array rows;
        for (const auto& each : found->rows) rows.push_back(breach_row(each, night->day));
        json::object model{{"night", weekday_text(night->day)},
                           {"narrowed", narrowed_by(visit, *desk.manager.names(reader, *night))},
                           {"csv", as_file(visit.request, "csv")},
                           {"xlsx", as_file(visit.request, "xlsx")},
                           {"has_rows", !rows.empty()},
                           {"rows", std::move(rows)}};
        return list_page(desk, visit, "manager/list", std::move(model), std::string(title_of(list->seen)), found->next);
    });
}

Result<http::Response> list_falling_due(Desk& desk, const Visit& visit) {
    const auto asked = word(visit, "within");
    int ahead = 0;
    const auto [end, failed] = std::from_chars(asked.data(), asked.data() + asked.size(), ahead);
    if (failed != std::errc{} || end != asked.data() + asked.size() || ahead < 1 || ahead > 60) return Error{Refusal::not_found, {}};
    casework::Worklist filter{.team = word(visit, "team"),
                              .caseworker = word(visit, "caseworker"),
                              .setting = word(visit, "setting"),
                              .clock = from_hyphen_token<ClockId>(word(visit, "clock")),
                              .cursor = word(visit, "from"),
                              .limit = rows_of_a_page};
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto title = fmt::format("Due within {} working days", ahead);
        if (visit.request.parameter("format"))
            return worklist_file(desk, visit, reader, title,
                                 {{{}, casework::falling(filter, visit.today, WorkingDays{ahead}, desk.grounds.calendar)}},
                                 fmt::format("due-{}", text_of(visit.today)));
        const auto found = casework::falling_due(reader, filter, visit.today, WorkingDays{ahead}, desk.grounds.calendar);
        if (found.has_error()) return found.error();
        const auto night = kept_night(desk, reader);
        const Names none;
        json::object model{{"narrowed", narrowed_by(visit, night ? *desk.manager.names(reader, *night) : none)},
                           {"today", weekday_text(visit.today)},
                           {"csv", as_file(visit.request, "csv")},
                           {"xlsx", as_file(visit.request, "xlsx")},
                           {"has_rows", !found->rows.empty()},
                           {"rows", work_rows(found->rows, visit.today)}};
        return list_page(desk, visit, "manager/due", std::move(model), title, found->next);
    });
}

Result<http::Response> list_stage(Desk& desk, const Visit& visit) {
    const auto kind = from_token<ProcedureKind>(word(visit, "procedure"));
    const auto state = from_token<State>(word(visit, "stage"));
    if (!kind || !state) return Error{Refusal::not_found, {}};
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto title = label_of(*kind) + ": " + label_of(*state);
        if (visit.request.parameter("format"))
            return queue_file(desk, visit, title, fmt::format("stage-{}-{}", token(*kind), token(*state)), {},
                              [&](std::string_view cursor) { return casework::stage_list(reader, *kind, *state, cursor, rows_read_at_once).value(); });
        const auto found = casework::stage_list(reader, *kind, *state, word(visit, "from"), rows_of_a_page);
        if (found.has_error()) return found.error();
        json::array rows;
        for (const auto& each : found->rows) rows.push_back(queue_row(each));
        json::object model{{"is_advice", false}, {"csv", as_file(visit.request, "csv")}, {"xlsx", as_file(visit.request, "xlsx")}, {"has_rows", !rows.empty()}, {"rows", std::move(rows)}};
        return list_page(desk, visit, "manager/queue", std::move(model), title, found->next);
    });
}

Result<http::Response> list_advice(Desk& desk, const Visit& visit) {
    const auto adviser = from_token<Adviser>(word(visit, "adviser"));
    if (!adviser) return Error{Refusal::not_found, {}};
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto title = "Advice awaited: " + label_of(*adviser);
        if (visit.request.parameter("format"))
            return queue_file(desk, visit, title, fmt::format("advice-{}", token(*adviser)), {{"body", "Asked of", Column::Type::text}},
                              [&](std::string_view cursor) { return casework::advice_list(reader, *adviser, cursor, rows_read_at_once).value(); });
        const auto found = casework::advice_list(reader, *adviser, word(visit, "from"), rows_of_a_page);
        if (found.has_error()) return found.error();
        json::array rows;
        for (const auto& each : found->rows) {
            auto row = queue_row(each);
            row["body"] = each.body;
            rows.push_back(std::move(row));
        }
        json::object model{{"is_advice", true}, {"csv", as_file(visit.request, "csv")}, {"xlsx", as_file(visit.request, "xlsx")}, {"has_rows", !rows.empty()}, {"rows", std::move(rows)}};
        return list_page(desk, visit, "manager/queue", std::move(model), title, found->next);
    });
}

}  // namespace ehcp::web
