#include "core/engine/fold.hpp"

#include <fmt/format.h>

#include "core/engine/conditions.hpp"
#include "core/engine/plan_of_action.hpp"
#include "core/engine/reckoning.hpp"

namespace ehcp {
namespace {

Error refusal(Refusal kind, int event, std::string message) {
    return {kind, std::move(message), fmt::format("events[{}]", event), event};
}

Day date_of(DateOf which, const Event& e) {
    switch (which) {
        case DateOf::on: return e.on;
        case DateOf::served: return e.date_or(Field::served_on, e.on);
        case DateOf::received: return e.date_or(Field::received_on, e.on);
        case DateOf::notice: return e.date_or(Field::sent_on, e.date_or(Field::family_on, e.on));
        case DateOf::last_copy:
            return std::max({e.date_or(Field::family_on, e.on), e.date_or(Field::setting_on, e.on), e.date_or(Field::commissioner_on, e.on)});
        case DateOf::invited: return e.date_or(Field::invited_on, e.on);
        case DateOf::meeting: return e.date_or(Field::meeting_on, e.on);
        case DateOf::aware: return e.date_or(Field::became_aware_on, e.on);
    }
    return e.on;
}

/// The events that issue a plan: a window then ends by time, not because its procedure has.
constexpr bool issues_a_plan(EventType type) {
    return type == EventType::plan_finalised || type == EventType::amended_plan_finalised || type == EventType::reassessed_plan_finalised;
}

}  // namespace

/// One fold under way.
class Folding {
public:
    Folding(Fold& buffers, std::span<const Event> log, std::span<const Closure> closures, Day as_of, CaseView& view)
        : fold_(buffers), log_(log), closures_(closures), as_of_(as_of), view_(view) {}

    Result<void> run() {
        view_.clear();
        fold_.entries_.clear();
        fold_.open_clocks_.clear();
        fold_.asked_.clear();
        fold_.missed_.clear();
        view_.taken_by.assign(log_.size(), -1);
        if (auto corrected = gather(); corrected.has_error()) return corrected;
        for (const auto& entry : fold_.entries_) {
            number_ = entry.number;
            if (auto applied = apply(*entry.event); applied.has_error()) return applied;
        }
        finish();
        return {};
    }

private:
    using Entry = Fold::Entry;

    // ---- the log after its corrections, in the order of its legal dates

    Result<void> gather() {
        auto& entries = fold_.entries_;
        bool in_order = true;
        bool any_correction = false;
        for (std::size_t i = 0; i < log_.size(); ++i) {
            const Event& e = log_[i];
            const int number = static_cast<int>(i);
            if (e.type == EventType::corrected) {
                any_correction = true;
                if (auto ok = check_correction(e, number); ok.has_error()) return ok;
            }
            in_order = in_order && (entries.empty() || entries.back().event->on <= e.on);
            entries.push_back({&e, number});
        }
        if (any_correction) {
            // The last correction of an event counts.
            for (const Event& e : log_) {
                if (e.type == EventType::corrected) entries[static_cast<std::size_t>(e.corrects())].event = e.replacement();
            }
            std::erase_if(entries, [](const Entry& entry) { return entry.event == nullptr; });
            in_order = std::ranges::is_sorted(entries, {}, [](const Entry& entry) { return entry.event->on; });
        }
        for (const auto& [event, number] : entries) {
            if (auto ok = check_not_in_future(*event, number); ok.has_error()) return ok;
        }
        if (!in_order) std::ranges::stable_sort(entries, {}, [](const Entry& entry) { return entry.event->on; });
        return {};
    }

    Result<void> check_correction(const Event& e, int number) const {
        if (e.corrects() < 0 || e.corrects() >= static_cast<int>(log_.size()))
            return refusal(Refusal::bad_value, number, fmt::format("there is no event {} to correct; events are numbered from 0", e.corrects()));
        if (log_[static_cast<std::size_t>(e.corrects())].type == EventType::corrected)
            return refusal(Refusal::bad_value, number, "a correction is not itself corrected; correct the original event again");
        if (e.replacement() && e.replacement()->type == EventType::corrected)
            return refusal(Refusal::bad_value, number, "a correction cannot stand in place of another event");
        return {};
    }

