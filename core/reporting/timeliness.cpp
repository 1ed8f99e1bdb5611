#include "core/reporting/timeliness.hpp"

#include <fmt/format.h>

namespace ehcp::reporting {
namespace {

/// The first answer to the request: what came of a refusal later (mediation, an order) does not change that it was one.
std::optional<State> first_answer(const CaseView& view, int procedure, Day as_of) {
    for (const Move& move : view.moves) {
        if (move.procedure != procedure || move.on > as_of) continue;
        if (move.to == State::assessing || move.to == State::refused_to_assess) return move.to;
    }
    return std::nullopt;
}

bool has_satisfied(const CaseView& view, int procedure, ClockId id) {
    return std::ranges::any_of(view.clocks, [&](const ClockRun& clock) {
        return clock.procedure == procedure && clock.rule->id == id && clock.satisfied_on;
    });
}

/// The act whose limit is counted.
std::optional<Done> done_by(ClockId clock) {
    switch (clock) {
        case ClockId::decide_to_assess:
            return Done::decided;
        case ClockId::advice:
            return Done::advice_received;
        case ClockId::refuse_plan:
            return Done::plan_refused;
        case ClockId::finalise_plan:
            return Done::plan_issued;
        case ClockId::review_decision:
            return Done::review_decided;
        default:
            return std::nullopt;
    }
}

std::optional<double> mean_weeks(std::int64_t days, std::int64_t plans) {
    if (plans == 0) return std::nullopt;
    return rounded(static_cast<double>(days) / static_cast<double>(plans) / 7.0);
}

}  // namespace

RequestOutcome outcome_of_request(const CaseView& view, int procedure, Day as_of) {
    if (const auto answer = first_answer(view, procedure, as_of))
        return *answer == State::assessing ? RequestOutcome::agreed : RequestOutcome::refused;
    const auto ended = ended_on(view.procedures[static_cast<std::size_t>(procedure)], as_of);
    return ended && !is_missed(as_of, *ended) ? RequestOutcome::withdrawn : RequestOutcome::undecided;
}

void Timeliness::Tally::merge(const Tally& other) {
    received += other.received, agreed += other.agreed, refused += other.refused;
    undecided += other.undecided, withdrawn += other.withdrawn;
    decisions.merge(other.decisions), refusals.merge(other.refusals), reviews.merge(other.reviews),
        advice.merge(other.advice);
    for (std::size_t band = 0; band < plans.size(); ++band) plans[band] += other.plans[band];
    plan_days += other.plan_days;
    plans_otherwise += other.plans_otherwise;
}

Timeliness::Timeliness(const std::vector<Query>& queries) : as_of_(queries.front().as_of) {
    for (const Query& query : queries) {
        if (query.as_of != as_of_) throw std::logic_error("one pass over the caseload has one day");
        questions_.push_back({query});
    }
}

void Timeliness::merge(Timeliness&& other) {
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        questions_[i].groups.merge(other.questions_[i].groups);
        questions_[i].total.merge(other.questions_[i].total);
    }
}

template <class Count>
void Timeliness::count(const CaseFacts& facts, Day on, Count&& into) {
    for (Question& question : questions_) {
        if (question.is_of_advice() || !question.has_in_window(on)) continue;
        into(question.total);
        if (!question.query.by) continue;
        KeyText room;
        into(question.groups.of(group_of(question.query.by, facts, on, room)));
    }
}

void Timeliness::add(const CaseFacts& facts, const CaseView& view) {
    count_requests(facts, view);
    for (const ClockRun& clock : view.clocks) {
        if (clock.satisfied_on && clock.due_on && in_any_window(*clock.satisfied_on)) count_clock(facts, view, clock);
    }
}

void Timeliness::count_requests(const CaseFacts& facts, const CaseView& view) {
    for (std::size_t i = 0; i < view.procedures.size(); ++i) {
        const ProcedureRun& run = view.procedures[i];
        if (run.kind != ProcedureKind::assessment) continue;
        const int procedure = static_cast<int>(i);
        const auto ended = ended_on(run, as_of_);
        if (in_any_window(run.opened_on)) {
            const auto outcome = outcome_of_request(view, procedure, as_of_);
            tell(facts, {.what = Done::request_received, .began = run.opened_on, .on = run.opened_on});
            count(facts, run.opened_on, [&](Tally& tally) {
                ++tally.received;
                switch (outcome) {
                    case RequestOutcome::agreed: ++tally.agreed; break;
                    case RequestOutcome::refused: ++tally.refused; break;
                    case RequestOutcome::withdrawn: ++tally.withdrawn; break;
                    case RequestOutcome::undecided: ++tally.undecided; break;
                }
            });
        }
        if (run.state == State::finalised && ended && in_any_window(*ended) &&
            !has_satisfied(view, procedure, ClockId::finalise_plan))
            count(facts, *ended, [](Tally& tally) { ++tally.plans_otherwise; });
    }
}

