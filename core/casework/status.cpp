#include "core/casework/status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/store/index.hpp"

namespace ehcp::casework {
namespace {

const ProcedureRun* latest_assessment(const CaseView& view) {
    const ProcedureRun* latest = nullptr;
    for (const auto& run : view.procedures) {
        if (run.kind == ProcedureKind::assessment) latest = &run;
    }
    return latest;
}

std::string stage_of(const CaseView& view, Day today) {
    if (const auto* const assessment = latest_assessment(view)) return std::string(token(state_on(*assessment, today)));
    return view.procedures.empty() ? "closed" : std::string(token(state_on(view.procedures.back(), today)));
}

// What the authority must do, as against what runs by itself or is another's to do. On one day, the target (send a
// draft) is what it works towards, not the limit for refusing a plan.
const ClockRun* next_of(const OpenCase& opened, Day today) {
    const ClockRun* next = nullptr;
    for (const auto& clock : opened.view.clocks) {
        if (!clock.is_open() || clock.runs_by_time() || clock.rule->bearer != Bearer::authority || !clock.due_on)
            continue;
        if (standing_of(opened.view, clock, today).status == ClockStatus::stopped) continue;
        if (!next || *clock.due_on <= *next->due_on) next = &clock;
    }
    return next;
}

bool is_key(EventType type) {
    switch (type) {
        case EventType::request_received:
        case EventType::became_responsible:
        case EventType::assessment_agreed:
        case EventType::assessment_refused:
        case EventType::plan_refused:
        case EventType::draft_sent:
        case EventType::plan_finalised:
        case EventType::withdrawn:
        case EventType::moved_away:
        case EventType::plan_ceased:
            return true;
        default:
            return false;
    }
}

// The dates that matter to a school: what has been decided and sent, in order, and then what is still to come and when.
std::vector<Dated> key_dates_of(const OpenCase& opened, Day today) {
    std::vector<Dated> dates;
    for (const auto* const event : store::as_corrected(opened.log.events)) {
        if (event && is_key(event->type)) dates.push_back({std::string(token(event->type)), event->on});
    }
    std::ranges::stable_sort(dates, {}, &Dated::on);
    const auto to_come = dates.size();
    for (const auto& clock : opened.view.clocks) {
        const bool theirs =
            clock.rule->bearer == Bearer::authority && clock.rule->procedure == ProcedureKind::assessment;
        if (!theirs || !clock.is_open() || !clock.due_on ||
            standing_of(opened.view, clock, today).status == ClockStatus::elapsed)
            continue;
        dates.push_back({std::string(hyphen_token(clock.rule->id)), clock.due_on});
    }
    std::ranges::stable_sort(dates.begin() + static_cast<std::ptrdiff_t>(to_come), dates.end(), {}, &Dated::on);
    return dates;
}

std::vector<Adviser> outstanding_advice(const OpenCase& opened) {
    std::vector<Adviser> from;
    for (const auto& clock : opened.view.clocks) {
        if (clock.is_open() && clock.rule->per == Per::adviser && clock.adviser()) from.push_back(*clock.adviser());
    }
    return from;
}

std::optional<Status::Late> late_of(const OpenCase& opened, Day today) {
    const ClockRun* worst = nullptr;
    Standing worst_standing{};
    for (const auto& clock : opened.view.clocks) {
        if (clock.rule->bearer != Bearer::authority || clock.rule->kind != ClockKind::limit) continue;
        const auto standing = standing_of(opened.view, clock, today);
        if (standing.status != ClockStatus::overdue || (worst && standing.days_late <= worst_standing.days_late))
            continue;
        worst = &clock;
        worst_standing = standing;
    }
    if (!worst) return std::nullopt;
    Status::Late late{worst_standing.days_late,
                      fmt::format("{} was due on {}", hyphen_token(worst->rule->id), text_of(*worst->due_on)),
                      worst->rule->id, *worst->due_on};
    if (worst_standing.exempt) {
        late.limb = opened.view.exemptions[static_cast<std::size_t>(worst->exemption)].claim->word<Limb>();
        late.why += fmt::format("; the limit does not apply: {}", rule_of(*late.limb).event);
    } else if (late.awaited = outstanding_advice(opened); !late.awaited.empty()) {
        std::string from;
        for (const auto adviser : late.awaited) from += fmt::format("{}{}", from.empty() ? "" : ", ", token(adviser));
        late.why += fmt::format("; advice has not come yet from {}", from);
    }
    return late;
}

std::vector<Dated> asked_of(const OpenCase& opened, std::string_view setting) {
    std::vector<Dated> asked;
    if (setting.empty()) return asked;
    for (const auto& clock : opened.view.clocks) {
        if (clock.is_open() && clock.setting() == setting)
            asked.push_back({std::string(hyphen_token(clock.rule->id)), clock.due_on});
    }
    return asked;
}

}  // namespace

Status status_of(const OpenCase& opened, std::string_view setting, Day today) {
    Status status;
    status.reference = opened.file.reference;
    status.stage = stage_of(opened.view, today);
    const auto* const assessment = latest_assessment(opened.view);
    status.received_on = assessment ? assessment->opened_on : opened.log.events.front().on;
    if (const auto* const next = next_of(opened, today))
        status.next = Dated{std::string(hyphen_token(next->rule->id)), next->due_on};
    status.key_dates = key_dates_of(opened, today);
    status.asked_of_you = asked_of(opened, setting);
    status.late = late_of(opened, today);
    return status;
}

bool concerns(const OpenCase& opened, std::string_view setting) {
    return std::ranges::any_of(store::concerned_settings(opened.log.events),
                               [&](const store::IndexedSetting& each) { return each.setting == setting; });
}

}  // namespace ehcp::casework
