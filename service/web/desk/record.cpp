#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "core/casework/record.hpp"
#include "core/law/law.hpp"
#include "core/store/registers.hpp"
#include "service/web/desk/case_model.hpp"
#include "service/web/desk/entry.hpp"
#include "service/web/desk/event_form.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

std::string case_path(std::string_view reference) { return fmt::format("/cases/{}", reference); }

/// The closures that the record has of the settings named in a case: what an exemption for one is held against.
json::array closures_model(store::Reader& reader, const casework::OpenCase& opened) {
    json::array list;
    for (const auto setting : store::settings_named(opened.log.events)) {
        for (const auto& closure : store::closures_of(reader, setting)) {
            list.push_back({{"setting", text(closure.setting)},
                            {"closed_from", long_text_of(closure.closed_from)},
                            {"reopens", long_text_of(closure.reopens)},
                            {"days", static_cast<int>((closure.reopens - closure.closed_from).count())},
                            {"source", text(closure.source)}});
        }
    }
    return list;
}

/// Whether the exemption just tried holds, and why or why not.
json::value verdict_on(const casework::OpenCase& tried) {
    const auto last = static_cast<int>(tried.log.events.size()) - 1;
    const auto found = std::ranges::find(tried.view.exemptions, last, &Exemption::event);
    if (found == tried.view.exemptions.end()) return nullptr;
    const auto limb = found->claim->word<Limb>();
    const auto& clock = tried.view.clocks[static_cast<std::size_t>(found->clock)];
    return json::object{{"holds", found->valid_from.has_value()},
                        {"from", found->valid_from ? long_text_of(*found->valid_from) : std::string()},
                        {"why_not", text(text_of(found->why_not))},
                        {"event", limb ? text(rule_of(*limb).event) : text("")},
                        {"provision", limb ? text(rule_of(*limb).provision) : text("")},
                        {"task", text(label_of(clock.rule->id))},
                        {"due", date_or_dash(clock.due_on)}};
}

/// Everything a form of an event is shown with, first or again.
struct EventPage {
    EventType type;
    const casework::OpenCase& opened;
    json::array changes = {};   ///< entered since the form was opened
    json::array warnings = {};  ///< to be confirmed
    json::value verdict = nullptr;
};

http::Response event_page(Desk& desk, const Visit& visit, store::Reader& reader, EventPage shown, const Form& form,
                          const FieldErrors& errors) {
    const auto& file = shown.opened.file;
    const auto child = store::load_person(reader, file.person);
    const bool is_exemption = shown.type == EventType::exemption_recorded;
    const bool must_confirm = !shown.warnings.empty() || !shown.verdict.is_null();
    json::object model{{"reference", file.reference},
                       {"child", child.forename + " " + child.surname},
                       {"seq", file.last_seq},
                       {"event", text(token(shown.type))},
                       {"heading", label_of(shown.type)},
                       {"fields", event_fields(shown.type, {form, errors}, shown.opened)},
                       {"has_changes", !shown.changes.empty()},
                       {"changes", std::move(shown.changes)},
                       {"has_warnings", !shown.warnings.empty()},
                       {"warnings", std::move(shown.warnings)},
                       {"verdict", std::move(shown.verdict)},
                       {"must_confirm", must_confirm},
                       {"is_exemption", is_exemption},
                       {"closures", is_exemption ? closures_model(reader, shown.opened) : json::array()}};
    model["has_closures"] = !model["closures"].as_array().empty();
    const PageHead head{.title = label_of(shown.type) + ", " + file.reference,
                        .status = model["has_changes"].as_bool() ? 409u : 200u};
    if (!errors.empty()) return page_again(desk, visit, "desk/record", std::move(model), head, errors);
    return page(desk, visit, "desk/record", std::move(model), head);
}

std::optional<EventType> event_named(std::string_view word) {
    const auto type = from_token<EventType>(word);
    if (type == EventType::corrected || type == EventType::note) return std::nullopt;  // they have pages of their own
    return type;
}

void note_refusal(const Error& error, FieldErrors& errors) {
    const auto message = sentence_like(error.message);
    errors.add(field_of_error(error), message);
}

}  // namespace

