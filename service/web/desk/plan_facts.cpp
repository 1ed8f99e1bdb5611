#include "core/casework/plan_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "service/web/desk/choices.hpp"
#include "service/web/desk/entry.hpp"
#include "service/web/desk/pages.hpp"
#include "service/web/links.hpp"
#include "service/web/page.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using exchange::sen2::Layout;
using store::Placement;

constexpr int most_needs = 2, most_settings = 2;

/// "named-1-urn": a field of the first setting that the plan names.
std::string name_of(PlacementPart part, int rank, std::string_view field) { return fmt::format("{}-{}-{}", token(part), rank, field); }

bool is_over(const Placement& placement, Day today) { return placement.left_on && *placement.left_on <= today; }

void fill_in(Form& form, const Placement& placement) {
    const auto set = [&](std::string_view field, std::string value) { form.set(name_of(placement.part, placement.rank, field), std::move(value)); };
    const auto answer = [](std::optional<bool> flag) { return std::string(!flag ? "" : *flag ? "yes" : "no"); };
    set("urn", placement.urn);
    set("ukprn", placement.ukprn);
    set("type", placement.setting_type);
    set("other", placement.setting_other);
    set("unit", answer(placement.sen_unit));
    set("resourced", answer(placement.resourced));
    if (placement.part == PlacementPart::named) return;
    if (placement.entered_on) form.set_day(name_of(placement.part, placement.rank, "entered"), *placement.entered_on);
    if (placement.left_on) form.set_day(name_of(placement.part, placement.rank, "left"), *placement.left_on);
    set("residential", placement.residential);
    set("work", placement.work_based);
}

Form form_of(const store::PlanFacts& facts, Day today) {
    Form form;
    for (const auto& need : facts.needs) form.set(fmt::format("need-{}", need.rank), need.code);
    for (const auto& placement : facts.placements) {
        if (!is_over(placement, today)) fill_in(form, placement);
    }
    const auto& details = facts.details;
    form.set("budget", details.personal_budget ? "yes" : "no");
    form.set("organised", details.organised_arrangements == "1" ? "yes" : details.organised_arrangements == "0" ? "no" : "");
    form.set("payments", details.direct_payments);
    form.set("plan-residential", details.residential);
    form.set("plan-work", details.work_based);
    form.set("youth", details.youth_accommodation ? "yes" : "no");
    form.set("exported", details.exported_to);
    return form;
}

const std::vector<Choice> yes_or_no = {{"yes", "Yes"}, {"no", "No"}};
const std::vector<Choice> yes_no_or_nothing = {{"", "Not said"}, {"yes", "Yes"}, {"no", "No"}};

json::object setting_section(const Shown& shown, const Layout& layout, PlacementPart part, int rank) {
    const bool is_named = part == PlacementPart::named;
    const auto name = [&](std::string_view field) { return name_of(part, rank, field); };
    json::array fields;
    fields.push_back(line_field(shown, {.name = name("urn"), .label = "URN", .hint = "Six digits", .width = "10"}));
    fields.push_back(line_field(shown, {.name = name("ukprn"), .label = "UKPRN, where there is no URN", .hint = "Eight digits; colleges and other providers", .width = "10"}));
    fields.push_back(select_field(shown, {.name = name("type"), .label = "Where there is neither number"}, code_choices(layout, "sen_setting", "There is a number")));
    fields.push_back(line_field(shown, {.name = name("other"), .label = "What it is, if it is none of these", .width = "20"}));
    fields.push_back(select_field(shown, {.name = name("unit"), .label = "In a SEN unit"}, yes_no_or_nothing));
    fields.push_back(select_field(shown, {.name = name("resourced"), .label = "In resourced provision"}, yes_no_or_nothing));
    if (!is_named) {
        fields.push_back(date_field(shown, {.name = name("entered"), .label = "Since"}));
        fields.push_back(date_field(shown, {.name = name("left"), .label = "Until, if it has ended"}));
        fields.push_back(select_field(shown, {.name = name("residential"), .label = "Residential"}, code_choices(layout, "residential", "No")));
        fields.push_back(select_field(shown, {.name = name("work"), .label = "Work-based learning"}, code_choices(layout, "work_based", "No")));
    }
    const std::string_view which = rank == 1 ? "" : " (a second one, if there is)";
    return {{"heading", fmt::format("{}{}", is_named ? "The setting that section I names" : "Where the child or young person is", which)}, {"fields", std::move(fields)}};
}