    Result<void> check_not_in_future(const Event& e, int number) const {
        const auto refuse = [&](std::string_view field, Day day) {
            return Error{Refusal::impossible_event,
                         fmt::format("'{}' of {} is {}, which is after {}, the day of this calculation; what has not happened yet cannot be recorded",
                                     field, token(e.type), text_of(day), text_of(as_of_)),
                         fmt::format("events[{}].{}", number, field), number};
        };
        if (is_missed(as_of_, e.on)) return refuse("on", e.on);
        std::optional<Error> refused;
        e.present().each([&](Field f) {
            if (!refused && is_date(f) && is_completed_act(e.type, f) && is_missed(as_of_, *e.date(f))) refused = refuse(name_of(f), *e.date(f));
        });
        if (refused) return *refused;
        return {};
    }

    // ---- one event

    Result<void> apply(const Event& e) {
        switch (e.type) {
            case EventType::note:
            case EventType::corrected: return {};
            case EventType::exemption_recorded: return record_exemption(e);
            case EventType::exemption_ended: return end_exemption(e);
            default: break;
        }
        opened_from_ = view_.procedures.size();
        ended_.clear();
        const auto [taker, step] = find_taker(e);
        const Step* const opening = step ? nullptr : find_opening(e);
        const bool each = std::ranges::any_of(steps_on[e.type], [](const Step* s) { return s->role == Role::each; });
        if (!step && !opening && !(each && !view_.died && !view_.procedures.empty())) return refuse(e);

        taker_ = taker;
        before_ = taker >= 0 ? procedure(taker).state : State::none;
        raise_problems(e);
        if (opening) taker_ = open(e, *opening, -1);
        move_others(e, each);
        if (step) move(taker, e, *step);
        note_facts(e);
        view_.taken_by[static_cast<std::size_t>(number_)] = static_cast<std::int16_t>(taker_);
        if (e.type == EventType::died) view_.died = true;

        for (const ClockAction& action : clock_actions_on[e.type]) {
            if (action.deed != ClockDeed::start) act(e, action);
        }
        for (const int p : ended_) stop_clocks_of(p, e);
        if (e.type == EventType::died) stop_all_clocks(e.on);
        open_followers(e);
        for (const ClockAction& action : clock_actions_on[e.type]) {
            if (action.deed == ClockDeed::start && holds(action.cause->when, moment(e))) start(e, action);
        }
        return {};
    }

    Moment moment(const Event& e, const ClockRun* clock = nullptr) const {
        return {view_, e, taker_ >= 0 ? &view_.procedures[static_cast<std::size_t>(taker_)] : nullptr, before_, clock};
    }
    ProcedureRun& procedure(int index) { return view_.procedures[static_cast<std::size_t>(index)]; }
    ClockRun& clock(int index) { return view_.clocks[static_cast<std::size_t>(index)]; }

    // ---- who takes it

    struct Taker {
        int procedure = -1;
        const Step* step = nullptr;
    };

    /// The latest opened procedure that can take the event; one that is over by time only if no other can.
    Taker find_taker(const Event& e) {
        because_missing_ = false;
        Taker lapsed;
        for (int i = static_cast<int>(view_.procedures.size()) - 1; i >= 0; --i) {
            const auto& p = procedure(i);
            if (e.has(Field::about) && !is_about(e, i)) continue;
            for (const Step* s : steps_on[e.type]) {
                if (s->role != Role::takes || s->procedure != p.kind || !s->from.has(p.state)) continue;
                if (!holds(s->when, {view_, e, &p, p.state, nullptr})) {
                    because_missing_ = because_missing_ || s->when == When::because_given;
                    continue;
                }
                if (law::is_end(p.state) || !is_over(view_, p, e.on)) return {i, s};
                if (!lapsed.step) lapsed = {i, s};
            }
        }
        return lapsed;
    }

    /// `about` names the type of the decision in dispute, and means the latest of that type.
    bool is_about(const Event& e, int dispute) {
        const auto decision = *e.word<EventType>();
        if (procedure(dispute).kind != ProcedureKind::dispute || procedure(dispute).opened_by->type != decision) return false;
        for (auto later = static_cast<std::size_t>(dispute) + 1; later < view_.procedures.size(); ++later) {
            const auto& p = view_.procedures[later];
            if (p.kind == ProcedureKind::dispute && p.opened_by->type == decision) return false;
        }
        return true;
    }

    const Step* find_opening(const Event& e) const {
        if (view_.died) return nullptr;
        for (const Step* s : steps_on[e.type]) {
            if (s->role == Role::takes && s->from.has(State::none) && holds(s->when, {view_, e, nullptr, State::none, nullptr})) return s;
        }
        return nullptr;
    }

