// What is asked of a school or of a body that gives advice: one list, and the answers. Both roles have the same pages,
// under addresses of their own.
#include "core/casework/asked.hpp"

#include <fmt/format.h>

#include "service/web/school/common.hpp"
#include "service/web/school/pages.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;

constexpr int rows_of_page = 50;

/// What the form on a question's page offers; missed: an adviser's, of an appointment.
enum class Saying { given, not_known, earlier_will_do, missed, can_meet, cannot_meet };
constexpr std::array sayings = std::to_array<std::pair<std::string_view, Saying>>({
    {"given", Saying::given},
    {"not_known", Saying::not_known},
    {"earlier_will_do", Saying::earlier_will_do},
    {"missed", Saying::missed},
    {"can_meet", Saying::can_meet},
    {"cannot_meet", Saying::cannot_meet},
});

casework::Asked who_of(const Visit& visit) { return {visit.user().setting, visit.user().body}; }
bool is_adviser(const Visit& visit) { return visit.user().role == UserRole::adviser; }
std::string base_of(const Visit& visit) { return is_adviser(visit) ? "/advice" : "/school/asked"; }

/// The case and the number of the event, as the path has them: ".../{reference}/{event}".
struct Place {
    std::string_view reference;
    int event;
};
std::optional<Place> place_in(const Visit& visit) {
    const std::size_t after = is_adviser(visit) ? 1 : 2;
    const auto event = number_in(segment(visit, after + 1));
    if (!event || *event > std::numeric_limits<int>::max()) return std::nullopt;
    return Place{segment(visit, after), static_cast<int>(*event)};
}

std::string what_is_asked(ClockId clock, std::optional<Adviser> adviser) {
    if (clock == ClockId::advice && adviser) return fmt::format("Advice: {}", label_of(*adviser));
    if (clock == ClockId::placement_reply) return "Can you offer a place that meets the needs?";
    return std::string(label_of(clock));
}

bool can_answer(ClockId clock) { return clock == ClockId::advice || clock == ClockId::placement_reply; }

json::object row_model(const Visit& visit, const store::AskedClock& row) {
    const auto due = *row.clock.due_on;
    return {{"child", name_of(row.of.child)},
            {"born", long_text_of(row.of.child.date_of_birth)},
            {"reference", row.of.file.reference},
            {"what", what_is_asked(row.clock.clock, row.clock.adviser)},
            {"asked", long_text_of(row.clock.trigger_on)},
            {"due", weekday_text(due)},
            {"distance", distance_text(due, visit.today)},
            {"is_late", is_missed(due, visit.today)},
            {"path", fmt::format("{}/{}/{}", base_of(visit), row.of.file.reference, row.clock.event)},
            {"can_answer", can_answer(row.clock.clock)},
            {"can_be_unknown", is_adviser(visit) && row.clock.clock == ClockId::advice}};
}

// What was just done, said at the head of the list.
std::string_view done_words(std::string_view done) {
    if (done == "answered") return "Your answer is with the authority.";
    if (done == "not-known") return "The authority has been told that the child is not known to your service.";
    if (done == "noted")
        return "The authority has been told. It still waits for the advice unless it tells you otherwise.";
    return {};
}

std::vector<Choice> choices_for(const Visit& visit, ClockId clock) {
    if (clock == ClockId::placement_reply)
        return {{"can_meet", "Yes, we can meet the needs"},
                {"cannot_meet", "No, we cannot meet the needs", "Say why below"}};
    std::vector<Choice> choices{{"given", "We have sent our advice to the authority"}};
    if (is_adviser(visit)) {
        choices.push_back({"not_known", "The child is not known to our service"});
        choices.push_back({"missed", "An appointment with us was missed", "The authority still waits for your advice"});
    }
    choices.push_back(
        {"earlier_will_do", "Advice that we gave before is enough",
         "Say which below. The authority settles it with the family and still waits for your advice until then"});
    return choices;
}