http::Response facts_page(Desk& desk, const Visit& visit, const store::CaseFile& file, const Form& form, const FieldErrors& errors, bool has_moved_on) {
    const auto layout = Layout::next(desk.grounds.sen2, visit.today);
    const Shown shown{form, errors};
    json::array sections, needs, budget, rest;
    needs.push_back(select_field(shown, {.name = "need-1", .label = "Primary need"}, code_choices(layout, "sen_type", "Not recorded")));
    needs.push_back(select_field(shown, {.name = "need-2", .label = "Second need (optional)"}, code_choices(layout, "sen_type", "None")));
    sections.push_back({{"heading", "Needs"}, {"fields", std::move(needs)}});
    for (const auto part : all<PlacementPart>()) {
        for (int rank = 1; rank <= most_settings; ++rank) sections.push_back(setting_section(shown, layout, part, rank));
    }
    budget.push_back(radios_field(shown, {.name = "budget", .label = "A personal budget was taken up"}, yes_or_no));
    budget.push_back(select_field(shown, {.name = "organised", .label = "Organised arrangements"}, yes_no_or_nothing));
    budget.push_back(select_field(shown, {.name = "payments", .label = "Direct payments"}, code_choices(layout, "direct_payments", "None")));
    sections.push_back({{"heading", "Personal budget"}, {"fields", std::move(budget)}});
    rest.push_back(select_field(shown, {.name = "plan-residential", .label = "The plan provides for a residential placement"}, code_choices(layout, "residential", "No")));
    rest.push_back(select_field(shown, {.name = "plan-work", .label = "The plan provides for work-based learning"}, code_choices(layout, "work_based", "No")));
    rest.push_back(radios_field(shown, {.name = "youth", .label = "The request was made while in relevant youth accommodation"}, yes_or_no));
    rest.push_back(line_field(shown, {.name = "exported", .label = "Authority to which the child moved before the assessment was completed", .hint = "Its three digits; leave it empty where nobody moved", .width = "5"}));
    sections.push_back({{"heading", "The rest of what the return asks"}, {"fields", std::move(rest)}});
    json::object model{{"reference", file.reference},
                       {"heading", "Needs and placements"},
                       {"lead", "What the SEN2 return asks of a plan beside what happened. A placement with an end date is kept, and is not shown here again."},
                       {"action", fmt::format("/cases/{}/plan", file.reference)},
                       {"seq", file.last_seq},
                       {"has_moved_on", has_moved_on},
                       {"sections", std::move(sections)}};
    const PageHead head{.title = "Needs and placements, " + file.reference, .status = has_moved_on ? 409u : 200u};
    return errors.empty() ? page(desk, visit, "desk/facts", std::move(model), head)
                          : page_again(desk, visit, "desk/facts", std::move(model), head, errors);
}

bool is_number_of(std::string_view text, std::size_t digits) { return text.size() == digits && text.find_first_not_of("0123456789") == text.npos; }

class Reading {
public:
    Reading(const Form& form, const Layout& layout, FieldErrors& errors) : form_(form), layout_(layout), errors_(errors), reader_(form, errors) {}

    store::PlanFacts facts() {
        store::PlanFacts facts;
        for (int rank = 1; rank <= most_needs; ++rank) {
            if (auto need = code(fmt::format("need-{}", rank), "sen_type"); !need.empty()) facts.needs.push_back({rank, std::move(need)});
        }
        if (facts.needs.size() == 1 && facts.needs.front().rank != 1) errors_.add("need-1", "Choose the primary need");
        if (facts.needs.size() == 2 && facts.needs[0].code == facts.needs[1].code) errors_.add("need-2", "Choose another need than the primary one");
        for (const auto part : all<PlacementPart>()) {
            for (int rank = 1; rank <= most_settings; ++rank) {
                if (auto placement = this->placement(part, rank)) facts.placements.push_back(std::move(*placement));
            }
        }
        facts.details = details();
        return facts;
    }

private:
    std::string code(const std::string& name, std::string_view list) {
        std::string typed(form_.text(name));
        const auto* const codes = layout_.codes(list);
        if (!typed.empty() && (!codes || !codes->codes.contains(typed))) errors_.add(name, "Select one of the list");
        return typed;
    }
    std::string digits(const std::string& name, std::size_t count, std::string_view what) {
        auto typed = reader_.line(name, what, false);
        if (!typed.empty() && !is_number_of(typed, count)) errors_.add(name, fmt::format("{} must be {} digits", what, count));
        return typed;
    }
    std::optional<bool> answer(const std::string& name) const {
        const auto typed = form_.text(name);
        return typed == "yes" ? std::optional(true) : typed == "no" ? std::optional(false) : std::nullopt;
    }

