#pragma once
// Tells the stories of cases as events. A story is planned to its end and cut off where the record ends, which is how cases come
// to be open in every state. Each strand (a review, a dispute) has dates that never go back, so that a cut leaves it whole.

#include <span>

#include "core/engine/event.hpp"
#include "core/exchange/case_brief.hpp"
#include "core/exchange/invented_authority.hpp"

namespace ehcp::exchange {

/// How a family's disagreement with a decision goes.
EHCP_TOKENS(Quarrel,
    none, mediation_asked, mediated, not_arranged, certificate_only, agreed, agreed_otherwise, agreed_by_a_date,
    appealed, appeal_withdrawn, opposed, dismissed, upheld, upheld_with_recommendation, conceded, conceded_late, directed);

/// How the newest review of a plan stands.
EHCP_TOKENS(ReviewEnd, maintained, to_amend, undecided, not_held);

class Storyteller {
public:
    Storyteller(Random& random, const InventedAuthority& authority, const WorkingCalendar& calendar, TwelveMonths period);

    struct Child {
        Day born;
        std::size_t setting;  ///< number in the authority
    };
    /// The events in the order of their days; texts refer to the authority or are constant. Corrections stand where they were made and
    /// refer to `replacements`.
    void tell(const CaseBrief& brief, const Child& child, std::vector<Event>& events, std::vector<Event>& replacements);

private:
    struct Overturned {
        Because because;
        Day on;
    };

    bool add(const Event& event);
    bool add_until(Day end, const Event& event) { return event.on < end && add(event); }
    Day working(Day day) const { return calendar_.on_or_after(day).value_or(day); }
    Day after(Day day, int least, int most) { return working(day + days{random_.between(least, most)}); }
    int age_on(Day day) const { return static_cast<int>((day - child_.born).count() * 100 / 36525); }

    void begin(const CaseBrief& brief);
    void tell_earlier_refusal(const CaseBrief& brief);
    // The assessment (story_assessment.cpp)
    void tell_assessment(const CaseBrief& brief);
    void tell_outline(const CaseBrief& brief);
    void tell_refusal(const CaseBrief& brief);
    void tell_plan_refusal(const CaseBrief& brief);
    void ask_for_advice(Day agreed, Day draft);
    void ask(Adviser adviser, Day on, Day needed_by);
    Day send_draft(Day agreed, Day ends, std::optional<Because> because);
    void consult(Day draft, Day ends);
    void exempt(const CaseBrief& brief);
    void claim_wrongly(const CaseBrief& brief);
    Event exemption(ClockId clock, Limb limb, Day on, Day from, Day to, std::string_view reason);
    // Disagreement (story_dispute.cpp)
    std::optional<Overturned> tell_dispute(const Event& decision, Quarrel quarrel, OrderKind order);
    void tell_dispute_about_plan(const Event& decision, Day end);
    // The plan (story_plan.cpp)
    void tell_plan(const CaseBrief& brief, Day made);
    Day tell_turn(const CaseBrief& brief, Day made);
    void tell_reviews(const CaseBrief& brief, Day last_decided, Day end);
    Day tell_amendment(Day from, Day end, bool enclosed);
    void tell_phase_transfers(Day made, Day end);
    void tell_reassessment(Turn turn, Day asked);
    void tell_transfer_in(const CaseBrief& brief);
    // Afterwards
    void add_note();
    void add_correction(std::vector<Event>& replacements);

    Random& random_;
    const InventedAuthority& authority_;
    const WorkingCalendar& calendar_;
    TwelveMonths period_;
    Deck<Quarrel> over_refusals_, over_plan_refusals_, over_plans_, over_reviews_, over_ceasing_;
    Deck<ReviewEnd> review_ends_;

    Child child_{};
    std::vector<Event>* events_ = nullptr;
    std::optional<Day> school_asked_on_;  ///< when this child's school was asked for advice
};

}  // namespace ehcp::exchange
