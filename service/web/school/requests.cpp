// Our requests: the list with the drafts to be finished, one request, and the receipt of one that was just sent.
#include "core/casework/requests.hpp"

#include "core/casework/drafts.hpp"
#include "service/web/school/common.hpp"
#include "service/web/school/missing.hpp"
#include "service/web/school/pages.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

constexpr int rows_of_page = 25, rows_found = 200;

json::object row_model(const casework::RequestRow& row, Day today) {
    auto model = status_model(row.status, today);
    model["child"] = name_of(row.found.child);
    model["born"] = long_text_of(row.found.child.date_of_birth);
    return model;
}

json::object draft_model(const casework::Draft& draft, const LegalZone& zone) {
    const auto typed = [&](const char* name) {
        const auto found = draft.typed.find(name);
        return found == draft.typed.end() ? std::string() : found->second;
    };
    auto name = typed("forename") + (typed("surname").empty() ? "" : " ") + typed("surname");
    return {{"id", draft.kept.id.value},
            {"child", name.empty() ? std::string("No name yet") : name},
            {"by", draft.kept.updated.by},
            {"at", time_text(zone, draft.kept.updated.at)}};
}

Result<http::Response> list_page(Desk& desk, const Visit& visit, casework::RequestsOf which, bool is_search) {
    which.setting = visit.user().setting;
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto requests = casework::requests_of_setting(reader, which, desk.grounds.calendar, visit.today);
        if (requests.has_error()) return not_here();
        json::array rows, drafts;
        for (const auto& row : requests->rows) rows.push_back(row_model(row, visit.today));
        if (!is_search) {
            for (const auto& draft : casework::drafts_of(reader, which.setting))
                drafts.push_back(draft_model(draft, desk.grounds.zone));
        }
        Form typed;
        typed.set("child", which.name);
        json::object model{{"has_rows", !rows.empty()},
                           {"rows", std::move(rows)},
                           {"has_drafts", !drafts.empty()},
                           {"drafts", std::move(drafts)},
                           {"is_search", is_search},
                           {"may_write", visit.may(access::Action::write_draft)},
                           {"next", is_search ? std::string() : requests->next},
                           {"has_more_found", is_search && !requests->next.empty()},
                           {"search_field", line_field({typed, {}}, {.name = "child",
                                                                     .label = "Find by the child’s last name",
                                                                     .hint = "The first letters are enough",
                                                                     .width = "20"})}};
        return page(desk, visit, "school/requests", std::move(model), {.title = "Our requests"});
    });
}

}  // namespace

Result<http::Response> show_own_requests(Desk& desk, const Visit& visit) {
    return list_page(desk, visit,
                     {.cursor = std::string(visit.request.parameter("after").value_or("")), .limit = rows_of_page},
                     false);
}

// A name is sent in a form and never stands in an address.
Result<http::Response> find_own_requests(Desk& desk, const Visit& visit) {
    const auto name = visit.form.text("child");
    if (name.empty()) return see_other("/school");
    return list_page(desk, visit, {.name = std::string(name.substr(0, longest_line)), .limit = rows_found}, true);
}

Result<http::Response> show_own_request(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto request =
            casework::request_of_setting(reader, visit.user().setting, visit.name, desk.grounds.calendar, visit.today);
        if (request.has_error()) return not_here();
        note_view(desk, visit, request->opened.file.id);
        auto model = status_model(request->status, visit.today);
        model["child"] = name_of(request->child);
        model["born"] = long_text_of(request->child.date_of_birth);
        const auto receipt = casework::receipt_of(reader, visit.user().setting, visit.name, desk.grounds.calendar);
        model["is_ours"] = receipt.has_value();
        model["missing"] = receipt.has_value() ? missing_model(receipt->missing) : json::array();
        model["has_missing"] = receipt.has_value() && !receipt->missing.empty();
        return page(desk, visit, "school/request", std::move(model), {.title = "Request " + request->status.reference});
    });
}

Result<http::Response> show_receipt(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto request =
            casework::request_of_setting(reader, visit.user().setting, visit.name, desk.grounds.calendar, visit.today);
        const auto receipt = casework::receipt_of(reader, visit.user().setting, visit.name, desk.grounds.calendar);
        if (request.has_error() || receipt.has_error()) return not_here();
        note_view(desk, visit, request->opened.file.id);
        json::array dates;
        for (const auto& each : receipt->dates) {
            dates.push_back({{"label", text(label_of(each.clock))},
                             {"help", help_for(hyphen_token(each.clock))},
                             {"on", each.due_on ? weekday_text(*each.due_on) : std::string("no date can be given yet")},
                             {"working", each.working}});
        }
        json::array others;
        for (const auto& each : receipt->others) others.push_back(json::object{{"other", each}});
        json::object model{{"reference", receipt->reference},
                           {"child", name_of(request->child)},
                           {"received", weekday_text(receipt->received_on)},
                           {"dates", std::move(dates)},
                           {"has_missing", !receipt->missing.empty()},
                           {"missing", missing_model(receipt->missing)},
                           {"has_others", !others.empty()},
                           {"others", std::move(others)}};
        return page(desk, visit, "school/receipt", std::move(model), {.title = "Request sent"});
    });
}

}  // namespace ehcp::web
