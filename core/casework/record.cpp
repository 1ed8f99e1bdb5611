#include "core/casework/record.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/keeping.hpp"
#include "core/store/index.hpp"
#include "core/store/registers.hpp"

namespace ehcp::casework {
namespace {

Error moved_on(const store::CaseFile& file, int expected_seq) {
    return {Refusal::conflict,
            fmt::format(
                "{} has moved on since you opened it: you saw event {}, the last is now {}; read it again, and enter "
                "this if it still holds",
                file.reference, expected_seq, file.last_seq)};
}

/// The case with the event at the end of its log, as the fold has it; nothing is written.
Result<OpenCase> with_event(store::Reader& reader, store::CaseFile file, const Event& event, const Occasion& occasion) {
    const auto id = file.id;
    OpenCase opened{std::move(file), store::load_log(reader, id), {}};
    auto& log = opened.log;
    log.events.push_back(kept(event, *log.arena));
    const store::RelevantClosures closures(reader, log.events);
    const auto folded = Fold(occasion.calendar)(log.events, closures, occasion.today, opened.view);
    if (folded.has_error()) return folded.error();
    return opened;
}

}  // namespace

Result<OpenCase> record_event(store::Transaction& transaction, std::string_view reference, int expected_seq,
                              const Event& event, const Occasion& occasion) {
    auto file = store::find_case(transaction, reference);
    if (file.has_error()) return file.error();
    if (file->last_seq != expected_seq) return moved_on(*file, expected_seq);

    auto tried = with_event(transaction, std::move(*file), event, occasion);
    if (tried.has_error()) return tried.error();
    auto& opened = *tried;
    auto& log = opened.log;

    // A clock put back must not make an entry older than the one before it: "as known on" reads by this moment.
    const auto at = log.recorded.empty() ? occasion.now : std::max(occasion.now, log.recorded.back().at);
    const store::NewEvent entry{log.events.back(), occasion.actor, at};
    auto recorded = store::append_event(transaction, opened.file, expected_seq, entry);
    if (recorded.has_error()) return recorded.error();
    recorded->by = log.arena->keep(recorded->by);
    recorded->as = log.arena->keep(recorded->as);
    log.recorded.push_back(*recorded);
    store::replace_index(transaction, opened.file.id, store::index_of_case(log.events, opened.view));
    return tried;
}

Result<OpenCase> try_event(store::Reader& reader, std::string_view reference, const Event& event,
                           const Occasion& occasion) {
    auto file = store::find_case(reader, reference);
    if (file.has_error()) return file.error();
    return with_event(reader, std::move(*file), event, occasion);
}

Result<OpenCase> correct_event(store::Transaction& transaction, std::string_view reference, int expected_seq,
                               int number, const Event* replacement, std::string_view reason,
                               const Occasion& occasion) {
    Event correction(EventType::corrected, occasion.today);
    correction.correct(number, replacement);
    correction.set(Field::reason, reason);
    return record_event(transaction, reference, expected_seq, correction, occasion);
}

Result<OpenCase> add_note(store::Transaction& transaction, std::string_view reference, int expected_seq,
                          std::string_view text, const Occasion& occasion) {
    Event note(EventType::note, occasion.today);
    note.set(Field::text, text);
    return record_event(transaction, reference, expected_seq, note, occasion);
}

Result<store::CaseFile> assign(store::Transaction& transaction, std::string_view reference, std::string_view caseworker,
                               std::string_view team, const Occasion& occasion) {
    auto file = store::find_case(transaction, reference);
    if (file.has_error()) return file.error();
    std::string of_team(team);
    if (!caseworker.empty()) {
        const auto known = store::find_caseworker(transaction, caseworker);
        if (!known)
            return Error{Refusal::bad_value,
                         fmt::format("'{}' is not a caseworker; ehcp caseworkers list shows them", caseworker),
                         "caseworker"};
        if (known->left_on && *known->left_on <= occasion.today) {
            return Error{Refusal::bad_value,
                         fmt::format("'{}' left on {}; assign the case to someone who is here", caseworker,
                                     text_of(*known->left_on)),
                         "caseworker"};
        }
        if (of_team.empty()) of_team = known->team;
    }
    const auto teams = of_team.empty() ? std::vector<store::Team>{} : store::all_teams(transaction);
    if (!of_team.empty() && std::ranges::find(teams, of_team, &store::Team::name) == teams.end()) {
        return Error{Refusal::bad_value, fmt::format("'{}' is not a team; ehcp teams list shows them", of_team),
                     "team"};
    }
    store::assign_case(transaction, *file, {occasion.now, occasion.actor, std::string(caseworker), of_team});
    return *file;
}

Result<store::CaseFile> import_case(store::Transaction& transaction, const WholeCase& whole, Fold& fold, Day today) {
    thread_local std::vector<Event> log;
    thread_local CaseView view;
    log.clear();
    for (const auto& entry : whole.events) log.push_back(entry.event);
    const store::RelevantClosures closures(transaction, log);
    const auto folded = fold(log, closures, today, view);
    if (folded.has_error()) return folded.error();

    store::CaseFile file{.id = {},
                         .reference = {},
                         .person = whole.child.id.value ? whole.child.id : store::insert_person(transaction, whole.child),
                         .setting = whole.setting,
                         .caseworker = whole.caseworker,
                         .team = whole.team,
                         .primary_need = whole.primary_need};
    store::append_case(transaction, file, whole.received_on, whole.events);
    store::insert_index(transaction, file.id, store::index_of_case(log, view));
    return file;
}

}  // namespace ehcp::casework
