#include "core/exchange/sen2/derive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ehcp::exchange::sen2 {
namespace {

/// A case as at the census day: what happened later is not looked at.
class Census {
public:
    Census(std::span<const Event* const> standing, const CaseView& view, const Layout& layout)
        : standing_(standing), view_(view), layout_(layout) {}

    Day on() const { return layout_.census_on; }
    bool is_by_now(std::optional<Day> day) const { return day && *day <= on(); }
    bool is_counted(std::optional<Day> day) const { return is_by_now(day) && *day >= layout_.first_day(); }
    const CaseView& view() const { return view_; }

    /// Calls see(event) for each that the procedure took by the census day, in order; until it says true.
    template <class See>
    const Event* first(int procedure, See see) const {
        for (std::size_t i = 0; i < standing_.size(); ++i) {
            const auto* const event = standing_[i];
            if (event && event->on <= on() && view_.taken_by[i] == procedure && see(*event)) return event;
        }
        return nullptr;
    }
    const Event* first_of(int procedure, std::initializer_list<EventType> types) const {
        return first(procedure, [&](const Event& event) { return std::ranges::find(types, event.type) != types.end(); });
    }
    /// The latest of those that happened in a span of days, whatever procedure took them.
    const Event* latest(Day from, Day to, std::initializer_list<EventType> types) const {
        const Event* latest = nullptr;
        for (const auto* const event : standing_) {
            if (!event || event->on < from || event->on > to || event->on > on()) continue;
            if (std::ranges::find(types, event->type) == types.end()) continue;
            if (!latest || event->on >= latest->on) latest = event;
        }
        return latest;
    }
    std::optional<Day> ended(int procedure) const {
        const auto end = ended_on(view_.procedures[static_cast<std::size_t>(procedure)], on());
        return is_by_now(end) ? end : std::nullopt;
    }
    const ProcedureRun& run(int procedure) const { return view_.procedures[static_cast<std::size_t>(procedure)]; }

private:
    std::span<const Event* const> standing_;
    const CaseView& view_;
    const Layout& layout_;
};

Day informed_on(const Event& decision) { return decision.date_or(Field::sent_on, decision.on); }

std::string_view source_code(Source source) {
    switch (source) {
        case Source::parent:
        case Source::young_person: return "1";
        case Source::school:
        case Source::post_16: return "2";
        case Source::health: return "3";
        case Source::social_care: return "4";
        case Source::other: break;
    }
    return "5";
}

/// Whether mediation was held, and an appeal registered, in the disputes about a decision.
struct Disputed {
    bool mediated = false, appealed = false;
};
template <class IsAbout>
Disputed disputes(const Census& census, IsAbout is_about) {
    Disputed disputed;
    const auto& procedures = census.view().procedures;
    for (int p = 0; p < static_cast<int>(procedures.size()); ++p) {
        const auto& run = procedures[static_cast<std::size_t>(p)];
        if (run.kind != ProcedureKind::dispute || !run.opened_by || !is_about(run)) continue;
        disputed.mediated |= census.first_of(p, {EventType::mediation_held}) != nullptr;
        disputed.appealed |= census.first_of(p, {EventType::appeal_registered}) != nullptr;
    }
    return disputed;
}
Disputed disputes_about(const Census& census, int procedure, EventType decision) {
    return disputes(census, [&](const ProcedureRun& run) { return run.origin == procedure && run.opened_by->type == decision; });
}
/// About anything but the decisions to assess and to issue, between two days.
Disputed other_disputes(const Census& census, Day from, std::optional<Day> to) {
    return disputes(census, [&](const ProcedureRun& run) {
        const auto type = run.opened_by->type;
        return type != EventType::assessment_refused && type != EventType::plan_refused && run.opened_on >= from &&
               (!to || run.opened_on <= *to);
    });
}

void add_setting(Element& into, const store::Placement& placement) {
    into.set(Item::urn, placement.urn);
    into.set(Item::ukprn, placement.ukprn);
    into.set(Item::sen_setting, placement.setting_type);
    into.set(Item::sen_setting_other, placement.setting_other);
    into.set(Item::placement_rank, std::to_string(placement.rank));
    if (placement.sen_unit) into.set(Item::sen_unit, flag(*placement.sen_unit));
    if (placement.resourced) into.set(Item::resourced, flag(*placement.resourced));
}

void set_day(Element& into, Item item, std::optional<Day> day) {
    if (day) into.set(item, text_of(*day));
}

/// A plan, and the days between which it was in force.
struct Plan {
    int procedure;
    Day from;
    std::optional<Day> ended;
    const Event* transferred_in = nullptr;
};

Element named_plan(const Census& census, const Plan& plan, const store::PlanFacts& facts) {
    Element named{.module = Module::named_plan};
    const auto* const made = census.latest(plan.from, plan.ended.value_or(census.on()),
        {EventType::plan_finalised, EventType::amended_plan_finalised, EventType::reassessed_plan_finalised});
    const Day start = made ? made->on : plan.transferred_in ? plan.transferred_in->date_or(Field::made_on, plan.from) : plan.from;
    named.set(Item::start_date, text_of(start));
    named.set(Item::plan_res, facts.details.residential);
    named.set(Item::plan_wbp, facts.details.work_based);
    named.set(Item::pb, flag(facts.details.personal_budget));
    named.set(Item::oa, facts.details.organised_arrangements);
    named.set(Item::dp, facts.details.direct_payments);
    if (plan.ended) {
        const bool has_left = census.run(plan.procedure).state == State::transferred_out;
        const auto* const ceased = census.latest(*plan.ended, *plan.ended, {EventType::plan_ceased, EventType::died});
        named.set(Item::cease_date, text_of(*plan.ended));
        named.set(Item::cease_reason, has_left || !ceased ? "5" : ceased->type == EventType::died ? "8" : std::to_string(ceased->raw_word(Field::cease_reason)));
    }
    for (const auto& placement : facts.placements) {
        if (placement.part == PlacementPart::named) add_setting(named.add(Module::plan_detail), placement);
    }
    return named;
}

/// The latest review that met, and what came of it.
void add_review(Element& active, const Census& census, const Plan& plan) {
    int latest = -1;
    const Event* meeting = nullptr;
    const auto& procedures = census.view().procedures;
    for (int p = 0; p < static_cast<int>(procedures.size()); ++p) {
        if (procedures[static_cast<std::size_t>(p)].kind != ProcedureKind::review) continue;
        const auto* const held = census.first_of(p, {EventType::review_meeting_held});
        if (held && held->on >= plan.from && (!meeting || held->on >= meeting->on)) meeting = held, latest = p;
    }
    if (!meeting) return;
    active.set(Item::review_meeting, text_of(meeting->on));
    const auto* const decided = census.first_of(latest, {EventType::review_decided});
    if (!decided) return;
    constexpr std::array<std::string_view, 3> outcomes = {"M", "A", "C"};  // in the order of Decision
    static_assert(index_of(Decision::maintain) == 0 && index_of(Decision::amend) == 1 && index_of(Decision::cease) == 2);
    active.set(Item::review_outcome, std::string(outcomes[index_of(*decided->word<Decision>())]));
    active.set(Item::last_review, text_of(informed_on(*decided)));
    const auto* const sent = census.first_of(latest, {EventType::amendments_sent});
    if (sent)
        active.set(Item::review_draft, text_of(sent->on));
    else if (decided->yes(Field::amendments_enclosed))
        active.set(Item::review_draft, text_of(informed_on(*decided)));
}

void add_phase_transfer(Element& active, const Census& census, const Plan& plan) {
    const ClockRun* latest = nullptr;
    for (const auto& clock : census.view().clocks) {
        if (clock.rule->id == ClockId::phase_transfer && clock.trigger->on >= plan.from && census.is_by_now(clock.trigger->on) &&
            (!latest || clock.trigger->on >= latest->trigger->on))
            latest = &clock;
    }
    if (!latest) return;
    set_day(active, Item::phase_transfer_due_date, latest->due_on);
    if (census.is_by_now(latest->satisfied_on)) set_day(active, Item::phase_transfer_final_date, latest->satisfied_on);
}

Element active_plan(const Census& census, const Plan& plan, const store::PlanFacts& facts, const Layout& layout) {
    Element active{.module = Module::active_plans};
    if (plan.transferred_in && census.is_counted(plan.from))
        active.set(Item::transfer_la, std::string(plan.transferred_in->text(Field::from_authority)));
    add_review(active, census, plan);
    add_phase_transfer(active, census, plan);
    for (const auto& placement : facts.placements) {
        const bool is_over = placement.left_on && *placement.left_on < layout.first_day();
        const bool is_to_come = placement.entered_on && *placement.entered_on > census.on();
        if (placement.part != PlacementPart::attended || is_over || is_to_come) continue;
        auto& detail = active.add(Module::placement_detail);
        add_setting(detail, placement);
        set_day(detail, Item::entry_date, placement.entered_on);
        set_day(detail, Item::leaving_date, placement.left_on);
        detail.set(Item::res, placement.residential);
        detail.set(Item::wbp, placement.work_based);
    }
    for (const auto& need : facts.needs) {
        auto& element = active.add(Module::sen_need);
        element.set(Item::sen_type, need.code);
        element.set(Item::sen_type_rank, std::to_string(need.rank));
    }
    return active;
}

bool is_exempt_from_20_weeks(const Census& census, int procedure) {
    for (const auto& clock : census.view().clocks) {
        if (clock.procedure == procedure && clock.rule->id == ClockId::finalise_plan)
            return standing_of(census.view(), clock, census.on()).exempt;
    }
    return false;
}

/// Facts are kept of a case's latest plan; earlier ones have none.
struct Told {
    const Census& census;
    const store::PlanFacts& facts;
    const Layout& layout;
    std::optional<int> latest_plan;