void Timeliness::count_clock(const CaseFacts& facts, const CaseView& view, const ClockRun& clock) {
    const Day on = *clock.satisfied_on;
    const Standing standing = standing_of(view, clock, as_of_);
    const bool late = standing.status == ClockStatus::late;
    if (const auto what = done_by(clock.rule->id))
        tell(facts, {.what = *what, .began = clock.trigger_on, .on = on, .late = late, .exempt = standing.exempt});
    if (clock.rule->id == ClockId::advice) return count_advice(facts, clock, late, standing.exempt);
    switch (clock.rule->id) {
        case ClockId::decide_to_assess:
            return count(facts, on, [&](Tally& tally) { tally.decisions.count(late, standing.exempt); });
        case ClockId::refuse_plan:
            return count(facts, on, [&](Tally& tally) { tally.refusals.count(late, standing.exempt); });
        case ClockId::review_decision:
            return count(facts, on, [&](Tally& tally) { tally.reviews.count(late, standing.exempt); });
        case ClockId::finalise_plan:
            return count(facts, on, [&](Tally& tally) {
                tally.plans[index_of(plan_band(clock.trigger_on, on))].count(standing.exempt);
                tally.plan_days.count(standing.exempt, (on - clock.trigger_on).count());
            });
        default:
            return;
    }
}

void Timeliness::count_advice(const CaseFacts& facts, const ClockRun& clock, bool late, bool exempt) {
    const auto into = [&](Tally& tally) { tally.advice.count(late, exempt); };
    count(facts, *clock.satisfied_on, into);
    for (Question& question : questions_) {
        if (!question.is_of_advice() || !question.has_in_window(*clock.satisfied_on)) continue;
        into(question.total);
        into(question.groups.of(token(*clock.adviser())));
    }
}

std::vector<Column> Timeliness::columns(const Question& question) {
    using enum Column::Type;
    std::vector<Column> columns;
    const auto by = question.query.by;
    if (by) columns.push_back({std::string(token(*by)), std::string(token(*by)), text});
    const std::vector<Column> advice = {
        {"advice_den", "Advice received"},
        {"advice_den_ex", "Advice received, without exempt"},
        {"advice_within_6_weeks", "Advice within 6 weeks"},
        {"advice_6_weeks_ex", "Advice within 6 weeks, without exempt"},
        {"pc_advice_within_6_weeks", "Advice within 6 weeks, %", decimal},
        {"pc_advice_6_weeks_ex", "Advice within 6 weeks, without exempt, %", decimal},
    };
    const std::vector<Column> all = {
        {"requests_received_in_year", "Requests received"},
        {"requests_decided_to_assess", "of which agreed"},
        {"requests_decided_not_to_assess", "of which refused"},
        {"requests_decision_not_made", "of which not yet decided"},
        {"requests_withdrawn", "of which closed before a decision"},
        {"request_outcomes_den", "Decisions on requests"},
        {"request_outcome_six_weeks", "Decisions within 6 weeks"},
        {"request_outcome_over_6_weeks", "Decisions after 6 weeks"},
        {"request_outcome_six_weeks_pc", "Decisions within 6 weeks, %", decimal},
        {"request_outcomes_den_ex", "Decisions, without exempt"},
        {"request_outcome_six_weeks_ex", "Decisions within 6 weeks, without exempt"},
        {"request_outcome_six_weeks_pc_ex", "Decisions within 6 weeks, without exempt, %", decimal},
        {"plans_issued_den", "Plans issued"},
        {"plans_issued_den_ex", "Plans issued, without exempt"},
        {"plans_issued_within_20_weeks", "Plans within 20 weeks"},
        {"plans_issued_20_weeks_ex", "Plans within 20 weeks, without exempt"},
        {"pc_plans_issued_within_20_weeks", "Plans within 20 weeks, %", decimal},
        {"PC_plans_issued_20_weeks_ex", "Plans within 20 weeks, without exempt, %", decimal},
        {"plans_issued_gt20weeks_ltYear", "Plans after 20 weeks, within a year"},
        {"plans_issued_gt20weeks_ltYear_ex", "Plans after 20 weeks, within a year, without exempt"},
        {"plans_issued_gt_1_year", "Plans after more than a year"},
        {"plans_issued_gt_1_year_ex", "Plans after more than a year, without exempt"},
        {"pc_plans_exempt", "Plans exempt, %", decimal},
        {"avg_weeks_issue_plan", "Weeks to a plan, mean", decimal},
        {"avg_weeks_issue_plan_exc", "Weeks to a plan, mean, without exempt", decimal},
        {"plans_issued_other_timetable", "Plans to another timetable"},
        {"plans_refused_den", "Refusals to issue a plan"},
        {"plans_refused_den_ex", "Refusals to issue a plan, without exempt"},
        {"plans_refused_within_16_weeks", "Refusals within 16 weeks"},
        {"plans_refused_16_weeks_ex", "Refusals within 16 weeks, without exempt"},
        {"pc_plans_refused_within_16_weeks", "Refusals within 16 weeks, %", decimal},
        {"pc_plans_refused_16_weeks_ex", "Refusals within 16 weeks, without exempt, %", decimal},
        {"review_decisions_den", "Review decisions"},
        {"review_decisions_within_4_weeks", "Review decisions within 4 weeks"},
        {"pc_review_decisions_within_4_weeks", "Review decisions within 4 weeks, %", decimal},
    };
    if (!question.is_of_advice()) columns.insert(columns.end(), all.begin(), all.end());
    columns.insert(columns.end(), advice.begin(), advice.end());
    return columns;
}

