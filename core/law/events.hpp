#pragma once
// Every event and the fields it takes: the one list from which the reader, the writer, the JSON Schema, the pages and
// `ehcp law` are made. A field that is not listed here is refused; nothing is guessed.

#include <bit>
#include <initializer_list>
#include <span>
#include <type_traits>

#include "core/law/vocabulary.hpp"

namespace ehcp {

/// Each field once. Where JSON uses one word for two things, the enumerator tells them apart (see name_of).
EHCP_TOKENS(Field,
    // dates
    sent_on, received_on, served_on, family_on, setting_on, commissioner_on, meeting_on, invited_on, from, to,
    family_told_on, made_on, last_reviewed_on, review_on, move_on, became_aware_on, transfer_on, agreed_date, directed_on,
    // words from a closed list
    source, adviser, because, reply, decision, transfer_kind, by, issues, issue, order_kind, about, clock, limb,
    // yes or no, and small numbers
    amendments_enclosed, own_motion, will_assess, names_next_setting, cease_reason,
    // names of places and bodies
    setting, body, from_authority,
    // free text, which may hold personal data and is therefore kept apart from the log
    reason, reasons, evidence, text,
    // of a correction
    event, replacement);

inline constexpr std::size_t date_fields = index_of(Field::directed_on) + 1;
inline constexpr std::size_t word_fields = index_of(Field::cease_reason) + 1 - date_fields;  // words, yes/no, numbers
inline constexpr std::size_t text_fields = index_of(Field::text) + 1 - date_fields - word_fields;

constexpr bool is_date(Field f) { return f <= Field::directed_on; }
constexpr bool is_word(Field f) { return f > Field::directed_on && f <= Field::cease_reason; }
constexpr bool is_yes_or_no(Field f) { return f >= Field::amendments_enclosed && f <= Field::names_next_setting; }
constexpr bool is_text(Field f) { return f >= Field::setting && f <= Field::text; }
constexpr bool is_free_text(Field f) { return f >= Field::reason && f <= Field::text; }

/// The JSON name of a field.
constexpr std::string_view name_of(Field f) {
    switch (f) {
        case Field::transfer_kind:
        case Field::order_kind: return "kind";
        case Field::cease_reason: return "reason";
        default: return token(f);
    }
}

/// The closed list of a word field, in the order of its enumeration; empty for the others.
constexpr std::span<const std::string_view> words_of(Field f) {
    switch (f) {
        case Field::source: return detail::TokensOf<Source>::names;
        case Field::adviser: return detail::TokensOf<Adviser>::names;
        case Field::because: return detail::TokensOf<Because>::names;
        case Field::reply: return detail::TokensOf<Reply>::names;
        case Field::decision: return detail::TokensOf<Decision>::names;
        case Field::transfer_kind: return detail::TokensOf<TransferKind>::names;
        case Field::by: return detail::TokensOf<ReassessmentBy>::names;
        case Field::issues: return detail::TokensOf<MediationIssues>::names;
        case Field::issue: return detail::TokensOf<AgreedIssue>::names;
        case Field::order_kind: return detail::TokensOf<OrderKind>::names;
        case Field::about: return detail::TokensOf<EventType>::names;
        case Field::clock: return detail::hyphenated<ClockId>;
        case Field::limb: return detail::TokensOf<Limb>::names;
        default: return {};
    }
}

/// The field that holds a word of that type.
template <class Word>
inline constexpr Field field_of = [] {
    using enum Field;
    if constexpr (std::is_same_v<Word, Source>) return source;
    else if constexpr (std::is_same_v<Word, Adviser>) return adviser;
    else if constexpr (std::is_same_v<Word, Because>) return because;
    else if constexpr (std::is_same_v<Word, Reply>) return reply;
    else if constexpr (std::is_same_v<Word, Decision>) return decision;
    else if constexpr (std::is_same_v<Word, TransferKind>) return transfer_kind;
    else if constexpr (std::is_same_v<Word, ReassessmentBy>) return by;
    else if constexpr (std::is_same_v<Word, MediationIssues>) return issues;
    else if constexpr (std::is_same_v<Word, AgreedIssue>) return issue;
    else if constexpr (std::is_same_v<Word, OrderKind>) return order_kind;
    else if constexpr (std::is_same_v<Word, EventType>) return about;
    else if constexpr (std::is_same_v<Word, ClockId>) return clock;
    else { static_assert(std::is_same_v<Word, Limb>); return limb; }
}();

/// SEN2 4.6: the reasons for which a plan ceases are numbered.
inline constexpr int first_cease_reason = 1;
inline constexpr int last_cease_reason = 9;

class Fields {
public:
    constexpr Fields() = default;
    constexpr Fields(std::initializer_list<Field> fields) {
        for (const Field f : fields) bits_ |= bit(f);
    }
    constexpr bool has(Field f) const { return (bits_ & bit(f)) != 0; }
    constexpr void add(Field f) { bits_ |= bit(f); }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr Fields operator|(Fields other) const { return Fields{bits_ | other.bits_}; }
    constexpr Fields operator-(Fields other) const { return Fields{bits_ & ~other.bits_}; }
    friend constexpr bool operator==(Fields, Fields) = default;