    Error refuse(const Event& e) const {
        if (because_missing_)
            return {Refusal::missing_field,
                    fmt::format("{} that follows a refusal must say why ('because': reconsidered, order, unopposed or mediation)", token(e.type)),
                    fmt::format("events[{}].because", number_), number_};
        std::string states;
        for (const auto& p : view_.procedures) {
            if (!law::is_end(p.state)) states += fmt::format("{}{} is {}", states.empty() ? "" : ", ", token(p.kind), token(p.state));
        }
        std::string from;
        for (const Step* s : steps_on[e.type]) {
            if (s->role == Role::follows) continue;
            for (const State state : all<State>()) {
                if (s->from.has(state)) from += fmt::format("{}{} {}", from.empty() ? "" : ", ", token(s->procedure), state == State::none ? "not yet open" : token(state));
            }
        }
        std::string message = fmt::format("{} on {} cannot have happened: {}; it is possible where {}", token(e.type), text_of(e.on),
                                          states.empty() ? "nothing is under way" : states, from);
        if (e.type == EventType::request_received || e.type == EventType::became_responsible)
            message = "an assessment is already under way; link this request to it instead of recording a second one";
        if (view_.died) message = fmt::format("{} cannot follow: the child or young person has died", token(e.type));
        return refusal(Refusal::impossible_event, number_, std::move(message));
    }

    // ---- procedures

    int open(const Event& e, const Step& step, int origin) {
        ProcedureRun p{};
        p.kind = step.procedure;
        p.state = step.to;
        p.opened_on = step.procedure == ProcedureKind::dispute ? e.date_or(Field::sent_on, e.on) : e.on;
        p.origin = origin;
        p.opened_by = &e;
        view_.procedures.push_back(p);
        const int index = static_cast<int>(view_.procedures.size()) - 1;
        view_.moves.push_back({static_cast<std::int16_t>(index), p.state, p.opened_on});
        return index;
    }

    void move(int index, const Event& e, const Step& step) {
        if (step.to == stays) return;
        auto& p = procedure(index);
        if (step.revives) {
            p.ended_on.reset();
            for (auto& c : view_.clocks) {
                if (c.procedure == index && c.stopped_on && !c.satisfied_on) reopen(c);
            }
        }
        p.state = step.to;
        view_.moves.push_back({static_cast<std::int16_t>(index), step.to, e.on});
        if (law::is_end(step.to)) {
            p.ended_on = e.on;
            ended_.push_back(index);
        }
    }

    /// Procedures that follow another's step, and an event (death) that every one of them takes.
    void move_others(const Event& e, bool each) {
        for (std::size_t i = 0; i < opened_from_; ++i) {
            if (static_cast<int>(i) == taker_) continue;
            for (const Step* s : steps_on[e.type]) {
                const auto& p = view_.procedures[i];
                const bool moves = s->role == Role::follows || (each && s->role == Role::each);
                if (!moves || s->procedure != p.kind || !s->from.has(p.state)) continue;
                if ((!s->revives && is_over(view_, p, e.on)) || !holds(s->when, moment(e))) continue;
                if (s->revives && !is_latest_plan(i)) continue;
                move(static_cast<int>(i), e, *s);
                break;
            }
        }
    }

    bool is_latest_plan(std::size_t index) const {
        return std::none_of(view_.procedures.begin() + static_cast<std::ptrdiff_t>(index) + 1, view_.procedures.end(),
                            [](const ProcedureRun& p) { return p.kind == ProcedureKind::plan; });
    }

    void open_followers(const Event& e) {
        for (const Step* s : steps_on[e.type]) {
            if (s->role == Role::follows && s->from.has(State::none) && holds(s->when, moment(e))) open(e, *s, taker_);
        }
    }

    /// What later conditions ask about and no clock or state says.
    void note_facts(const Event& e) {
        if (taker_ < 0) return;
        auto& p = procedure(taker_);
        switch (e.type) {
            case EventType::draft_sent: p.drafted = true; break;
            case EventType::advice_received:
            case EventType::advice_dispensed: p.advised |= static_cast<std::uint8_t>(1U << index_of(*e.word<Adviser>())); break;
            case EventType::advice_requested:
                if (e.has(Field::setting)) fold_.asked_.push_back({taker_, e.text(Field::setting), e.on});
                break;
            case EventType::appointment_missed: fold_.missed_.push_back({taker_, &e}); break;
            case EventType::plan_refused:
            case EventType::plan_finalised: view_.assessed_on = e.on; break;
            case EventType::appeal_registered: p.appealed = true; break;
            case EventType::mediation_agreed: p.agreement = true; break;
            case EventType::recommendation_made: p.recommendation_pending = true; break;
            case EventType::recommendation_answered: p.recommendation_pending = false; break;
            default: break;
        }
    }