    const store::PlanFacts& facts_of(const Plan& plan) const {
        static const store::PlanFacts none;
        return plan.procedure == latest_plan ? facts : none;
    }
};

/// The plan that began with an event of that day.
std::optional<Plan> plan_from(const Census& census, Day day, EventType with) {
    const auto& procedures = census.view().procedures;
    for (int p = 0; p < static_cast<int>(procedures.size()); ++p) {
        const auto& run = procedures[static_cast<std::size_t>(p)];
        if (run.kind != ProcedureKind::plan || run.opened_on != day) continue;
        const auto* const in = census.first_of(p, {EventType::plan_transferred_in});
        if ((in != nullptr) == (with == EventType::plan_transferred_in))
            return Plan{.procedure = p, .from = day, .ended = census.ended(p), .transferred_in = in};
    }
    return std::nullopt;
}

void add_plan(Element& request, Element& assessment, const Plan& plan, const Told& told) {
    assessment.children.push_back(named_plan(told.census, plan, told.facts_of(plan)));
    if (!plan.ended) request.children.push_back(active_plan(told.census, plan, told.facts_of(plan), told.layout));
}

/// What was decided about issuing a plan, with the plan; nothing while the request was refused for good.
std::optional<Element> assessment_of(const Told& told, int procedure, const std::optional<Plan>& plan) {
    const auto& census = told.census;
    if (!census.first_of(procedure, {EventType::assessment_agreed})) return std::nullopt;
    const auto* const outcome = census.first_of(procedure, {EventType::plan_refused, EventType::plan_finalised});
    Element assessment{.module = Module::assessment};
    if (outcome) {
        const bool is_issued = outcome->type == EventType::plan_finalised;
        const Day on = is_issued ? outcome->on : informed_on(*outcome);
        const bool is_historical = on < told.layout.first_day();
        assessment.set(Item::assessment_outcome, is_historical ? "H" : is_issued ? "Y" : "N");
        if (!is_historical) assessment.set(Item::assessment_outcome_date, text_of(on));
    } else if (census.ended(procedure)) {
        assessment.set(Item::assessment_outcome, "W");
    } else {
        const bool is_drafted = census.first_of(procedure, {EventType::draft_sent}) != nullptr;
        assessment.set(Item::assessment_outcome, is_drafted ? "Y" : "A");
    }
    const auto about_issue = disputes_about(census, procedure, EventType::plan_refused);
    const auto other = plan ? other_disputes(census, plan->from, plan->ended) : Disputed{};
    assessment.set(Item::assessment_mediation, flag(about_issue.mediated));
    assessment.set(Item::assessment_tribunal, flag(about_issue.appealed));
    assessment.set(Item::other_mediation, flag(other.mediated));
    assessment.set(Item::other_tribunal, flag(other.appealed));
    if (plan && census.is_counted(plan->from)) assessment.set(Item::week20, flag(is_exempt_from_20_weeks(census, procedure)));
    return assessment;
}

std::optional<Element> request_of(const Told& told, int procedure, std::string_view reference) {
    const auto& census = told.census;
    const auto& run = census.run(procedure);
    if (!census.is_by_now(run.opened_on)) return std::nullopt;
    const auto* const decision = census.first_of(procedure, {EventType::assessment_agreed, EventType::assessment_refused});
    const auto* const issued = census.first_of(procedure, {EventType::plan_finalised});
    const auto plan = issued ? plan_from(census, issued->on, EventType::plan_finalised) : std::nullopt;
    const auto ended = census.ended(procedure);

    const auto* const outcome = census.first_of(procedure, {EventType::plan_refused, EventType::plan_finalised});
    const bool is_assessed = census.first_of(procedure, {EventType::assessment_agreed}) != nullptr;
    const bool is_under_way = !ended && (!decision || (is_assessed && !outcome));
    const bool has_plan = plan && (!plan->ended || census.is_counted(plan->ended));
    const bool is_of_the_year = census.is_counted(run.opened_on) || census.is_counted(ended) || (decision && census.is_counted(informed_on(*decision))) ||
                                (outcome && census.is_counted(informed_on(*outcome)));
    if (!is_under_way && !has_plan && !is_of_the_year) return std::nullopt;

    Element request{.module = Module::requests, .where = std::string(reference)};
    request.set(Item::received_date, text_of(run.opened_on));
    const auto* const received = census.first_of(procedure, {EventType::request_received});
    request.set(Item::request_source, std::string(source_code(received ? *received->word<Source>() : Source::other)));
    request.set(Item::rya, flag(told.facts.details.youth_accommodation));
    if (!decision) {
        request.set(Item::request_outcome, ended ? "W" : "A");
    } else if (const auto on = informed_on(*decision); on < told.layout.first_day()) {
        request.set(Item::request_outcome, "H");
    } else {
        request.set(Item::request_outcome, decision->type == EventType::assessment_agreed ? "Y" : "N");
        request.set(Item::request_outcome_date, text_of(on));
    }
    const auto about = disputes_about(census, procedure, EventType::assessment_refused);
    request.set(Item::request_mediation, flag(about.mediated));
    request.set(Item::request_tribunal, flag(about.appealed));
    request.set(Item::exported, told.facts.details.exported_to);
    if (auto assessment = assessment_of(told, procedure, plan)) {
        auto& kept = request.children.emplace_back(std::move(*assessment));
        if (plan) {
            // Both are children of the request: the assessment is found again after the other was added.
            Element made = std::move(kept);
            request.children.clear();
            add_plan(request, made, *plan, told);
            request.children.insert(request.children.begin(), std::move(made));
        }
    }
    return request;
}

/// A plan that came from another authority hangs off a request that we never decided.
std::optional<Element> transferred_plan(const Told& told, const Plan& plan, std::string_view reference) {
    if (plan.ended && !told.census.is_counted(plan.ended)) return std::nullopt;
    Element request{.module = Module::requests, .where = std::string(reference)};
    request.set(Item::received_date, text_of(plan.from));
    request.set(Item::rya, flag(told.facts.details.youth_accommodation));
    request.set(Item::request_outcome, "H");
    request.set(Item::request_mediation, flag(false));
    request.set(Item::request_tribunal, flag(false));
    Element assessment{.module = Module::assessment};
    const auto other = other_disputes(told.census, plan.from, plan.ended);
    assessment.set(Item::assessment_outcome, "H");
    assessment.set(Item::assessment_mediation, flag(false));
    assessment.set(Item::assessment_tribunal, flag(false));
    assessment.set(Item::other_mediation, flag(other.mediated));
    assessment.set(Item::other_tribunal, flag(other.appealed));
    add_plan(request, assessment, plan, told);
    request.children.insert(request.children.begin(), std::move(assessment));
    return request;
}

constexpr std::array stated_modules = {Module::assessment, Module::named_plan, Module::active_plans};
constexpr std::string_view is_there = "there", is_not_there = "left out";

const Element* part_of(const Element& request, Module module) {
    if (module != Module::named_plan) return request.child(module);
    const auto* const assessment = request.child(Module::assessment);
    return assessment ? assessment->child(module) : nullptr;
}

void state_items(const Element* derived, const Element& wanted, int year, std::vector<store::StatedItem>& stated) {
    for (const auto& [item, value] : wanted.items) {
        if (!derived || derived->of(item) != value) stated.push_back({year, std::string(token(item)), value});
    }
    if (!derived) return;
    for (const auto& [item, value] : derived->items) {
        if (!wanted.has(item)) stated.push_back({year, std::string(token(item)), ""});
    }
}

}  // namespace

