#include "core/casework/receive.hpp"

#include <fmt/format.h>

#include "core/casework/keeping.hpp"
#include "core/store/index.hpp"
#include "core/store/registers.hpp"

namespace ehcp::casework {
namespace {

// The setting that asks is named in the event, and may follow its request; a setting that the child only attends is
// not.
bool setting_asks(const IntakeRequest& request) {
    return !request.setting.empty() && (request.source == Source::school || request.source == Source::post_16);
}

std::vector<store::NewEvent> events_of(const IntakeRequest& request, const Occasion& occasion) {
    Event received(EventType::request_received, request.received_on);
    received.set(request.source);
    if (setting_asks(request)) received.set(Field::setting, std::string_view(request.setting));
    std::vector<store::NewEvent> events{{received, occasion.actor, occasion.now}};
    if (!request.note.empty()) {
        Event note(EventType::note, request.received_on);
        note.set(Field::text, std::string_view(request.note));
        events.push_back({note, occasion.actor, occasion.now});
    }
    return events;
}

}  // namespace

std::optional<Error> impossible_date(const IntakeRequest& request, Day today) {
    if (request.received_on > today) {
        return Error{Refusal::bad_date,
                     fmt::format("'{}' is after today, {}: a request cannot have been received yet",
                                 text_of(request.received_on), text_of(today)),
                     "received_on"};
    }
    if (request.child.date_of_birth > request.received_on) {
        return Error{Refusal::bad_date, "the child was born after the request was received; check both dates",
                     "child.date_of_birth"};
    }
    return std::nullopt;
}

std::vector<std::string> missing_items(const IntakeRequest& request) {
    std::vector<std::string> missing;
    const auto want = [&](const std::string& value, const char* name) {
        if (value.empty()) missing.emplace_back(name);
    };
    want(request.child.upn, "child.upn");
    want(request.child.sex, "child.sex");
    want(request.child.ethnicity, "child.ethnicity");
    want(request.child.postcode, "child.postcode");
    want(request.setting, "setting");
    want(request.primary_need, "primary_need");
    want(request.graduated_approach, "graduated_approach");
    if (request.contacts.empty()) missing.emplace_back("contacts");
    return missing;
}

Result<Received> receive_request(store::Transaction& transaction, const IntakeRequest& request,
                                 const Occasion& occasion) {
    if (const auto error = impossible_date(request, occasion.today)) return *error;
    auto team = request.team;
    if (!request.caseworker.empty()) {
        const auto caseworker = store::find_caseworker(transaction, request.caseworker);
        if (!caseworker) return Error{Refusal::bad_value, fmt::format("'{}' is not a caseworker", request.caseworker), "caseworker"};
        if (team.empty()) team = caseworker->team;
    }

    Received received;
    received.missing = missing_items(request);
    received.possible_duplicates = store::possible_duplicates(transaction, request.child);

    auto& opened = received.opened;
    auto entries = events_of(request, occasion);
    for (auto& entry : entries) opened.log.events.push_back(entry.event = kept(entry.event, *opened.log.arena));
    const auto folded = Fold(occasion.calendar)(opened.log.events, {}, occasion.today, opened.view);
    if (folded.has_error()) return folded.error();

    opened.file = {.id = {},
                   .reference = {},
                   .person = store::insert_person(transaction, request.child),
                   .setting = request.setting,
                   .caseworker = request.caseworker,
                   .team = std::move(team),
                   .primary_need = request.primary_need};
    for (const auto& contact : request.contacts) store::insert_contact(transaction, opened.file.person, contact);
    opened.log.recorded = store::append_case(transaction, opened.file, request.received_on, entries);
    keep_actors(opened.log);
    store::insert_index(transaction, opened.file.id, store::index_of_case(opened.log.events, opened.view));
    if (!request.graduated_approach.empty())
        store::keep_graduated_approach(transaction, opened.file.id, request.graduated_approach);
    for (const auto& other : received.possible_duplicates) {
        store::link_cases(transaction, opened.file.id, other.id, other.why, occasion.now);
    }
    return received;
}

}  // namespace ehcp::casework
