#include "core/exchange/sen2/starting_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ehcp::exchange::sen2 {
namespace {

std::optional<Day> day_of(const Element* element, Item item) {
    return element ? day_from(element->of(item)) : std::nullopt;
}
bool is(const Element* element, Item item, std::string_view value) { return element && element->of(item) == value; }
int number_of(std::string_view text, int otherwise) {
    int number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Source source_of(std::string_view code) {
    constexpr std::array sources = {Source::parent, Source::school, Source::health, Source::social_care};
    const auto number = static_cast<std::size_t>(number_of(code, 0));
    return number >= 1 && number <= sources.size() ? sources[number - 1] : Source::other;
}

store::Placement placement_in(const Element& element) {
    const auto maybe = [&](Item item) { return element.has(item) ? std::optional{element.of(item) == "1"} : std::nullopt; };
    return {.part = element.module == Module::plan_detail ? PlacementPart::named : PlacementPart::attended,
            .rank = number_of(element.of(Item::placement_rank), 1),
            .urn = std::string(element.of(Item::urn)),
            .ukprn = std::string(element.of(Item::ukprn)),
            .setting_type = std::string(element.of(Item::sen_setting)),
            .setting_other = std::string(element.of(Item::sen_setting_other)),
            .sen_unit = maybe(Item::sen_unit),
            .resourced = maybe(Item::resourced),
            .entered_on = day_of(&element, Item::entry_date),
            .left_on = day_of(&element, Item::leaving_date),
            .residential = std::string(element.of(Item::res)),
            .work_based = std::string(element.of(Item::wbp))};
}

/// The events of one request, one step after the other: no day before the one before it.
class Starting {
public:
    Starting(const Element& request, const Layout& layout, Arena& texts, StartingCase& made)
        : request_(request),
          assessment_(request.child(Module::assessment)),
          plan_(assessment_ ? assessment_->child(Module::named_plan) : nullptr),
          active_(request.child(Module::active_plans)),
          layout_(layout),
          texts_(texts),
          made_(made) {}

    void tell() {
        received_ = latest_ = day_of(&request_, Item::received_date).value_or(layout_.census_on);
        if (active_ && active_->has(Item::transfer_la)) {
            Event arrived(EventType::plan_transferred_in, received_);
            arrived.set(Field::made_on, std::min(day_of(plan_, Item::start_date).value_or(received_), received_));
            arrived.set(Field::from_authority, texts_.keep(active_->of(Item::transfer_la)));
            add(arrived);
            plan_from_ = received_;
        } else {
            add(Event(EventType::request_received, received_).set(source_of(request_.of(Item::request_source))));
            decide();
        }
        if (plan_from_) in_force();
        made_.has_plan = plan_from_.has_value();
    }

private:
    void add(const Event& event) {
        made_.events.push_back(event);
        latest_ = std::max(latest_, event.on);
    }
    /// A day that the return does not give; kept between the step before and the last that it can have been.
    Day assumed(Day day, std::string_view of_what) {
        made_.assumed += fmt::format("{}{}", made_.assumed.empty() ? "" : ", ", of_what);
        return std::max(day, latest_);
    }
    Day before_the_year() const { return layout_.first_day() - days{1}; }

    void decide() {
        const auto outcome = request_.of(Item::request_outcome);
        const auto on = day_of(&request_, Item::request_outcome_date);
        if (outcome == "A") return;
        if (outcome == "W") return add({EventType::withdrawn, assumed(layout_.last_day(), "the end of the request")});
        if (outcome == "N") {
            add({EventType::assessment_refused, on ? *on : assumed(layout_.last_day(), "the refusal to assess")});
            if (!assessment_) return;
            const auto because = is(&request_, Item::request_tribunal, "1")    ? Because::order
                                 : is(&request_, Item::request_mediation, "1") ? Because::mediation
                                                                               : Because::reconsidered;
            add(Event(EventType::assessment_agreed, assumed(latest_, "the later decision to assess")).set(because));
            return issue();
        }
        if (outcome == "H" && !assessment_) {
            return add({EventType::assessment_refused, assumed(std::min(received_ + days{1}, before_the_year()), "the refusal to assess")});
        }
        // No later than what followed, and in an earlier year where the return says so.
        auto agreed = on ? *on : std::min(first_known_day(), before_the_year());
        add({EventType::assessment_agreed, on ? agreed : assumed(agreed, "the decision to assess")});
        issue();
    }

    /// Of what came after the decision to assess.
    Day first_known_day() const {
        auto first = layout_.census_on;
        for (const auto day : {day_of(assessment_, Item::assessment_outcome_date), day_of(plan_, Item::start_date), day_of(active_, Item::review_meeting)}) {
            if (day) first = std::min(first, *day);
        }
        return first;
    }

    void issue() {
        if (!assessment_) return;
        const auto outcome = assessment_->of(Item::assessment_outcome);
        const auto on = day_of(assessment_, Item::assessment_outcome_date);
        if (outcome == "A") return;
        if (outcome == "W") return add({EventType::withdrawn, assumed(layout_.last_day(), "the end of the assessment")});
        const bool is_refused = outcome == "N" || (outcome == "H" && !plan_);
        if (is_refused) {
            add({EventType::plan_refused, on ? *on : assumed(before_the_year(), "the refusal of a plan")});
            if (!plan_) return;
        }
        const auto start = day_of(plan_, Item::start_date);
        const auto historical = std::min({start.value_or(before_the_year()), before_the_year(), first_known_day()});
        const auto issued = !plan_ ? std::nullopt : outcome == "Y" && on ? on : is_refused ? start : std::optional(std::max(historical, latest_));
        Event draft(EventType::draft_sent, assumed(issued ? std::max(latest_, *issued - days{fewest_days_for_views}) : latest_, "the draft plan"));
        if (is_refused) draft.set(Because::reconsidered);
        add(draft);
        if (!issued) return;
        if (outcome == "H") assumed(*issued, "the first plan");
        plan_from_ = *issued;
        add({EventType::plan_finalised, *issued});
    }

    void in_force() {
        const auto start = day_of(plan_, Item::start_date);
        const auto met = day_of(active_, Item::review_meeting);
        if (met && *met >= *plan_from_) review(*met, start);
        const auto ceased = day_of(plan_, Item::cease_date);
        if (!ceased || *ceased < *plan_from_) return;
        const auto reason = number_of(plan_->of(Item::cease_reason), last_cease_reason);
        constexpr int to_another_authority = 5, deceased = 8;
        if (reason == to_another_authority)
            add({EventType::plan_transferred_out, *ceased});
        else if (reason == deceased)
            add({EventType::died, *ceased});
        else
            add(Event(EventType::plan_ceased, *ceased).set_raw(Field::cease_reason, static_cast<std::uint8_t>(reason)));
    }

    void review(Day met, std::optional<Day> start) {
        made_.has_review = true;
        const auto called = std::max(*plan_from_, met - days{fewest_days_of_notice});
        add(Event(EventType::review_called, assumed_review(called)).set(Field::meeting_on, met));
        add({EventType::review_meeting_held, met});
        const auto decided = day_of(active_, Item::last_review);
        const auto outcome = active_->of(Item::review_outcome);
        if (!decided || outcome.empty() || *decided < met) return;
        const auto decision = outcome == "A" ? Decision::amend : outcome == "C" ? Decision::cease : Decision::maintain;
        const auto sent = day_of(active_, Item::review_draft);
        Event event(EventType::review_decided, *decided);
        event.set(decision);
        if (decision == Decision::amend && sent == decided) event.set_raw(Field::amendments_enclosed, 1);
        add(event);
        if (decision != Decision::amend) return;
        if (sent && *sent > *decided) add({EventType::amendments_sent, *sent});
        if (start && *start > *decided && sent && *start >= *sent) add({EventType::amended_plan_finalised, *start});
    }
    Day assumed_review(Day called) {
        made_.assumed += fmt::format("{}the call to the review", made_.assumed.empty() ? "" : ", ");
        return called;
    }

    static constexpr int fewest_days_for_views = 15;
    static constexpr int fewest_days_of_notice = 14;

    const Element& request_;
    const Element* assessment_;
    const Element* plan_;
    const Element* active_;
    const Layout& layout_;
    Arena& texts_;
    StartingCase& made_;
    Day received_{}, latest_{};
    std::optional<Day> plan_from_;
};

void take_facts(const Element& request, StartingCase& made) {
    auto& facts = made.facts;
    facts.details.youth_accommodation = is(&request, Item::rya, "1");
    facts.details.exported_to = request.of(Item::exported);
    const auto* const assessment = request.child(Module::assessment);
    if (const auto* const plan = assessment ? assessment->child(Module::named_plan) : nullptr) {
        facts.details.residential = plan->of(Item::plan_res);
        facts.details.work_based = plan->of(Item::plan_wbp);
        facts.details.personal_budget = is(plan, Item::pb, "1");
        facts.details.organised_arrangements = plan->of(Item::oa);
        facts.details.direct_payments = plan->of(Item::dp);
        for (const auto& each : plan->children) facts.placements.push_back(placement_in(each));
    }
    if (const auto* const active = request.child(Module::active_plans)) {
        for (const auto& each : active->children) {
            if (each.module == Module::placement_detail)
                facts.placements.push_back(placement_in(each));
            else
                facts.needs.push_back({number_of(each.of(Item::sen_type_rank), 1), std::string(each.of(Item::sen_type))});
        }
    }
    for (const auto& placement : facts.placements) {
        if (placement.part == PlacementPart::attended && placement.rank == 1 && !placement.left_on) made.setting = placement.urn;
    }
    for (const auto& need : facts.needs) {
        if (need.rank == 1) made.primary_need = need.code;
    }
}

}  // namespace

store::Person person_in(const Element& person) {
    return {.id = {},
            .surname = std::string(person.of(Item::surname)),
            .forename = std::string(person.of(Item::forename)),
            .date_of_birth = day_from(person.of(Item::birth_date)).value_or(Day{}),
            .sex = std::string(person.of(Item::sex)),
            .ethnicity = std::string(person.of(Item::ethnicity)),
            .upn = std::string(person.of(Item::upn)),
            .uln = std::string(person.of(Item::uln)),
            .postcode = std::string(person.of(Item::postcode))};
}

StartingCase starting_case(const Element& request, const Layout& layout, Arena& texts) {
    StartingCase made;
    take_facts(request, made);
    Starting(request, layout, texts, made).tell();
    return made;
}

}  // namespace ehcp::exchange::sen2
