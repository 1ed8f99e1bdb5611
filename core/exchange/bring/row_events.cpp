#include "core/exchange/bring/row_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ehcp {
EHCP_TOKENS(AssessDecision, agreed, refused);
}

namespace ehcp::exchange {
namespace {

using enum CaseColumn;

// What "in time" amounts to where a date is not known: the limits of the Regulations, as lengths.
constexpr Weeks plan_within{20};        // SEND Regulations 2014, reg 13(2)
constexpr Weeks draft_within{16};       // reg 10(1), and the Code of Practice
constexpr Weeks decision_within{6};     // reg 5(1)
constexpr CalendarDays family_has{15};  // reg 13(1)(a)
constexpr Weeks called_before{2};       // regs 20(3) and (4)
constexpr Weeks reported_within{2};     // reg 20(8)
constexpr Weeks decided_within{4};      // reg 20(10)

constexpr days length(Weeks weeks) { return days{weeks.n * 7}; }
constexpr days length(CalendarDays calendar_days) { return days{calendar_days.n}; }

class Teller {
public:
    Teller(RowValues& values, const Mapping& mapping, Day today, Instant now, BroughtCase& brought)
        : v_(values), mapping_(mapping), today_(today), now_(now), brought_(brought) {}

    void tell() {
        if (v_.has(transferred_in))
            tell_transfer();
        else if (v_.has(received) || v_.has(plan_issued))
            tell_assessment();
        else
            return fault_without_beginning();
        tell_review();
        tell_next_review();
        tell_phase_transfer();
        tell_end();
        order();
        tell_note();
    }

private:
    struct Told {
        store::NewEvent entry;
        std::string place;
    };

    void fault_without_beginning() {
        v_.fault(received, "the row gives no day on which the case began",
                 "give 'received', 'plan_issued' or 'transferred_in'");
    }

    void add(CaseColumn said, const Event& event) {
        told_.push_back(
            {{event, {fmt::format("import from {}", mapping_.source), "operator"}, now_}, v_.place_of(said)});
    }
    void add_if(CaseColumn said, EventType type) {
        if (const auto on = v_.day(said)) add(said, {type, *on});
    }
    bool may_assume(Day day) const { return mapping_.assume_steps_before && day < *mapping_.assume_steps_before; }

    /// A step that the row does not give and `because` cannot do without.
    bool add_assumed(CaseColumn missing, const Event& event, CaseColumn because) {
        if (!may_assume(event.on)) {
            v_.fault(
                missing,
                fmt::format("'{}' is not given, and {} cannot be without it", token(missing), v_.place_of(because)),
                "give it; or, for old cases, set 'assume_steps_before' in the mapping, by which such steps are taken "
                "to have been done in time");
            return false;
        }
        told_.push_back({{event, {fmt::format("import from {}, assumed", mapping_.source), "operator"}, now_},
                         v_.place_of(because)});
        assumed_ += fmt::format("{}{} {}", assumed_.empty() ? "" : ", ", token(event.type), text_of(event.on));
        return true;
    }
    /// One that only a limit asks about: entered where it may be assumed, else left open.
    void add_if_assumed(const Event& event, CaseColumn because) {
        if (may_assume(event.on)) add_assumed(because, event, because);
    }

