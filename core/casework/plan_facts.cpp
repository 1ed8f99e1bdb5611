#include "core/casework/plan_facts.hpp"

#include <fmt/format.h>

#include "core/casework/intake_checks.hpp"
#include "core/casework/record.hpp"

namespace ehcp::casework {
namespace {

void add_if(bool has_changed, std::string_view what, std::string& list) {
    if (has_changed) list += fmt::format("{}{}", list.empty() ? "" : ", ", what);
}

std::string changes_between(const ChildDetails& before, const ChildDetails& after) {
    const auto &a = before.person, &b = after.person;
    std::string list;
    add_if(a.surname != b.surname || a.forename != b.forename, "name", list);
    add_if(a.date_of_birth != b.date_of_birth, "date of birth", list);
    add_if(a.sex != b.sex, "sex", list);
    add_if(a.ethnicity != b.ethnicity, "ethnicity", list);
    add_if(a.upn != b.upn, "UPN", list);
    add_if(a.uln != b.uln, "ULN", list);
    add_if(before.no_upn_because != after.no_upn_because, "reason for no UPN", list);
    add_if(a.postcode != b.postcode, "postcode", list);
    return list;
}

std::string changes_between(const store::PlanFacts& before, const store::PlanFacts& after) {
    const auto of = [](const store::PlanFacts& facts, PlacementPart part) {
        std::vector<store::Placement> placements;
        std::ranges::copy_if(facts.placements, std::back_inserter(placements), [&](const auto& each) { return each.part == part; });
        return placements;
    };
    std::string list;
    add_if(before.needs != after.needs, "needs", list);
    add_if(of(before, PlacementPart::named) != of(after, PlacementPart::named), "settings named", list);
    add_if(of(before, PlacementPart::attended) != of(after, PlacementPart::attended), "placements", list);
    add_if(before.details != after.details, "plan details", list);
    return list;
}

Result<void> note_change(store::Transaction& transaction, std::string_view reference, int expected_seq,
                         const std::string& changes, const Occasion& occasion) {
    const auto noted = add_note(transaction, reference, expected_seq, fmt::format("Changed: {}.", changes), occasion);
    if (noted.has_error()) return noted.error();
    return {};
}

}  // namespace

ChildDetails load_child_details(store::Reader& reader, store::PersonId id) {
    return {store::load_person(reader, id), store::why_no_upn(reader, id)};
}

Result<void> keep_child_details(store::Transaction& transaction, std::string_view reference, int expected_seq,
                                const ChildDetails& details, const Occasion& occasion) {
    const auto file = store::find_case(transaction, reference);
    if (file.has_error()) return file.error();
    if (auto faults = faults_of(details.person, ""); !faults.empty()) return std::move(faults.front());
    const auto changes = changes_between(load_child_details(transaction, file->person), details);
    if (changes.empty()) return {};
    auto person = details.person;
    person.id = file->person;
    store::update_person(transaction, person);
    store::keep_why_no_upn(transaction, file->person, details.no_upn_because);
    return note_change(transaction, reference, expected_seq, changes, occasion);
}

Result<void> keep_plan_facts(store::Transaction& transaction, std::string_view reference, int expected_seq,
                             const store::PlanFacts& facts, const Occasion& occasion) {
    const auto file = store::find_case(transaction, reference);
    if (file.has_error()) return file.error();
    const auto before = store::load_plan_facts(transaction, file->id);
    const auto changes = changes_between(before, facts);
    if (changes.empty()) return {};
    auto kept = facts;
    kept.stated = before.stated;
    store::keep_plan_facts(transaction, file->id, kept);
    return note_change(transaction, reference, expected_seq, changes, occasion);
}

}  // namespace ehcp::casework
