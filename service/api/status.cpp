#include "core/casework/status.hpp"

#include "service/api/answers.hpp"
#include "service/api/handlers.hpp"

namespace ehcp::api {

namespace {

namespace json = boost::json;

json::object dated_json(const casework::Dated& dated, std::string_view day_name) {
    return {{"what", text(dated.what)}, {text(day_name), day_or_null(dated.on)}};
}

json::array dated_list(const std::vector<casework::Dated>& list, std::string_view day_name) {
    json::array values;
    for (const auto& each : list) values.push_back(dated_json(each, day_name));
    return values;
}

json::object status_json(const casework::Status& status) {
    json::object body{{"reference", text(status.reference)},
                      {"stage", text(status.stage)},
                      {"received_on", text_of(status.received_on)}};
    body["next"] = status.next ? json::value(dated_json(*status.next, "by")) : json::value(nullptr);
    body["key_dates"] = dated_list(status.key_dates, "on");
    body["asked_of_you"] = dated_list(status.asked_of_you, "by");
    body["late"] =
        status.late ? json::value{{"days", status.late->days}, {"why", text(status.late->why)}} : json::value(nullptr);
    return body;
}

Error no_such_request() {
    return {Refusal::not_found, "there is no such request here; check the reference", "reference"};
}

}  // namespace

Result<http::Response> show_status(Desk& desk, const Visit& visit) {
    if (auto known = only_knows(visit.request, {}); known.has_error()) return known.error();
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar);
        if (opened.has_error()) return opened.error().kind == Refusal::not_found ? no_such_request() : opened.error();
        const bool narrowed = access::sees_own_setting_only(visit.caller->role);
        // The same words as for a reference that was never given: another setting's request is not even denied.
        if (narrowed && !casework::concerns(*opened, visit.caller->setting)) return no_such_request();
        const auto status =
            casework::status_of(*opened, narrowed ? visit.caller->setting : opened->file.setting, visit.today);
        desk.views.note(opened->file.id, {visit.now, visit.caller->name, std::string(token(visit.caller->role)),
                                          "GET /v1/requests/{reference}/status"});
        return json_answer(status_json(status));
    });
}

}  // namespace ehcp::api