    void tell_transfer() {
        const auto on = v_.day(transferred_in);
        if (v_.has(received) || v_.has(plan_issued))
            v_.fault(transferred_in,
                     "the row also gives 'received' or 'plan_issued': a plan began here or came from elsewhere",
                     "leave out what is not so");
        const auto made = v_.day(plan_made);
        if (!v_.has(plan_made))
            v_.fault(plan_made, "'plan_made' is not given, and a plan that was transferred in needs it",
                     "give the day on which the other authority made the plan");
        if (!on || !made) return;
        Event event(EventType::plan_transferred_in, *on);
        event.set(Field::made_on, *made);
        if (const auto reviewed = v_.day(last_reviewed)) event.set(Field::last_reviewed_on, *reviewed);
        if (v_.has(from_authority)) event.set(Field::from_authority, kept(v_.text(from_authority)));
        add(transferred_in, event);
        plan_began_ = on;
        const auto informed = v_.day(transfer_family_informed);
        if (!informed) return;
        const auto review = v_.day(next_review_meeting) ? v_.day(next_review_meeting) : v_.day(review_meeting);
        if (!review)
            return v_.fault(transfer_family_informed,
                            "the family was told when the review is, and the row does not give it",
                            "give 'next_review_meeting' or 'review_meeting'");
        add(transfer_family_informed, Event(EventType::transfer_family_informed, *informed)
                                          .set_raw(Field::will_assess, 0)
                                          .set(Field::review_on, *review));
    }

    void tell_assessment() {
        const auto issued = v_.day(plan_issued), draft = v_.day(draft_sent);
        const auto began = v_.day(received)              ? v_.day(received)
                           : !v_.has(received) && issued ? std::optional{*issued - length(plan_within)}
                                                         : std::nullopt;
        if (!began) return;
        if (v_.has(received))
            tell_request(*began);
        else if (!add_assumed(received, Event(EventType::request_received, *began).set(Source::other), plan_issued))
            return;
        const auto sent =
            draft ? draft
            : !v_.has(draft_sent) && issued
                ? std::optional{std::clamp(*issued - length(family_has), *began, *began + length(draft_within))}
                : std::nullopt;
        if (!tell_decision(*began, sent)) return;
        tell_advice(sent);
        add_if(plan_refused, EventType::plan_refused);
        if (draft)
            add(draft_sent, {EventType::draft_sent, *draft});
        else if (issued && sent && !add_assumed(draft_sent, {EventType::draft_sent, *sent}, plan_issued))
            return;
        add_if(plan_issued, EventType::plan_finalised);
        plan_began_ = issued;
    }

    void tell_request(Day began) {
        Event request(EventType::request_received, began);
        const auto who = v_.word<Source>(source);
        if (!v_.has(source))
            v_.fault(source, "'source' is not given, and a request comes from somebody",
                     "give the column, or \"source\": {\"value\": \"other\"} in the mapping");
        if (who) add(received, request.set(*who));
    }

    /// Whether what follows an agreement can be told.
    bool tell_decision(Day began, std::optional<Day> sent) {
        const auto decision = v_.word<AssessDecision>(assess_decision);
        const auto decided = v_.day(assess_decided);
        const bool goes_on = sent || v_.has(plan_refused);
        if (v_.has(assess_decided) && !v_.has(assess_decision))
            return v_.fault(assess_decision, "'assess_decided' is given, and not what was decided",
                            "give 'assess_decision': agreed or refused"),
                   false;
        if (decision == AssessDecision::refused) {
            if (!v_.has(assess_decided))
                v_.fault(assess_decided, "the assessment was refused, and the day is not given",
                         "give 'assess_decided'");
            if (decided) add(assess_decided, {EventType::assessment_refused, *decided});
            return false;
        }
        if (decided) {
            add(assess_decided, {EventType::assessment_agreed, *decided});
        } else if (!v_.has(assess_decided) && (decision || goes_on)) {
            const auto next = sent ? *sent : v_.day(plan_refused).value_or(today_);
            const auto because = decision              ? assess_decision
                                 : v_.has(draft_sent)  ? draft_sent
                                 : v_.has(plan_issued) ? plan_issued
                                                       : plan_refused;
            return add_assumed(assess_decided,
                               {EventType::assessment_agreed, std::min(began + length(decision_within), next)},
                               because);
        }
        return true;
    }

