#include "core/exchange/sen2/bring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/engine/fold.hpp"
#include "core/exchange/sen2/checks.hpp"
#include "core/exchange/sen2/derive.hpp"
#include "core/exchange/sen2/starting_case.hpp"
#include "core/store/index.hpp"
#include "core/store/matching.hpp"

namespace ehcp::exchange::sen2 {
namespace {

constexpr std::size_t people_in_group = 250;
constexpr std::size_t most_rows = 100'000;

/// What of a person cannot be brought in at all: without it nobody is found again, or nothing is known to have happened.
constexpr bool is_in_the_way(Sen2Check check) {
    using enum Sen2Check;
    return check == person_without_request || check == birth_date || check == received_date || check == request_outcome ||
           check == format || check == code || check == assessment_without_decision || check == request_outcome_date ||
           check == assessment_outcome_date || check == plan_without_outcome || check == start_date || check == cease_date;
}

class Bringing {
public:
    Bringing(store::Transaction& transaction, const ReadReturn& read, const casework::Occasion& occasion)
        : transaction_(transaction), read_(read), occasion_(occasion), fold_(occasion.calendar) {}

    void person(const Element& person) {
        const auto why_not = in_the_way(person);
        if (!why_not.empty()) return reject_all(person, why_not);
        auto child = person_in(person);
        if (child.surname.empty() || child.forename.empty()) return reject_all(person, "the name is missing");
        const auto found = find(child);
        if (found.has_error()) return reject_all(person, found.error().message);
        std::vector<store::KnownRequest> known;
        if (*found) {
            child.id = **found;
            known = store::requests_of_person(transaction_, child.id);
            ++done_.people_matched;
        }
        for (const auto& each : person.children) {
            const auto received = day_from(each.of(Item::received_date));
            const auto there = std::ranges::find_if(known, [&](const auto& request) { return request.received_on == received; });
            if (there != known.end())
                row({each.where, BroughtAs::matched, there->reference, {}});
            else
                request(person, each, child);
        }
    }

    Brought take() { return std::move(done_); }

private:
    std::string in_the_way(const Element& person) {
        findings_.clear();
        check_person(person, read_.layout, findings_);
        std::string why;
        for (const auto& finding : findings_) {
            if (is_in_the_way(finding.check)) why += fmt::format("{}{}: {}", why.empty() ? "" : "; ", number_of(finding.check), finding.what);
        }
        return why;
    }

    /// Nobody: a new person. Refuses where it is not plain who it is.
    Result<std::optional<store::PersonId>> find(const store::Person& child) {
        const auto like = store::people_like(transaction_, child);
        if (like.empty()) return std::optional<store::PersonId>();
        if (like.size() > 1) return Error{Refusal::conflict, "several people in the record have this number, or this name and date of birth; join them first"};
        const auto there = store::load_person(transaction_, like.front());
        const bool has_other_number = (!child.upn.empty() && !there.upn.empty() && child.upn != there.upn) ||
                                      (!child.uln.empty() && !there.uln.empty() && child.uln != there.uln);
        if (has_other_number || there.date_of_birth != child.date_of_birth)
            return Error{Refusal::conflict, "the record has this person with another UPN, ULN or date of birth; put right whichever is wrong"};
        return std::optional(like.front());
    }

    void request(const Element& person, const Element& wanted, store::Person& child) {
        Arena texts;
        auto made = starting_case(wanted, read_.layout, texts);
        if (const auto folded = fold_(made.events, {}, occasion_.today, view_); folded.has_error())
            return row({wanted.where, BroughtAs::rejected, {}, fmt::format("the law does not let this follow: {}", folded.error().message)});
        std::vector<const Event*> standing;
        for (const auto& event : made.events) standing.push_back(&event);
        const auto derived = requests_of(standing, view_, made.facts, read_.layout, {});
        if (derived.size() == 1) made.facts.stated = stated_between(derived.front(), wanted, read_.layout.year);

        made.events.push_back(Event(EventType::note, occasion_.today).set(Field::text, texts.keep(note_for(made))));
        casework::WholeCase whole{.child = child, .setting = made.setting, .primary_need = made.primary_need};
        whole.received_on = made.events.front().on;
        for (const auto& event : made.events) whole.events.push_back({event, occasion_.actor, occasion_.now});
        const auto file = casework::import_case(transaction_, whole, fold_, occasion_.today);
        if (file.has_error()) return row({wanted.where, BroughtAs::rejected, {}, file.error().message});
        store::insert_plan_facts(transaction_, file->id, made.facts);
        if (child.id.value == 0) {
            child.id = file->person;
            store::keep_why_no_upn(transaction_, child.id, person.of(Item::upn_unknown));
            ++done_.people_created;
        }
        done_.plans += made.has_plan ? 1 : 0;
        done_.reviews += made.has_review ? 1 : 0;
        row({wanted.where, BroughtAs::created, file->reference, {}});
    }

