#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/casework/record.hpp"
#include "core/store/people.hpp"
#include "core/store/registers.hpp"
#include "service/web/desk/case_model.hpp"
#include "service/web/desk/event_form.hpp"
#include "service/web/desk/evidence.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

/// The day in the address, `known_on-day` …, at whose end the case is to be shown as it was then known.
std::optional<Day> known_on(const Form& asked, Day today, FieldErrors& errors) {
    if (!asked.has_day("known_on")) return std::nullopt;
    const auto day = FormReader(asked, errors).day("known_on", "The day");
    if (day && *day > today) errors.add("known_on", "The day must be today or in the past");
    return errors.empty() ? day : std::optional<Day>();
}

json::array assignments_model(store::Reader& reader, store::CaseId id, const LegalZone& zone) {
    json::array list;
    for (const auto& each : store::assignments_of(reader, id)) {
        list.push_back({{"at", time_text(zone, each.at)}, {"by", each.actor.by},
                        {"caseworker", each.caseworker.empty() ? "nobody" : each.caseworker}, {"team", each.team}});
    }
    return list;
}

json::object known_on_field(const Form& asked, const FieldErrors& errors) {
    return date_field({asked, errors}, {.name = "known_on", .label = "Show the case as it was known at the end of",
                                        .hint = "What was entered later is left out"});
}

/// What came of the form that led here, said at the head of the page.
std::string done_text(const Visit& visit) {
    const auto done = visit.request.parameter("done").value_or("");
    if (done == "assigned") return "The case has been assigned.";
    if (done == "noted") return "The note has been kept.";
    if (done == "facts") return "It has been kept, and a note says who changed it.";
    if (done == "evidence") return "It has been kept.";
    if (done == "corrected") return "The correction has been recorded. What stood there before is kept in the history.";
    if (const auto type = from_token<EventType>(done)) return label_of(*type) + ": recorded.";
    return {};
}

}  // namespace

Result<http::Response> show_case(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    const auto asked = Form::of_query(visit.request);
    const auto then = known_on(asked, visit.today, errors);
    const auto& zone = desk.grounds.zone;
    const auto& calendar = desk.grounds.calendar;
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        auto opened = then ? casework::as_known_on(reader, visit.name, zone.start_of(*then + days{1}) - std::chrono::seconds{1}, calendar)
                            : casework::open_case(reader, visit.name, calendar, store::Texts::included);
        if (opened.has_error()) return opened.error();
        const CaseFacts facts{*opened, calendar, then.value_or(visit.today)};
        const auto& file = opened->file;
        note_view(desk, visit, file.id);

        auto model = child_model(reader, file, facts.as_of);
        model["reference"] = file.reference;
        model["seq"] = file.last_seq;
        model["known_on"] = then ? json::value(long_text_of(*then)) : json::value(nullptr);
        model["is_now"] = !then;
        const auto document = [&](const char* format) {
            return link("/cases/" + file.reference + "/file", {{"known_on", then ? text_of(*then) : std::string()}, {"format", format}});
        };
        model["document_html"] = document("html");
        model["document_pdf"] = document("pdf");
        model["done"] = done_text(visit);
        model["stages"] = stages_model(facts);
        model["problems"] = problems_model(facts);
        model["clocks"] = clocks_model(facts, true);
        model["past_clocks"] = clocks_model(facts, false);
        model["advice"] = advice_model(facts);
        model["exemptions"] = exemptions_model(facts);
        model["history"] = history_model(facts, zone);
        model["assignments"] = assignments_model(reader, file.id, zone);
        model["sen_support"] = sen_support_model(store::graduated_approach_of(reader, file.id));
        model["contributions"] = contributions_model(reader, file.id, zone);
        model["notices"] = notices_model(reader, *opened);
        model["known_on_field"] = known_on_field(asked, errors);
        const bool may_record = visit.may(access::Action::record_event) && !then;
        model["may_record"] = may_record;
        model["may_assign"] = visit.may(access::Action::assign_case) && !then;
        model["may_read_views"] = visit.may(access::Action::read_views);
        model["next_steps"] = may_record ? next_steps_model(facts) : json::array();
        model["errors"] = error_summary(errors);
        for (const std::string_view list : {"clocks", "past_clocks", "advice", "exemptions", "sen_support", "contributions", "notices", "problems", "linked", "contacts", "assignments"})
            model["has_" + std::string(list)] = !model[text(list)].as_array().empty();
        return page(desk, visit, "desk/case", std::move(model), {.title = file.reference});
    });
}

Result<http::Response> show_views(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto file = store::find_case(reader, visit.name);
        if (file.has_error()) return file.error();
        json::array views;
        auto seen = store::file_views_of(reader, file->id);
        std::ranges::reverse(seen);
        for (const auto& each : seen)
            views.push_back({{"at", time_text(desk.grounds.zone, each.at)}, {"who", each.who}, {"role", sentence_of(each.role)}, {"how", each.how}});
        return page(desk, visit, "desk/views", {{"reference", file->reference}, {"views", std::move(views)}},
                    {.title = "Who looked at " + file->reference});
    });
}

}  // namespace ehcp::web