std::vector<Element> requests_of(std::span<const Event* const> standing, const CaseView& view,
                                 const store::PlanFacts& facts, const Layout& layout, std::string_view reference) {
    const Census census(standing, view, layout);
    Told told{.census = census, .facts = facts, .layout = layout, .latest_plan = std::nullopt};
    for (int p = 0; p < static_cast<int>(view.procedures.size()); ++p) {
        const auto& run = view.procedures[static_cast<std::size_t>(p)];
        if (run.kind == ProcedureKind::plan && census.is_by_now(run.opened_on)) told.latest_plan = p;
    }
    std::vector<Element> requests;
    for (int p = 0; p < static_cast<int>(view.procedures.size()); ++p) {
        const auto& run = view.procedures[static_cast<std::size_t>(p)];
        std::optional<Element> request;
        if (run.kind == ProcedureKind::assessment) {
            request = request_of(told, p, reference);
        } else if (run.kind == ProcedureKind::plan && census.is_by_now(run.opened_on)) {
            const auto plan = plan_from(census, run.opened_on, EventType::plan_transferred_in);
            if (plan && plan->procedure == p) request = transferred_plan(told, *plan, reference);
        }
        if (request) requests.push_back(std::move(*request));
    }
    if (requests.size() == 1) put_stated(requests.front(), facts, layout.year);
    return requests;
}

