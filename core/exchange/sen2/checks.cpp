#include "core/exchange/sen2/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "core/casework/pupil_numbers.hpp"

namespace ehcp::exchange::sen2 {
namespace {

using enum Sen2Check;
constexpr auto error = Sen2Severity::error;
constexpr auto query = Sen2Severity::query;

constexpr std::array rules = std::to_array<CheckRule>({
    {person_without_request, error, "A person has at least one request", "Give the person a request, or leave the person out"},
    {number_missing, error, "There is a UPN, a ULN, or the reason why there is neither", "Enter the UPN or ULN, or choose the reason"},
    {birth_date, error, "The date of birth is there, not after the census day, and the age is 0 to 25", "Correct the date of birth"},
    {under_six, error, "UN1 (not yet assigned) is only for children under 6", "Ask the school for the UPN, or choose another reason"},
    {led_to_nothing, error, "UN10 (nothing came of the request) is not for somebody with a plan", "Enter the UPN or ULN, or choose another reason"},
    {received_date, error, "The request has the date on which it was received, not after the census day", "Enter or correct the date received"},
    {request_source, error, "The request says who made it", "Choose who made the request"},
    {request_outcome, error, "The request says what was decided, or that nothing is yet", "Record the decision"},
    {request_outcome_date, error, "A decision to assess or not has its date, from the request on and in the calendar year; where there is none yet, no date is given", "Record the day on which the family was told"},
    {assessment_without_decision, error, "There is an assessment where it was decided to assess, or a refusal was changed, and only there", "Record the decision to assess, or take the assessment out"},
    {assessment_outcome_date, error, "A refusal to issue a plan, and a plan that was issued, has its date, not before the decision to assess", "Record the date"},
    {plan_without_outcome, error, "There is a plan where it was decided to issue one, and only there", "Record the decision, or take the plan out"},
    {start_date, error, "A plan has the date from which it runs, not after the census day", "Record when the plan was issued"},
    {cease_date, error, "A plan that ceased has its date, not before its start, and the reason", "Record when and why the plan ceased"},
    {plan_detail, error, "The plan names one or two settings, the primary first, each by its number or, without one, by its type", "Complete what the plan names in section I"},
    {ceased_and_active, error, "A plan that ceased by the census day is not in force", "Correct the date on which the plan ceased"},
    {placement_open, error, "A plan in force has a placement on the census day", "Enter where the child or young person is, or the code for nowhere"},
    {placement_dates, error, "A placement begins before it ends", "Correct the dates of the placement"},
    {needs, error, "A plan in force has one or two different needs, the primary first", "Enter the needs of the plan"},
    {review, error, "A review decision has a meeting before it", "Record the review meeting, or correct its date"},
    {week20, error, "A plan issued in the year says whether an exception to the 20 weeks applies", "Record the exemption, or that there is none"},
    {transfer_la, error, "A plan from another authority names it by its three digits, is not ours, and was not decided by us", "Enter the other authority's number"},
    {unit_flags, error, "A setting with a number says whether it is a SEN unit or resourced provision", "Answer both questions about the setting"},
    {neet_age, error, "NEET is for ages 16 to 25", "Choose another type, or correct the date of birth"},
    {personal_budget, error, "Without a personal budget there are no organised arrangements and no direct payments", "Correct the personal budget"},
    {two_open_plans, error, "A person has one plan in force", "Join the two files, or cease the plan that is not in force"},
    {upn, error, "The UPN has thirteen characters and the right check letter", "Ask the school for the UPN"},
    {uln, error, "The ULN has ten digits and the right check digit", "Ask the setting for the ULN"},
    {upn_twice, error, "No two people have the same UPN or ULN", "Find out whose number it is; the two files may be of one child"},
    {code, error, "A code is one of the year's list", "Choose one of the list"},
    {format, error, "Dates are dates, flags are 0 or 1, numbers are numbers", "Correct the item"},
    {plan_missing, error, "What is in force hangs off a plan", "Record the plan"},
    {prompted_code, query, "The Department asks about a code that says little when it is used often", "Choose a more exact code where there is one; else be ready to say why"},
});
static_assert(rules.size() == count_of<Sen2Check>);
static_assert(std::ranges::all_of(all<Sen2Check>(), [](Sen2Check check) { return rules[index_of(check)].check == check; }));

constexpr int oldest = 25;
constexpr std::size_t most_needs = 2, most_named = 2;

std::optional<Day> day_of(const Element& element, Item item) { return day_from(element.of(item)); }
bool is_code(const Element& element, Item item, std::initializer_list<std::string_view> codes) {
    return std::ranges::find(codes, element.of(item)) != codes.end();
}
int age_on(Day born, Day on) {
    const date::year_month_day b(born), d(on);
    const int years = static_cast<int>(d.year()) - static_cast<int>(b.year());
    return date::month_day{d.month(), d.day()} < date::month_day{b.month(), b.day()} ? years - 1 : years;
}

class Checking {
public:
    Checking(const Layout& layout, std::vector<Finding>& findings) : layout_(layout), findings_(findings) {}

