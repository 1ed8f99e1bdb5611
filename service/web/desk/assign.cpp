#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/casework/hand_over.hpp"
#include "core/casework/record.hpp"
#include "core/store/registers.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/desk/work_rows.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

std::vector<Choice> caseworkers(store::Reader& reader, Day today, bool also_those_who_left, std::string_view nobody) {
    std::vector<Choice> choices{{"", std::string(nobody)}};
    for (const auto& each : store::all_caseworkers(reader)) {
        const bool has_left = each.left_on && *each.left_on <= today;
        if (has_left && !also_those_who_left) continue;
        auto label = each.name + (each.team.empty() ? "" : ", " + each.team);
        if (has_left) label += ", left on " + long_text_of(*each.left_on);
        choices.push_back({each.code, std::move(label)});
    }
    return choices;
}

http::Response assign_page(Desk& desk, const Visit& visit, store::Reader& reader, const Form& form, const FieldErrors& errors) {
    json::object model{{"reference", text(visit.name)},
                       {"field", select_field({form, errors}, {.name = "caseworker", .label = "Caseworker"},
                                              caseworkers(reader, visit.today, false, "Nobody"))}};
    const PageHead head{.title = "Assign " + std::string(visit.name)};
    return errors.empty() ? page(desk, visit, "desk/assign", std::move(model), head)
                          : page_again(desk, visit, "desk/assign", std::move(model), head, errors);
}

/// Who from, who to; with the summary of what would change hands once both are chosen.
http::Response hand_over_page(Desk& desk, const Visit& visit, store::Reader& reader, const Form& form, const FieldErrors& errors) {
    const Shown shown{form, errors};
    json::array fields;
    fields.push_back(select_field(shown, {.name = "from", .label = "Whose cases are handed over"}, caseworkers(reader, visit.today, true, "Choose a person")));
    fields.push_back(select_field(shown, {.name = "to", .label = "Who takes them over"}, caseworkers(reader, visit.today, false, "Choose a person")));
    json::object model{{"fields", std::move(fields)}, {"summary", nullptr}};
    const auto from = form.text("from"), to = form.text("to");
    if (errors.empty() && !from.empty() && !to.empty()) {
        if (const auto caseload = casework::caseload_of(reader, from, visit.today); !caseload.has_error()) {
            const auto giver = store::find_caseworker(reader, from), taker = store::find_caseworker(reader, to);
            model["summary"] = json::object{{"from", text(from)},
                                            {"to", text(to)},
                                            {"from_name", giver ? giver->name : std::string(from)},
                                            {"to_name", taker ? taker->name : std::string(to)},
                                            {"cases", count_text(caseload->cases, "case", "cases")},
                                            {"overdue_count", number_text(caseload->overdue_count)},
                                            {"soon_count", number_text(caseload->next_two_weeks_count)},
                                            {"heading", "Overdue and due in the next two weeks"},
                                            {"has_rows", !caseload->overdue.empty() || !caseload->next_two_weeks.empty()},
                                            {"rows", [&] {
                                                 auto rows = work_rows(caseload->overdue, visit.today);
                                                 for (auto& row : work_rows(caseload->next_two_weeks, visit.today)) rows.push_back(std::move(row));
                                                 return rows;
                                             }()}};
        }
    }
    const auto done = visit.request.parameter("handed").value_or("");
    model["handed"] = text(done);
    const PageHead head{.title = "Hand over a caseload"};
    return errors.empty() ? page(desk, visit, "desk/hand-over", std::move(model), head)
                          : page_again(desk, visit, "desk/hand-over", std::move(model), head, errors);
}

}  // namespace

Result<http::Response> show_assign_form(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto file = store::find_case(reader, visit.name);
        if (file.has_error()) return file.error();
        Form form;
        form.set("caseworker", file->caseworker);
        return assign_page(desk, visit, reader, form, {});
    });
}

Result<http::Response> assign_case(Desk& desk, const Visit& visit) {
    const auto assigned = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::assign(transaction, visit.name, visit.form.text("caseworker"), {}, occasion_of(desk, visit));
    });
    if (!assigned.has_error()) return see_other(link(fmt::format("/cases/{}", visit.name), {{"done", "assigned"}}));
    if (assigned.error().kind == Refusal::not_found) return assigned.error();
    FieldErrors errors;
    errors.add("caseworker", "Select someone from the list");
    return desk.grounds.readers.read([&](store::Reader& reader) { return Result<http::Response>(assign_page(desk, visit, reader, visit.form, errors)); });
}

Result<http::Response> show_hand_over(Desk& desk, const Visit& visit) {
    const auto form = Form::of_query(visit.request);
    FieldErrors errors;
    if (form.has("from") && form.text("from").empty()) errors.add("from", "Choose whose cases are handed over");
    if (form.has("to") && form.text("to").empty()) errors.add("to", "Choose who takes the cases over");
    if (!form.text("from").empty() && form.text("from") == form.text("to")) errors.add("to", "Choose two different people");
    return desk.grounds.readers.read([&](store::Reader& reader) { return Result<http::Response>(hand_over_page(desk, visit, reader, form, errors)); });
}

Result<http::Response> hand_over(Desk& desk, const Visit& visit) {
    const auto from = visit.form.text("from"), to = visit.form.text("to");
    const auto handed = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::hand_over(transaction, from, to, occasion_of(desk, visit));
    });
    if (!handed.has_error()) return see_other(link("/hand-over", {{"handed", count_text(*handed, "case", "cases")}}));
    FieldErrors errors;
    errors.add(handed.error().where, "Choose someone who is here");
    return desk.grounds.readers.read([&](store::Reader& reader) { return Result<http::Response>(hand_over_page(desk, visit, reader, visit.form, errors)); });
}

}  // namespace ehcp::web
