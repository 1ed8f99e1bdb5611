#include <catch2/catch.hpp>

#include "core/casework/verify.hpp"
#include "core/store/index.hpp"
#include "core/store/registers.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

const Event agreed(EventType::assessment_agreed, day_of(date::year{2026} / 2 / 20));

Event advice_of(std::string_view setting, Day on) {
    Event event(EventType::advice_requested, on);
    event.set(Adviser::education).set(Field::setting, setting);
    return event;
}

void index_is_the_fold(TestRecord& record, store::CaseId id) {
    record.readers.read([&](store::Reader& r) {
        const auto opened = casework::open_case(r, id, england_and_wales());
        CHECK(store::difference(store::read_index(r, id), store::index_of_case(opened.log.events, opened.view)) == "");
        return 0;
    });
}

}  // namespace

TEST_CASE("an event moves the case, and the answer is the case as it then stands", "[casework][record]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    const auto moved = record.record(reference, 0, agreed, "2026-02-20T15:00:00Z");
    REQUIRE(moved.has_value());
    CHECK(moved->file.last_seq == 1);
    CHECK(moved->view.procedures[0].state == State::assessing);
    CHECK(moved->log.recorded[1].by == "A. Khan");
    CHECK(record.open(reference).view.procedures[0].state == State::assessing);
    index_is_the_fold(record, {1});
}

TEST_CASE("what the procedure does not allow is refused with the number of the event", "[casework][record]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    const auto refused =
        record.record(reference, 0, {EventType::plan_finalised, day("Fri 2026-02-20")}, "2026-02-20T15:00:00Z");
    REQUIRE(refused.has_error());
    CHECK(refused.error().kind == Refusal::impossible_event);
    CHECK(refused.error().event == 1);
    CHECK(record.open(reference).file.last_seq == 0);
}

TEST_CASE("an unknown reference is refused", "[casework][record]") {
    TestRecord record;
    CHECK(record.record("EHC-2026-999999", 0, agreed, "2026-02-20T15:00:00Z").error().kind == Refusal::not_found);
}

TEST_CASE("a correction keeps what stood there, and the fold uses what replaces it", "[casework][record][correction]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(record.record(reference, 0, agreed, "2026-02-20T15:00:00Z").has_value());
    const Event refused(EventType::assessment_refused, day("Fri 2026-02-20"));
    const auto corrected = record.writer.perform([&](store::Transaction& t) {
        return casework::correct_event(t, reference, 1, 1, &refused, "entered in the wrong file",
                                       record.occasion("2026-02-23T09:00:00Z"));
    });
    REQUIRE(corrected.has_value());
    CHECK(corrected->view.procedures[0].state == State::refused_to_assess);
    CHECK(record.open(reference).view.procedures[0].state == State::refused_to_assess);
    CHECK(record.open(reference).log.events[1].type == EventType::assessment_agreed);
    index_is_the_fold(record, {1});
}

TEST_CASE("what was known at a moment is what had been entered by then", "[casework][as-known-on]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    REQUIRE(record.record(reference, 0, agreed, "2026-03-05T15:00:00Z").has_value());  // of 20 February, entered late
    const auto known = [&](std::string_view at) {
        return record.readers.read(
            [&](store::Reader& r) { return casework::as_known_on(r, reference, moment(at), england_and_wales()); });
    };
    CHECK(known("2026-01-12T09:00:00Z").error().kind == Refusal::not_found);
    CHECK(known("2026-03-01T09:00:00Z").value().view.procedures[0].state == State::requested);
    CHECK(known("2026-03-01T09:00:00Z").value().file.last_seq == 0);
    CHECK(known("2026-03-05T15:00:00Z").value().view.procedures[0].state == State::assessing);
}

TEST_CASE("a clock put back does not make an entry older than the one before it", "[casework][record][as-known-on]") {
    TestRecord record;
    const auto reference = record.received(record.request(), "2026-02-20T15:00:00Z");
    REQUIRE(record.record(reference, 0, agreed, "2026-02-20T14:00:00Z").has_value());
    CHECK(record.open(reference).log.recorded[1].at == moment("2026-02-20T15:00:00Z"));
}