    // ---- clocks

    /// A rule about the taker's own kind touches only the taker's clocks; a dispute also reaches the procedure it is about.
    bool in_scope(const ClockRun& c) const {
        if (taker_ < 0) return false;
        const auto& p = view_.procedures[static_cast<std::size_t>(taker_)];
        if (c.rule->procedure == p.kind) return c.procedure == taker_;
        if (p.kind == ProcedureKind::dispute) return c.procedure == p.origin || view_.procedures[static_cast<std::size_t>(c.procedure)].kind == ProcedureKind::plan;
        return true;
    }

    void act(const Event& e, const ClockAction& action) {
        if (action.deed == ClockDeed::revive) {
            if (!holds(action.cause->when, moment(e))) return;
            for (auto& c : view_.clocks) {
                if (c.rule == action.rule && c.stopped_on && !c.satisfied_on && in_scope(c)) reopen(c);
            }
            return;
        }
        if (action.rule->may_follow_end && action.deed == ClockDeed::satisfy) {
            for (auto& c : view_.clocks) {
                if (c.rule == action.rule && c.stopped_on && !c.satisfied_on && c.procedure == taker_) reopen(c);
            }
        }
        if (e.has(Field::adviser) && action.rule->per == Per::adviser) return act_on_one(e, action, &Folding::adviser_match);
        if (e.has(Field::setting) && action.rule->per == Per::setting) return act_on_one(e, action, &Folding::setting_match);
        // Acting takes a clock off the list, so walk it backwards.
        for (std::size_t i = fold_.open_clocks_.size(); i-- > 0;) {
            auto& c = clock(fold_.open_clocks_[i]);
            if (c.rule == action.rule && in_scope(c) && holds(action.cause->when, moment(e, &c))) act_on(c, e, action);
        }
    }

    void act_on(ClockRun& c, const Event& e, const ClockAction& action) {
        switch (action.deed) {
            case ClockDeed::satisfy:
                c.satisfied_on = date_of(action.cause->date, e);
                close(c);
                break;
            case ClockDeed::stop: stop(c, e.on); break;
            case ClockDeed::renew:
                c.second = date_of(action.cause->date, e);
                c.due_on = last_day_of(c, fold_.calendar_);
                break;
            case ClockDeed::revive:
            case ClockDeed::start: break;
        }
    }

    // 0: not this one; a higher number is a closer match.
    static int adviser_match(const ClockRun& c, const Event& e) {
        if (c.adviser() != e.word<Adviser>()) return 0;
        const auto body = e.text(Field::body);
        if (c.body() == body) return 3;
        return body.empty() ? 2 : c.body().empty() ? 1 : 0;
    }
    static int setting_match(const ClockRun& c, const Event& e) { return c.setting() == e.text(Field::setting) ? 1 : 0; }

    /// Of the open clocks of one rule, the oldest that fits the event best.
    void act_on_one(const Event& e, const ClockAction& action, int (*match)(const ClockRun&, const Event&)) {
        int best = -1;
        int best_match = 0;
        for (const int i : fold_.open_clocks_) {
            const auto& c = clock(i);
            if (c.rule != action.rule || !in_scope(c)) continue;
            if (const int m = match(c, e); m > best_match) best = i, best_match = m;
        }
        if (best >= 0 && holds(action.cause->when, moment(e, &clock(best)))) act_on(clock(best), e, action);
    }

    void close(const ClockRun& c) { std::erase(fold_.open_clocks_, static_cast<int>(&c - view_.clocks.data())); }
    void reopen(ClockRun& c) {
        c.stopped_on.reset();
        fold_.open_clocks_.push_back(static_cast<int>(&c - view_.clocks.data()));
    }

    /// A window or a right that has already run out by time is not stopped any more.
    void stop(ClockRun& c, Day on) {
        if (!(c.runs_by_time() && c.due_on && is_missed(*c.due_on, on))) c.stopped_on = on;
        close(c);
    }

