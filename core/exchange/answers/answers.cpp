#include "core/exchange/answers/answers.hpp"

#include <algorithm>

#include "core/store/index.hpp"
#include "core/store/registers.hpp"

namespace ehcp::exchange {
namespace {

using reporting::CaseFacts;
using reporting::Query;
using reporting::Timeliness;

bool has(Day first, Day last, Day day) { return first <= day && day <= last; }

/// The state that a procedure was in at the end of a day; none where it had not begun.
std::optional<State> state_at(const CaseView& view, int procedure, Day day) {
    std::optional<State> state;
    for (const Move& move : view.moves)
        if (move.procedure == procedure && move.on <= day) state = move.to;
    const auto& lapses = view.procedures[static_cast<std::size_t>(procedure)].lapses_after;
    if (state && lapses && is_missed(*lapses, day)) state = State::ended;
    return state;
}

bool is_on_or_before(std::optional<Day> day, Day other) { return day && *day <= other; }

/// As it stood at the end of a day, whatever happened later.
bool was_running(const ClockRun& clock, Day day) {
    return clock.trigger_on <= day && !is_on_or_before(clock.satisfied_on, day) && !is_on_or_before(clock.stopped_on, day) &&
           !is_on_or_before(clock.lapses_on, day);
}
bool was_overdue(const ClockRun& clock, Day day) {
    return was_running(clock, day) && clock.due_on && is_missed(*clock.due_on, day);
}
bool was_exempt(const CaseView& view, const ClockRun& clock, Day day) {
    return clock.exemption >= 0 && view.exemptions[static_cast<std::size_t>(clock.exemption)].is_valid(day);
}

std::string_view or_not_recorded(std::string_view group) { return group.empty() ? not_recorded : group; }

bool is_in_force(std::optional<State> state) { return state == State::maintained || state == State::cease_notified; }

/// Somebody has work to do in it.
bool is_under_way(ProcedureKind kind, State state) {
    using enum State;
    constexpr States of_work = {requested, assessing, draft, preparing, met, amending, planned, reassessing, mediating, appealed, opposed};
    return kind != ProcedureKind::plan && of_work.has(state);
}

/// The limit by which the whole procedure must be done.
std::optional<ClockId> limit_of(ProcedureKind kind) {
    switch (kind) {
        case ProcedureKind::assessment: return ClockId::finalise_plan;
        case ProcedureKind::reassessment: return ClockId::reassessed_plan;
        case ProcedureKind::review: return ClockId::review_decision;
        case ProcedureKind::phase_transfer: return ClockId::phase_transfer;
        case ProcedureKind::plan:
        case ProcedureKind::dispute: return std::nullopt;
    }
    return std::nullopt;
}

const ClockRun* clock_of(const CaseView& view, int procedure, ClockId id) {
    const auto found = std::ranges::find_if(view.clocks, [&](const ClockRun& clock) { return clock.procedure == procedure && clock.rule->id == id; });
    return found == view.clocks.end() ? nullptr : &*found;
}

std::string source_of(const CaseView& view, int procedure) {
    const auto* const clock = clock_of(view, procedure, ClockId::decide_to_assess);
    if (!clock) return {};
    if (clock->trigger->type == EventType::became_responsible) return std::string(token(EventType::became_responsible));
    const auto source = clock->trigger->word<Source>();
    return source ? std::string(token(*source)) : std::string();
}

}  // namespace

Answers::Answers(int year, int years, Day today, const SettingTypes& types) : types_(types) {
    for (int each = year - years + 1; each <= year; ++each) {
        const auto first = day_of(date::year{each} / 1 / 1);
        const auto last = std::min(day_of(date::year{each} / 12 / 31), today);
        years_.push_back({.year = each,
                          .first = first,
                          .last = last,
                          .timeliness = Timeliness(Query{.as_of = last, .from = first, .to = last}),
                          .undecided_reviews = {}});
    }
}

void Answers::add(const CaseFacts& facts, const CaseView& view, std::span<const Event> log) {
    const auto events = store::as_corrected(log);
    for (Year& year : years_) {
        year.timeliness.add(facts, view);
        add_to(year, facts, view);
        add_events(year, view, events);
    }
}

void Answers::add_to(Year& year, const CaseFacts& facts, const CaseView& view) const {
    add_requests(year, view);
    for (std::size_t i = 0; i < view.procedures.size(); ++i) {
        const int procedure = static_cast<int>(i);
        const auto kind = view.procedures[i].kind;
        if (kind == ProcedureKind::plan) add_plan(year, facts, view, procedure);
        const auto state = state_at(view, procedure, year.last);
        if (!state || !is_under_way(kind, *state)) continue;
        auto& in_hand = year.in_hand[{kind, *state}];
        ++in_hand.all;
        const auto limit = limit_of(kind);
        const auto* const clock = limit ? clock_of(view, procedure, *limit) : nullptr;
        if (clock && was_overdue(*clock, year.last)) in_hand.over.count(was_exempt(view, *clock, year.last));
    }
    for (const ClockRun& clock : view.clocks) add_clock(year, view, clock);
}

void Answers::add_requests(Year& year, const CaseView& view) {
    for (std::size_t i = 0; i < view.procedures.size(); ++i) {
        const auto& run = view.procedures[i];
        if (run.kind != ProcedureKind::assessment || !has(year.first, year.last, run.opened_on)) continue;
        auto& requests = year.requests[source_of(view, static_cast<int>(i))];
        ++requests.received;
        ++requests.outcomes[index_of(reporting::outcome_of_request(view, static_cast<int>(i), year.last))];
    }
}

void Answers::add_plan(Year& year, const CaseFacts& facts, const CaseView& view, int procedure) const {
    if (is_in_force(state_at(view, procedure, year.first - days{1}))) ++year.in_force_before;
    if (!is_in_force(state_at(view, procedure, year.last))) return;
    ++year.in_force;
    reporting::KeyText room;
    for (const auto by : {reporting::By::age, reporting::By::need, reporting::By::sex})
        ++year.caseload[{std::string(token(by)), std::string(or_not_recorded(reporting::group_of(by, facts, year.last, room)))}];
    const auto type = types_.find(facts.setting);
    ++year.caseload[{"type", std::string(or_not_recorded(type == types_.end() ? "" : type->second))}];
}

void Answers::add_clock(Year& year, const CaseView& view, const ClockRun& clock) {
    const auto count_over = [&](reporting::Both& over) {
        if (was_overdue(clock, year.last)) over.count(was_exempt(view, clock, year.last));
    };
    if (clock.rule->id == ClockId::advice && clock.adviser()) {
        auto& advice = year.advice[index_of(*clock.adviser())];
        if (has(year.first, year.last, clock.trigger_on)) ++advice.asked;
        if (clock.satisfied_on && has(year.first, year.last, *clock.satisfied_on)) {
            ++advice.received;
            if (clock.due_on && !is_missed(*clock.due_on, *clock.satisfied_on)) ++advice.in_time;
        }
        if (was_running(clock, year.last)) ++advice.awaited;
        count_over(advice.overdue);
    }
    if (clock.rule->id == ClockId::review_due && was_overdue(clock, year.last)) ++year.reviews_overdue;
    if (clock.rule->id == ClockId::review_decision && was_running(clock, year.last)) {
        ++year.undecided_reviews.all;
        count_over(year.undecided_reviews.over);
    }
    // By the year in which the plan had to be amended; a pupil who has left has none.
    const bool is_this_year = clock.due_on && parts_of(*clock.due_on).year() == date::year{year.year};
    if (clock.rule->id == ClockId::phase_transfer && is_this_year && !is_on_or_before(clock.stopped_on, *clock.due_on)) {
        auto& transfers = year.transfers[*clock.due_on];
        ++transfers.due;
        if (is_on_or_before(clock.satisfied_on, *clock.due_on))
            ++transfers.in_time;
        else if (is_on_or_before(clock.satisfied_on, year.last))
            ++transfers.late;
        else
            ++transfers.outstanding;
    }
}

void Answers::add_events(Year& year, const CaseView& view, std::span<const Event* const> events) {
    using enum EventType;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto* const event = events[i];
        if (!event || !has(year.first, year.last, event->on)) continue;
        const int procedure = view.taken_by[i];
        switch (event->type) {
            case plan_finalised: ++year.issued; break;
            case plan_transferred_in: ++year.transferred_in; break;
            case plan_transferred_out: ++year.transferred_out; break;
            case plan_ceased: ++year.ceased[event->has(Field::cease_reason) ? event->raw_word(Field::cease_reason) : 0]; break;
            case review_meeting_held: ++year.meetings; break;
            case review_decided:
                if (const auto decision = event->word<Decision>()) ++year.review_decisions[index_of(*decision)];
                break;
            default: break;
        }
        if (procedure < 0) continue;
        const auto& run = view.procedures[static_cast<std::size_t>(procedure)];
        if (run.kind != ProcedureKind::dispute || !run.opened_by) continue;
        ++year.disputes[{run.opened_by->type, event->type}];
        if (event->type == order_made && event->is(OrderKind::dismissed)) ++year.dismissed;
    }
}