Element person_of(const store::Person& person, std::string_view no_upn_because, std::string_view reference) {
    Element element{.module = Module::person, .where = std::string(reference)};
    element.set(Item::surname, person.surname);
    element.set(Item::forename, person.forename);
    if (person.date_of_birth != Day{}) element.set(Item::birth_date, text_of(person.date_of_birth));
    element.set(Item::sex, person.sex);
    element.set(Item::ethnicity, person.ethnicity);
    element.set(Item::postcode, person.postcode);
    element.set(Item::upn, person.upn);
    element.set(Item::uln, person.uln);
    if (person.upn.empty() && person.uln.empty()) element.set(Item::upn_unknown, std::string(no_upn_because));
    return element;
}

void put_stated(Element& request, const store::PlanFacts& facts, int year) {
    const auto stated = [&](std::string_view name) -> const store::StatedItem* {
        const auto found = std::ranges::find_if(facts.stated, [&](const auto& each) { return each.year == year && each.item == name; });
        return found == facts.stated.end() ? nullptr : &*found;
    };
    if (std::ranges::none_of(facts.stated, [&](const auto& each) { return each.year == year; })) return;
    for (const auto module : stated_modules) {
        const auto* const said = stated(token(module));
        if (!said) continue;
        auto* const parent = module == Module::named_plan ? request.child(Module::assessment) : &request;
        if (!parent) continue;
        if (said->value == is_not_there)
            std::erase_if(parent->children, [&](const Element& each) { return each.module == module; });
        else if (!parent->child(module))
            parent->add(module);
    }
    const auto put = [&](Element* element, Item first, Item last) {
        if (!element) return;
        for (auto i = index_of(first); i <= index_of(last); ++i) {
            const auto item = static_cast<Item>(i);
            if (const auto* const said = stated(token(item))) element->set(item, said->value);
        }
    };
    auto* const assessment = request.child(Module::assessment);
    put(&request, Item::received_date, Item::exported);
    put(assessment, Item::assessment_outcome, Item::week20);
    put(assessment ? assessment->child(Module::named_plan) : nullptr, Item::start_date, Item::cease_reason);
    put(request.child(Module::active_plans), Item::transfer_la, Item::last_review);
}

std::vector<store::StatedItem> stated_between(const Element& derived, const Element& wanted, int year) {
    std::vector<store::StatedItem> stated;
    state_items(&derived, wanted, year, stated);
    for (const auto module : stated_modules) {
        const auto* const there = part_of(derived, module);
        const auto* const asked = part_of(wanted, module);
        if (asked) {
            if (!there) stated.push_back({year, std::string(token(module)), std::string(is_there)});
            state_items(there, *asked, year, stated);
        } else if (there) {
            stated.push_back({year, std::string(token(module)), std::string(is_not_there)});
        }
    }
    std::ranges::sort(stated, {}, &store::StatedItem::item);
    return stated;
}

}  // namespace ehcp::exchange::sen2