    void stop_clocks_of(int index, const Event& e) {
        for (std::size_t i = fold_.open_clocks_.size(); i-- > 0;) {
            auto& c = clock(fold_.open_clocks_[i]);
            if (c.procedure != index || c.rule->outlives) continue;
            if (c.rule->kind == ClockKind::window && issues_a_plan(e.type)) close(c);
            else stop(c, e.on);
        }
    }

    /// What outlives its procedure does not outlive the child; what had ended by time stays as it was.
    void stop_all_clocks(Day on) {
        for (std::size_t i = fold_.open_clocks_.size(); i-- > 0;) {
            auto& c = clock(fold_.open_clocks_[i]);
            if (c.rule->outlives || law::is_end(procedure(c.procedure).state)) stop(c, on);
        }
    }

    /// The procedure in which a rule's clock starts: the one the event opened, the one that took it, or the latest in progress.
    int place_for(const ClockRule& rule) const {
        for (std::size_t i = view_.procedures.size(); i-- > opened_from_;) {
            if (view_.procedures[i].kind == rule.procedure) return static_cast<int>(i);
        }
        if (taker_ >= 0 && view_.procedures[static_cast<std::size_t>(taker_)].kind == rule.procedure) return taker_;
        for (std::size_t i = view_.procedures.size(); i-- > 0;) {
            const auto& p = view_.procedures[i];
            if (p.kind == rule.procedure && !law::is_end(p.state)) return static_cast<int>(i);
        }
        return -1;
    }

    void start(const Event& e, const ClockAction& action) {
        const ClockRule& rule = *action.rule;
        const int place = place_for(rule);
        if (place < 0) return;
        const Day trigger_on = date_of(action.cause->date, e);
        if (trigger_on < rule.from || (rule.to && is_missed(*rule.to, trigger_on))) return;
        if (is_chase(e, rule, place)) return;
        for (std::size_t i = fold_.open_clocks_.size(); i-- > 0 && rule.per == Per::procedure;) {
            auto& earlier = clock(fold_.open_clocks_[i]);
            if (earlier.rule != &rule || earlier.procedure != place) continue;
            if (!rule.restarts) return;
            stop(earlier, e.on);
        }

        ClockRun run{};
        run.rule = &rule;
        run.procedure = place;
        run.event = number_;
        run.trigger = &e;
        run.trigger_on = trigger_on;
        run.due_on = last_day_of(run, fold_.calendar_);
        const int index = static_cast<int>(view_.clocks.size());
        if (!run.due_on) view_.problems.push_back({number_, ProblemCode::calendar_horizon, index, -1, {}});
        if (rule.method == Method::appeal) procedure(place).appeal_clock = index;
        if (rule.done_at_start) run.satisfied_on = date_of(rule.satisfied_by.begin()->date, e);
        view_.clocks.push_back(run);
        if (run.is_open()) fold_.open_clocks_.push_back(index);
    }

    /// Asking the same adviser, body and setting again is a chase; so is consulting a setting that has not answered yet.
    bool is_chase(const Event& e, const ClockRule& rule, int place) const {
        if (rule.per == Per::procedure) return false;
        return std::ranges::any_of(view_.clocks, [&](const ClockRun& c) {
            if (c.rule != &rule || c.procedure != place || c.stopped_on || c.setting() != e.text(Field::setting)) return false;
            if (rule.per == Per::setting) return c.is_open();
            return c.adviser() == e.word<Adviser>() && c.body() == e.text(Field::body);
        });
    }

    // ---- exemptions and problems

    Result<void> record_exemption(const Event& e) {
        const auto id = *e.word<ClockId>();
        const auto adviser = e.word<Adviser>();
        int found = -1;
        for (std::size_t i = view_.clocks.size(); i-- > 0;) {
            const auto& c = view_.clocks[i];
            if (c.rule->id != id || (adviser && c.rule->per == Per::adviser && c.adviser() != adviser)) continue;
            if (found < 0) found = static_cast<int>(i);
            else if (!adviser && c.rule->per == Per::adviser && c.procedure == clock(found).procedure)
                return Error{Refusal::missing_field, "several advisers were asked; name the one that the exemption is about ('adviser')",
                             fmt::format("events[{}].adviser", number_), number_};
        }
        if (found < 0)
            return refusal(Refusal::impossible_event, number_, fmt::format("the case has no clock {} by {} that could be exempt", hyphen_token(id), text_of(e.on)));
        if (e.has(Field::to) && *e.date(Field::to) < *e.date(Field::from))
            return Error{Refusal::bad_value, "'to' is before 'from'", fmt::format("events[{}].to", number_), number_};
        view_.exemptions.push_back({&e, number_, found, {}, {}, WhyNot::holds});
        raise_problems(e);
        return {};
    }

