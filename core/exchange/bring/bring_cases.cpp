#include "core/exchange/bring/bring_cases.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "core/store/matching.hpp"
#include "core/store/people.hpp"
#include "core/store/registers.hpp"

namespace ehcp::exchange {
namespace {

/// Few enough that one who interrupts waits no moment, many enough that commits do not count.
constexpr std::size_t cases_in_group = 250;

/// What of the registers a row may name.
struct Registers {
    std::unordered_map<std::string, store::Caseworker> caseworkers;
    std::unordered_set<std::string> teams, settings;

    explicit Registers(store::Reader& reader) {
        for (auto& each : store::all_caseworkers(reader)) caseworkers.emplace(each.code, each);
        for (auto& each : store::all_teams(reader)) teams.insert(each.name);
        for (auto& each : store::all_settings(reader)) settings.insert(each.urn);
    }
};

/// Somebody with that UPN who was born on that day is that child; a name and a birthday can be two children's.
std::optional<store::PersonId> known_child(store::Reader& reader, const store::Person& child) {
    if (child.upn.empty()) return std::nullopt;
    for (const auto id : store::people_like(reader, child)) {
        const auto there = store::load_person(reader, id);
        if (there.upn == child.upn && there.date_of_birth == child.date_of_birth) return id;
    }
    return std::nullopt;
}

class Bringer {
public:
    Bringer(store::Readers& readers, store::Writer& writer, CaseStream& stream, const BringOrder& order)
        : readers_(readers),
          writer_(writer),
          stream_(stream),
          order_(order),
          registers_(readers.read([](store::Reader& reader) { return Registers(reader); })),
          fold_(order.occasion.calendar) {}

    Result<BringReport> run() {
        for (;;) {
            BroughtCase brought;
            const auto more = stream_.next(brought);
            if (more.has_error()) return refuse(more.error());
            if (!*more) break;
            ++report_.rows;
            look_at(brought);
            if (group_.size() == cases_in_group) {
                if (order_.stopped()) {
                    report_.was_stopped = true;
                    break;
                }
                if (const auto written = write_group(); written.has_error()) return written.error();
            }
            order_.progress(report_.rows);
        }
        if (order_.stopped()) report_.was_stopped = true;
        if (!report_.was_stopped) {
            if (const auto written = write_group(); written.has_error()) return written.error();
        }
        note_run();
        return std::move(report_);
    }

private:
    Error refuse(Error error) const {
        if (report_.created > 0 && !order_.dry_run)
            error.message += fmt::format(
                " ({} cases before it were brought in; once the file is put right, the same command goes on after "
                "them)",
                report_.created);
        return error;
    }

    void look_at(BroughtCase& brought) {
        if (!brought.id.empty()) {
            const auto [first, is_new] = ids_.emplace(brought.id, brought.row);
            if (!is_new) {
                fault(brought, {}, fmt::format("{} {} has the same id", stream_.unit(), first->second),
                      "give each row an id of its own; one child's second case needs a second id");
                return reject(brought);
            }
            if (is_there(brought)) return;
        }
        check_registers(brought);
        check_log(brought);
        if (!brought.faults.empty()) return reject(brought);
        note_doubts(brought);
        group_.push_back(std::move(brought));
    }

    bool is_there(const BroughtCase& brought) {
        const auto known =
            readers_.read([&](store::Reader& reader) { return store::find_imported(reader, key_of(brought)); });
        if (!known) return false;
        ++report_.matched;
        // With faults the fingerprint is of half a row.
        if (brought.faults.empty() && known->fingerprint != brought.fingerprint)
            note(brought,
                 fmt::format("it is here as {}, and says something else than when it was brought in", known->reference),
                 "what happened since is entered in the case, not imported again");
        return true;
    }

    void check_registers(BroughtCase& brought) {
        auto& whole = brought.whole;
        if (!whole.caseworker.empty()) {
            const auto known = registers_.caseworkers.find(whole.caseworker);
            if (known == registers_.caseworkers.end())
                fault(brought, "caseworker", fmt::format("'{}' is not a caseworker that is known", whole.caseworker),
                      "add them ('ehcp caseworkers add'), or translate theirs to ours under 'words' in the mapping");
            else if (whole.team.empty())
                whole.team = known->second.team;
        }
        if (!whole.team.empty() && !registers_.teams.contains(whole.team))
            fault(brought, "team", fmt::format("'{}' is not a team that is known", whole.team),
                  "add it ('ehcp teams add'), or translate theirs to ours under 'words' in the mapping");
    }

    /// What the fold refuses cannot have happened, or not in this order.
    void check_log(BroughtCase& brought) {
        if (!brought.faults.empty()) return;
        if (brought.whole.events.empty())
            return fault(brought, {}, "nothing happened in it",
                         "give at least the day on which the request was received");
        log_.clear();
        for (const auto& entry : brought.whole.events) log_.push_back(entry.event);
        const auto folded = fold_(log_, {}, order_.occasion.today, view_);
        if (!folded.has_error()) return;
        const auto& error = folded.error();
        const auto number = static_cast<std::size_t>(error.event.value_or(0));
        std::string place;
        if (error.event && number < brought.places.size()) place = brought.places[number];
        fault(brought, std::move(place), error.message,
              "put the dates right, or give the step that is missing before it");
    }