    void tell_advice(std::optional<Day> sent) {
        struct Advice {
            Adviser adviser;
            CaseColumn requested, received;
        };
        constexpr auto advice = std::to_array<Advice>({
            {Adviser::education, education_advice_requested, education_advice_received},
            {Adviser::health, health_advice_requested, health_advice_received},
            {Adviser::psychology, psychology_advice_requested, psychology_advice_received},
            {Adviser::social_care, social_care_advice_requested, social_care_advice_received},
        });
        for (const auto& each : advice) {
            if (const auto on = v_.day(each.requested)) {
                Event request(EventType::advice_requested, *on);
                request.set(each.adviser);
                // Who attends now is asked now; what is in came from whoever it was then.
                if (each.adviser == Adviser::education && !v_.has(each.received) && v_.has(setting))
                    request.set(Field::setting, kept(v_.text(setting)));
                add(each.requested, request);
            }
            if (const auto on = v_.day(each.received))
                add(each.received, Event(EventType::advice_received, *on).set(each.adviser));
            else if (!v_.has(each.received) && sent)
                add_if_assumed(Event(EventType::advice_received, *sent).set(each.adviser),
                               v_.has(draft_sent) ? draft_sent : plan_issued);
        }
    }

    void tell_review() {
        auto meeting = v_.day(review_meeting);
        const auto decided = v_.day(review_decided);
        if (!v_.has(review_meeting) && decided) meeting = *decided - length(decided_within);
        if (!meeting) return;
        const bool is_given = v_.has(review_meeting);
        const auto because = is_given ? review_meeting : review_decided;
        const auto before = [&](Day day) {
            return plan_began_ ? std::min(*meeting, std::max(day, *plan_began_)) : day;
        };
        const auto invited = v_.day(review_called) ? *v_.day(review_called) : before(*meeting - length(called_before));
        Event call(EventType::review_called, invited);
        call.set(Field::meeting_on, *meeting);
        if (v_.has(review_called))
            add(review_called, call);
        else if (!add_assumed(review_called, call, because))
            return;
        if (v_.has(review_papers_sent))
            add_if(review_papers_sent, EventType::review_papers_sent);
        else
            add_if_assumed({EventType::review_papers_sent, invited}, because);
        if (is_given)
            add(review_meeting, {EventType::review_meeting_held, *meeting});
        else if (!add_assumed(review_meeting, {EventType::review_meeting_held, *meeting}, because))
            return;
        if (const auto reported = std::min(*meeting + length(reported_within), decided.value_or(today_));
            v_.has(review_report_sent))
            add_if(review_report_sent, EventType::review_report_sent);
        else if (reported <= today_)
            add_if_assumed({EventType::review_report_sent, reported}, because);
        if (decided) tell_review_decision(*decided);
    }

    void tell_review_decision(Day decided) {
        const auto decision = v_.word<Decision>(review_decision);
        if (!v_.has(review_decision))
            v_.fault(review_decision, "'review_decided' is given, and not what was decided",
                     "give 'review_decision': maintain, amend or cease");
        if (!decision) return;
        Event event(EventType::review_decided, decided);
        event.set(*decision);
        const auto sent = v_.day(amendments_sent);
        const bool enclosed = sent == decided || (!v_.has(amendments_sent) && may_assume(decided));
        if (*decision == Decision::amend && enclosed) event.set_raw(Field::amendments_enclosed, 1);
        add(review_decided, event);
        if (*decision == Decision::amend && enclosed && !sent)
            assumed_ += fmt::format("{}amendments enclosed {}", assumed_.empty() ? "" : ", ", text_of(decided));
        if (sent && sent != decided) add(amendments_sent, {EventType::amendments_sent, *sent});
        add_if(amended_plan_issued, EventType::amended_plan_finalised);
    }