    void person(const Element& person) {
        items(person);
        if (!person.child(Module::requests)) found(person_without_request, person, "no request");
        if (!person.has(Item::upn) && !person.has(Item::uln) && !person.has(Item::upn_unknown))
            found(number_missing, person, "neither UPN nor ULN nor a reason");
        if (person.has(Item::upn) && !casework::is_checked_upn(person.of(Item::upn))) found(upn, person, "the UPN does not hold together");
        if (person.has(Item::uln) && !casework::is_checked_uln(person.of(Item::uln))) found(uln, person, "the ULN does not hold together");
        born_ = day_of(person, Item::birth_date);
        const auto age = born_ ? std::optional(age_on(*born_, layout_.census_on)) : std::nullopt;
        if (!born_ || *born_ > layout_.census_on || *age > oldest) {
            found(birth_date, person, born_ ? fmt::format("age {} on the census day", *age) : "no date of birth");
        }
        constexpr int assigned_by = 6;
        if (is_code(person, Item::upn_unknown, {"UN1"}) && age && *age >= assigned_by) found(under_six, person, fmt::format("age {}", *age));
        int open = 0;
        for (const auto& request : person.children) {
            this->request(request);
            const bool is_open = request.child(Module::active_plans) != nullptr;
            if (is_open && ++open == 2) found(two_open_plans, request, "a second plan in force");
            const auto* const assessment = request.child(Module::assessment);
            if (is_code(person, Item::upn_unknown, {"UN10"}) && assessment && assessment->child(Module::named_plan))
                found(led_to_nothing, request, "UN10 with a plan");
        }
    }

private:
    void found(Sen2Check check, const Element& at, std::string what) { findings_.push_back({check, at.where, std::move(what)}); }

    /// Dates, flags, numbers and codes of one element, and of those in it.
    void items(const Element& element) {
        const auto& rule = layout_.rule_of(element.module);
        for (const auto& [item, value] : element.items) {
            const auto* const known = rule.find(item);
            if (!known) continue;  // another year's
            using enum ItemRule::Type;
            const bool is_plain_number = value.find_first_not_of("0123456789") == value.npos;
            if ((known->type == date && !day_from(value)) || (known->type == flag && value != "0" && value != "1") || (known->type == number && !is_plain_number))
                found(format, element, fmt::format("{} is not {}", known->tag, known->type == date ? "a date (2026-02-28)" : known->type == flag ? "0 or 1" : "a number"));
            const auto* const list = known->type == code ? layout_.codes(known->codes) : nullptr;
            if (list && !list->codes.contains(value)) found(Sen2Check::code, element, fmt::format("{} has a code that is not in its list", known->tag));
        }
        if (element.module == Module::person) return;
        for (const auto& child : element.children) items(child);
    }