namespace {

template <class Key>
void add_up(std::map<Key, std::int64_t>& sums, const std::map<Key, std::int64_t>& more) {
    for (const auto& [key, number] : more) sums[key] += number;
}

}  // namespace

void Answers::merge(Answers&& other) {
    for (std::size_t i = 0; i < years_.size(); ++i) {
        Year& year = years_[i];
        Year& more = other.years_[i];
        year.timeliness.merge(std::move(more.timeliness));
        for (const auto& [source, requests] : more.requests) {
            auto& sum = year.requests[source];
            sum.received += requests.received;
            for (std::size_t o = 0; o < sum.outcomes.size(); ++o) sum.outcomes[o] += requests.outcomes[o];
        }
        for (const auto& [key, in_hand] : more.in_hand) {
            year.in_hand[key].all += in_hand.all;
            year.in_hand[key].over += in_hand.over;
        }
        year.in_force_before += more.in_force_before, year.in_force += more.in_force, year.issued += more.issued;
        year.transferred_in += more.transferred_in, year.transferred_out += more.transferred_out;
        add_up(year.ceased, more.ceased);
        add_up(year.caseload, more.caseload);
        year.meetings += more.meetings, year.reviews_overdue += more.reviews_overdue;
        for (std::size_t d = 0; d < year.review_decisions.size(); ++d) year.review_decisions[d] += more.review_decisions[d];
        year.undecided_reviews.all += more.undecided_reviews.all;
        year.undecided_reviews.over += more.undecided_reviews.over;
        for (const auto& [due, transfers] : more.transfers) {
            auto& sum = year.transfers[due];
            sum.due += transfers.due, sum.in_time += transfers.in_time, sum.late += transfers.late, sum.outstanding += transfers.outstanding;
        }
        add_up(year.disputes, more.disputes);
        year.dismissed += more.dismissed;
        for (std::size_t a = 0; a < year.advice.size(); ++a) {
            auto& sum = year.advice[a];
            const auto& each = more.advice[a];
            sum.asked += each.asked, sum.received += each.received, sum.in_time += each.in_time, sum.awaited += each.awaited;
            sum.overdue += each.overdue;
        }
    }
}

reporting::Report answers_of(store::Readers& readers, const WorkingCalendar& calendar, int year, int years, Day today) {
    const auto types = readers.read([](store::Reader& reader) {
        SettingTypes by_urn;
        for (const auto& setting : store::all_settings(reader)) by_urn.emplace(setting.urn, setting.phase);
        return by_urn;
    });
    const reporting::ScanOrder order{.today = today};
    std::vector<Answers> parts;
    for (int part = 0; part < order.threads; ++part) parts.emplace_back(year, years, today, types);
    reporting::scan_caseload(readers, calendar, order, [&](const reporting::SeenCase& seen) {
        parts[static_cast<std::size_t>(seen.part)].add(seen.facts, seen.view, seen.record.events);
    });
    for (std::size_t part = 1; part < parts.size(); ++part) parts.front().merge(std::move(parts[part]));
    return parts.front().report();
}

}  // namespace ehcp::exchange