    /// Calls visit(field) for each, in the order of the enumeration.
    template <class Visit>
    constexpr void each(Visit visit) const {
        for (auto rest = bits_; rest != 0; rest &= rest - 1) visit(static_cast<Field>(std::countr_zero(rest)));
    }

private:
    constexpr explicit Fields(std::uint64_t bits) : bits_(bits) {}
    static constexpr std::uint64_t bit(Field f) { return std::uint64_t{1} << index_of(f); }
    std::uint64_t bits_ = 0;
};
static_assert(count_of<Field> <= 64);

struct EventRule {
    EventType type;
    Fields required;
    Fields optional;
    constexpr Fields known() const { return required | optional; }
};

namespace detail {
using enum Field;
inline constexpr std::array event_rules = std::to_array<EventRule>({
    {EventType::request_received, {source}, {setting}},
    {EventType::became_responsible, {}, {reason}},
    {EventType::assessment_agreed, {}, {because}},
    {EventType::assessment_refused, {}, {reasons, sent_on}},
    {EventType::advice_requested, {adviser}, {body, setting, received_on}},
    {EventType::advice_received, {adviser}, {body}},
    {EventType::advice_dispensed, {adviser}, {body, reason}},
    {EventType::appointment_missed, {adviser}, {body}},
    {EventType::plan_refused, {}, {reasons, sent_on}},
    {EventType::draft_sent, {}, {because, served_on, setting}},
    {EventType::placement_consulted, {setting}, {}},
    {EventType::placement_replied, {setting, reply}, {}},
    {EventType::representations_received, {}, {}},
    {EventType::meeting_held, {}, {}},
    {EventType::plan_finalised, {}, {family_on, setting_on, commissioner_on, sent_on}},
    {EventType::withdrawn, {}, {}},
    {EventType::moved_away, {}, {}},
    {EventType::died, {}, {}},
    {EventType::plan_transferred_in, {made_on}, {last_reviewed_on, from_authority}},
    {EventType::transfer_family_informed, {will_assess, review_on}, {}},
    {EventType::cessation_considered, {}, {}},
    {EventType::cessation_decided, {}, {sent_on}},
    {EventType::cessation_withdrawn, {}, {}},
    {EventType::plan_ceased, {cease_reason}, {}},
    {EventType::family_moving, {move_on, became_aware_on}, {}},
    {EventType::plan_transferred_out, {}, {}},
    {EventType::review_called, {meeting_on}, {invited_on}},
    {EventType::review_papers_sent, {}, {}},
    {EventType::review_meeting_held, {}, {}},
    {EventType::review_report_sent, {}, {}},
    {EventType::review_decided, {decision}, {amendments_enclosed, sent_on}},
    {EventType::amendments_sent, {}, {served_on}},
    {EventType::amendment_proposed, {}, {served_on}},
    {EventType::amended_plan_finalised, {}, {names_next_setting, sent_on}},
    {EventType::amendment_dropped, {}, {sent_on}},
    {EventType::phase_transfer_planned, {transfer_on, transfer_kind}, {}},
    {EventType::phase_transfer_completed, {}, {}},
    {EventType::reassessment_requested, {by}, {}},
    {EventType::reassessment_refused, {}, {sent_on}},
    {EventType::reassessment_agreed, {}, {own_motion}},
    {EventType::reassessed_plan_finalised, {}, {sent_on}},
    {EventType::mediation_requested, {issues}, {about}},
    {EventType::mediation_declined, {}, {about}},
    {EventType::mediation_cannot_be_arranged, {}, {about}},
    {EventType::mediation_held, {}, {about}},
    {EventType::certificate_issued, {}, {about}},
    {EventType::mediation_agreed, {issue}, {order_kind, agreed_date, about}},
    {EventType::agreement_kept, {}, {about}},
    {EventType::appeal_registered, {received_on}, {about}},
    {EventType::response_filed, {}, {about}},
    {EventType::appeal_conceded, {}, {order_kind, about}},
    {EventType::order_made, {order_kind}, {directed_on, about}},
    {EventType::appeal_withdrawn, {}, {about}},
    {EventType::recommendation_made, {}, {about}},
    {EventType::recommendation_answered, {}, {about}},
    {EventType::exemption_recorded, {clock, limb, from, reason}, {adviser, to, setting, evidence, family_told_on}},
    {EventType::exemption_ended, {clock, limb}, {}},
    {EventType::note, {text}, {}},
    {EventType::corrected, {event, replacement, reason}, {}},
});
static_assert(event_rules.size() == count_of<EventType>);
}  // namespace detail

/// The row of an event; the rows stand in the order of the enumeration, which is asserted.
constexpr const EventRule& rule_of(EventType type) { return detail::event_rules[index_of(type)]; }
static_assert(std::ranges::all_of(all<EventType>(), [](EventType t) { return rule_of(t).type == t; }));

/// Dates of completed acts: none may lie after the day of the calculation (decision 8, decision 41). `served_on`, a
/// meeting, a move and the like may. `received_on` is one when it dates the registration of an appeal.
constexpr bool is_completed_act(EventType type, Field field) {
    switch (field) {
        case Field::sent_on:
        case Field::family_on:
        case Field::setting_on:
        case Field::commissioner_on:
        case Field::invited_on:
        case Field::family_told_on:
        case Field::became_aware_on:
        case Field::made_on:
        case Field::last_reviewed_on: return true;
        case Field::received_on: return type == EventType::appeal_registered;
        default: return false;
    }
}

/// Decisions against which the family may appeal; each opens a dispute (a review's only if it maintains or ceases).
inline constexpr std::array appealable_decisions = {
    EventType::assessment_refused,     EventType::plan_refused,         EventType::plan_finalised,
    EventType::review_decided,         EventType::amended_plan_finalised, EventType::amendment_dropped,
    EventType::reassessment_refused,   EventType::reassessed_plan_finalised, EventType::cessation_decided};
constexpr bool is_appealable(EventType type) { return std::ranges::find(appealable_decisions, type) != appealable_decisions.end(); }

}  // namespace ehcp
