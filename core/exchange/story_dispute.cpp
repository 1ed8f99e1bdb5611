// Mediation and appeal. Every way a disagreement can go is a card in a pack (Quarrel), so that each occurs.

#include "core/exchange/story.hpp"

namespace ehcp::exchange {

/// Tells of the dispute that `decision` opened. If the family had its way, why and from which day the authority acts on it. All of it
/// is over within nine months, and what must come within the time to appeal does.
std::optional<Storyteller::Overturned> Storyteller::tell_dispute(const Event& decision, Quarrel quarrel, OrderKind order) {
    if (quarrel == Quarrel::none) return std::nullopt;
    const auto told = [&](EventType type, Day on) { return Event{type, on}.set(decision.type); };

    const auto contact = after(decision.on, 6, 16);
    const bool mediates = quarrel >= Quarrel::mediation_asked && quarrel <= Quarrel::agreed_by_a_date && quarrel != Quarrel::certificate_only;
    auto certified = contact;
    if (mediates) {
        add(told(EventType::mediation_requested, contact).set(random_.chance(800) ? MediationIssues::education_social_care : MediationIssues::mixed));
        if (quarrel == Quarrel::mediation_asked) return std::nullopt;
        const auto met = after(contact, 10, 20);
        certified = after(met, 1, 3);
        if (quarrel == Quarrel::not_arranged) {
            add(told(EventType::mediation_cannot_be_arranged, met));
            add(told(EventType::certificate_issued, certified));
            return std::nullopt;
        }
        add(told(EventType::mediation_held, met));
        if (quarrel == Quarrel::mediated) {
            add(told(EventType::certificate_issued, certified));
            return std::nullopt;
        }
        Event agreement = told(EventType::mediation_agreed, met);
        if (quarrel == Quarrel::agreed) {
            add(agreement.set(AgreedIssue::appealable).set(order));
            return Overturned{Because::mediation, after(met, 2, 12)};
        }
        agreement.set(AgreedIssue::other);
        if (quarrel == Quarrel::agreed_by_a_date) agreement.set(Field::agreed_date, met + days{30});
        add(agreement);
        add(told(EventType::agreement_kept, after(met, 5, 35)));
        return std::nullopt;
    }

    add(told(EventType::mediation_declined, contact));
    certified = after(contact, 1, 4);
    add(told(EventType::certificate_issued, certified));
    if (quarrel == Quarrel::certificate_only) return std::nullopt;
    const auto appealed = after(certified, 3, 18);
    const auto served = appealed + days{random_.between(1, 4)};
    add(told(EventType::appeal_registered, appealed).set(Field::received_on, served));
    if (quarrel == Quarrel::appealed) return std::nullopt;
    if (quarrel == Quarrel::conceded) {
        const auto conceded = after(served, 8, 25);
        add(told(EventType::appeal_conceded, conceded));
        return Overturned{Because::unopposed, after(conceded, 2, 12)};
    }
    if (quarrel == Quarrel::appeal_withdrawn) {
        add(told(EventType::appeal_withdrawn, after(served, 5, 30)));
        return std::nullopt;
    }
    const auto answered = after(served, 18, 42);
    add(told(EventType::response_filed, answered));
    if (quarrel == Quarrel::opposed) return std::nullopt;
    if (quarrel == Quarrel::conceded_late) {
        const auto conceded = after(answered, 10, 40);
        add(told(EventType::appeal_conceded, conceded));
        return Overturned{Because::reconsidered, after(conceded, 5, 15)};
    }
    const auto decided = after(answered, 40, 105);
    Event judgment = told(EventType::order_made, decided).set(quarrel == Quarrel::dismissed ? OrderKind::dismissed : order);
    if (quarrel == Quarrel::directed) judgment.set(Field::directed_on, decided + days{60});
    add(judgment);
    if (quarrel == Quarrel::dismissed) return std::nullopt;
    if (quarrel == Quarrel::upheld_with_recommendation) {
        add(told(EventType::recommendation_made, decided));
        if (random_.chance(700)) add(told(EventType::recommendation_answered, after(decided, 20, 34)));
    }
    return Overturned{Because::order, after(decided, 2, 12)};
}

/// About what a plan says or where it places: if the family has its way, an amended plan follows.
void Storyteller::tell_dispute_about_plan(const Event& decision, Day end) {
    const auto order = random_.chance(300) ? OrderKind::name_setting : OrderKind::amend_contents;
    const auto quarrel = decision.type == EventType::plan_finalised ? over_plans_.deal() : over_reviews_.deal();
    const auto overturned = tell_dispute(decision, quarrel, order);
    // After a late concession no limit asks for the amendment: the authority proposes it of its own motion.
    if (!overturned) return;
    if (overturned->because == Because::reconsidered) {
        if (add_until(end, {EventType::amendment_proposed, overturned->on})) tell_amendment(overturned->on, end, true);
    } else {
        add_until(end, {EventType::amended_plan_finalised, overturned->on});
    }
}

}  // namespace ehcp::exchange