    void request(const Element& request) {
        items(request);
        const auto received = day_of(request, Item::received_date);
        if (!received || *received > layout_.census_on) found(received_date, request, received ? "ReceivedDate after the census day" : "no ReceivedDate");
        const bool is_asked = layout_.rule_of(Module::requests).find(Item::request_source) != nullptr;
        const bool was_ours = !is_code(request, Item::request_outcome, {"H"});
        if (is_asked && was_ours && !request.has(Item::request_source)) found(request_source, request, "no RequestSource");
        if (!request.has(Item::request_outcome)) found(request_outcome, request, "no RequestOutcome");
        if (is_code(request, Item::request_source, {"5"})) found(prompted_code, request, "RequestSource 5 (other)");
        outcome_date(request, received);

        const auto* const assessment = request.child(Module::assessment);
        const bool may_be_assessed = is_code(request, Item::request_outcome, {"Y", "H", "N"});
        if (assessment && !may_be_assessed) found(assessment_without_decision, request, "an assessment without a decision to assess");
        if (!assessment && is_code(request, Item::request_outcome, {"Y"})) found(assessment_without_decision, request, "a decision to assess without an assessment");
        if (assessment) this->assessment(*assessment, request);
        if (const auto* const active = request.child(Module::active_plans)) this->active(*active, assessment ? assessment->child(Module::named_plan) : nullptr, request);
    }

    void outcome_date(const Element& request, std::optional<Day> received) {
        const bool is_decided = is_code(request, Item::request_outcome, {"Y", "N"});
        const auto on = day_of(request, Item::request_outcome_date);
        if (is_decided != request.has(Item::request_outcome_date))
            return found(request_outcome_date, request, is_decided ? "a decision without its date" : "a date without a decision of the year");
        if (!on) return;
        if (received && *on < *received) return found(request_outcome_date, request, "decided before the request");
        if (*on < layout_.first_day() || *on > layout_.census_on) found(request_outcome_date, request, "RequestOutcomeDate outside the calendar year");
    }

    void assessment(const Element& assessment, const Element& request) {
        const auto* const plan = assessment.child(Module::named_plan);
        const auto on = day_of(assessment, Item::assessment_outcome_date);
        const auto decided = day_of(request, Item::request_outcome_date);
        const bool is_issued = is_code(assessment, Item::assessment_outcome, {"Y"}) && plan;
        if ((is_code(assessment, Item::assessment_outcome, {"N"}) || is_issued) && !on) found(assessment_outcome_date, request, "no AssessmentOutcomeDate");
        if (on && decided && *on < *decided) found(assessment_outcome_date, request, "AssessmentOutcomeDate before the decision to assess");
        if (!assessment.has(Item::assessment_outcome)) found(code, request, "no AssessmentOutcome");
        const bool may_have_plan = is_code(assessment, Item::assessment_outcome, {"Y", "H", "N"});
        if (plan && !may_have_plan) found(plan_without_outcome, request, "a plan without a decision to issue one");
        if (!plan && on && is_code(assessment, Item::assessment_outcome, {"Y"})) found(plan_without_outcome, request, "a plan was issued and is not there");
        if (on && is_issued && !assessment.has(Item::week20)) found(week20, request, "no Week20");
        if (plan) this->plan(*plan, request);
    }

    void plan(const Element& plan, const Element& request) {
        const auto start = day_of(plan, Item::start_date);
        if (!start || *start > layout_.census_on) found(start_date, request, start ? "StartDate after the census day" : "no StartDate");
        const auto ceased = day_of(plan, Item::cease_date);
        if (plan.has(Item::cease_date) != plan.has(Item::cease_reason)) found(cease_date, request, plan.has(Item::cease_date) ? "CeaseDate without a reason" : "CeaseReason without a date");
        if (start && ceased && *ceased < *start) found(cease_date, request, "CeaseDate before StartDate");
        if (is_code(plan, Item::cease_reason, {"9"})) found(prompted_code, request, "CeaseReason 9 (other)");
        if (!is_code(plan, Item::pb, {"1"}) && (is_code(plan, Item::oa, {"1"}) || plan.has(Item::dp)))
            found(personal_budget, request, "OA or DP without a personal budget");
        if (ceased && *ceased <= layout_.census_on && request.child(Module::active_plans)) found(ceased_and_active, request, "a plan that ceased is in force");
        settings(plan, Module::plan_detail, request);
    }