    Result<void> end_exemption(const Event& e) {
        for (auto x = view_.exemptions.rbegin(); x != view_.exemptions.rend(); ++x) {
            if (x->ended_on || x->claim->word<ClockId>() != e.word<ClockId>() || x->claim->word<Limb>() != e.word<Limb>()) continue;
            x->ended_on = e.on;
            return {};
        }
        return refusal(Refusal::impossible_event, number_, fmt::format("no exemption of {} under limb {} is in force", hyphen_token(*e.word<ClockId>()),
                                                                       token(*e.word<Limb>())));
    }

    void raise_problems(const Event& e) {
        for (const ProblemAction& action : problem_actions_on[e.type]) {
            if (holds(action.cause->when, moment(e))) view_.problems.push_back({number_, action.rule->code, -1, -1, {}});
        }
    }

    // ---- after the last event

    void finish() {
        for (std::size_t i = 0; i < view_.exemptions.size(); ++i) {
            auto& exemption = view_.exemptions[i];
            judge(exemption, view_, {closures_, fold_.asked_, fold_.missed_});
            auto& c = clock(exemption.clock);
            const bool better = c.exemption < 0 || exemption.why_not == WhyNot::holds ||
                                view_.exemptions[static_cast<std::size_t>(c.exemption)].why_not != WhyNot::holds;
            if (better) c.exemption = static_cast<int>(i);
            if (exemption.why_not != WhyNot::holds)
                view_.problems.push_back({exemption.event, ProblemCode::exemption_not_valid, -1, static_cast<int>(i), exemption.valid_from});
        }
        for (std::size_t i = 0; i < view_.procedures.size(); ++i) {
            auto& p = view_.procedures[i];
            if (p.kind != ProcedureKind::dispute || p.appeal_clock < 0 || (p.state != State::open && p.state != State::mediating)) continue;
            p.lapses_after = clock(p.appeal_clock).due_on;
        }
        for (const int i : fold_.open_clocks_) {
            auto& c = clock(i);
            const auto& lapses_after = procedure(c.procedure).lapses_after;
            if (lapses_after && !c.rule->outlives && !(c.runs_by_time() && c.due_on && *c.due_on <= *lapses_after)) c.lapses_on = *lapses_after + days{1};
        }
        std::ranges::stable_sort(view_.problems, {}, &Problem::event);
    }

    Fold& fold_;
    std::span<const Event> log_;
    std::span<const Closure> closures_;
    Day as_of_;
    CaseView& view_;

    int number_ = 0;                ///< of the event being applied
    int taker_ = -1;
    State before_ = State::none;    ///< of the taker, before the event
    std::size_t opened_from_ = 0;   ///< procedures from here on were opened by this event
    std::vector<int>& ended_ = fold_.ended_;
    bool because_missing_ = false;
};

Result<void> Fold::operator()(std::span<const Event> log, std::span<const Closure> closures, Day as_of, CaseView& view) {
    return Folding(*this, log, closures, as_of, view).run();
}

std::vector<EventType> possible_events(const CaseView& view, Day as_of) {
    std::vector<EventType> possible;
    for (const EventType type : all<EventType>()) {
        Event e{type, as_of};
        if (rule_of(type).known().has(Field::own_motion)) e.set_raw(Field::own_motion, 1);
        const auto fits = [&](const Step* s) {
            const auto allows = [&](const ProcedureRun* p, State state) {
                return s->from.has(state) && (is_about_the_event(s->when) || holds(s->when, {view, e, p, state, nullptr}));
            };
            if (s->role == Role::follows || view.died) return false;
            if (s->from.has(State::none)) return allows(nullptr, State::none);
            return std::ranges::any_of(view.procedures, [&](const ProcedureRun& p) { return p.kind == s->procedure && allows(&p, p.state); });
        };
        const bool always = type == EventType::note || (type == EventType::corrected && !view.taken_by.empty()) ||
                            (type == EventType::exemption_recorded && !view.clocks.empty()) ||
                            (type == EventType::exemption_ended && std::ranges::any_of(view.exemptions, [](const Exemption& x) { return !x.ended_on; }));
        if (always || std::ranges::any_of(steps_on[type], fits)) possible.push_back(type);
    }
    return possible;
}

}  // namespace ehcp