Result<http::Response> show_event_form(Desk& desk, const Visit& visit) {
    const auto type = event_named(visit.request.parameter("event").value_or(""));
    if (!type) return Error{Refusal::not_found, {}};
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar);
        if (opened.has_error()) return opened.error();
        note_view(desk, visit, opened->file.id);
        auto form = Form::of_query(visit.request);  // a link may bring what it knows already: whose advice it is
        form.set_day(on_name, visit.today);
        return event_page(desk, visit, reader, {.type = *type, .opened = *opened}, form, {});
    });
}

Result<http::Response> record_event(Desk& desk, const Visit& visit) {
    const auto type = event_named(visit.form.text("event"));
    if (!type) return Error{Refusal::not_found, {}};
    if (!access::may_record(visit.user().role, *type)) return Error{Refusal::forbidden, {}};
    FieldErrors errors;
    const auto typed = read_event_form(*type, visit.form, errors);
    const auto seen = seen_seq(visit.form);
    const auto occasion = occasion_of(desk, visit);

    const auto shown_again = desk.grounds.readers.read([&](store::Reader& reader) -> Result<std::optional<http::Response>> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar);
        if (opened.has_error()) return opened.error();
        EventPage shown{.type = *type, .opened = *opened};
        if (opened->file.last_seq != seen) shown.changes = changes_since(*opened, seen, desk.grounds.zone);
        if (errors.empty()) {
            const auto tried = casework::try_event(reader, visit.name, typed.event, occasion);
            if (tried.has_error()) {
                note_refusal(tried.error(), errors);
            } else if (visit.form.text("confirmed") != "yes") {
                shown.warnings = warnings_of(*tried, visit.today);
                shown.verdict = verdict_on(*tried);
            }
        }
        if (errors.empty() && shown.changes.empty() && shown.warnings.empty() && shown.verdict.is_null())
            return std::optional<http::Response>();
        return std::optional(event_page(desk, visit, reader, std::move(shown), visit.form, errors));
    });
    if (shown_again.has_error()) return shown_again.error();
    if (*shown_again) return **shown_again;

    // The arena of what was typed outlives the command: this thread waits for its commit.
    const auto recorded = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::record_event(transaction, visit.name, seen, typed.event, occasion);
    });
    if (recorded.has_error()) return recorded.error();
    return see_other(link(case_path(visit.name), {{"done", std::string(token(*type))}}));
}

Result<http::Response> chase_advice(Desk& desk, const Visit& visit) {
    Arena texts;
    Event chase(EventType::advice_requested, visit.today);
    const auto adviser = from_token<Adviser>(visit.form.text("adviser"));
    if (!adviser) return Error{Refusal::not_found, {}};
    chase.set(*adviser);
    if (const auto body = visit.form.text("body"); !body.empty()) chase.set(Field::body, texts.keep(body));
    if (const auto setting = visit.form.text("setting"); !setting.empty()) chase.set(Field::setting, texts.keep(setting));
    const auto recorded = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::record_event(transaction, visit.name, seen_seq(visit.form), chase, occasion_of(desk, visit));
    });
    if (recorded.has_error()) return recorded.error();
    return see_other(link(case_path(visit.name), {{"done", "advice_requested"}}) + "#advice");
}

Result<http::Response> add_note(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    const auto note = FormReader(visit.form, errors).paragraph("note", "The note");
    if (errors.empty()) {
        const auto kept = desk.grounds.writer.perform([&](store::Transaction& transaction) {
            return casework::add_note(transaction, visit.name, seen_seq(visit.form), note, occasion_of(desk, visit));
        });
        if (!kept.has_error()) return see_other(link(case_path(visit.name), {{"done", "noted"}}));
        if (kept.error().kind != Refusal::conflict) return kept.error();
    }
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar);
        if (opened.has_error()) return opened.error();
        auto changes = errors.empty() ? changes_since(*opened, seen_seq(visit.form), desk.grounds.zone) : json::array();
        json::object model{{"reference", opened->file.reference}, {"seq", opened->file.last_seq}, {"has_changes", !changes.empty()},
                           {"changes", std::move(changes)},
                           {"field", paragraph_field({visit.form, errors}, {.name = "note", .label = "Note"})}};
        if (errors.empty()) return page(desk, visit, "desk/note", std::move(model), {.title = "Add a note", .status = 409});
        return page_again(desk, visit, "desk/note", std::move(model), {.title = "Add a note"}, errors);
    });
}

}  // namespace ehcp::web