    /// One or two, ranked 1 and 2, each with one of URN, UKPRN, or a type.
    void settings(const Element& parent, Module kind, const Element& request) {
        std::vector<std::string_view> ranks;
        for (const auto& each : parent.children) {
            if (each.module != kind) continue;
            ranks.push_back(each.of(Item::placement_rank));
            const bool has_number = each.has(Item::urn) || each.has(Item::ukprn);
            if (has_number == each.has(Item::sen_setting))
                found(kind == Module::plan_detail ? plan_detail : placement_open, request, has_number ? "a setting with a number and a type" : "a setting with neither number nor type");
            if (has_number && (!each.has(Item::sen_unit) || !each.has(Item::resourced))) found(unit_flags, request, fmt::format("{} without its flags", layout_.rule_of(kind).tag));
            if (is_code(each, Item::sen_setting, {"OTH", "NIEO"})) found(prompted_code, request, fmt::format("SENsetting {}", each.of(Item::sen_setting)));
            constexpr int youngest_neet = 16;
            if (is_code(each, Item::sen_setting, {"NEET"}) && born_ && (age_on(*born_, layout_.census_on) < youngest_neet || age_on(*born_, layout_.census_on) > oldest))
                found(neet_age, request, fmt::format("NEET at age {}", age_on(*born_, layout_.census_on)));
        }
        if (kind != Module::plan_detail) return;
        std::ranges::sort(ranks);
        const bool is_ranked = ranks.size() == 1 ? ranks[0] == "1" : ranks.size() == most_named && ranks[0] == "1" && ranks[1] == "2";
        if (!is_ranked) found(plan_detail, request, fmt::format("{} settings named, ranked otherwise than 1 and 2", ranks.size()));
    }

    void active(const Element& active, const Element* plan, const Element& request) {
        if (!plan) found(plan_missing, request, "a plan in force without NamedPlan");
        bool has_open = false;
        std::vector<std::pair<std::string_view, std::string_view>> types;
        for (const auto& each : active.children) {
            if (each.module == Module::sen_need) {
                types.emplace_back(each.of(Item::sen_type_rank), each.of(Item::sen_type));
                continue;
            }
            const auto entered = day_of(each, Item::entry_date), left = day_of(each, Item::leaving_date);
            if (entered && left && *left < *entered) found(placement_dates, request, "LeavingDate before EntryDate");
            has_open |= (!entered || *entered <= layout_.census_on) && (!left || *left >= layout_.census_on);
        }
        if (!has_open) found(placement_open, request, "no placement on the census day");
        settings(active, Module::placement_detail, request);
        std::ranges::sort(types);
        const bool is_ranked = !types.empty() && types.size() <= most_needs && types[0].first == "1" &&
                               (types.size() == 1 || (types[1].first == "2" && types[0].second != types[1].second));
        if (!is_ranked) found(needs, request, fmt::format("{} needs, or not ranked 1 and 2", types.size()));

        const auto met = day_of(active, Item::review_meeting), decided = day_of(active, Item::last_review);
        if ((active.has(Item::review_outcome) && !met) || (met && decided && *decided < *met)) found(review, request, met ? "LastReview before ReviewMeeting" : "ReviewOutcome without ReviewMeeting");
        if (active.has(Item::transfer_la)) {
            const auto from = active.of(Item::transfer_la);
            const auto* const assessment = request.child(Module::assessment);
            constexpr std::size_t digits = 3;
            const bool is_number = from.size() == digits && from.find_first_not_of("0123456789") == from.npos;
            if (!is_number || !assessment || !is_code(*assessment, Item::assessment_outcome, {"H"}))
                found(transfer_la, request, is_number ? "TransferLA with a decision of ours" : "TransferLA is not an authority's three digits");
        }
    }

