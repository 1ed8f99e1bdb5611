#include "core/exchange/bring/case_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/casework/intake_checks.hpp"
#include "core/exchange/bring/row_events.hpp"
#include "core/exchange/bring/row_facts.hpp"
#include "core/store/imports.hpp"

namespace ehcp::exchange {
namespace {

using enum CaseColumn;

store::Contact contact_of(const RowValues& values, CaseColumn name) {
    const auto after = [&](std::size_t n) { return values.text(static_cast<CaseColumn>(index_of(name) + n)); };
    return {.name = after(0), .relation = after(1), .email = after(2), .telephone = after(3), .address = after(4)};
}

bool is_empty(const store::Contact& contact) {
    return contact.name.empty() && contact.relation.empty() && contact.email.empty() && contact.telephone.empty() &&
           contact.address.empty();
}

/// "child.upn", "contacts[1].email", "received_on" as the column that says it.
CaseColumn column_at(std::string_view where, bool first_contact_is_second) {
    if (where.starts_with("child.")) return from_token<CaseColumn>(where.substr(6)).value_or(surname);
    if (where.starts_with("contacts[")) {
        const bool second = where[9] == '1' || first_contact_is_second;
        const auto dot = where.find('.');
        const auto part = dot == where.npos ? std::string_view("name") : where.substr(dot + 1);
        return from_token<CaseColumn>(fmt::format("contact_{}{}", second ? "2_" : "", part)).value_or(contact_name);
    }
    return from_token<CaseColumn>(where).value_or(received);
}

/// What the pages would say of the same child and contacts.
void check(RowValues& values, const casework::WholeCase& whole, const std::vector<store::Contact>& contacts,
           Day today) {
    casework::IntakeRequest request;
    request.received_on =
        std::min(whole.events.empty() ? today : whole.received_on, today);  // what is in the future, the fold says
    request.setting = whole.setting;
    request.child = whole.child;
    request.primary_need = whole.primary_need;
    request.contacts = contacts;
    const bool only_second =
        !contacts.empty() && !values.has(contact_name) && is_empty(contact_of(values, contact_name));
    for (auto& each : casework::faults_of(request, today))
        values.fault(column_at(each.where, only_second), std::move(each.message),
                     "put it right in the other system or in the file");
}

}  // namespace

Result<CaseRows> CaseRows::over(const Sheet& sheet, const Mapping& mapping, Day today, Instant now) {
    CaseRows rows(sheet, mapping, today, now);
    for (const auto& mapped : mapping.columns) {
        Bound bound{&mapped, std::nullopt};
        if (!mapped.column.empty()) {
            const auto found = std::ranges::find(sheet.columns, mapped.column);
            if (found == sheet.columns.end()) {
                std::string headings;
                for (const auto& heading : sheet.columns) {
                    if (headings.size() < 600 && !heading.empty())
                        headings += fmt::format("{}'{}'", headings.empty() ? "" : ", ", heading);
                }
                return Error{
                    Refusal::bad_value,
                    fmt::format("the mapping takes '{}' from a column '{}', which {} does not have; its columns are {}",
                                token(mapped.field), mapped.column, sheet.name, headings),
                    fmt::format("columns.{}", token(mapped.field))};
            }
            bound.at = static_cast<std::size_t>(found - sheet.columns.begin());
        }
        rows.bound_.push_back(bound);
    }
    return rows;
}

std::vector<std::string> CaseRows::unused() const {
    std::vector<std::string> unused;
    for (std::size_t i = 0; i < sheet_->columns.size(); ++i) {
        const bool used = std::ranges::any_of(bound_, [&](const Bound& bound) { return bound.at == i; });
        if (!used && !sheet_->columns[i].empty()) unused.push_back(sheet_->columns[i]);
    }
    return unused;
}

Result<bool> CaseRows::next(BroughtCase& brought) {
    if (next_ == sheet_->rows.size()) return false;
    const auto& row = sheet_->rows[next_++];
    brought = BroughtCase{};
    brought.row = row.number;
    if (row.cells.size() != sheet_->columns.size()) {
        brought.faults.push_back(
            {row.number,
             {},
             {},
             fmt::format("it has {} cells, the heading {}", row.cells.size(), sheet_->columns.size()),
             "look for a comma or a line break within a cell that does not stand in quotation marks, or for the end of "
             "the file missing"});
        return true;
    }
    RowValues values(brought.faults, row.number);
    // The id first: every message has it.
    for (const bool of_id : {true, false}) {
        for (const auto& bound : bound_) {
            if ((bound.mapped->field == id) == of_id)
                values.take(*bound.mapped, bound.at ? std::string_view(row.cells[*bound.at]) : std::string_view{},
                            *mapping_);
        }
    }
    brought.id = values.text(id);
    if (brought.id.empty())
        values.fault(id, "it is empty: a row without an id cannot be known again",
                     "give every row the number that it has in the other system");
    if (brought.id.size() > 100)
        values.fault(id, "it is longer than 100 bytes", "use the number that the row has in the other system");

    auto& whole = brought.whole;
    whole.child = {.id = {},
                   .surname = values.text(surname),
                   .forename = values.text(forename),
                   .date_of_birth = values.day(date_of_birth).value_or(Day{}),
                   .sex = values.text(sex),
                   .ethnicity = values.text(ethnicity),
                   .upn = values.text(upn),
                   .uln = values.text(uln),
                   .postcode = values.text(postcode)};
    if (!values.has(date_of_birth))
        values.fault(date_of_birth, "it is empty: a child is known by name and date of birth",
                     "give the date of birth");
    whole.setting = values.text(setting);
    whole.caseworker = values.text(caseworker);
    whole.team = values.text(team);
    whole.primary_need = values.text(primary_need);
    for (const auto name : {contact_name, contact_2_name}) {
        if (auto contact = contact_of(values, name); !is_empty(contact)) brought.contacts.push_back(std::move(contact));
    }
    tell_events(values, *mapping_, today_, now_, brought);
    tell_facts(values, brought);
    check(values, whole, brought.contacts, today_);
    brought.fingerprint = store::fingerprint_of(values.facts());
    return true;
}

}  // namespace ehcp::exchange