http::Response question_page(const Desk& desk, const Visit& visit, const casework::Question& question,
                             const Place& place, const Shown& shown) {
    json::array fields;
    if (can_answer(question.clock) && question.is_open) {
        fields = {
            radios_field(shown,
                         {.name = "answer",
                          .label = question.clock == ClockId::advice ? "Your answer" : "Can you meet the needs?"},
                         choices_for(visit, question.clock)),
            date_field(shown, {.name = "on",
                               .label = "On which day",
                               .hint = is_adviser(visit)
                                           ? "When you sent it, or when the appointment was. For example, 27 3 2026"
                                           : "When you sent it. For example, 27 3 2026"}),
            paragraph_field(
                shown, {.name = "words", .label = "A note to the caseworker (you may leave this empty)", .rows = 4})};
    }
    json::object model{
        {"back", base_of(visit)},
        {"reference", text(place.reference)},
        {"child", name_of(question.child)},
        {"born", long_text_of(question.child.date_of_birth)},
        {"what", what_is_asked(question.clock, question.adviser)},
        {"help", help_for(hyphen_token(question.clock))},
        {"asked_label", can_answer(question.clock) ? "Asked on" : "Review"},
        {"asked", weekday_text(question.asked_on)},
        {"due", question.due_on ? weekday_text(*question.due_on) : std::string("no date can be given yet")},
        {"distance",
         question.due_on && question.is_open ? distance_text(*question.due_on, visit.today) : std::string()},
        {"is_late", question.is_open && question.due_on && is_missed(*question.due_on, visit.today)},
        {"working", question.working},
        {"answered", question.answered_on ? weekday_text(*question.answered_on) : std::string()},
        {"is_over", !question.answered_on && !question.is_open},
        {"is_by_other_means", question.is_open && !can_answer(question.clock)},
        {"action", fmt::format("{}/{}/{}", base_of(visit), place.reference, place.event)},
        {"has_fields", !fields.empty()},
        {"fields", std::move(fields)}};
    const PageHead head{.title = what_is_asked(question.clock, question.adviser)};
    return shown.errors.empty() ? page(desk, visit, "school/answer", std::move(model), head)
                                : page_again(desk, visit, "school/answer", std::move(model), head, shown.errors);
}

struct Answer {
    Saying saying;
    Day on;
    std::string words;
};

std::optional<Answer> read_answer(const Visit& visit, ClockId clock, FieldErrors& errors) {
    FormReader read(visit.form, errors);
    const auto choices = choices_for(visit, clock);
    const auto chosen = std::ranges::find(choices, visit.form.text("answer"), &Choice::value);
    if (chosen == choices.end()) errors.add("answer", "Select your answer");
    const auto on = read.day("on", "The day");
    auto words = read.paragraph("words", "The note", false);
    if (!errors.empty()) return std::nullopt;
    const auto saying =
        std::ranges::find(sayings, std::string_view(chosen->value), &std::pair<std::string_view, Saying>::first);
    return Answer{saying->second, *on, std::move(words)};
}

Result<casework::OpenCase> enter(store::Transaction& transaction, const casework::Asked& who, const Place& place,
                                 const Answer& answer, const casework::Occasion& occasion) {
    using casework::AdviceAnswer;
    const auto advice = [&](AdviceAnswer how) {
        return casework::answer_advice(transaction, who, place.reference, place.event, how, answer.on, answer.words,
                                       occasion);
    };
    const auto placement = [&](Reply reply) {
        return casework::answer_placement(transaction, who, place.reference, place.event, reply, answer.on,
                                          answer.words, occasion);
    };
    switch (answer.saying) {
        case Saying::given:
            return advice(AdviceAnswer::given);
        case Saying::not_known:
            return advice(AdviceAnswer::not_known);
        case Saying::earlier_will_do:
            return advice(AdviceAnswer::earlier_will_do);
        case Saying::missed:
            return casework::report_missed_appointment(transaction, who, place.reference, place.event, answer.on,
                                                       answer.words, occasion);
        case Saying::can_meet:
            return placement(Reply::can_meet);
        case Saying::cannot_meet:
            return placement(Reply::cannot_meet);
    }
    throw std::logic_error("an answer of no kind");
}