    const Layout& layout_;
    std::vector<Finding>& findings_;
    std::optional<Day> born_;
};

}  // namespace

const CheckRule& rule_of(Sen2Check check) { return rules[index_of(check)]; }

std::string number_of(Sen2Check check) { return fmt::format("LOCAL-{:02}", index_of(check) + 1); }

void check_person(const Element& person, const Layout& layout, std::vector<Finding>& findings) {
    Checking(layout, findings).person(person);
}

void AcrossPeople::add(const Element& person, std::vector<Finding>& findings) {
    const auto note = [&](std::unordered_map<std::string, std::string>& seen, Item item, std::string_view name) {
        const auto number = person.of(item);
        if (number.empty()) return;
        const auto [first, is_new] = seen.try_emplace(std::string(number), person.where);
        if (!is_new) findings.push_back({upn_twice, person.where, fmt::format("the same {} as {}", name, first->second)});
    };
    note(upns_, Item::upn, "UPN");
    note(ulns_, Item::uln, "ULN");
}

void CheckReport::add(const std::vector<Finding>& findings) {
    for (const auto& finding : findings) {
        auto& found = found_[index_of(finding.check)];
        if (static_cast<std::size_t>(found++) < named) named_.push_back(finding);
    }
}

std::int64_t CheckReport::errors() const {
    std::int64_t errors = 0;
    for (const auto& rule : rules) errors += rule.severity == error ? found_[index_of(rule.check)] : 0;
    return errors;
}

std::int64_t CheckReport::queries() const {
    std::int64_t queries = 0;
    for (const auto& rule : rules) queries += rule.severity == query ? found_[index_of(rule.check)] : 0;
    return queries;
}

CheckReport check_people(const std::vector<Element>& people, const Layout& layout) {
    CheckReport report;
    AcrossPeople across;
    std::vector<Finding> findings;
    std::size_t requests = 0;
    for (const auto& person : people) {
        check_person(person, layout, findings);
        across.add(person, findings);
        requests += person.children.size();
    }
    report.count_people(people.size(), requests);
    report.add(findings);
    return report;
}

reporting::Report CheckReport::report(const Layout& layout, Day as_of) const {
    using enum reporting::Column::Type;
    reporting::Table checks("checks", "Checks", {{"check", "Check", text}, {"severity", "Severity", text}, {"found", "Found"}, {"says", "What must be true", text}, {"remedy", "What to do", text}});
    for (const auto& rule : rules) checks.add_row(number_of(rule.check), std::string(token(rule.severity)), found_[index_of(rule.check)], std::string(rule.says), std::string(rule.remedy));
    checks.notes.push_back("The Department's own rules and their numbers were not seen; these follow from what its guide says of each item.");
    reporting::Table list("findings", "Findings", {{"check", "Check", text}, {"severity", "Severity", text}, {"where", "Where", text}, {"what", "What", text}, {"remedy", "What to do", text}});
    auto sorted = named_;
    std::ranges::stable_sort(sorted, {}, &Finding::check);
    for (const auto& finding : sorted) {
        const auto& rule = sen2::rule_of(finding.check);
        list.add_row(number_of(finding.check), std::string(token(rule.severity)), finding.where, finding.what, std::string(rule.remedy));
    }
    list.notes.push_back(fmt::format("The first {} of each check are listed; all are counted.", named));
    return {.name = "sen2",
            .title = fmt::format("Checks of the SEN2 return of {}", layout.year),
            .as_of = as_of,
            .from = layout.first_day(),
            .to = layout.census_on,
            .tables = {std::move(checks), std::move(list)},
            .notes = {fmt::format("{} people, {} requests; census day {}.", people_, requests_, long_text_of(layout.census_on))}};
}

}  // namespace ehcp::exchange::sen2
