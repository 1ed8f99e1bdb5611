#include "core/exchange/sen2/gather.hpp"

#include <map>

#include "core/engine/fold.hpp"
#include "core/store/index.hpp"
#include "core/store/log.hpp"
#include "core/store/people.hpp"
#include "core/store/registers.hpp"

namespace ehcp::exchange::sen2 {
namespace {

constexpr std::int64_t cases_at_a_time = 1000;

}  // namespace

struct Gathering::Shared {
    store::ClosureBook closures;
    /// Of people with several cases: the first case, and all; of the others, that they are told with the first.
    std::map<std::int64_t, std::vector<store::CaseId>> with_first;
    std::map<std::int64_t, bool> is_later;

    explicit Shared(store::Reader& reader, Instant known_until) : closures(reader, known_until) {
        store::PersonId person{};
        std::int64_t first = 0;
        for (const auto& [each, id] : store::cases_of_shared_people(reader)) {
            if (each != person) {
                person = each;
                first = id.value;
            } else {
                with_first[first].push_back(id);
                is_later[id.value] = true;
            }
        }
    }
};

Gathering::Gathering(store::Readers& readers, const WorkingCalendar& calendar, const Layout& layout, Day today,
                     Instant known_until, int threads)
    : readers_(readers),
      calendar_(calendar),
      layout_(layout),
      today_(today),
      known_until_(known_until),
      threads_(static_cast<std::size_t>(threads)) {
    readers.read([&](store::Reader& reader) {
        shared_ = std::make_unique<const Shared>(reader, known_until);
        const auto cases = store::totals(reader).cases;
        const auto parts = static_cast<int>(cases / cases_at_a_time) + 1;
        ranges_ = store::split_cases(reader, parts);
    });
}

Gathering::~Gathering() = default;

Drawn Gathering::draw(store::ScanRange range) const {
    range.known_until = known_until_;
    return readers_.read([&](store::Reader& reader) {
        Drawn drawn;
        Fold fold(calendar_);
        CaseView view;
        std::vector<Closure> relevant;
        const auto requests = [&](std::span<const Event> events, const store::PlanFacts& facts, std::string_view reference,
                                  std::vector<Element>& into) {
            if (fold(events, shared_->closures.relevant(events, relevant), today_, view).has_error()) {
                drawn.unfolded.emplace_back(reference);
                return;
            }
            const auto standing = store::as_corrected(events);
            for (auto& each : requests_of(standing, view, facts, layout_, reference)) into.push_back(std::move(each));
        };
        // A second scan of facts on this connection must wait for the first: those told with another case come after it.
        std::vector<std::size_t> to_be_joined;
        std::vector<std::int64_t> first_cases;
        const auto scan = [&] {
            store::FactsScan facts(reader, range.first, range.last);
            store::scan_cases(reader, range, [&](const store::ScannedCase& record) {
                const auto& known = facts.of(record.id);
                if (shared_->is_later.contains(record.id.value)) return;
                auto person = person_of(known.person, known.no_upn_because, record.reference);
                requests(record.events, known.facts, record.reference, person.children);
                if (shared_->with_first.contains(record.id.value)) {
                    to_be_joined.push_back(drawn.people.size());
                    first_cases.push_back(record.id.value);
                } else if (person.children.empty()) {
                    return;
                }
                drawn.people.push_back(std::move(person));
            });
        };
        scan();
        for (std::size_t i = 0; i < to_be_joined.size(); ++i) {
            auto& person = drawn.people[to_be_joined[i]];
            for (const auto id : shared_->with_first.at(first_cases[i])) {
                const auto file = store::load_case(reader, id);
                const auto log = store::load_log(reader, id, store::Texts::left_out, known_until_);
                requests(log.events, store::load_plan_facts(reader, id), file.reference, person.children);
            }
        }
        std::erase_if(drawn.people, [](const Element& person) { return person.children.empty(); });
        return drawn;
    });
}

}  // namespace ehcp::exchange::sen2
