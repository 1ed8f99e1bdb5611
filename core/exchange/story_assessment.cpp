// From the request to the final plan, the refusal, or the day on which the record ends.

#include "core/exchange/story.hpp"

namespace ehcp::exchange {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array personal_reasons = {"A close relative was seriously ill."sv, "The child was in hospital."sv, "The family lost its home and was housed elsewhere."sv};
constexpr auto away_reason = "The family was away from the area."sv;
constexpr auto school_reason = "The school was closed for the summer when its advice was wanted."sv;

}  // namespace

void Storyteller::tell_outline(const CaseBrief& brief) {
    add({EventType::assessment_agreed, brief.decided});
    const auto draft = std::max(working(brief.ends - days{random_.between(20, 40)}), brief.decided + days{1});
    for (const auto adviser : {Adviser::education, Adviser::health, Adviser::psychology, Adviser::social_care}) {
        add(Event{EventType::advice_received, std::min(draft, std::max(brief.decided, after(draft, -14, -1)))}.set(adviser));
    }
    add({EventType::draft_sent, draft});
    const Event final_plan{EventType::plan_finalised, brief.ends};
    if (add(final_plan)) tell_plan(brief, brief.ends);
}

void Storyteller::tell_assessment(const CaseBrief& brief) {
    add({EventType::assessment_agreed, brief.decided});
    if (brief.course == Course::left) {
        ask_for_advice(brief.decided, brief.decided + days{90});
        std::erase_if(*events_, [&](const Event& e) { return e.on > brief.ends; });
        add({random_.chance(850) ? EventType::withdrawn : EventType::moved_away, brief.ends});
        return;
    }
    const auto draft = send_draft(brief.decided, brief.ends, {});
    consult(draft, brief.ends);
    if (brief.exempt) exempt(brief);
    else if (brief.ends - brief.received > date::weeks{plan_in_time.n} && random_.chance(40)) claim_wrongly(brief);

    Event final_plan{EventType::plan_finalised, brief.ends};
    if (random_.chance(100)) final_plan.set(Field::family_on, brief.ends).set(Field::setting_on, brief.ends).set(Field::commissioner_on, brief.ends);
    if (add(final_plan)) tell_plan(brief, brief.ends);
}

/// Advice and the draft, so that the final plan can follow on `ends`.
Day Storyteller::send_draft(Day agreed, Day ends, std::optional<Because> because) {
    const int room = static_cast<int>((ends - agreed).count());
    // The draft lies at least 15 days with the family; rarely it does not.
    const int lies = random_.chance(15) ? random_.between(8, 13) : random_.between(16, std::min(46, std::max(16, room - 20)));
    const auto draft = std::max(agreed + days{1}, working(ends - days{lies + 3}));
    if (!because) ask_for_advice(agreed, draft);
    Event event{EventType::draft_sent, draft};
    if (because) event.set(*because);
    if (lies > 20 && random_.chance(150)) event.set(Field::served_on, draft + days{2});
    if (random_.chance(6)) event.set(Field::setting, authority_.settings()[child_.setting].urn);
    add(event);
    if (lies > 34 && random_.chance(250)) add({EventType::draft_sent, working(draft + days{random_.between(8, 12)})});
    return draft;
}

void Storyteller::ask_for_advice(Day agreed, Day draft) {
    const auto asked = std::min(after(agreed, 0, 5), draft);
    for (const auto adviser : {Adviser::education, Adviser::health, Adviser::psychology, Adviser::social_care}) {
        if (adviser == Adviser::social_care && random_.chance(70)) {
            add(Event{EventType::advice_dispensed, asked}.set(adviser).set(Field::reason, "Not known to the service; advice of this year stands."sv));
        } else {
            ask(adviser, asked, draft);
        }
    }
    if (random_.chance(350)) ask(Adviser::family, asked, draft);
    if (random_.chance(60)) ask(Adviser::sensory, asked, draft);
    if (age_on(agreed) >= 14 && random_.chance(300)) ask(Adviser::preparing_for_adulthood, asked, draft);
}

void Storyteller::ask(Adviser adviser, Day on, Day needed_by) {
    Event request{EventType::advice_requested, on};
    request.set(adviser);
    Event reply{EventType::advice_received, on};
    reply.set(adviser);
    if (adviser == Adviser::education) {
        request.set(Field::setting, authority_.settings()[child_.setting].urn);
        school_asked_on_ = on;
    } else if (const auto body = authority_.body_of(random_, adviser); !body.empty()) {
        request.set(Field::body, body);
        reply.set(Field::body, body);
    }
    if (random_.chance(250)) request.set(Field::received_on, on + days{random_.between(1, 2)});
    add(request);

    // Psychologists are few: their advice is what most drafts wait for.
    const int room = static_cast<int>((needed_by - on).count());
    const bool waits = adviser == Adviser::psychology && room > 42 && random_.chance(800);
    const int takes = waits ? random_.between(room * 3 / 4, room - 1) : random_.between(std::min(12, room), std::min(50, room));
    reply.on = std::min(on + days{takes}, needed_by);
    if (reply.on < needed_by) reply.on = std::min(working(reply.on), needed_by);
    if (adviser == Adviser::health && takes > 20 && random_.chance(25)) {
        add(Event{EventType::appointment_missed, on + days{10}}.set(adviser).set(Field::body, request.text(Field::body)));
        add(exemption(ClockId::advice, Limb::E8c, on + days{12}, on + days{10}, on + days{10}, "The family did not come to the examination."sv).set(adviser));
    }
    if (!random_.chance(4)) add(reply);
}

