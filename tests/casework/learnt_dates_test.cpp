#include <catch2/catch.hpp>

#include "core/casework/learnt_dates.hpp"
#include "core/casework/verify.hpp"
#include "core/store/imports.hpp"
#include "core/time/more_holidays.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

/// A child who is about to move: the plan goes to the other authority within 15 working days (reg 15(2)).
struct Moving {
    TestRecord record;
    std::string reference;

    Moving() {
        casework::WholeCase whole;
        whole.child = record.request().child;
        whole.received_on = day("Mon 2020-01-06");
        const auto at = moment("2026-03-02T10:00:00Z");
        Event transferred(EventType::plan_transferred_in, day("Mon 2025-06-02"));
        transferred.set(Field::made_on, day("Mon 2020-01-06"));
        Event moving(EventType::family_moving, day("Mon 2026-04-20"));
        moving.set(Field::move_on, day("Mon 2026-04-20")).set(Field::became_aware_on, day("Mon 2026-04-20"));
        whole.events = {{transferred, {"A. Khan", "caseworker"}, at}, {moving, {"A. Khan", "caseworker"}, at}};
        reference = record.writer
                        .perform([&](store::Transaction& t) {
                            Fold fold(england_and_wales());
                            return casework::import_case(t, whole, fold, day("Mon 2026-04-20"));
                        })
                        .value()
                        .reference;
    }
    casework::LearntHolidays learn(
        bool keep, std::vector<store::LearntHoliday> days = {
                       {day("Wed 2026-04-29"), "A state funeral", "GOV.UK", moment("2026-04-21T10:00:00Z")},
                       {day("Mon 2026-05-04"), "Early May bank holiday", "GOV.UK", moment("2026-04-21T10:00:00Z")}}) {
        casework::LearntHolidays learnt;
        record.writer.perform([&](store::Transaction& t) -> Result<int> {
            learnt = casework::learn_holidays(t, days, "GOV.UK", record.occasion("2026-04-21T10:00:00Z"),
                                              england_and_wales());
            if (!keep) return Error{Refusal::not_available, "only looked"};
            return 0;
        });
        return learnt;
    }
    WorkingCalendar calendar() {
        return record.readers.read([](store::Reader& r) { return casework::calendar_of(r, england_and_wales()); });
    }
};

}  // namespace

TEST_CASE("a bank holiday that is learnt moves the open limits of working days, and the journal says how many",
          "[casework][calendar][reg15]") {
    Moving moving;
    const auto looked = moving.learn(false);
    REQUIRE(looked.added.size() == 1);  // the other is in the calendar already
    CHECK(looked.added[0].day == day("Wed 2026-04-29"));
    REQUIRE(looked.moved.size() == 1);
    CHECK(looked.moved[0].reference == moving.reference);
    CHECK(looked.moved[0].clock == ClockId::transfer_plan);
    REQUIRE(looked.moved[0].before);
    CHECK(looked.moved[0].after == moving.calendar().plus(*looked.moved[0].before, WorkingDays{1}));
    CHECK(moving.calendar().is_working(day("Wed 2026-04-29")));  // nothing is kept of a preview

    const auto done = moving.learn(true);
    CHECK(done.moved == looked.moved);
    CHECK_FALSE(moving.calendar().is_working(day("Wed 2026-04-29")));
    CHECK(moving.calendar().version() == england_and_wales().version() + " and 1 learnt by 2026-04-21T10:00:00Z");
    const auto runs = moving.record.readers.read([](store::Reader& r) { return store::all_imports(r); });
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].detail ==
          R"({"dates":[{"date":"2026-04-29","title":"A state funeral"}],"clocks_moved":1,"cases_moved":1})");
    CHECK(casework::verify(moving.record.readers, moving.calendar(), {}).clean());
    CHECK_FALSE(
        casework::verify(moving.record.readers, england_and_wales(), {}).clean());  // by the shipped calendar alone
}

TEST_CASE("learning the same bank holidays again changes nothing", "[casework][calendar]") {
    Moving moving;
    moving.learn(true);
    const auto again = moving.learn(true);
    CHECK(again.added.empty());
    CHECK(again.moved.empty());
    CHECK(moving.record.readers.read([](store::Reader& r) { return store::all_imports(r); }).size() == 1);
}

TEST_CASE("a calendar with more holidays keeps those it had and its span", "[calendar]") {
    const auto& shipped = england_and_wales();
    const Day more[] = {day("Wed 2026-04-29"), day("Sat 2026-05-02"), day("Tue 2199-12-31")};
    const auto extended = with_more_holidays(shipped, more, "x");
    CHECK(extended.first_day() == shipped.first_day());
    CHECK(extended.horizon() == shipped.horizon());
    for (auto on = shipped.first_day(); on <= shipped.horizon(); on += days{1}) {
        if (on != more[0]) CHECK(extended.is_working(on) == shipped.is_working(on));
    }
    CHECK_FALSE(extended.is_working(more[0]));
    CHECK(holidays_of(shipped, day("Fri 2026-12-25"), day("Thu 2026-12-31")) ==
          std::vector{day("Fri 2026-12-25"), day("Mon 2026-12-28")});
}
