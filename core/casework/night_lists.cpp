#include "core/casework/night_lists.hpp"

#include "core/casework/pages.hpp"

namespace ehcp::casework {
namespace {

// "2026-03-02.123.4.decide-to-assess": last day, case, the event that started the clock, the clock.
Result<void> go_on_from(std::string_view cursor, store::NightFilter& filter) {
    std::array<std::string_view, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto end = i + 1 < parts.size() ? std::min(cursor.find('.'), cursor.size()) : cursor.size();
        parts[i] = cursor.substr(0, end);
        cursor.remove_prefix(std::min(end + 1, cursor.size()));
    }
    const auto due = day_from(parts[0]);
    const auto id = number_from<std::int64_t>(parts[1]);
    const auto event = number_from<int>(parts[2]);
    const auto clock = from_hyphen_token<ClockId>(parts[3]);
    if (!due || !id || !event || !clock) return bad_cursor();
    filter.after_due = text_of(*due);
    filter.after_case = {*id};
    filter.after_event = *event;
    filter.after_clock = hyphen_token(*clock);
    return {};
}

}  // namespace

Result<Page<Breach>> night_list(store::Reader& reader, const NightList& list, Day night) {
    const auto limit = rows_wanted(list.limit);
    if (limit.has_error()) return limit.error();
    store::NightFilter filter{.night = night,
                              .seen = list.seen,
                              .clock = list.clock,
                              .team = list.team,
                              .caseworker = list.caseworker,
                              .setting = list.setting,
                              .exempt = list.exempt,
                              .limit = *limit + 1};
    if (!list.cursor.empty()) {
        if (const auto gone_on = go_on_from(list.cursor, filter); gone_on.has_error()) return gone_on.error();
    }
    return page_of(store::night_breaches(reader, filter), *limit, [](const Breach& breach) {
        return fmt::format("{}.{}.{}.{}", text_of(*breach.row.due_on), breach.row.id.value, breach.row.event,
                           hyphen_token(breach.row.clock));
    });
}

Worklist falling(const Worklist& filter, Day today, WorkingDays ahead, const WorkingCalendar& calendar) {
    auto list = filter;
    list.overdue = false;
    list.limits_only = true;
    list.due_from = today;
    // So that a last day that is no working day counts with the working day before it.
    list.due_before = calendar.plus(today, WorkingDays{ahead.n + 1});
    return list;
}

Result<Page<Due>> falling_due(store::Reader& reader, const Worklist& filter, Day today, WorkingDays ahead,
                              const WorkingCalendar& calendar) {
    return worklist(reader, falling(filter, today, ahead, calendar), today);
}

Result<Page<store::QueuedCase>> stage_list(store::Reader& reader, ProcedureKind kind, State state,
                                           std::string_view cursor, int asked) {
    const auto limit = rows_wanted(asked);
    if (limit.has_error()) return limit.error();
    const auto after = cursor.empty() ? std::optional<std::int64_t>{0} : number_from<std::int64_t>(cursor);
    if (!after) return bad_cursor();
    return page_of(store::cases_in_stage(reader, kind, state, {*after}, *limit + 1), *limit,
                   [](const store::QueuedCase& row) { return std::to_string(row.id.value); });
}

Result<Page<store::AwaitedAdvice>> advice_list(store::Reader& reader, Adviser adviser, std::string_view cursor,
                                               int asked) {
    const auto limit = rows_wanted(asked);
    if (limit.has_error()) return limit.error();
    // "123.4": case, clock.
    const auto dot = std::min(cursor.find('.'), cursor.size());
    const auto after = cursor.empty() ? std::optional<std::int64_t>{0} : number_from<std::int64_t>(cursor.substr(0, dot));
    const auto number =
        cursor.empty() ? std::optional{-1} : number_from<int>(cursor.substr(std::min(dot + 1, cursor.size())));
    if (!after || !number) return bad_cursor();
    return page_of(store::awaited_advice(reader, adviser, {*after}, *number, *limit + 1), *limit,
                   [](const store::AwaitedAdvice& row) { return fmt::format("{}.{}", row.id.value, row.number); });
}

}  // namespace ehcp::casework
