// What must hold on every day of the years that the calendar knows, and for every order of entry.
#include <catch2/catch.hpp>

#include <random>

#include "core/engine/reckoning.hpp"
#include "tests/support/story.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

template <class Visit>
void every_day(Visit visit) {
    for (Day d = day("Mon 2014-09-01"); d <= day("Sun 2028-12-31"); d += days{1}) visit(d);
}

/// A trigger that carries every date a method may ask for.
Event trigger_for(const ClockRule& rule, Day on) {
    Event e{rule.starts.begin()->event, on};
    e.set(Field::meeting_on, on);
    e.set(Field::transfer_on, on);
    e.set_raw(Field::transfer_kind, static_cast<std::uint8_t>(TransferKind::post_16_to_post_16));
    e.set(Field::move_on, on + days{60});
    e.set(Field::made_on, on - days{200});
    return e;
}

ClockRun run_of(const ClockRule& rule, const Event& trigger, Day on, const WorkingCalendar& calendar) {
    ClockRun run{};
    run.rule = &rule;
    run.trigger = &trigger;
    run.trigger_on = on;
    run.due_on = last_day_of(run, calendar);
    return run;
}

}  // namespace

TEST_CASE("a later trigger never gives an earlier last day, for any rule on any day", "[property]") {
    for (const auto& rule : law::clocks) {
        std::optional<Day> previous;
        every_day([&](Day d) {
            const auto trigger = trigger_for(rule, d);
            const auto due = run_of(rule, trigger, d, england_and_wales()).due_on;
            if (previous && due && *due < *previous) FAIL(hyphen_token(rule.id) << " on " << text_of(d));
            if (due) previous = due;
        });
    }
    SUCCEED();
}

TEST_CASE("weeks are seven days and fall on the same weekday, whatever holiday is near", "[property]") {
    int wrong = 0;
    for (const auto& rule : law::clocks) {
        if (rule.period.value.unit != Unit::weeks || rule.method != Method::counted || rule.counting.value != Counting::excl) continue;
        every_day([&](Day d) {
            const auto trigger = trigger_for(rule, d);
            const auto due = *run_of(rule, trigger, d, england_and_wales()).due_on;
            if (due - d != days{7 * rule.period.value.n} || date::weekday{due} != date::weekday{d}) ++wrong;
        });
    }
    CHECK(wrong == 0);
}

TEST_CASE("one more holiday never shortens a limit", "[property]") {
    const auto& calendar = england_and_wales();
    std::vector<Day> holidays;
    for (Day d = calendar.first_day(); d <= calendar.horizon(); d += days{1}) {
        const date::weekday w{d};
        if (!calendar.is_working(d) && w != date::Saturday && w != date::Sunday) holidays.push_back(d);
    }
    holidays.push_back(day("Mon 2026-06-15"));
    const WorkingCalendar longer("one more", calendar.first_day(), calendar.horizon(), holidays);
    for (const auto& rule : law::clocks) {
        if (rule.method == Method::notice_of_move) continue;  // notice that is too short by a day turns into another rule
        for (Day d = day("Wed 2026-04-01"); d <= day("Thu 2026-12-31"); d += days{1}) {
            const auto trigger = trigger_for(rule, d);
            const auto before = run_of(rule, trigger, d, calendar).due_on;
            const auto after = run_of(rule, trigger, d, longer).due_on;
            if (before && after && *after < *before) FAIL(hyphen_token(rule.id) << " on " << text_of(d));
        }
    }
    SUCCEED();
}

TEST_CASE("a limit of rule 12 never ends on a day that the rule leaves out", "[property][rule12]") {
    int wrong = 0;
    const auto& calendar = england_and_wales();
    every_day([&](Day d) {
        const auto rolled = rolled_by_rule_12(d, calendar);
        if (rolled && (!calendar.is_working(*rolled) || (is_left_out_by_tribunal(d) && is_left_out_by_tribunal(*rolled)))) ++wrong;
    });
    CHECK(wrong == 0);
}

TEST_CASE("twelve months beginning with a day end the day before it comes round again, or on the month's last day", "[property][s44]") {
    int wrong = 0;
    const auto rule = std::ranges::find(law::clocks, ClockId::review_due, &ClockRule::id);
    every_day([&](Day d) {
        const auto trigger = trigger_for(*rule, d);
        const auto due = *run_of(*rule, trigger, d, england_and_wales()).due_on;
        const auto ymd = parts_of(d);
        const auto next = (ymd.year() + date::years{1}) / ymd.month() / ymd.day();
        if (due != (next.ok() ? Day{next} - days{1} : day("Wed 2029-02-28")) && ymd != parts_of(day("Mon 2016-02-29")) &&
            ymd != parts_of(day("Sat 2020-02-29")) && ymd != parts_of(day("Thu 2024-02-29"))) ++wrong;
        if (!next.ok() && parts_of(due).day() != date::day{28}) ++wrong;
    });
    CHECK(wrong == 0);
}