TEST_CASE("a case is assigned to someone who is here, and the team comes with them", "[casework][assign]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::put(t, store::Team{"East"});
            store::put(t, store::Caseworker{"a.khan", "A. Khan", "East", std::nullopt});
            store::put(t, store::Caseworker{"b.jones", "B. Jones", "East", day("Mon 2026-01-12")});
            return 0;
        })
        .value();
    const auto assign = [&](std::string_view caseworker, std::string_view team) {
        return record.writer.perform(
            [&](store::Transaction& t) { return casework::assign(t, reference, caseworker, team, record.occasion()); });
    };
    CHECK(assign("a.khan", "").value().team == "East");
    CHECK(assign("b.jones", "").error().message.find("left on 2026-01-12") != std::string::npos);
    CHECK(assign("nobody", "").error().where == "caseworker");
    CHECK(assign("", "Nowhere").error().where == "team");
    CHECK(record.open(reference).file.caseworker == "a.khan");
    CHECK(assign("", "").value().caseworker == "");
    CHECK(record.readers.read([](store::Reader& r) { return store::assignments_of(r, store::CaseId{1}); }).size() == 2);
}

TEST_CASE("a closure learnt later excuses the limit in the indexes too", "[casework][closure][reg5]") {
    TestRecord record;
    auto request = record.request();
    request.received_on = day("Mon 2026-06-15");
    const auto reference = record.received(request, "2026-06-15T10:00:00Z");
    REQUIRE(
        record.record(reference, 0, advice_of("100001", day("Fri 2026-07-17")), "2026-07-17T10:00:00Z").has_value());
    Event claim(EventType::exemption_recorded, day("Mon 2026-07-27"));
    claim.set(ClockId::decide_to_assess)
        .set(Limb::E5a)
        .set(Field::from, day("Wed 2026-07-22"))
        .set(Field::to, day("Wed 2026-09-02"));
    claim.set(Field::setting, std::string_view("100001")).set(Field::reason, std::string_view("the head is away"));
    REQUIRE(record.record(reference, 1, claim, "2026-07-27T10:00:00Z").has_value());

    const auto exempt_from = [&] {
        return record.readers.read([](store::Reader& r) { return store::read_index(r, store::CaseId{1}); })
            .clocks.at(0)
            .exempt_from;
    };
    CHECK_FALSE(exempt_from());
    const store::SettingClosure summer{"100001", day("Wed 2026-07-22"), day("Wed 2026-09-02"), "term dates",
                                       moment("2026-07-28T09:00:00Z")};
    const auto learn = [&] {
        return record.writer.perform(
            [&](store::Transaction& t) { return casework::learn_closure(t, summer, england_and_wales()); });
    };
    CHECK(learn().error().where == "setting");
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            return store::put(t, store::Setting{"100001", "Elm Primary", "primary"}), 0;
        })
        .value();
    CHECK(learn().value() == 1);
    CHECK(exempt_from());
    index_is_the_fold(record, {1});
    const auto known = record.readers.read([&](store::Reader& r) {
        return casework::as_known_on(r, reference, moment("2026-07-27T12:00:00Z"), england_and_wales());
    });
    CHECK_FALSE(known.value().view.exemptions.at(0).valid_from);  // the closure was not known then
}

TEST_CASE("a whole case is imported with its log, and stands as if it had been entered event by event",
          "[casework][import]") {
    TestRecord record;
    casework::WholeCase whole;
    whole.child = record.request().child;
    whole.setting = "100001";
    whole.received_on = day("Mon 2026-01-12");
    Event received(EventType::request_received, day("Mon 2026-01-12"));
    received.set(Source::parent);
    whole.events = {{received, {"import", "operator"}, moment("2026-01-12T10:00:00Z")},
                    {agreed, {"import", "operator"}, moment("2026-02-20T10:00:00Z")}};
    Fold fold(england_and_wales());
    const auto today = day("Mon 2026-03-02");
    const auto file =
        record.writer.perform([&](store::Transaction& t) { return casework::import_case(t, whole, fold, today); })
            .value();
    CHECK(file.last_seq == 1);
    CHECK(record.open(file.reference).view.procedures[0].state == State::assessing);
    index_is_the_fold(record, file.id);
    REQUIRE(record.record(file.reference, 1, {EventType::withdrawn, day("Mon 2026-03-02")}, "2026-03-02T10:00:00Z")
                .has_value());
    CHECK(casework::verify(record.readers, england_and_wales(), {}).clean());

    std::swap(whole.events[0], whole.events[1]);
    whole.events.pop_back();
    CHECK(record.writer.perform([&](store::Transaction& t) { return casework::import_case(t, whole, fold, today); })
              .error()
              .kind == Refusal::impossible_event);
}
