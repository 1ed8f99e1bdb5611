#include "core/casework/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/law/law.hpp"

namespace ehcp::casework {

namespace {

// In the order of the enumeration, which the sizes keep honest.
constexpr auto clocks = std::to_array<std::string_view>({
    "Decide whether to assess",
    "Give advice for the assessment",
    "Tell the family if no plan will be issued",
    "Send the draft plan (our target)",
    "Family's time to answer the draft plan",
    "Setting's answer about a place",
    "Issue the final plan",
    "Review the plan",
    "Invite to the review meeting",
    "Send the papers for the review meeting",
    "Send the report of the review meeting",
    "Decide after the review",
    "Family's time to answer the amendments",
    "Issue the amended plan",
    "Finish the review, counted from its meeting",
    "Amend the plan for the next phase of education",
    "Decide whether to re-assess",
    "Issue the plan after re-assessment",
    "Transfer the plan to the new authority",
    "Tell the family what will happen to the transferred plan",
    "Review the transferred plan",
    "Family's time to ask about mediation",
    "Issue the mediation certificate",
    "Arrange mediation",
    "Do what mediation agreed",
    "Family's time to appeal",
    "Respond to the appeal",
    "Tell the family of the assessment that was ordered",
    "Tell the family if no plan will follow the order",
    "Issue the plan that was ordered",
    "Send the draft plan that was ordered",
    "Reconsider as ordered",
    "Amend the plan as ordered",
    "Name the setting as ordered",
    "Answer the Tribunal's recommendation",
});
static_assert(clocks.size() == count_of<ClockId>);

struct Override {
    std::string_view token, label;
};
constexpr auto overrides = std::to_array<Override>({
    // states
    {"none", "Not begun"},
    {"requested", "Request received, decision awaited"},
    {"refused_to_assess", "Assessment refused"},
    {"assessing", "Assessment under way"},
    {"refused_to_issue", "No plan to be issued"},
    {"draft", "Draft plan with the family"},
    {"finalised", "Final plan issued"},
    {"maintained", "Plan in force"},
    {"cease_notified", "Family told that the plan is to cease"},
    {"met", "Review meeting held"},
    {"amending", "Plan being amended"},
    {"preparing", "Review being prepared"},
    {"reassessing", "Re-assessment under way"},
    {"open", "Right of appeal open"},
    {"mediating", "Mediation under way"},
    {"appealed", "Appeal registered"},
    {"opposed", "Appeal opposed"},
    // events
    {"became_responsible", "Authority became responsible"},
    {"assessment_agreed", "Decision to assess"},
    {"assessment_refused", "Decision not to assess"},
    {"advice_dispensed", "Advice not needed again"},
    {"plan_refused", "Decision not to issue a plan"},
    {"draft_sent", "Draft plan sent"},
    {"placement_consulted", "Setting consulted about a place"},
    {"placement_replied", "Setting answered about a place"},
    {"plan_finalised", "Final plan issued"},
    {"withdrawn", "Request withdrawn"},
    {"moved_away", "Family moved away"},
    {"died", "Child or young person died"},
    {"plan_transferred_in", "Plan transferred in from another authority"},
    {"transfer_family_informed", "Family told about the transferred plan"},
    {"cessation_considered", "Ceasing the plan considered"},
    {"cessation_decided", "Decision to cease the plan"},
    {"cessation_withdrawn", "Decision to cease taken back"},
    {"family_moving", "Family is moving away"},
    {"plan_transferred_out", "Plan transferred to another authority"},
    {"review_called", "Review meeting called"},
    {"amendments_sent", "Amendments sent to the family"},
    {"amendment_proposed", "Amendment proposed without a review"},
    {"amended_plan_finalised", "Amended plan issued"},
    {"amendment_dropped", "Decision not to amend"},
    {"reassessment_requested", "Re-assessment requested"},
    {"reassessment_refused", "Decision not to re-assess"},
    {"reassessment_agreed", "Decision to re-assess"},
    {"reassessed_plan_finalised", "Plan issued after re-assessment"},
    {"certificate_issued", "Mediation certificate issued"},
    {"mediation_agreed", "Agreement reached in mediation"},
    {"agreement_kept", "Agreement carried out"},
    {"response_filed", "Response to the appeal filed"},
    {"appeal_conceded", "Appeal conceded"},
    {"order_made", "Order of the Tribunal"},
    {"recommendation_made", "Recommendation of the Tribunal"},
    {"corrected", "Correction"},
    // advisers
    {"psychology", "Educational psychology"},
    {"preparing_for_adulthood", "Preparing for adulthood"},
    {"sensory", "Sensory (vision, hearing, both)"},
    // sources
    {"post_16", "Post-16 institution"},
    {"family", "The family"},
    {"phase_transfer", "Phase transfer"},
    {"reassessment", "Re-assessment"},
    // bearers
    {"authority", "The authority"},
    {"adviser", "The adviser"},
    {"setting", "The setting"},
    {"convenor", "Who convenes the review"},
    // roles
    {"senior_caseworker", "Senior caseworker"},
    // words
    {"can_meet", "Can meet the needs"},
    {"cannot_meet", "Cannot meet the needs"},
    {"order", "An order of the Tribunal"},
    {"unopposed", "An appeal that was not opposed"},
    {"mediation", "An agreement in mediation"},
    {"reconsidered", "The decision was reconsidered"},
});

constexpr std::string_view field_label(Field field) {
    switch (field) {
        case Field::sent_on: return "Date the notice was sent";
        case Field::received_on: return "Date received";
        case Field::served_on: return "Date the family had it";
        case Field::family_on: return "Date sent to the family";
        case Field::setting_on: return "Date sent to the setting";
        case Field::commissioner_on: return "Date sent to the commissioning body";
        case Field::meeting_on: return "Date of the meeting";
        case Field::invited_on: return "Date the invitations were sent";
        case Field::from: return "From";
        case Field::to: return "To";
        case Field::family_told_on: return "Date the family was told";
        case Field::made_on: return "Date the plan was made";
        case Field::last_reviewed_on: return "Date of the last review";
        case Field::review_on: return "Date by which it will be reviewed";
        case Field::move_on: return "Date of the move";
        case Field::became_aware_on: return "Date we learnt of the move";
        case Field::transfer_on: return "Date of the transfer to the next phase";
        case Field::agreed_date: return "Date agreed";
        case Field::directed_on: return "Date by which the Tribunal directs it";
        case Field::source: return "Who made the request";
        case Field::adviser: return "Kind of adviser";
        case Field::because: return "Because of";
        case Field::reply: return "Answer";
        case Field::decision: return "Decision";
        case Field::transfer_kind: return "Kind of transfer";
        case Field::by: return "Who asked";
        case Field::issues: return "What mediation is about";
        case Field::issue: return "What was agreed";
        case Field::order_kind: return "What must be done";
        case Field::about: return "Decision it is about";
        case Field::clock: return "Time limit";
        case Field::limb: return "Exemption";
        case Field::amendments_enclosed: return "The proposed amendments were enclosed";
        case Field::own_motion: return "Without a request, of our own motion";
        case Field::will_assess: return "We will assess";
        case Field::names_next_setting: return "The plan names the next setting";
        case Field::cease_reason: return "Reason for ceasing";
        case Field::setting: return "Setting (URN)";
        case Field::body: return "Name of the body or service";
        case Field::from_authority: return "Authority it comes from";
        case Field::reason: return "Reason";
        case Field::reasons: return "Reasons";
        case Field::evidence: return "Evidence";
        case Field::text: return "Note";
        case Field::event: return "Event";
        case Field::replacement: return "What stands in its place";
    }
    return {};
}

}  // namespace

std::string sentence_of(std::string_view token) {
    std::string text(token);
    std::ranges::replace(text, '_', ' ');
    std::ranges::replace(text, '-', ' ');
    return sentence_like(text);
}

std::string sentence_like(std::string_view message) {
    std::string text(message);
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

namespace {
std::string said(std::string_view token) {
    const auto found = std::ranges::find(overrides, token, &Override::token);
    return found == overrides.end() ? sentence_of(token) : std::string(found->label);
}
}  // namespace

std::string label_of(EventType type) { return said(token(type)); }
std::string label_of(State state) { return said(token(state)); }
std::string label_of(ProcedureKind kind) { return said(token(kind)); }
std::string label_of(ClockStatus status) { return status == ClockStatus::open ? "Open" : sentence_of(token(status)); }
std::string label_of(Source source) { return said(token(source)); }
std::string label_of(Adviser adviser) { return said(token(adviser)); }
std::string label_of(Bearer bearer) { return said(token(bearer)); }
std::string label_of(Field field) { return std::string(field_label(field)); }
std::string label_of_word(Field field, std::string_view word) {
    switch (field) {
        case Field::clock:
            if (const auto clock = from_hyphen_token<ClockId>(word)) return std::string(label_of(*clock));
            break;
        case Field::limb: return std::string(word);
        case Field::issues: return word == "mixed" ? "Education or social care, and health" : sentence_of(word);
        case Field::decision: return sentence_of(word) + " the plan";
        default: break;
    }
    return said(word);
}
std::string_view label_of(ClockId clock) { return clocks[index_of(clock)]; }

std::string_view label_of(Confidence confidence) {
    switch (confidence) {
        case Confidence::V: return "read in the law itself";
        case Confidence::V2: return "from secondary sources";
        case Confidence::INF: return "our inference from the law";
        case Confidence::M: return "from memory, to be checked";
    }
    return {};
}

std::string_view cease_reason_text(int reason) {
    static constexpr std::array<std::string_view, last_cease_reason> reasons = {
        "Reached the maximum age",
        "Needs met without a plan",
        "Moved on to higher education",
        "Moved on to paid employment, apprenticeships excluded",
        "Transferred to another authority in England",
        "Young person no longer wishes to take part",
        "Moved outside England",
        "Child or young person died",
        "Other",
    };
    return reasons.at(static_cast<std::size_t>(reason - first_cease_reason));
}

namespace {

std::string value_of(const Event& event, Field field) {
    if (is_date(field)) return long_text_of(*event.date(field));
    if (is_text(field)) return std::string(event.text(field));
    if (is_yes_or_no(field)) return event.yes(field) ? "Yes" : "No";
    const auto raw = event.raw_word(field);
    if (field == Field::cease_reason) return std::string(cease_reason_text(raw));
    if (field == Field::limb) return std::string(rule_of(static_cast<Limb>(raw)).event);
    return label_of_word(field, words_of(field)[raw]);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> details_of(const Event& event) {
    std::vector<std::pair<std::string, std::string>> details;
    event.present().each([&](Field field) {
        if (field == Field::event || field == Field::replacement) return;
        details.emplace_back(label_of(field), value_of(event, field));
    });
    return details;
}

std::string who_has(const ClockRun& clock) {
    std::string who;
    if (const auto adviser = clock.adviser()) who = label_of(*adviser);
    if (!clock.body().empty()) who += (who.empty() ? "" : ", ") + std::string(clock.body());
    if (!clock.setting().empty()) who += (who.empty() ? "setting " : ", setting ") + std::string(clock.setting());
    return who;
}

std::string how_it_stands(const ClockRun& clock, const Standing& standing, Day as_of) {
    switch (standing.status) {
        case ClockStatus::running:
        case ClockStatus::overdue:
        case ClockStatus::open: return clock.due_on ? distance_text(*clock.due_on, as_of) : std::string("no date yet");
        case ClockStatus::met: return clock.satisfied_on ? "done on " + long_text_of(*clock.satisfied_on) : std::string("done");
        case ClockStatus::late:
            return clock.satisfied_on ? fmt::format("done on {}, {} late", long_text_of(*clock.satisfied_on),
                                                    count_text(standing.days_late, "day", "days"))
                                      : std::string("done late");
        case ClockStatus::stopped:
            return standing.stopped_on ? "ended on " + long_text_of(*standing.stopped_on) : std::string("ended");
        case ClockStatus::elapsed: return "time is over";
    }
    return {};
}

std::string title_of(const ProcedureRun& run) {
    auto title = label_of(run.kind);
    if (run.kind == ProcedureKind::dispute && run.opened_by) title += ": " + label_of(run.opened_by->type);
    return title;
}

std::string weekday_text(Day day) {
    static constexpr std::array names = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    return fmt::format("{} {}", names[date::weekday(day).c_encoding()], long_text_of(day));
}

std::string date_or_dash(std::optional<Day> day) { return day ? long_text_of(*day) : std::string("–"); }

std::string time_text(const LegalZone& zone, Instant moment) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(zone.clock_time_of(moment)).count();
    return fmt::format("{}, {:02}:{:02}", long_text_of(zone.day_of(moment)), minutes / 60, minutes % 60);
}

std::string distance_text(Day due, Day today) {
    const auto days_left = static_cast<int>((due - today).count());
    if (days_left == 0) return "due today";
    if (days_left == 1) return "due tomorrow";
    if (days_left == -1) return "1 day late";
    return days_left > 0 ? fmt::format("{} days left", days_left) : fmt::format("{} days late", number_text(-days_left));
}

std::string number_text(std::int64_t n) {
    auto digits = std::to_string(n < 0 ? -n : n);
    for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
    return n < 0 ? "−" + digits : digits;
}

std::string count_text(std::int64_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", number_text(n), n == 1 ? one : many);
}

}  // namespace ehcp::casework
