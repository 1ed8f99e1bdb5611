#include "core/casework/search.hpp"
#include "core/engine/open_status.hpp"
#include "core/json/strict.hpp"
#include "service/api/answers.hpp"
#include "service/api/handlers.hpp"

namespace ehcp::api {

namespace {

namespace json = boost::json;

constexpr int usual_page = 50;
constexpr int largest_page = 200;

json::object child_json(std::string_view surname, std::string_view forename) {
    return {{"surname", text(surname)}, {"forename", text(forename)}};
}

json::object file_json(const store::CaseFile& file) {
    return {{"reference", text(file.reference)},
            {"setting", text_or_null(file.setting)},
            {"caseworker", text_or_null(file.caseworker)},
            {"team", text_or_null(file.team)}};
}

json::object due_json(const casework::Due& due, Day today) {
    const auto& clock = due.clock;
    auto row = file_json(due.file);
    row["child"] = child_json(due.surname, due.forename);
    row["clock"] = text(hyphen_token(clock.clock));
    row["kind"] = text(token(clock.kind));
    row["bearer"] = text(token(clock.bearer));
    row["adviser"] = clock.adviser ? json::value(text(token(*clock.adviser))) : json::value(nullptr);
    row["body"] = text_or_null(clock.body);
    row["asked_setting"] = text_or_null(clock.setting);
    row["trigger_on"] = text_of(clock.trigger_on);
    row["due_on"] = day_or_null(clock.due_on);
    row["status"] = text(token(status_while_open(clock.kind, clock.bearer, clock.due_on, today)));
    row["exempt"] = is_exempt_on(clock.exempt_from, today);
    if (clock.due_on) row["days_left"] = (*clock.due_on - today).count();
    return row;
}

json::object found_json(const casework::Found& found) {
    auto row = file_json(found.file);
    row["child"] = child_json(found.child.surname, found.child.forename);
    row["child"].get_object()["date_of_birth"] = text_of(found.child.date_of_birth);
    row["child"].get_object()["upn"] = text_or_null(found.child.upn);
    return row;
}

json::object page_json(json::array rows, const std::string& next) {
    return {{"cases", std::move(rows)}, {"next", text_or_null(next)}};
}

Result<casework::Worklist> worklist_filter(const http::Request& request) {
    const auto word = [&](std::string_view name) { return std::string(request.parameter(name).value_or("")); };
    casework::Worklist filter;
    filter.team = word("team");
    filter.caseworker = word("caseworker");
    filter.setting = word("setting");
    filter.cursor = word("cursor");
    if (const auto clock = request.parameter("clock")) {
        filter.clock = from_hyphen_token<ClockId>(*clock);
        if (!filter.clock) {
            return Error{Refusal::bad_value, "there is no such clock; ehcp law lists them, as decide-to-assess",
                         "query.clock"};
        }
    }
    const auto due_before = day_parameter(request, "due_before");
    if (due_before.has_error()) return due_before.error();
    filter.due_before = *due_before;
    const auto overdue = yes_parameter(request, "overdue");
    if (overdue.has_error()) return overdue.error();
    filter.overdue = *overdue;
    const auto limit = number_parameter(request, "limit", 1, largest_page);
    if (limit.has_error()) return limit.error();
    filter.limit = limit->value_or(usual_page);
    return filter;
}

Result<http::Response> found_page(Desk& desk, const casework::Search& search) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto page = casework::search(reader, search);
        if (page.has_error()) return page.error();
        json::array rows;
        for (const auto& each : page->rows) rows.push_back(found_json(each));
        return json_answer(page_json(std::move(rows), page->next));
    });
}

casework::Search search_for(std::string_view what) {
    casework::Search search;
    search.text = what;
    search.limit = usual_page;
    return search;
}

Result<casework::Search> search_from(const json::value& value) {
    const auto* object = value.if_object();
    if (!object) return Error{Refusal::bad_value, "send an object such as {\"text\": \"…\"}", "body"};
    auto search = search_for("");
    for (const auto& [key, member] : *object) {
        const auto* word = member.if_string();
        const auto* number = member.if_int64();
        if (key == "limit" && number && *number >= 1 && *number <= largest_page)
            search.limit = static_cast<int>(*number);
        else if (key == "text" && word)
            search.text = std::string(word->data(), word->size());
        else if (key == "setting" && word)
            search.setting = std::string(word->data(), word->size());
        else if (key == "cursor" && word)
            search.cursor = std::string(word->data(), word->size());
        else if (key == "text" || key == "setting" || key == "cursor" || key == "limit") {
            return Error{Refusal::bad_value, "text, setting and cursor are texts; limit is a number from 1 to 200",
                         std::string(key)};
        } else {
            return Error{Refusal::unknown_field,
                         "a field that is not known here; it takes text, setting, cursor and limit", "body"};
        }
    }
    if (search.text.empty() && search.setting.empty()) {
        return Error{Refusal::missing_field, "say what to look for: the beginning of a name, a UPN or a reference",
                     "text"};
    }
    return search;
}

}  // namespace

Result<http::Response> list_cases(Desk& desk, const Visit& visit) {
    const auto& request = visit.request;
    auto known = only_knows(
        request, {"reference", "setting", "team", "caseworker", "clock", "due_before", "overdue", "cursor", "limit"});
    if (known.has_error()) return known.error();
    if (const auto reference = request.parameter("reference")) {
        if (request.query.size() == 1) return found_page(desk, search_for(*reference));
        return Error{Refusal::bad_value, "a reference names one case; leave the other filters out", "query.reference"};
    }

    const auto filter = worklist_filter(request);
    if (filter.has_error()) return filter.error();
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto page = casework::worklist(reader, *filter, visit.today);
        if (page.has_error()) return page.error();
        json::array rows;
        for (const auto& each : page->rows) rows.push_back(due_json(each, visit.today));
        return json_answer(page_json(std::move(rows), page->next));
    });
}

Result<http::Response> search_cases(Desk& desk, const Visit& visit) {
    const auto value = parse_strictly(visit.request.body);
    if (value.has_error()) return value.error();
    const auto search = search_from(*value);
    if (search.has_error()) return search.error();
    return found_page(desk, *search);
}

}  // namespace ehcp::api