    std::string note_for(const StartingCase& made) const {
        auto text = fmt::format("Brought in from the SEN2 return of {}.", read_.layout.year);
        if (!made.assumed.empty()) text += fmt::format(" The return has no day for: {}. The days entered for these are assumed.", made.assumed);
        return text;
    }

    void reject_all(const Element& person, const std::string& why) {
        if (person.children.empty()) return row({person.where, BroughtAs::rejected, {}, why});
        for (const auto& request : person.children) row({request.where, BroughtAs::rejected, {}, why});
    }
    void row(BroughtRow row) {
        auto& count = row.as == BroughtAs::created ? done_.requests_created : row.as == BroughtAs::matched ? done_.requests_matched : done_.rejected;
        ++count;
        done_.rows.push_back(std::move(row));
    }

    store::Transaction& transaction_;
    const ReadReturn& read_;
    const casework::Occasion& occasion_;
    Fold fold_;
    CaseView view_;
    std::vector<Finding> findings_;
    Brought done_;
};

void merge(Brought& whole, Brought part) {
    whole.people_created += part.people_created, whole.people_matched += part.people_matched;
    whole.requests_created += part.requests_created, whole.requests_matched += part.requests_matched, whole.rejected += part.rejected;
    whole.plans += part.plans, whole.reviews += part.reviews;
    for (auto& row : part.rows) {
        if (row.as == BroughtAs::rejected || whole.rows.size() < most_rows) whole.rows.push_back(std::move(row));
    }
}

Result<Brought> bring_group(store::Transaction& transaction, const ReadReturn& read, std::span<const Element> group, const casework::Occasion& occasion) {
    Bringing bringing(transaction, read, occasion);
    for (const auto& person : group) bringing.person(person);
    return bringing.take();
}

}  // namespace

Brought bring(const ReadReturn& read, store::Writer& writer, const casework::Occasion& occasion, bool dry_run,
              const std::function<void(std::size_t)>& progress, const std::function<bool()>& go_on) {
    Brought brought;
    const std::span people(read.people);
    // A dry run is one group, undone at its end: what comes later in a file is matched to what came before.
    const auto group_size = dry_run ? std::max<std::size_t>(people.size(), 1) : people_in_group;
    for (std::size_t at = 0; at < people.size() && go_on(); at += group_size) {
        const auto group = people.subspan(at, std::min(group_size, people.size() - at));
        Brought done;
        // Refusing is how a command is undone.
        const auto answer = writer.perform([&](store::Transaction& transaction) -> Result<int> {
            done = *bring_group(transaction, read, group, occasion);
            if (dry_run) return Error{Refusal::conflict, "a dry run keeps nothing"};
            return 0;
        });
        (void)answer;
        merge(brought, std::move(done));
        progress(std::min(at + group_size, people.size()));
    }
    return brought;
}

reporting::Report Brought::report(const Layout& layout, Day as_of, bool is_dry_run) const {
    using enum reporting::Column::Type;
    reporting::Table counts("counts", is_dry_run ? "What would be brought in" : "What was brought in", {{"what", "What", text}, {"created", "Created"}, {"matched", "Already there"}, {"rejected", "Rejected"}});
    counts.add_row(std::string("People"), people_created, people_matched, reporting::Cell{});
    counts.add_row(std::string("Requests"), requests_created, requests_matched, rejected);
    counts.add_row(std::string("Plans"), plans, reporting::Cell{}, reporting::Cell{});
    counts.add_row(std::string("Reviews"), reviews, reporting::Cell{}, reporting::Cell{});
    reporting::Table list("rows", "Each request of the file", {{"where", "Where", text}, {"as", "Outcome", text}, {"reference", "Case", text}, {"why", "Why", text}});
    for (const auto& row : rows) list.add_row(row.where, std::string(token(row.as)), is_dry_run && row.as == BroughtAs::created ? std::string() : row.reference, row.why);
    return {.name = "sen2-import",
            .title = fmt::format("SEN2 return of {}: {}", layout.year, is_dry_run ? "dry run, nothing was kept" : "brought in"),
            .as_of = as_of,
            .from = {},
            .to = {},
            .tables = {std::move(counts), std::move(list)},
            .notes = {}};
}

}  // namespace ehcp::exchange::sen2
