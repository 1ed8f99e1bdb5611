#include "core/casework/case_file.hpp"
#include "core/json/case_json.hpp"
#include "service/api/answers.hpp"
#include "service/api/handlers.hpp"

namespace ehcp::api {

namespace {

namespace json = boost::json;

json::object person_json(const store::Person& person) {
    return {{"surname", text(person.surname)},
            {"forename", text(person.forename)},
            {"date_of_birth", text_of(person.date_of_birth)},
            {"sex", text_or_null(person.sex)},
            {"ethnicity", text_or_null(person.ethnicity)},
            {"upn", text_or_null(person.upn)},
            {"uln", text_or_null(person.uln)},
            {"postcode", text_or_null(person.postcode)}};
}

json::array contacts_json(const std::vector<store::Contact>& contacts) {
    json::array list;
    for (const auto& each : contacts) {
        list.push_back({{"name", text(each.name)},
                        {"relation", text_or_null(each.relation)},
                        {"email", text_or_null(each.email)},
                        {"telephone", text_or_null(each.telephone)},
                        {"address", text_or_null(each.address)}});
    }
    return list;
}

json::array events_json(const store::CaseLog& log) {
    json::array list;
    for (std::size_t number = 0; number < log.events.size(); ++number) {
        const auto& recorded = log.recorded[number];
        json::object event{{"event", number}};
        for (auto& member : event_json(log.events[number])) {
            // A correction has an "event" of its own: the number of the one it puts right.
            event.insert_or_assign(member.key() == "event" ? "corrects" : member.key(), std::move(member.value()));
        }
        event["recorded_at"] = text_of(recorded.at);
        event["recorded_by"] = text(recorded.by);
        event["recorded_as"] = text(recorded.as);
        list.push_back(std::move(event));
    }
    return list;
}

json::array links_json(const std::vector<store::CaseLink>& links) {
    json::array list;
    for (const auto& each : links)
        list.push_back({{"reference", text(each.reference)}, {"why", text(token(each.why))}});
    return list;
}

json::array words_json(const std::vector<EventType>& types) {
    json::array list;
    for (const auto type : types) list.emplace_back(text(token(type)));
    return list;
}

/// Until when what is shown was known: a moment, or the whole of a day in London. Nothing: now.
Result<std::optional<Instant>> known_at(const Desk& desk, const Visit& visit) {
    const auto asked = visit.request.parameter("known_on");
    if (!asked) return std::optional<Instant>();
    if (const auto moment = instant_from(*asked)) return moment;
    if (const auto day = day_from(*asked)) {
        return std::optional(desk.grounds.zone.start_of(*day + days{1}) - std::chrono::seconds{1});
    }
    return Error{Refusal::bad_date, "write a day as 2026-02-28 or a moment as 2026-02-28T09:30:00Z", "query.known_on"};
}

json::object case_json_of(const casework::OpenCase& opened, store::Reader& reader, const Desk& desk, Day as_of) {
    const auto& file = opened.file;
    json::object body{{"reference", text(file.reference)},
                      {"version", opened.log.events.size() - 1},
                      {"child", person_json(store::load_person(reader, file.person))},
                      {"contacts", contacts_json(store::load_contacts(reader, file.person))},
                      {"setting", text_or_null(file.setting)},
                      {"caseworker", text_or_null(file.caseworker)},
                      {"team", text_or_null(file.team)},
                      {"primary_need", text_or_null(file.primary_need)},
                      {"linked", links_json(store::links_of(reader, file.id))}};
    const auto approach = store::graduated_approach_of(reader, file.id);
    body["sen_support"] = approach.empty() ? json::value(json::array()) : json::parse(text(approach));
    for (auto& member : case_json(opened.view, desk.grounds.calendar, as_of)) body.insert(member);
    body["possible_events"] = words_json(possible_events(opened.view, as_of));
    body["events"] = events_json(opened.log);
    return body;
}

}  // namespace

Result<http::Response> show_case(Desk& desk, const Visit& visit) {
    if (auto known = only_knows(visit.request, {"known_on"}); known.has_error()) return known.error();
    const auto moment = known_at(desk, visit);
    if (moment.has_error()) return moment.error();
    const auto as_of = *moment ? desk.grounds.zone.day_of(**moment) : visit.today;

    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto& calendar = desk.grounds.calendar;
        const auto opened = *moment ? casework::as_known_on(reader, visit.name, **moment, calendar)
                                    : casework::open_case(reader, visit.name, calendar, store::Texts::included);
        if (opened.has_error()) return opened.error();
        auto response = json_answer(case_json_of(*opened, reader, desk, as_of));
        // A past view is no version that an event could be recorded against.
        if (!*moment) response.headers.push_back({"ETag", etag_of(opened->file.last_seq)});
        desk.views.note(opened->file.id, {visit.now, visit.caller->name, std::string(token(visit.caller->role)),
                                          "GET /v1/cases/{reference}"});
        return response;
    });
}

}  // namespace ehcp::api
