#include "core/engine/reckoning.hpp"

namespace ehcp {
namespace {

std::optional<Day> counted(const Sum& s, const WorkingCalendar& calendar) {
    const int n = s.counting == Counting::before ? -s.period.n : s.period.n;
    switch (s.period.unit) {
        case Unit::weeks: return s.from + date::weeks{n} - days{s.counting == Counting::incl ? 1 : 0};
        case Unit::calendar_days: return s.from + days{n} - days{s.counting == Counting::incl ? 1 : 0};
        case Unit::months: {
            if (s.counting != Counting::incl) return corresponding_date(s.from, n);
            // The day before the corresponding date; where the month has no such date, its last day (decision 1).
            const auto corresponding = corresponding_date(s.from, n);
            return parts_of(corresponding).day() == parts_of(s.from).day() ? corresponding - days{1} : corresponding;
        }
        case Unit::working_days:
            // "beginning with": a working day is itself the first.
            return calendar.plus(s.counting == Counting::incl ? s.from - days{1} : s.from, WorkingDays{n});
    }
    return std::nullopt;
}

Day last_day_before_transfer(TransferKind kind, Day transfer_on) {
    const auto [month, day] = kind == TransferKind::secondary_to_post_16 ? law::last_day_for_post_16 : law::last_day_for_schools;
    return Day{parts_of(transfer_on).year() / month / day};
}

/// reg 15(2): with at least 15 working days' notice the plan goes on the day of the move, else 15 working days from awareness.
Sum notice_of_move(const ClockRun& clock, const WorkingCalendar& calendar) {
    const auto move_on = *clock.trigger->date(Field::move_on);
    const Period notice = clock.rule->period;
    const auto latest_notice = calendar.plus(move_on, WorkingDays{-notice.n});
    if (!latest_notice) return {Sum::By::beyond_horizon, notice, clock.rule->counting, clock.trigger_on, {}};
    if (clock.trigger_on <= *latest_notice)
        return {Sum::By::given_date, notice, Counting::excl, move_on, "the day of the move, as notice of at least 15 working days was given"};
    return {Sum::By::counting, notice, clock.rule->counting, clock.trigger_on, {}};
}

}  // namespace

bool is_left_out_by_tribunal(Day day) {
    const auto ymd = parts_of(day);
    return ymd.month() == date::August || (ymd.month() == date::December && ymd.day() >= date::day{25}) ||
           (ymd.month() == date::January && ymd.day() == date::day{1});
}

std::optional<Day> rolled_by_rule_12(Day day, const WorkingCalendar& calendar) {
    if (!calendar.knows(day)) return std::nullopt;
    while (is_left_out_by_tribunal(day)) day += days{1};
    return calendar.on_or_after(day);
}

Sums sums_of(const ClockRun& clock, const WorkingCalendar& calendar) {
    const ClockRule& rule = *clock.rule;
    const Event& trigger = *clock.trigger;
    const Sum plain{rule.calendar.value == Days::tribunal_days ? Sum::By::working_days_left_out : Sum::By::counting, rule.period, rule.counting,
                    clock.trigger_on, {}};
    if (rule.directed && trigger.has(Field::directed_on))
        return {{Sum::By::given_date, rule.period, Counting::excl, *trigger.date(Field::directed_on), "the date that the Tribunal directed"}, {}};
    switch (rule.method) {
        case Method::counted: return {plain, {}};
        case Method::appeal: {
            if (!clock.second) return {plain, {}};
            return {plain, Sum{Sum::By::counting, law::appeal_after_certificate, Counting::excl, *clock.second, "the mediation certificate"}};
        }
        case Method::phase_transfer: {
            const auto transfer_on = *trigger.date(Field::transfer_on);
            const auto kind = static_cast<TransferKind>(trigger.raw_word(Field::transfer_kind));
            if (kind == TransferKind::post_16_to_post_16)
                return {{Sum::By::counting, rule.period, Counting::before, transfer_on, "the transfer"}, {}};
            return {{Sum::By::fixed_date, rule.period, Counting::before, last_day_before_transfer(kind, transfer_on), {}}, {}};
        }
        case Method::notice_of_move: return {notice_of_move(clock, calendar), {}};
        case Method::review_after_transfer: {
            const bool reviewed = trigger.has(Field::last_reviewed_on);
            const auto last = reviewed ? *trigger.date(Field::last_reviewed_on) : *trigger.date(Field::made_on);
            return {{Sum::By::counting, rule.period, Counting::incl, last, reviewed ? "the last review" : "the making of the plan"},
                    Sum{Sum::By::counting, law::review_after_transfer_at_least, Counting::incl, clock.trigger_on, "the transfer"}};
        }
        case Method::agreement: {
            if (trigger.has(Field::agreed_date))
                return {{Sum::By::given_date, rule.period, Counting::excl, *trigger.date(Field::agreed_date), "the date agreed in writing"}, {}};
            return {plain, {}};
        }
    }
    return {plain, {}};
}

std::optional<Day> last_day_of(const Sum& sum, const WorkingCalendar& calendar) {
    switch (sum.by) {
        case Sum::By::counting: return counted(sum, calendar);
        case Sum::By::working_days_left_out: return calendar.plus_except(sum.from, WorkingDays{sum.period.n}, is_left_out_by_tribunal);
        case Sum::By::fixed_date:
        case Sum::By::given_date: return sum.from;
        case Sum::By::beyond_horizon: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Day> last_day_of(const ClockRun& clock, const WorkingCalendar& calendar) {
    const auto sums = sums_of(clock, calendar);
    auto last = last_day_of(sums.first, calendar);
    if (sums.second) {
        const auto other = last_day_of(*sums.second, calendar);
        last = last && other ? std::optional{std::max(*last, *other)} : std::nullopt;
    }
    if (last && clock.rule->roll.value == Roll::rule_12) return rolled_by_rule_12(*last, calendar);
    return last;
}

}  // namespace ehcp