    void tell_next_review() {
        const auto meeting = v_.day(next_review_meeting);
        if (!meeting) return;
        if (*meeting < today_)
            return v_.fault(next_review_meeting, fmt::format("{} is over", v_.quoted(next_review_meeting)),
                            "give it as 'review_meeting' if it was held, else the day to which it was moved");
        Event call(EventType::review_called, v_.day(next_review_called).value_or(*meeting - length(called_before)));
        call.set(Field::meeting_on, *meeting);
        if (v_.has(next_review_called)) return add(next_review_called, call);
        // Nobody need have been invited yet; that it is arranged is worth a note.
        if (call.on > today_ || !may_assume(call.on))
            remarks_ += fmt::format(" A review meeting is arranged for {}; the invitations are to be recorded.",
                                    text_of(*meeting));
        else
            add_assumed(next_review_called, call, next_review_meeting);
    }

    void tell_phase_transfer() {
        const auto on = v_.day(phase_transfer);
        if (!on) return;
        const auto kind = v_.word<TransferKind>(phase_transfer_kind);
        if (!v_.has(phase_transfer_kind))
            v_.fault(phase_transfer_kind, "'phase_transfer' is given, and not between which phases",
                     "give 'phase_transfer_kind'");
        if (!kind) return;
        const auto done = v_.day(phase_transfer_completed);
        // Known since the plan began; the limit is counted from the transfer alone.
        const auto planned = std::min(done.value_or(today_), plan_began_.value_or(today_));
        add(phase_transfer, Event(EventType::phase_transfer_planned, planned).set(Field::transfer_on, *on).set(*kind));
        if (done) add(phase_transfer_completed, {EventType::phase_transfer_completed, *done});
    }

    void tell_end() {
        add_if(withdrawn, EventType::withdrawn);
        add_if(moved_away, EventType::moved_away);
        add_if(cease_decided, EventType::cessation_decided);
        if (const auto on = v_.day(ceased)) {
            const auto& text = v_.text(cease_reason);
            int reason = 0;
            const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), reason);
            if (failed != std::errc{} || end != text.data() + text.size() || reason < first_cease_reason ||
                reason > last_cease_reason)
                v_.fault(cease_reason,
                         fmt::format("{} is no reason for which a plan ceases",
                                     text.empty() ? "nothing" : v_.quoted(cease_reason)),
                         "give 1 to 9, as in the SEN2 return");
            else
                add(ceased,
                    Event(EventType::plan_ceased, *on).set_raw(Field::cease_reason, static_cast<std::uint8_t>(reason)));
        }
        add_if(transferred_out, EventType::plan_transferred_out);
        add_if(died, EventType::died);
    }

    /// As it happened; of one day, in the order of the procedures.
    void order() {
        std::ranges::stable_sort(told_, {}, [](const Told& told) { return told.entry.event.on; });
        for (auto& told : told_) {
            brought_.whole.events.push_back(std::move(told.entry));
            brought_.places.push_back(std::move(told.place));
        }
        if (!told_.empty()) brought_.whole.received_on = brought_.whole.events.front().event.on;
    }

    void tell_note() {
        if (assumed_.empty() && remarks_.empty()) return;
        auto text = fmt::format("Brought in from {}.", mapping_.source);
        if (!assumed_.empty())
            text += fmt::format(" Not in that system, and taken to have been done in time: {}.", assumed_);
        Event note(EventType::note, today_);
        note.set(Field::text, kept(text + remarks_));
        brought_.whole.events.push_back({note, {fmt::format("import from {}", mapping_.source), "operator"}, now_});
        brought_.places.emplace_back();
    }

    std::string_view kept(std::string_view text) { return brought_.arena->keep(text); }

    RowValues& v_;
    const Mapping& mapping_;
    Day today_;
    Instant now_;
    BroughtCase& brought_;
    std::vector<Told> told_;
    std::optional<Day> plan_began_;
    std::string assumed_, remarks_;
};

}  // namespace

void tell_events(RowValues& values, const Mapping& mapping, Day today, Instant now, BroughtCase& brought) {
    Teller(values, mapping, today, now, brought).tell();
}

}  // namespace ehcp::exchange
