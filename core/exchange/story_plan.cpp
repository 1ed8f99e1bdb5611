// What happens to a plan once it is made: reviews, amendments, transfers between phases, and the turns that few plans take.

#include "core/exchange/story.hpp"

namespace ehcp::exchange {
namespace {

constexpr Day never{date::year{9999} / 12 / 31};

}  // namespace

void Storyteller::tell_plan(const CaseBrief& brief, Day made) {
    const auto end = brief.turn == Turn::none ? never : tell_turn(brief, made);
    if (brief.turn == Turn::none && !brief.kept_short) {
        const Event decision{EventType::plan_finalised, made};
        tell_dispute_about_plan(decision, end);
    }
    tell_reviews(brief, made, end);
    if (brief.turn == Turn::none) tell_phase_transfers(made, end);
}

/// What the turn brings, near the end of the record. Answers the day on which the plan ends.
Day Storyteller::tell_turn(const CaseBrief& brief, Day made) {
    const auto ago = [&](int least, int most) { return working(period_.last - days{random_.between(least, most)}); };
    const auto happens = [&](Day on) { return on > made + days{20}; };
    const auto notice_to_cease = [&](Day on) {
        add({EventType::cessation_considered, on - days{14}});
        const Event decision{EventType::cessation_decided, on};
        add(decision);
        return decision;
    };
    // The appeal runs two months, which August and New Year may lengthen.
    const auto after_the_appeal = [&](Day notice) { return working(notice + days{110}); };
    const auto cease = [&](Day on) {
        add(Event{EventType::plan_ceased, on}.set_raw(Field::cease_reason, static_cast<std::uint8_t>(random_.one_of(std::array{2, 3, 4, 6, 7, 9}))));
        return on;
    };
    switch (brief.turn) {
        case Turn::reassessment_asked:
            if (const auto on = ago(4, 12); happens(on)) tell_reassessment(brief.turn, on);
            return never;
        case Turn::reassessment_refused:
            if (const auto on = ago(60, 200); happens(on)) tell_reassessment(brief.turn, on);
            return never;
        case Turn::reassessing:
            if (const auto on = ago(40, 70); happens(on)) tell_reassessment(brief.turn, on);
            return never;
        case Turn::reassessment_in_draft:
            if (const auto on = ago(95, 108); happens(on)) tell_reassessment(brief.turn, on);
            return never;
        case Turn::reassessed:
            if (const auto on = ago(150, 300); happens(on)) tell_reassessment(brief.turn, on);
            return never;
        case Turn::moves_during_reassessment: {
            const auto on = ago(150, 180);
            tell_reassessment(Turn::reassessing, on);
            const auto aware = after(on, 30, 40);
            const auto moves = after(aware, 20, 50);
            std::erase_if(*events_, [&](const Event& e) { return e.on >= moves; });
            add(Event{EventType::family_moving, aware}.set(Field::move_on, moves).set(Field::became_aware_on, aware));
            add({EventType::plan_transferred_out, moves});
            return moves;
        }
        case Turn::amended:
        case Turn::amendment_dropped:
        case Turn::being_amended: {
            const auto on = brief.turn == Turn::being_amended ? ago(3, 16) : ago(80, 300);
            if (!happens(on)) return never;
            add({EventType::amendment_proposed, on});
            if (brief.turn == Turn::amended) tell_amendment(on, never, true);
            if (brief.turn == Turn::amendment_dropped) add({EventType::amendment_dropped, after(on, 20, 50)});
            return never;
        }
        case Turn::cease_notified:
            if (const auto on = ago(4, 30); happens(on - days{14})) notice_to_cease(on);
            return never;
        case Turn::cessation_withdrawn:
            if (const auto on = ago(60, 150); happens(on - days{14})) {
                notice_to_cease(on);
                add({EventType::cessation_withdrawn, after(on, 10, 40)});
            }
            return never;
        case Turn::cessation_overturned:
            // If the family has its way, the agreement, concession or order itself keeps the plan.
            if (const auto on = ago(60, 300); happens(on - days{14})) tell_dispute(notice_to_cease(on), over_ceasing_.deal(), OrderKind::continue_plan);
            return never;
        case Turn::ceases: {
            const auto on = ago(130, 175);
            notice_to_cease(on);
            return cease(after_the_appeal(on));
        }
        case Turn::ceases_too_early: {
            const auto on = ago(60, 150);
            notice_to_cease(on);
            return cease(after(on, 12, 30));
        }
        case Turn::ceases_before_transfer: {
            const auto on = ago(130, 150);
            const auto next_year = parts_of(period_.last).year() + date::years{1};
            add(Event{EventType::phase_transfer_planned, on - days{20}}.set(Field::transfer_on, Day{next_year / 9 / 1}).set(TransferKind::post_16_to_post_16));
            notice_to_cease(on);
            return cease(after_the_appeal(on));
        }
        case Turn::moving:
            if (const auto on = ago(3, 8); happens(on))
                add(Event{EventType::family_moving, on}.set(Field::move_on, period_.last + days{random_.between(10, 45)}).set(Field::became_aware_on, on));
            return never;
        case Turn::moves: {
            const auto aware = ago(60, 160);
            const auto moves = after(aware, 10, 45);
            add(Event{EventType::family_moving, aware}.set(Field::move_on, moves).set(Field::became_aware_on, aware));
            add({EventType::plan_transferred_out, moves});
            return moves;
        }
        case Turn::dies: {
            const auto on = ago(6, 150);
            std::erase_if(*events_, [&](const Event& e) { return e.on >= on; });
            add({EventType::died, on});
            return on;
        }
        case Turn::review_ceases:
        case Turn::none: break;
    }
    return never;
}

void Storyteller::tell_reassessment(Turn turn, Day asked) {
    add(Event{EventType::reassessment_requested, asked}.set(random_.one_of(std::array{ReassessmentBy::parent, ReassessmentBy::parent, ReassessmentBy::setting})));
    if (turn == Turn::reassessment_asked) return;
    const auto answered = after(asked, 8, 18);
    if (turn == Turn::reassessment_refused) {
        add({EventType::reassessment_refused, answered});
        return;
    }
    add({EventType::reassessment_agreed, answered});
    const auto draft = working(answered + days{68});
    ask_for_advice(answered, draft);
    if (turn == Turn::reassessing) return;
    add({EventType::draft_sent, draft});
    if (turn == Turn::reassessed) add({EventType::reassessed_plan_finalised, after(draft, 17, 40)});
}

/// From the day on which the family is told to the end of the amendment. Answers the day of the last step.
Day Storyteller::tell_amendment(Day from, Day end, bool enclosed) {
    auto sent = from;
    if (!enclosed) {
        sent = after(from, 5, 50);
        add_until(end, {EventType::amendments_sent, sent});
    }
    const auto concluded = after(sent, 17, 64);
    if (random_.chance(200)) add_until(end, {EventType::representations_received, working(sent + days{9})});
    add_until(end, {random_.chance(930) ? EventType::amended_plan_finalised : EventType::amendment_dropped, concluded});
    return concluded;
}

void Storyteller::tell_reviews(const CaseBrief& brief, Day last_decided, Day end) {
    const bool quiet = brief.turn == Turn::none && brief.kept_short && brief.course == Course::assessed;
    for (;;) {
        // Young children's plans are reviewed more often (Code of Practice 9.178).
        const bool early = quiet && age_on(last_decided) < 5 && random_.chance(350);
        const auto held = early ? after(last_decided, 150, 190) : after(last_decided, 290, 345);
        const auto called = std::max(working(held - days{random_.between(20, 45)}), brief.course == Course::transferred_in ? working(brief.received + days{3}) : last_decided);
        if (called > period_.last || called >= end) return;
        const bool newest = held + days{300} > period_.last;
        const auto outcome = newest ? review_ends_.deal() : random_.chance(380) ? ReviewEnd::to_amend : ReviewEnd::maintained;
        if (outcome == ReviewEnd::not_held && random_.chance(500)) return;
        if (!add_until(end, Event{EventType::review_called, called}.set(Field::meeting_on, held)) || outcome == ReviewEnd::not_held) return;
        // What schools send around the meeting was mostly not kept of older reviews.
        if (random_.chance(newest ? 800 : 120)) add_until(end, {EventType::review_papers_sent, std::max(called, working(held - days{random_.chance(880) ? 16 : 9}))});
        add_until(end, {EventType::review_meeting_held, held});
        if (random_.chance(newest ? 700 : 120)) add_until(end, {EventType::review_report_sent, after(held, 4, random_.chance(750) ? 11 : 30)});
        if (newest && outcome == ReviewEnd::undecided) return;

        const auto decided = random_.chance(440) ? after(held, 8, 24) : after(held, 29, 80);
        Event decision{EventType::review_decided, decided};
        if (newest && brief.turn == Turn::review_ceases) {
            add_until(end, decision.set(Decision::cease));
            return;
        }
        if (outcome == ReviewEnd::to_amend) {
            const bool enclosed = random_.chance(750);
            decision.set(Decision::amend);
            if (enclosed || random_.chance(500)) decision.set_raw(Field::amendments_enclosed, enclosed ? 1 : 0);
            if (add_until(end, decision)) tell_amendment(decided, end, enclosed);
        } else if (add_until(end, decision.set(Decision::maintain)) && newest && brief.turn == Turn::none) {
            tell_dispute_about_plan(decision, end);
        }
        last_decided = decided;
    }
}

void Storyteller::tell_phase_transfers(Day made, Day end) {
    struct Transfer {
        int age;  ///< at the end of the August before it
        TransferKind kind;
    };
    constexpr std::array transfers = {Transfer{4, TransferKind::early_years_to_school}, Transfer{11, TransferKind::primary_to_secondary},
                                      Transfer{16, TransferKind::secondary_to_post_16}};
    const auto last_year = parts_of(period_.last).year();
    for (const auto& [age, kind] : transfers) {
        for (auto year = last_year - date::years{1}; year <= last_year + date::years{1}; ++year) {
            const Day transfer{year / 9 / 1};
            if (age_on(transfer - days{1}) != age) continue;
            const auto planned = working(Day{(year - date::years{1}) / 9 / 10} + days{random_.between(0, 60)});
            if (planned <= made) continue;
            const Day limit = kind == TransferKind::secondary_to_post_16 ? Day{year / 3 / 30} : Day{year / 2 / 14};
            add_until(end, Event{EventType::phase_transfer_planned, planned}.set(Field::transfer_on, transfer).set(kind));
            const auto completed = random_.chance(860) ? limit - days{random_.between(4, 29)} : limit + days{random_.between(1, 70)};
            add_until(end, {EventType::phase_transfer_completed, working(completed)});
        }
    }
}

void Storyteller::tell_transfer_in(const CaseBrief& brief) {
    Event arrival{EventType::plan_transferred_in, brief.received};
    arrival.set(Field::made_on, brief.ends).set(Field::from_authority, std::string_view{"998"});
    const auto reviewed = brief.received - days{random_.between(30, 200)};
    if (reviewed > brief.ends + days{60} && random_.chance(600)) arrival.set(Field::last_reviewed_on, reviewed);
    add(arrival);
    const auto informed = after(brief.received, 12, 50);
    add(Event{EventType::transfer_family_informed, informed}.set_raw(Field::will_assess, random_.chance(200) ? 1 : 0).set(Field::review_on, brief.received + days{90}));
    tell_reviews(brief, brief.received - days{random_.between(120, 220)}, never);
}

}  // namespace ehcp::exchange