    void note_doubts(const BroughtCase& brought) {
        if (std::ranges::any_of(brought.whole.events,
                                [](const store::NewEvent& each) { return each.actor.by.ends_with(", assumed"); }))
            ++report_.assumed;
        if (!brought.whole.setting.empty() && !registers_.settings.contains(brought.whole.setting))
            note(brought, fmt::format("'{}' is not a setting that is known", brought.whole.setting),
                 "it is kept as it came; 'ehcp import settings' makes its name known");
        const auto others = readers_.read(
            [&](store::Reader& reader) { return store::possible_duplicates(reader, brought.whole.child); });
        if (!others.empty())
            note(brought, fmt::format("it may be of the same child as {}", others.front().reference),
                 "both are kept and linked; a person decides whether they are one");
    }

    Result<void> write_group() {
        if (order_.dry_run) {
            report_.created += group_.size();
        } else if (!group_.empty()) {
            const auto written =
                writer_.perform([this](store::Transaction& transaction) { return enter(transaction); });
            if (written.has_error()) return written.error();
            report_.created += written->created;
            report_.matched += written->matched;
            if (report_.first.empty()) report_.first = written->first;
            if (!written->last.empty()) report_.last = written->last;
        }
        group_.clear();
        return {};
    }

    Result<BringReport> enter(store::Transaction& transaction) {
        BringReport written;
        Fold fold(order_.occasion.calendar);
        for (auto& brought : group_) {
            // Another run may have been faster.
            if (store::find_imported(transaction, key_of(brought))) {
                ++written.matched;
                continue;
            }
            const auto others = store::possible_duplicates(transaction, brought.whole.child);
            const auto known = known_child(transaction, brought.whole.child);
            if (known) brought.whole.child.id = *known;
            const auto file = casework::import_case(transaction, brought.whole, fold, order_.occasion.today);
            if (file.has_error()) return file.error();
            // Of a child whom the record knows, the contacts are those that the record has.
            if (!known) enter_person(transaction, file->person, brought);
            for (const auto& other : others)
                store::link_cases(transaction, file->id, other.id, other.why, order_.occasion.now);
            store::insert_plan_facts(transaction, file->id, brought.facts);
            store::keep_imported(transaction, key_of(brought), file->id, brought.fingerprint, order_.occasion.now);
            if (written.first.empty()) written.first = file->reference;
            written.last = file->reference;
            ++written.created;
        }
        return written;
    }

    static void enter_person(store::Transaction& transaction, store::PersonId person, const BroughtCase& brought) {
        for (const auto& contact : brought.contacts) store::insert_contact(transaction, person, contact);
        if (!brought.no_upn_because.empty()) store::keep_why_no_upn(transaction, person, brought.no_upn_because);
    }

    /// In the journal, unless nothing came in.
    void note_run() {
        if (order_.dry_run || report_.created == 0) return;
        const store::ImportRun run{.what = order_.what,
                                   .source = std::string(stream_.source()),
                                   .at = order_.occasion.now,
                                   .actor = order_.occasion.actor,
                                   .created = static_cast<std::int64_t>(report_.created),
                                   .matched = static_cast<std::int64_t>(report_.matched),
                                   .rejected = static_cast<std::int64_t>(report_.rejected)};
        writer_
            .perform([&](store::Transaction& transaction) -> Result<int> {
                store::note_import(transaction, run);
                return 0;
            })
            .value();
    }

    store::ImportKey key_of(const BroughtCase& brought) const { return {std::string(stream_.source()), brought.id}; }
    void fault(BroughtCase& brought, std::string place, std::string why, std::string remedy) const {
        brought.faults.push_back({brought.row, brought.id, std::move(place), std::move(why), std::move(remedy)});
    }
    void note(const BroughtCase& brought, std::string why, std::string remedy) {
        report_.notes.push_back({brought.row, brought.id, {}, std::move(why), std::move(remedy)});
    }
    void reject(BroughtCase& brought) {
        ++report_.rejected;
        std::ranges::move(brought.faults, std::back_inserter(report_.faults));
    }

    store::Readers& readers_;
    store::Writer& writer_;
    CaseStream& stream_;
    const BringOrder& order_;
    Registers registers_;
    Fold fold_;
    std::vector<Event> log_;
    CaseView view_;
    std::unordered_map<std::string, std::size_t> ids_;
    std::vector<BroughtCase> group_;
    BringReport report_;
};

}  // namespace

Result<BringReport> bring_cases(store::Readers& readers, store::Writer& writer, CaseStream& stream,
                                const BringOrder& order) {
    return Bringer(readers, writer, stream, order).run();
}

}  // namespace ehcp::exchange