namespace {

/// An independent reading of the sentence: what a person with a calendar would do.
std::optional<Day> read_back(const std::string& working) {
    int n = 0, d = 0, y = 0;
    char unit[16] = {}, month[16] = {};
    const auto counted = std::sscanf(working.c_str(), "%d %15s %*s %d %15s %d", &n, unit, &d, month, &y);
    const auto month_of = [](std::string_view name) {
        constexpr std::array names = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
        return static_cast<unsigned>(std::ranges::find_if(names, [&](const char* m) { return name.starts_with(m); }) - names.begin()) + 1;
    };
    if (counted != 5 || working.find(" after ") == std::string::npos) return std::nullopt;
    std::tm tm{};
    tm.tm_year = y - 1900;
    tm.tm_mon = static_cast<int>(month_of(month)) - 1;
    tm.tm_mday = d;
    const std::string_view u{unit};
    if (u.starts_with("week")) tm.tm_mday += 7 * n;
    else if (u.starts_with("day")) tm.tm_mday += n;
    else return std::nullopt;
    const auto t = timegm(&tm);
    return Day{date::floor<days>(Instant{std::chrono::seconds{t}}).time_since_epoch()};
}

}  // namespace

TEST_CASE("the sentence that shows the working leads to the date that was computed", "[property][working]") {
    int read = 0;
    for (const auto& rule : law::clocks) {
        if (rule.method != Method::counted || rule.counting.value != Counting::excl) continue;
        every_day([&](Day d) {
            const auto trigger = trigger_for(rule, d);
            const auto run = run_of(rule, trigger, d, england_and_wales());
            if (rule.period.value.unit == Unit::working_days || rule.period.value.unit == Unit::months) return;
            ++read;
            if (read_back(working_of(run, england_and_wales())) != run.due_on) FAIL(working_of(run, england_and_wales()));
        });
    }
    CHECK(read > 100'000);
}

TEST_CASE("the order of entry changes nothing but the numbers of the events", "[property][permutation]") {
    std::vector<std::string> lines = {
        "Mon 2024-06-03 request_received source=parent", "Wed 2024-07-10 assessment_agreed", "Thu 2024-07-11 advice_requested adviser=psychology",
        "Fri 2024-07-12 advice_requested adviser=health", "Fri 2024-08-16 advice_received adviser=health", "Fri 2024-09-20 draft_sent",
        "Mon 2024-09-23 placement_consulted setting=100001", "Fri 2024-10-18 plan_finalised", "Mon 2024-12-02 mediation_declined",
        "Wed 2024-12-04 certificate_issued", "Mon 2025-09-29 review_called meeting_on=2025-10-23", "Fri 2025-10-10 review_papers_sent",
        "Thu 2025-10-23 review_meeting_held", "Wed 2025-11-05 review_report_sent", "Thu 2025-11-13 review_decided decision=amend amendments_enclosed=true",
        "Thu 2026-01-08 amended_plan_finalised", "Mon 2025-09-01 phase_transfer_planned transfer_on=2026-09-01 kind=primary_to_secondary",
        "Tue 2025-11-25 exemption_recorded clock=finalise-plan limb=E10c from=2024-07-01 to=2024-08-01 reason=illness"};
    const auto told_in_order = [&] {
        std::string story = "as of Mon 2026-02-16\n";
        for (const auto& line : lines) story += line + "\n";
        return told(story).at("procedures");
    };
    const auto expected = told_in_order();
    std::mt19937 shuffle(20141);
    for (int i = 0; i < 200; ++i) {
        std::shuffle(lines.begin(), lines.end(), shuffle);
        REQUIRE(told_in_order() == expected);
    }
}

TEST_CASE("folding a log twice, or after another, gives the same", "[property]") {
    Arena arena;
    const auto text = input_of("Mon 2026-01-12 request_received source=parent\nFri 2026-02-20 assessment_agreed\nFri 2026-05-01 draft_sent\nas of Mon 2026-06-08");
    const auto input = read_case(text, day("Mon 2026-06-01"), arena).value();
    Fold fold(england_and_wales());
    CaseView first, second;
    REQUIRE(fold(input.events, input.closures, input.as_of, first).has_value());
    const auto once = case_json(first, england_and_wales(), input.as_of);
    REQUIRE(fold({}, {}, input.as_of, second).has_value());
    REQUIRE(fold(input.events, input.closures, input.as_of, second).has_value());
    CHECK(case_json(second, england_and_wales(), input.as_of) == once);
}
