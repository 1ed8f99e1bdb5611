#include "core/casework/asked.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/intake_checks.hpp"
#include "core/casework/due_cursor.hpp"
#include "core/casework/record.hpp"
#include "core/casework/status.hpp"

namespace ehcp::casework {
namespace {

constexpr std::size_t longest_words = 10'000;

Error no_such_question() {
    return {Refusal::not_found, "there is no such request here; check the reference", "reference"};
}

// Whether the clock waits for them. A setting's review is its business only when the case already is (see concerns).
bool is_asked(const ClockRun& clock, const OpenCase& opened, const Asked& who) {
    if (!who.body.empty()) return clock.rule->per == Per::adviser && clock.body() == who.body;
    if (who.setting.empty()) return false;
    if (clock.rule->per != Per::procedure) return clock.setting() == who.setting;
    return clock.rule->bearer == Bearer::convenor && opened.file.setting == who.setting &&
           concerns(opened, who.setting);
}

const ClockRun* clock_asked(const OpenCase& opened, const Asked& who, int event) {
    for (const auto& clock : opened.view.clocks) {
        if (clock.event == event && is_asked(clock, opened, who)) return &clock;
    }
    return nullptr;
}

struct Answerable {
    OpenCase opened;
    std::size_t clock;  // index into the view's
};

Result<Answerable> answerable(store::Transaction& transaction, const Asked& who, std::string_view reference, int event,
                              Per per, Day on, std::string_view words, const Occasion& occasion) {
    auto opened = open_case(transaction, reference, occasion.calendar);
    if (opened.has_error()) return opened.error().kind == Refusal::not_found ? no_such_question() : opened.error();
    const auto* const clock = clock_asked(*opened, who, event);
    if (!clock || clock->rule->per != per) return no_such_question();
    if (clock->satisfied_on) {
        return Error{Refusal::conflict, fmt::format("this was answered on {}; there is nothing more to do",
                                                    long_text_of(*clock->satisfied_on))};
    }
    if (!clock->is_open()) return Error{Refusal::conflict, "this is no longer wanted; there is nothing more to do"};
    if (on > occasion.today) return Error{Refusal::bad_date, "the day of the answer is not after today", "on"};
    if (on < clock->trigger->on)
        return Error{Refusal::bad_date,
                     fmt::format("it was asked on {}; the answer is not before that", long_text_of(clock->trigger->on)),
                     "on"};
    if (!words.empty() && (!is_free_text(words) || letters_in(words) > longest_words))
        return Error{Refusal::bad_value, fmt::format("text of at most {} characters", longest_words), "words"};
    const auto number = static_cast<std::size_t>(clock - opened->view.clocks.data());
    return Answerable{std::move(*opened), number};
}

Result<OpenCase> noted(store::Transaction& transaction, const OpenCase& opened, std::string_view words, Day on,
                       const Occasion& occasion) {
    Event note(EventType::note, on);
    note.set(Field::text, words);
    return record_event(transaction, opened.file.reference, opened.file.last_seq, note, occasion);
}

// The event, and the words as a note after it.
Result<OpenCase> entered(store::Transaction& transaction, const OpenCase& opened, const Event& event,
                         std::string_view words, const Occasion& occasion) {
    auto after = record_event(transaction, opened.file.reference, opened.file.last_seq, event, occasion);
    if (after.has_error() || words.empty()) return after;
    return noted(transaction, *after, words, event.on, occasion);
}

Event of_adviser(EventType type, const ClockRun& clock, Day on) {
    Event event(type, on);
    event.set(*clock.adviser());
    if (!clock.body().empty()) event.set(Field::body, clock.body());
    return event;
}

std::string with_words(std::string_view said, std::string_view words) {
    return words.empty() ? std::string(said) : fmt::format("{}: {}", said, words);
}

// An answer names its adviser and no setting: where two settings were asked for the same advice, it may be taken for
// the other's.
bool was_answered(const OpenCase& after, int event, std::size_t clock) {
    const auto& clocks = after.view.clocks;
    return clock < clocks.size() && clocks[clock].event == event && !clocks[clock].is_open();
}

Error for_a_caseworker() {
    return {
        Refusal::not_available,
        "others were asked for the same advice, and the record would take this for theirs; tell the caseworker, who "
        "can enter it"};
}

}  // namespace

Result<Page<store::AskedClock>> everything_asked(store::Reader& reader, const Asked& who, const AskedPage& which,
                                                 Day today) {
    const auto limit = rows_wanted(which.limit);
    if (limit.has_error()) return limit.error();
    const auto cursor = due_after(which.cursor);
    if (cursor.has_error()) return cursor.error();
    const store::AfterAsked after{cursor->due, cursor->of, cursor->number};
    auto rows = who.body.empty() ? store::asked_of_setting(reader, who.setting, today, after, *limit + 1)
                                 : store::asked_of_body(reader, who.body, today, after, *limit + 1);
    return page_of(std::move(rows), *limit, [](const store::AskedClock& row) {
        return due_cursor(*row.clock.due_on, row.of.file.id, row.clock.number);
    });
}

Result<Question> question_of(store::Reader& reader, const Asked& who, std::string_view reference, int event,
                             const WorkingCalendar& calendar) {
    auto opened = open_case(reader, reference, calendar);
    if (opened.has_error()) return opened.error().kind == Refusal::not_found ? no_such_question() : opened.error();
    const auto* const clock = clock_asked(*opened, who, event);
    if (!clock) return no_such_question();
    Question question{.opened = {},
                      .child = store::load_person(reader, opened->file.person),
                      .clock = clock->rule->id,
                      .adviser = clock->adviser(),
                      .asked_on = clock->trigger->on,
                      .due_on = clock->due_on,
                      .working = working_of(*clock, calendar),
                      .answered_on = clock->satisfied_on,
                      .is_open = clock->is_open()};
    question.opened = std::move(*opened);
    return question;
}

Result<OpenCase> answer_advice(store::Transaction& transaction, const Asked& who, std::string_view reference, int event,
                               AdviceAnswer answer, Day on, std::string_view words, const Occasion& occasion) {
    const auto asked = answerable(transaction, who, reference, event, Per::adviser, on, words, occasion);
    if (asked.has_error()) return asked.error();
    const auto& clock = asked->opened.view.clocks[asked->clock];
    if (answer == AdviceAnswer::earlier_will_do) {
        return noted(transaction, asked->opened,
                     with_words(fmt::format("The adviser ({}) says that advice given before is enough (reg 6(4))",
                                            token(*clock.adviser())),
                                words),
                     on, occasion);
    }
    const auto note = answer == AdviceAnswer::not_known
                          ? with_words("The child or young person is not known to the service", words)
                          : std::string(words);
    auto after = entered(transaction, asked->opened, of_adviser(EventType::advice_received, clock, on), note, occasion);
    if (after.has_value() && !was_answered(*after, event, asked->clock)) return for_a_caseworker();
    return after;
}

Result<OpenCase> answer_placement(store::Transaction& transaction, const Asked& who, std::string_view reference,
                                  int event, Reply reply, Day on, std::string_view words, const Occasion& occasion) {
    const auto asked = answerable(transaction, who, reference, event, Per::setting, on, words, occasion);
    if (asked.has_error()) return asked.error();
    Event replied(EventType::placement_replied, on);
    replied.set(Field::setting, std::string_view(who.setting)).set(reply);
    auto after = entered(transaction, asked->opened, replied, words, occasion);
    if (after.has_value() && !was_answered(*after, event, asked->clock)) return for_a_caseworker();
    return after;
}

Result<OpenCase> report_missed_appointment(store::Transaction& transaction, const Asked& who,
                                           std::string_view reference, int event, Day on, std::string_view words,
                                           const Occasion& occasion) {
    const auto asked = answerable(transaction, who, reference, event, Per::adviser, on, words, occasion);
    if (asked.has_error()) return asked.error();
    const auto& clock = asked->opened.view.clocks[asked->clock];
    return entered(transaction, asked->opened, of_adviser(EventType::appointment_missed, clock, on), words, occasion);
}

}  // namespace ehcp::casework
