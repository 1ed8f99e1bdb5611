#include "service/web/help/sentences.hpp"

#include <fmt/format.h>

#include "core/engine/reckoning.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

// In the order of the enumeration, which the sizes keep honest.
constexpr auto conditions = std::to_array<std::string_view>({
    "",
    "for a reason that is given",
    "to maintain the plan",
    "to amend the plan",
    "to cease the plan",
    "to maintain or to cease the plan",
    "with the proposed amendments enclosed",
    "without the proposed amendments",
    "in which a setting is named",
    "on another issue, or with a date agreed",
    "of which the family has not been told",
    "that requires an assessment",
    "that requires a plan to be made",
    "that requires the decision to be taken again",
    "that requires the plan to be amended",
    "that requires a setting to be named",
    "that requires the plan to go on",
    "while no assessment is under way",
    "while no plan is in force",
    "while a plan is in force",
    "while a plan is in force and no review is being prepared",
    "while a plan is in force and no re-assessment is under way",
    "of the authority’s own motion, or as ordered",
    "while an ordered reconsideration is awaited",
    "while an ordered amendment is awaited",
    "after an agreement was reached",
    "while a recommendation waits for an answer",
    "where the decision was appealed",
    "after the authority has filed its response",
    "where the authority took its refusal back itself",
    "where the refusal was conceded after the response",
    "about this assessment",
    "less than six months after the last assessment",
    "while advice that the law requires is missing",
    "while the family’s 15 days still run",
    "while the decision to cease may still be appealed",
});
static_assert(conditions.size() == count_of<When>);

std::string_view date_words(DateOf date) {
    switch (date) {
        case DateOf::on:
            return {};
        case DateOf::served:
            return "from the day on which the family had it";
        case DateOf::received:
            return "from the day on which the adviser had the request";
        case DateOf::notice:
            return "from the day on which the notice was sent";
        case DateOf::last_copy:
            return "once the family, the setting and the commissioning body have all been sent it";
        case DateOf::invited:
            return "on the day on which the invitations went out";
        case DateOf::meeting:
            return "counted back from the day of the meeting";
        case DateOf::aware:
            return "from the day on which the authority learnt of it";
    }
    return {};
}

std::string counted(const ClockRule& rule) {
    const auto count = length_of(rule.period);
    switch (rule.counting.value) {
        case Counting::excl:
            return count + "; the day that starts it is not counted";
        case Counting::incl:
            return count + "; the day that starts it is the first";
        case Counting::before:
            return fmt::format("at least {} before; that day is not counted", count);
    }
    return {};
}

}  // namespace

std::string_view condition_of(When when) { return conditions[index_of(when)]; }

std::string said(const Cause& cause) {
    auto words = label_of(cause.event);
    if (const auto condition = condition_of(cause.when); !condition.empty()) words += fmt::format(", {}", condition);
    if (const auto date = date_words(cause.date); !date.empty()) words += fmt::format(", {}", date);
    return words;
}

std::string length_of(const ClockRule& rule) {
    std::string words;
    switch (rule.method) {
        case Method::counted:
            words = counted(rule);
            break;
        case Method::appeal:
            words =
                "the later of two months from the day on which the notice was sent and one month from the day on which "
                "the mediation "
                "certificate was issued";
            break;
        case Method::phase_transfer:
            words =
                "before 15 February of the calendar year of the transfer; from secondary school to a post-16 "
                "institution, before 31 "
                "March; between post-16 institutions, at least five months before the transfer";
            break;
        case Method::notice_of_move:
            words =
                "by the day of the move, if the authority learnt of it at least 15 working days before; otherwise 15 "
                "working days, of "
                "which the day on which it learnt of it is the first";
            break;
        case Method::review_after_transfer:
            words =
                "the later of 12 months from the last review (or from the making of the plan) and 3 months from the "
                "transfer; the "
                "first day counts";
            break;
        case Method::agreement:
            words = counted(rule) + ", unless another date was agreed in writing";
            break;
    }
    if (rule.calendar.value == Days::tribunal_days) words += "; August and 25 December to 1 January are left out";
    if (rule.roll.value == Roll::rule_12)
        words +=
            ". A last day in August, from 25 December to 1 January, or not on a working day moves to the next working "
            "day after it";
    if (rule.directed) words += ". A date that the Tribunal directs, or that was agreed, stands in its place";
    return words;
}

std::string_view meaning_of(const ClockRule& rule) {
    if (rule.bearer == Bearer::family && rule.kind == ClockKind::limit)
        return "A right of the family, with a time in which to use it. When the time has passed, nobody is late.";
    switch (rule.kind) {
        case ClockKind::limit:
            return "A limit that the law sets. It is late from the day after its last day.";
        case ClockKind::window:
            return "A time that the family must be given. What comes next must not happen before it is over.";
        case ClockKind::target:
            return "A target from guidance, or the authority’s own. Missing it is not a breach of the law, and no "
                   "figure counts it as one.";
    }
    return {};
}

std::string source_of(std::string_view provision, Confidence confidence) {
    return fmt::format("{} ({})", provision, label_of(confidence));
}

std::string_view meaning_of(ClockStatus status) {
    switch (status) {
        case ClockStatus::running:
            return "The time runs, and its last day is not over.";
        case ClockStatus::overdue:
            return "The last day is over, and it has not been done. On the last day itself it is still in time.";
        case ClockStatus::met:
            return "Done on or before the last day.";
        case ClockStatus::late:
            return "Done, after the last day.";
        case ClockStatus::stopped:
            return "It need not be done any more: something else has happened in its place.";
        case ClockStatus::open:
            return "A time that the family is given, and that runs.";
        case ClockStatus::elapsed:
            return "A time that the family was given, and that is over. Nobody is late.";
    }
    return {};
}

std::string_view meaning_of(Confidence confidence) {
    switch (confidence) {
        case Confidence::V:
            return "We read the text of the law itself.";
        case Confidence::V2:
            return "We know it from others who cite the law, and have not read the text itself.";
        case Confidence::INF:
            return "We infer it from what the law says elsewhere.";
        case Confidence::M:
            return "We have it from memory. Check it before you rely on it.";
    }
    return {};
}

}  // namespace ehcp::web
