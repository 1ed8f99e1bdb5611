#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "core/casework/record.hpp"
#include "core/store/index.hpp"
#include "service/web/desk/entry.hpp"
#include "service/web/desk/event_form.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

/// The event that is to be put right, as it now stands; nothing: there is no such event, or none that can be corrected.
const Event* event_numbered(const casework::OpenCase& opened, std::string_view number) {
    std::size_t at = 0;
    const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), at);
    if (failed != std::errc() || end != number.data() + number.size() || at >= opened.log.events.size()) return nullptr;
    const auto& original = opened.log.events[at];
    if (original.type == EventType::corrected || original.type == EventType::note) return nullptr;
    const auto* const standing = store::as_corrected(opened.log.events)[at];
    return standing ? standing : &original;
}

struct Correction {
    const casework::OpenCase& opened;
    std::string_view number;
    EventType type;
    json::array changes = {};
};

http::Response correction_page(Desk& desk, const Visit& visit, Correction shown, const Form& form, const FieldErrors& errors) {
    json::object model{
        {"reference", shown.opened.file.reference},
        {"seq", shown.opened.file.last_seq},
        {"number", text(shown.number)},
        {"event", label_of(shown.type)},
        {"has_changes", !shown.changes.empty()},
        {"changes", std::move(shown.changes)},
        {"how", radios_field({form, errors}, {.name = "how", .label = "What is wrong with it?"},
                             {{"details", "It happened, but something that was entered is wrong", "Put it right below"},
                              {"never", "It did not happen, or does not belong to this case", "What is entered below does not count"}})},
        {"fields", event_fields(shown.type, {form, errors}, shown.opened)},
        {"why", paragraph_field({form, errors}, {.name = "why", .label = "Why this is corrected", .hint = "Kept with the correction: what stood here before stays in the history", .rows = 3})}};
    const PageHead head{.title = "Correct an entry", .status = model["has_changes"].as_bool() ? 409u : 200u};
    if (!errors.empty()) return page_again(desk, visit, "desk/correct", std::move(model), head, errors);
    return page(desk, visit, "desk/correct", std::move(model), head);
}

}  // namespace

Result<http::Response> show_correction_form(Desk& desk, const Visit& visit) {
    const auto number = visit.request.parameter("event").value_or("");
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar, store::Texts::included);
        if (opened.has_error()) return opened.error();
        const auto* const event = event_numbered(*opened, number);
        if (!event) return Error{Refusal::not_found, {}};
        note_view(desk, visit, opened->file.id);
        Form form;
        fill_in(form, *event);
        form.set("how", "details");
        return correction_page(desk, visit, {*opened, number, event->type}, form, {});
    });
}

Result<http::Response> correct_event(Desk& desk, const Visit& visit) {
    const auto number = visit.form.text("number");
    const auto seen = seen_seq(visit.form);
    const auto occasion = occasion_of(desk, visit);
    FieldErrors errors;
    const auto why = FormReader(visit.form, errors).paragraph("why", "Why this is corrected");
    const auto how = visit.form.text("how");
    if (how != "details" && how != "never") errors.add("how", "Select what is wrong with it");

    TypedEvent typed{{}, nullptr};
    const auto again = desk.grounds.readers.read([&](store::Reader& reader) -> Result<std::optional<http::Response>> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar);
        if (opened.has_error()) return opened.error();
        const auto* const event = event_numbered(*opened, number);
        if (!event) return Error{Refusal::not_found, {}};
        if (how == "details") typed = read_event_form(event->type, visit.form, errors);
        Correction shown{*opened, number, event->type};
        if (opened->file.last_seq != seen) shown.changes = changes_since(*opened, seen, desk.grounds.zone);
        if (errors.empty() && shown.changes.empty()) return std::optional<http::Response>();
        return std::optional(correction_page(desk, visit, std::move(shown), visit.form, errors));
    });
    if (again.has_error()) return again.error();
    if (*again) return **again;

    int corrected = 0;
    std::from_chars(number.data(), number.data() + number.size(), corrected);
    const auto recorded = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::correct_event(transaction, visit.name, seen, corrected, how == "details" ? &typed.event : nullptr, why, occasion);
    });
    if (!recorded.has_error()) return see_other(link(fmt::format("/cases/{}", visit.name), {{"done", "corrected"}}));
    if (recorded.error().kind == Refusal::conflict) return recorded.error();
    const auto message = sentence_like(recorded.error().message);
    errors.add("how", message);
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto opened = casework::open_case(reader, visit.name, desk.grounds.calendar);
        if (opened.has_error()) return opened.error();
        const auto* const event = event_numbered(*opened, number);
        return correction_page(desk, visit, {*opened, number, event->type}, visit.form, errors);
    });
}

}  // namespace ehcp::web
