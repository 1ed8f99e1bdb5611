// "What if a request arrived on …": the dates that the engine gives, by the same fold that gives them to a case.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "core/engine/fold.hpp"
#include "service/web/help/pages.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

// Shown in the address, so that it can be kept or sent: nobody's data is in it.
Form form_in(const http::Request& request) {
    auto form = Form::of_query(request);
    if (const auto day = day_from(form.text("received_on"))) form.set_day("received_on", *day);
    return form;
}

json::array clocks_of(const std::vector<Event>& events, const WorkingCalendar& calendar, int from_event) {
    CaseView view;
    const auto as_of = std::ranges::max(events, {}, &Event::on).on;
    if (Fold(calendar)(events, {}, as_of, view).has_error())
        throw std::logic_error("the story that help tells cannot have happened");
    std::vector<const ClockRun*> runs;
    for (const auto& clock : view.clocks) {
        if (clock.event >= from_event) runs.push_back(&clock);
    }
    std::ranges::stable_sort(runs, {}, [](const ClockRun* clock) { return clock->due_on; });
    json::array rows;
    for (const auto* const clock : runs) {
        rows.push_back(
            {{"label", text(label_of(clock->rule->id))},
             {"path", fmt::format("/help/clocks/{}", hyphen_token(clock->rule->id))},
             {"who", label_of(clock->rule->bearer)},
             {"on", clock->due_on ? weekday_text(*clock->due_on) : std::string("beyond the calendar of working days")},
             {"working", working_of(*clock, calendar)}});
    }
    return rows;
}

json::object story(std::string_view title, std::string_view lead, json::array rows) {
    return {{"title", text(title)}, {"lead", text(lead)}, {"has_rows", !rows.empty()}, {"rows", std::move(rows)}};
}

// The request, and the two ways in which it may be decided, on the last day there is for it.
json::array stories_of(Day received_on, const WorkingCalendar& calendar) {
    Event received(EventType::request_received, received_on);
    received.set(Source::parent);
    json::array stories{story("From the request", "These run from the day on which the authority received it.",
                              clocks_of({received}, calendar, 0))};
    CaseView view;
    if (Fold(calendar)({&received, 1}, {}, received_on, view).has_error() || view.clocks.empty()) return stories;
    const auto decided_on = *view.clocks.front().due_on;

    Event advice(EventType::advice_requested, decided_on);
    advice.set(Adviser::psychology);
    stories.push_back(story("If the authority agrees to assess, on the last day, and asks for advice that day",
                            "Each adviser has this time.",
                            clocks_of({received, {EventType::assessment_agreed, decided_on}, advice}, calendar, 1)));
    stories.push_back(story("If the authority refuses to assess, on the last day",
                            "What the family may then do, and by when.",
                            clocks_of({received, {EventType::assessment_refused, decided_on}}, calendar, 1)));
    return stories;
}

}  // namespace

Result<http::Response> show_what_if(Desk& desk, const Visit& visit) {
    const auto& calendar = desk.grounds.calendar;
    const auto form = form_in(visit.request);
    FieldErrors errors;
    const bool is_asked = form.has_day("received_on") || !visit.request.query.empty();
    const auto day = is_asked ? FormReader(form, errors).day("received_on", "The day of the request") : std::nullopt;
    if (day && day > calendar.horizon() + date::years{20})
        errors.add("received_on", "The day of the request must be less than 20 years after the calendar’s end");
    const bool is_shown = day && errors.empty();
    json::object model{{"field", date_field({form, errors}, {.name = "received_on",
                                                             .label = "When did, or would, the request arrive?",
                                                             .hint = "For example, 12 1 2026"})},
                       {"received", is_shown ? weekday_text(*day) : std::string()},
                       {"stories", is_shown ? stories_of(*day, calendar) : json::array()},
                       {"is_before_the_law", is_shown && *day < regulations_from},
                       {"law_from", long_text_of(regulations_from)},
                       {"rules", text(law::rules_version)},
                       {"calendar", calendar.version()},
                       {"horizon", long_text_of(calendar.horizon())}};
    const PageHead head{.title = "What if a request arrived on …"};
    return errors.empty() ? page(desk, visit, "help/what_if", std::move(model), head)
                          : page_again(desk, visit, "help/what_if", std::move(model), head, errors);
}

}  // namespace ehcp::web