void Timeliness::write_row(Table& table, const Question& question, std::string_view group, const Tally& t) {
    if (question.query.by) table.add_row(group);
    const auto share = [](Both part, Both whole) {
        return std::pair{percentage(part.all, whole.all), percentage(part.ex, whole.ex)};
    };
    if (!question.is_of_advice()) {
        table.add_row(t.received, t.agreed, t.refused, t.undecided, t.withdrawn);

        const auto decisions = share(t.decisions.in_time, t.decisions.all());
        table.add_row(t.decisions.all().all, t.decisions.in_time.all, t.decisions.late.all, decisions.first,
                      t.decisions.all().ex, t.decisions.in_time.ex, decisions.second);

        const auto [in_time, within_year, later] = t.plans;
        const Both plans = in_time + within_year + later;
        const auto issued = share(in_time, plans);
        table.add_row(plans.all, plans.ex, in_time.all, in_time.ex, issued.first, issued.second, within_year.all,
                      within_year.ex, later.all, later.ex, percentage(plans.all - plans.ex, plans.all),
                      mean_weeks(t.plan_days.all, plans.all), mean_weeks(t.plan_days.ex, plans.ex), t.plans_otherwise);

        const auto refusals = share(t.refusals.in_time, t.refusals.all());
        table.add_row(t.refusals.all().all, t.refusals.all().ex, t.refusals.in_time.all, t.refusals.in_time.ex,
                      refusals.first, refusals.second);

        table.add_row(t.reviews.all().all, t.reviews.in_time.all, share(t.reviews.in_time, t.reviews.all()).first);
    }
    const auto advice = share(t.advice.in_time, t.advice.all());
    table.add_row(t.advice.all().all, t.advice.all().ex, t.advice.in_time.all, t.advice.in_time.ex, advice.first,
                  advice.second);
}

Report Timeliness::report(std::size_t number) const {
    const Question& question = questions_.at(number);
    const Query& query = question.query;
    Table table("timeliness", fmt::format("Done between {} and {}", long_text_of(query.from), long_text_of(query.to)),
                columns(question));
    for (const auto& [key, tally] : question.groups.in_order()) write_row(table, question, group_title(key), *tally);
    write_row(table, question, "all", question.total);
    table.notes = {
        "Exempt: a valid exemption of regulation 5(4), 8(2) or 10(4) applied. An exemption does not lengthen a limit; "
        "it takes the case out of the "
        "figures 'without exempt' (…_ex), above and below the line. The DfE's headline is the figure without exempt "
        "cases.",
        "Requests are those received, or for which the authority became responsible, in the window, with their first "
        "answer up to the day of the "
        "report. Decisions, refusals, plans, reviews and advice are those made in the window, whenever their clocks "
        "began.",
        "Plans: first plans sent to the family, the setting and the commissioning body (the latest of the three) "
        "within 20 weeks of the request: on "
        "or before its date + 140 days. 'Within a year' is up to 52 weeks (364 days), 'more than a year' over that. "
        "Plans made to an order of the "
        "Tribunal, a concession or an agreement have timetables of their own and are counted apart, under 'another "
        "timetable'.",
        "A refusal is in time within 16 weeks of the request (regulation 10(1)); a review's decision within 4 weeks of "
        "its meeting (regulation 20(10)); "
        "advice within 6 weeks of its being asked for (regulation 8(1)). On the last day is in time.",
    };
    Report report{.name = "timeliness",
                  .title = "Timeliness",
                  .as_of = as_of_,
                  .from = query.from,
                  .to = query.to,
                  .tables = {},
                  .notes = {}};
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace ehcp::reporting