    /// Nothing where nothing says which setting it is.
    std::optional<Placement> placement(PlacementPart part, int rank) {
        constexpr std::size_t urn_digits = 6, ukprn_digits = 8;
        const auto name = [&](std::string_view field) { return name_of(part, rank, field); };
        Placement placement{.part = part, .rank = rank};
        placement.urn = digits(name("urn"), urn_digits, "The URN");
        placement.ukprn = digits(name("ukprn"), ukprn_digits, "The UKPRN");
        placement.setting_type = code(name("type"), "sen_setting");
        placement.setting_other = reader_.line(name("other"), "What it is", false);
        placement.sen_unit = answer(name("unit"));
        placement.resourced = answer(name("resourced"));
        const bool has_number = !placement.urn.empty() || !placement.ukprn.empty();
        if (has_number && !placement.setting_type.empty()) errors_.add(name("type"), "Leave this as it is where there is a number");
        if (part == PlacementPart::attended) {
            placement.entered_on = reader_.day(name("entered"), "The first day", false);
            placement.left_on = reader_.day(name("left"), "The last day", false);
            if (placement.entered_on && placement.left_on && *placement.left_on < *placement.entered_on)
                errors_.add(name("left"), "The last day must not be before the first");
            placement.residential = code(name("residential"), "residential");
            placement.work_based = code(name("work"), "work_based");
        }
        if (!has_number && placement.setting_type.empty()) {
            if (placement.entered_on || placement.sen_unit) errors_.add(name("urn"), "Enter the setting's number, or choose what it is");
            return std::nullopt;
        }
        return placement;
    }

    store::PlanDetails details() {
        store::PlanDetails details;
        details.personal_budget = answer("budget").value_or(false);
        const auto organised = answer("organised");
        details.organised_arrangements = !organised ? "" : *organised ? "1" : "0";
        details.direct_payments = code("payments", "direct_payments");
        if (!details.personal_budget && (organised.value_or(false) || !details.direct_payments.empty()))
            errors_.add("budget", "Say that a personal budget was taken up, or take out what is said of it");
        details.residential = code("plan-residential", "residential");
        details.work_based = code("plan-work", "work_based");
        details.youth_accommodation = answer("youth").value_or(false);
        constexpr std::size_t authority_digits = 3;
        details.exported_to = digits("exported", authority_digits, "The authority's number");
        return details;
    }

    const Form& form_;
    const Layout& layout_;
    FieldErrors& errors_;
    FormReader reader_;
};

}  // namespace

Result<http::Response> show_plan_facts(Desk& desk, const Visit& visit) {
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto file = store::find_case(reader, visit.name);
        if (file.has_error()) return file.error();
        note_view(desk, visit, file->id);
        return facts_page(desk, visit, *file, form_of(store::load_plan_facts(reader, file->id), visit.today), {}, false);
    });
}

Result<http::Response> keep_plan_facts(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    const auto layout = Layout::next(desk.grounds.sen2, visit.today);
    auto facts = Reading(visit.form, layout, errors).facts();
    bool has_moved_on = false;
    if (errors.empty()) {
        const auto kept = desk.grounds.writer.perform([&](store::Transaction& transaction) -> Result<void> {
            const auto file = store::find_case(transaction, visit.name);
            if (file.has_error()) return file.error();
            // What is over stays; the form shows and sends only what is not.
            auto whole = facts;
            for (auto& before : store::load_plan_facts(transaction, file->id).placements) {
                if (is_over(before, visit.today)) whole.placements.push_back(std::move(before));
            }
            return casework::keep_plan_facts(transaction, visit.name, seen_seq(visit.form), whole, occasion_of(desk, visit));
        });
        if (!kept.has_error()) return see_other(link(fmt::format("/cases/{}", visit.name), {{"done", "facts"}}));
        if (kept.error().kind != Refusal::conflict) return kept.error();
        has_moved_on = true;
    }
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto file = store::find_case(reader, visit.name);
        if (file.has_error()) return file.error();
        return facts_page(desk, visit, *file, visit.form, errors, has_moved_on);
    });
}

}  // namespace ehcp::web
