#include "core/casework/letter_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/engine/reckoning.hpp"
#include "core/law/law.hpp"

namespace ehcp::casework {
namespace {

// The clock that the event started: its last day is in the letter.
const ClockRun* clock_from(const LetterMatter& matter, ClockId id) {
    for (const auto& clock : matter.opened.view.clocks) {
        if (clock.rule->id == id && clock.event == matter.event) return &clock;
    }
    return nullptr;
}

std::string last_day(const LetterMatter& matter, ClockId id) {
    const auto* const clock = clock_from(matter, id);
    return clock && clock->due_on ? long_text_of(*clock->due_on) : "[date]";
}

std::string said(const LetterMatter& matter, Field field, std::string_view blank) {
    const auto text = matter.because.text(field);
    return text.empty() ? fmt::format("[{}]", blank) : std::string(text);
}

std::string nothing_more(const LetterMatter&) { return {}; }

std::string views(const LetterMatter&) {
    return "You have the right to tell us your views, orally or in writing, and to send us any evidence that you think "
           "matters. Please do so by [date], so that we can take it into account when we decide.";
}

std::string who_is_asked(const LetterMatter& matter) {
    std::string list;
    for (const auto& clock : matter.opened.view.clocks) {
        const auto adviser = clock.adviser();
        if (!adviser) continue;
        std::string name(token(*adviser));
        std::ranges::replace(name, '_', ' ');
        if (list.find("- " + name + "\n") == std::string::npos) list += fmt::format("- {}\n", name);
    }
    if (list.empty()) list = "- [each person or body that will be asked]\n";
    return "We will ask these for advice:\n" + list;
}

std::string reasons(const LetterMatter& matter) {
    const auto field = matter.because.has(Field::reasons) ? Field::reasons : Field::reason;
    return "Our reasons: " + said(matter, field, "the reasons for the decision");
}

std::string right_of_appeal(const LetterMatter&) {
    return "You have the right to appeal against this decision to the First-tier Tribunal (Special Educational Needs "
           "and Disability).";
}

std::string time_limits(const LetterMatter& matter) {
    return fmt::format(
        "Time limits: to go to mediation or to ask for a certificate, contact the mediation adviser by {}. An appeal "
        "must reach the Tribunal by {}, or within {} of the date of the mediation certificate if that is later.",
        last_day(matter, ClockId::mediation_contact), last_day(matter, ClockId::appeal),
        length_of(law::appeal_after_certificate));
}

std::string right_to_mediation(const LetterMatter&) {
    return "You have the right to ask for mediation with us about this decision.";
}

std::string certificate(const LetterMatter&) {
    return "Before you appeal you need a certificate from a mediation adviser, whether or not you choose mediation. "
           "You "
           "need none if your appeal is only about the school or other setting named in the plan.";
}

std::string mediation_adviser(const LetterMatter&) {
    return "The mediation adviser is [name, telephone, e-mail and address].";
}

std::string tell_us(const LetterMatter&) {
    return "If you wish to go to mediation, please tell us so, what it is to be about and, if it is about health care "
           "provision, what provision you seek.";
}

std::string our_contact(const LetterMatter&) {
    return "To reach us: [name, telephone, e-mail and address at the authority].";
}

std::string disagreements(const LetterMatter&) {
    return "You may also use the arrangements for resolving disagreements: [provider and how to reach it].";
}

std::string support(const LetterMatter&) {
    return "Information, advice and support is available from [the local SENDIASS and how to reach it].";
}

std::string the_draft(const LetterMatter&) {
    return "The draft plan is enclosed. It names no school or other setting yet.";
}

std::string representations(const LetterMatter&) {
    return "You have the right to tell us what you think of the draft, to ask for a particular school or other setting "
           "to "
           "be named in the plan, and to ask for a meeting with us about it.";
}

std::string time_for_views(const LetterMatter& matter) {
    const auto window =
        matter.because.type == EventType::draft_sent ? ClockId::draft_window : ClockId::amendment_window;
    const auto rule = std::ranges::find(law::clocks, window, &ClockRule::id);
    return fmt::format("You have at least {} for this: until the end of {}.", length_of(rule->period), last_day(matter, window));
}

std::string about_settings(const LetterMatter&) {
    return "Information on schools and other settings is here: [the Local Offer and where to find it].";
}

std::string the_plan(const LetterMatter&) { return "The final plan is enclosed."; }
std::string plan_copy(const LetterMatter&) { return "A copy of the plan is enclosed."; }

std::string amendments(const LetterMatter&) {
    return "The amendments that we propose are enclosed, with the evidence that supports them.";
}

std::string ask_for_setting(const LetterMatter&) {
    return "You have the right to ask for a particular school or other setting to be named in the plan.";
}

std::string meeting(const LetterMatter&) { return "You may ask for a meeting with us about the amendments."; }

std::string will_assess(const LetterMatter& matter) {
    return matter.because.yes(Field::will_assess) ? "We will carry out an EHC needs assessment."
                                                  : "We do not plan to carry out an EHC needs assessment.";
}

std::string will_review(const LetterMatter& matter) {
    const auto on = matter.because.date(Field::review_on);
    return fmt::format("We will review the plan by {}.", on ? long_text_of(*on) : "[date]");
}

std::string which_limb(const LetterMatter& matter) {
    const auto limb = matter.because.word<Limb>();
    if (!limb) return "The exception is [which].";
    return fmt::format("The law makes an exception where {} ({}).", rule_of(*limb).event, rule_of(*limb).provision);
}

std::string why_impractical(const LetterMatter& matter) {
    return "This made it impractical to keep the time limit because: " + said(matter, Field::reason, "why");
}

std::string new_date(const LetterMatter&) { return "We now expect to have done this by [date]."; }

struct Wording {
    std::string_view item;
    std::string (*words)(const LetterMatter&);
};
constexpr std::array wordings = std::to_array<Wording>({
    {"that an assessment is being considered", nothing_more},
    {"the right to give views, orally or in writing, and to submit evidence", views},
    {"the decision", nothing_more},
    {"who will be asked for advice", who_is_asked},
    {"reasons", reasons},
    {"right of appeal", right_of_appeal},
    {"time limits", time_limits},
    {"the right to request mediation", right_to_mediation},
    {"that an appeal needs a certificate unless it is only about the setting named", certificate},
    {"the mediation adviser's contact details", mediation_adviser},
    {"the time limits", nothing_more},
    {"that the family must tell the authority if it wishes to mediate, about what, and what health provision it seeks",
     tell_us},
    {"the authority's contact", our_contact},
    {"disagreement resolution", disagreements},
    {"information, advice and support (SENDIASS)", support},
    {"SENDIASS", support},
    {"the draft without a placement", the_draft},
    {"right to make representations, to ask for a setting and for a meeting", representations},
    {"at least 15 days", time_for_views},
    {"where to find information on settings", about_settings},
    {"the plan", the_plan},
    {"copy of the plan", plan_copy},
    {"the proposed amendments and the evidence", amendments},
    {"right to ask for a setting", ask_for_setting},
    {"a meeting", meeting},
    {"that the plan has been transferred", nothing_more},
    {"whether an assessment will be made", will_assess},
    {"when the plan will be reviewed", will_review},
    {"which limb", which_limb},
    {"why compliance is impractical", why_impractical},
    {"the new expected date", new_date},
});

const Wording* wording_of(std::string_view item) {
    const auto found = std::ranges::find(wordings, item, &Wording::item);
    return found == wordings.end() ? nullptr : &*found;
}

}  // namespace

std::string subject_of(EventType type) {
    switch (type) {
        case EventType::request_received:
            return "Request for an EHC needs assessment";
        case EventType::assessment_agreed:
        case EventType::assessment_refused:
            return "EHC needs assessment: our decision";
        case EventType::plan_refused:
            return "EHC plan: our decision";
        case EventType::draft_sent:
            return "Draft EHC plan";
        case EventType::plan_finalised:
            return "Final EHC plan";
        case EventType::amended_plan_finalised:
            return "Amended EHC plan";
        case EventType::reassessed_plan_finalised:
            return "EHC plan after re-assessment";
        case EventType::review_decided:
            return "Review of the EHC plan: our decision";
        case EventType::amendment_proposed:
            return "Proposed amendment of the EHC plan";
        case EventType::amendment_dropped:
            return "EHC plan: no amendment";
        case EventType::reassessment_refused:
            return "Re-assessment: our decision";
        case EventType::cessation_decided:
            return "EHC plan: our decision to cease to maintain it";
        case EventType::transfer_family_informed:
            return "EHC plan transferred to us";
        case EventType::exemption_recorded:
            return "Exception to a time limit";
        default:
            return "EHC needs assessment and plan";
    }
}

std::string opening_of(const LetterMatter& matter) {
    const auto on = long_text_of(matter.because.on);
    const auto& child = matter.child;
    switch (matter.because.type) {
        case EventType::request_received:
            return fmt::format(
                "On {} we received a request for an EHC needs assessment of {}. We are considering whether "
                "an assessment is necessary, and will tell you what we decide by {}.",
                on, child, last_day(matter, ClockId::decide_to_assess));
        case EventType::assessment_agreed:
            return fmt::format("On {} we decided to carry out an EHC needs assessment of {}.", on, child);
        case EventType::assessment_refused:
            return fmt::format("On {} we decided not to carry out an EHC needs assessment of {}.", on, child);
        case EventType::plan_refused:
            return fmt::format("We have assessed the needs of {}. On {} we decided that an EHC plan is not necessary.",
                               child, on);
        case EventType::draft_sent:
            return fmt::format("We have decided to make an EHC plan for {}.", child);
        case EventType::plan_finalised:
            return fmt::format("On {} we finalised the EHC plan of {}.", on, child);
        case EventType::amended_plan_finalised:
            return fmt::format("On {} we finalised the amended EHC plan of {}.", on, child);
        case EventType::reassessed_plan_finalised:
            return fmt::format("We have re-assessed the needs of {} and on {} finalised the plan.", child, on);
        case EventType::review_decided:
            return matter.because.is(Decision::amend)
                       ? fmt::format("Following the review of the EHC plan of {}, we propose to amend it.", child)
                       : fmt::format(
                             "Following the review of the EHC plan of {}, we decided on {} to maintain it as it is.",
                             child, on);
        case EventType::amendment_proposed:
            return fmt::format("We propose to amend the EHC plan of {}.", child);
        case EventType::amendment_dropped:
            return fmt::format("On {} we decided not to amend the EHC plan of {}.", on, child);
        case EventType::reassessment_refused:
            return fmt::format("On {} we decided not to re-assess the needs of {}.", on, child);
        case EventType::cessation_decided:
            return fmt::format("On {} we decided to cease to maintain the EHC plan of {}.", on, child);
        case EventType::transfer_family_informed:
            return fmt::format("The EHC plan of {} has been transferred to us.", child);
        case EventType::exemption_recorded:
            return fmt::format(
                "We have not been able to keep a time limit in the EHC process of {}, and rely on an "
                "exception that the law makes.",
                child);
        default:
            return {};
    }
}

std::string words_for(std::string_view item, const LetterMatter& matter) {
    const auto* const wording = wording_of(item);
    return wording ? wording->words(matter) : fmt::format("[{}]", item);
}

bool has_words_for(std::string_view item) { return wording_of(item) != nullptr; }

}  // namespace ehcp::casework