std::string_view done_by(Saying saying) {
    return saying == Saying::not_known                                     ? "not-known"
           : saying == Saying::earlier_will_do || saying == Saying::missed ? "noted"
                                                                           : "answered";
}

}  // namespace

Result<http::Response> list_asked(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto asked = casework::everything_asked(
            reader, who_of(visit), {std::string(visit.request.parameter("after").value_or("")), rows_of_page},
            visit.today);
        if (asked.has_error()) return not_here();
        json::array rows;
        for (const auto& row : asked->rows) rows.push_back(row_model(visit, row));
        json::object model{{"is_adviser", is_adviser(visit)},
                           {"base", base_of(visit)},
                           {"done", text(done_words(visit.request.parameter("done").value_or("")))},
                           {"has_rows", !rows.empty()},
                           {"rows", std::move(rows)},
                           {"next", asked->next}};
        return page(desk, visit, "school/asked", std::move(model),
                    {.title = is_adviser(visit) ? "Advice asked of us" : "Asked of us"});
    });
}

Result<http::Response> show_question(Desk& desk, const Visit& visit) {
    const auto place = place_in(visit);
    if (!place) return not_here();
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto question =
            casework::question_of(reader, who_of(visit), place->reference, place->event, desk.grounds.calendar);
        if (question.has_error()) return not_here();
        note_view(desk, visit, question->opened.file.id);
        Form form;
        form.set_day("on", visit.today);
        return question_page(desk, visit, *question, *place, {form, {}});
    });
}

Result<http::Response> answer_question(Desk& desk, const Visit& visit) {
    const auto place = place_in(visit);
    if (!place) return not_here();
    const auto who = who_of(visit);
    const auto question = desk.grounds.readers.read([&](store::Reader& reader) {
        return casework::question_of(reader, who, place->reference, place->event, desk.grounds.calendar);
    });
    if (question.has_error() || !can_answer(question->clock)) return not_here();
    FieldErrors errors;
    const auto answer = read_answer(visit, question->clock, errors);
    if (!answer) return question_page(desk, visit, *question, *place, {visit.form, errors});

    const auto occasion = occasion_of(desk, visit);
    const auto entered = desk.grounds.writer.perform(
        [&](store::Transaction& transaction) { return enter(transaction, who, *place, *answer, occasion); });
    if (entered.has_value()) return see_other(fmt::format("{}?done={}", base_of(visit), done_by(answer->saying)));
    const auto& error = entered.error();
    if (error.kind == Refusal::not_found) return not_here();
    auto message = error.message;
    message[0] = static_cast<char>(message[0] >= 'a' && message[0] <= 'z' ? message[0] - 'a' + 'A' : message[0]);
    errors.add(error.where == "on" || error.where == "words" ? error.where : "answer", std::move(message));
    return question_page(desk, visit, *question, *place, {visit.form, errors});
}

Result<http::Response> say_not_known(Desk& desk, const Visit& visit) {
    const auto place = place_in(visit);
    if (!place || !is_adviser(visit)) return not_here();
    const auto occasion = occasion_of(desk, visit);
    const auto entered = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return casework::answer_advice(transaction, who_of(visit), place->reference, place->event,
                                       casework::AdviceAnswer::not_known, visit.today, {}, occasion);
    });
    if (entered.has_value()) return see_other(base_of(visit) + "?done=not-known");
    if (entered.error().kind == Refusal::not_found) return not_here();
    // Answered, or no longer wanted: its own page says so.
    return see_other(fmt::format("{}/{}/{}", base_of(visit), place->reference, place->event));
}

}  // namespace ehcp::web