void Storyteller::consult(Day draft, Day ends) {
    const int schools = random_.between(1, 2);
    for (int i = 0; i < schools; ++i) {
        const auto place = i == 0 ? child_.setting : authority_.draw_setting(random_, age_on(draft));
        if (i > 0 && place == child_.setting) break;
        const std::string_view urn = authority_.settings()[place].urn;
        const auto asked = after(draft, 2, 6);
        if (asked >= ends) continue;
        add(Event{EventType::placement_consulted, asked}.set(Field::setting, urn));
        const auto replied = after(asked, 6, 24);
        if (replied < ends) add(Event{EventType::placement_replied, replied}.set(Field::setting, urn).set(random_.chance(750) ? Reply::can_meet : Reply::cannot_meet));
    }
    const auto views = after(draft, 5, 15);
    if (views < ends && random_.chance(550)) add({EventType::representations_received, views});
    if (views < ends && random_.chance(120)) add({EventType::meeting_held, views});
}

Event Storyteller::exemption(ClockId clock, Limb limb, Day on, Day from, Day to, std::string_view reason) {
    Event event{EventType::exemption_recorded, on};
    event.set(clock).set(limb).set(Field::from, from).set(Field::reason, reason);
    if (to > from) event.set(Field::to, to);
    event.set(Field::evidence, "Letter on file."sv);
    if (random_.chance(900)) event.set(Field::family_told_on, on);
    return event;
}

/// One that holds, by the engine's own tests, and is recorded before the plan is issued.
void Storyteller::exempt(const CaseBrief& brief) {
    if (school_asked_on_) {
        const auto holiday = authority_.excusing_holiday(child_.setting, *school_asked_on_);
        if (holiday && holiday->reopens < brief.ends) {
            const auto limb = authority_.phase_of(child_.setting) == Phase::nursery ? Limb::E10b : Limb::E10a;
            const auto on = std::min(after(std::max(*school_asked_on_, holiday->closed_from), 0, 10), brief.ends);
            add(exemption(ClockId::finalise_plan, limb, on, holiday->closed_from, holiday->reopens, school_reason)
                    .set(Field::setting, authority_.settings()[child_.setting].urn));
            return;
        }
    }
    // Within the twenty weeks, and over before the plan is issued.
    const auto from = brief.received + days{random_.between(8, 45)};
    if (random_.chance(450)) {
        const auto to = from + days{random_.between(29, 45)};
        add(exemption(ClockId::finalise_plan, Limb::E10d, std::min(working(to), brief.ends), from, to, away_reason));
    } else {
        const auto to = from + days{random_.between(5, 40)};
        add(exemption(ClockId::finalise_plan, Limb::E10c, std::min(working(to), brief.ends), from, to, random_.one_of(personal_reasons)));
        if (brief.decided - brief.received > date::weeks{decision_in_time.n} && from < brief.decided) {
            add(exemption(ClockId::decide_to_assess, Limb::E5c, working(brief.decided), from, from + days{2}, random_.one_of(personal_reasons)));
        }
    }
}

/// A claim that fails its test: too short an absence, or a holiday that excuses nobody.
void Storyteller::claim_wrongly(const CaseBrief& brief) {
    if (school_asked_on_ && !authority_.excusing_holiday(child_.setting, *school_asked_on_)) {
        if (const auto christmas = authority_.christmas_within(child_.setting, brief.decided, brief.ends)) {
            add(exemption(ClockId::finalise_plan, Limb::E10a, working(christmas->reopens), christmas->closed_from, christmas->reopens,
                          "The school was closed over Christmas."sv)
                    .set(Field::setting, authority_.settings()[child_.setting].urn));
            return;
        }
    }
    const auto from = brief.received + days{random_.between(10, 60)};
    const auto to = from + days{random_.between(7, 20)};
    add(exemption(ClockId::finalise_plan, Limb::E10d, working(to), from, to, away_reason));
}

void Storyteller::tell_refusal(const CaseBrief& brief) {
    Event decision{EventType::assessment_refused, brief.decided};
    if (random_.chance(300)) decision.set(Field::reasons, "The school's own means have not yet been tried."sv);
    if (!add(decision)) return;
    const auto overturned = tell_dispute(decision, over_refusals_.deal(), OrderKind::assess);
    if (!overturned || !add(Event{EventType::assessment_agreed, overturned->on}.set(overturned->because))) return;
    // The plan is still to come: what the year issued is told elsewhere, and counted.
    const auto ends = std::max(overturned->on + days{98}, period_.last + days{random_.between(2, 60)});
    consult(send_draft(overturned->on, ends, {}), ends);
}

void Storyteller::tell_plan_refusal(const CaseBrief& brief) {
    add({EventType::assessment_agreed, brief.decided});
    ask_for_advice(brief.decided, brief.ends);
    const Event decision{EventType::plan_refused, brief.ends};
    if (!add(decision)) return;
    const bool reconsider = random_.chance(200);
    auto quarrel = over_plan_refusals_.deal();
    // A second refusal opens a second dispute; what is said about the first must be over by then.
    if (reconsider && quarrel == Quarrel::upheld_with_recommendation) quarrel = Quarrel::upheld;
    const auto overturned = tell_dispute(decision, quarrel, reconsider ? OrderKind::reconsider : OrderKind::make_plan);
    if (!overturned) return;
    if (overturned->because == Because::order && reconsider && random_.chance(500)) {
        add({EventType::plan_refused, overturned->on});
        return;
    }
    const auto ends = std::max(overturned->on + days{40}, period_.last + days{random_.between(2, 30)});
    // From the day after which it may be drafted to a final plan that is still to come.
    const Event draft = Event{EventType::draft_sent, overturned->on}.set(overturned->because);
    if (add(draft)) consult(draft.on, ends);
}

}  // namespace ehcp::exchange
