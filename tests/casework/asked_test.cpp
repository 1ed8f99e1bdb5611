#include <catch2/catch.hpp>

#include "core/casework/asked.hpp"
#include "core/casework/requests.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using casework::AdviceAnswer;

namespace {

Event asking(Adviser adviser, Day on, std::string_view setting = {}, std::string_view body = {}) {
    Event event(EventType::advice_requested, on);
    event.set(adviser);
    if (!setting.empty()) event.set(Field::setting, setting);
    if (!body.empty()) event.set(Field::body, body);
    return event;
}

struct Desk : TestRecord {
    const casework::Asked school{.setting = "100001"}, other_school{.setting = "100002"},
        service{.body = "East Psychology"};

    // Received on Monday 12 January; on the Friday advice is asked of a school and of a service.
    std::string asked_of_both(const std::string& surname = "Blackwood") {
        const auto reference = received(request(surname));
        const auto friday = day("Fri 2026-01-16");
        REQUIRE(record(reference, 0, asking(Adviser::education, friday, "100001"), "2026-01-16T10:00:00Z").has_value());
        REQUIRE(record(reference, 1, asking(Adviser::psychology, friday, {}, "East Psychology"), "2026-01-16T10:00:00Z")
                    .has_value());
        return reference;
    }
    std::vector<std::string> list(const casework::Asked& who, int limit = 50) {
        std::vector<std::string> rows;
        casework::AskedPage page{.limit = limit};
        do {
            const auto found = readers
                                   .read([&](store::Reader& r) {
                                       return casework::everything_asked(r, who, page, day("Mon 2026-01-19"));
                                   })
                                   .value();
            for (const auto& row : found.rows) {
                rows.push_back(row.of.child.surname + " " + std::string(hyphen_token(row.clock.clock)) + " " +
                               text_of(*row.clock.due_on));
            }
            page.cursor = found.next;
        } while (!page.cursor.empty());
        return rows;
    }
    Result<casework::Question> question(const casework::Asked& who, const std::string& reference, int event) {
        return readers.read(
            [&](store::Reader& r) { return casework::question_of(r, who, reference, event, england_and_wales()); });
    }
    Result<casework::OpenCase> answer(const casework::Asked& who, const std::string& reference, int event,
                                      AdviceAnswer how, Day on, std::string_view words = {}) {
        return writer.perform([&](store::Transaction& t) {
            return casework::answer_advice(t, who, reference, event, how, on, words, occasion("2026-01-26T10:00:00Z"));
        });
    }
};

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("a setting and a body each see what is asked of them, by due date, and nothing else", "[casework][asked]") {
    Desk desk;
    desk.asked_of_both();
    CHECK(desk.list(desk.school) == Rows{"Blackwood advice 2026-02-27"});
    CHECK(desk.list(desk.service) == Rows{"Blackwood advice 2026-02-27"});
    CHECK(desk.list(desk.other_school).empty());
    CHECK(desk.list({.body = "West Psychology"}).empty());
    CHECK(desk.list({}).empty());
}

TEST_CASE("everything asked goes on from page to page", "[casework][asked][cursor]") {
    Desk desk;
    for (const auto* const name : {"Ash", "Birch", "Cedar"}) desk.asked_of_both(name);
    CHECK(desk.list(desk.service, 2).size() == 3);
    CHECK(desk.list(desk.school, 1).size() == 3);
}

TEST_CASE("one question is shown to whom it was put, and not even denied to others", "[casework][asked][access]") {
    Desk desk;
    const auto reference = desk.asked_of_both();
    const auto question = desk.question(desk.school, reference, 1).value();
    CHECK(question.adviser == Adviser::education);
    CHECK(question.due_on == day("Fri 2026-02-27"));
    CHECK(question.is_open);
    const auto unknown = desk.question(desk.school, "EHC-2026-999999", 1).error();
    const auto is_denied = [&](const casework::Asked& who, int event) {
        const auto refused = desk.question(who, reference, event).error();
        CHECK(refused.kind == unknown.kind);
        CHECK(refused.message == unknown.message);
    };
    is_denied(desk.school, 2);
    is_denied(desk.other_school, 1);
    is_denied(desk.service, 1);
    is_denied({}, 1);
}

TEST_CASE("advice given ends the asking, and its note is in the log", "[casework][asked][reg8]") {
    Desk desk;
    const auto reference = desk.asked_of_both();
    const auto monday = day("Mon 2026-01-26");
    const auto after =
        desk.answer(desk.service, reference, 2, AdviceAnswer::given, monday, "sent by secure e-mail").value();
    CHECK(after.log.events[3].type == EventType::advice_received);
    CHECK(after.log.events[3].text(Field::body) == "East Psychology");
    CHECK(after.log.events[4].type == EventType::note);
    CHECK(desk.list(desk.service).empty());
    CHECK(desk.list(desk.school).size() == 1);
    CHECK(desk.question(desk.service, reference, 2).value().answered_on == monday);
    const auto again = desk.answer(desk.service, reference, 2, AdviceAnswer::given, monday).error();
    CHECK(again.kind == Refusal::conflict);
    CHECK(again.message.find("26 January 2026") != std::string::npos);
}

TEST_CASE("'not known to our service' is an answer, in one step", "[casework][asked]") {
    Desk desk;
    const auto reference = desk.asked_of_both();
    desk.answer(desk.service, reference, 2, AdviceAnswer::not_known, day("Mon 2026-01-26")).value();
    CHECK(desk.list(desk.service).empty());
    CHECK(raw_sql(desk.file, "SELECT texts FROM event_text") ==
          R"({"text":"The child or young person is not known to the service"})");
}

TEST_CASE("that earlier advice will do is said, and for the authority to settle", "[casework][asked][reg6]") {
    Desk desk;
    const auto reference = desk.asked_of_both();
    const auto after =
        desk.answer(desk.school, reference, 1, AdviceAnswer::earlier_will_do, day("Mon 2026-01-26"), "of May").value();
    CHECK(after.log.events.back().type == EventType::note);
    CHECK(desk.list(desk.school).size() == 1);
}

TEST_CASE("an answer that cannot be is refused, and nothing of it is kept", "[casework][asked][bad-input]") {
    Desk desk;
    const auto reference = desk.asked_of_both();
    CHECK(desk.answer(desk.other_school, reference, 1, AdviceAnswer::given, day("Mon 2026-01-26")).error().kind ==
          Refusal::not_found);
    CHECK(desk.answer(desk.school, reference, 1, AdviceAnswer::given, day("Tue 2026-01-27")).error().where == "on");
    CHECK(desk.answer(desk.school, reference, 1, AdviceAnswer::given, day("Thu 2026-01-15")).error().where == "on");
    CHECK(desk.answer(desk.school, reference, 1, AdviceAnswer::given, day("Mon 2026-01-26"), "\x01").error().where ==
          "words");
    CHECK(raw_sql(desk.file, "SELECT COUNT(*) FROM event") == "3");
}

TEST_CASE("where two settings were asked for the same advice, an answer is not taken for the other's",
          "[casework][asked]") {
    Desk desk;
    const auto reference = desk.received(desk.request());
    const auto friday = day("Fri 2026-01-16");
    REQUIRE(
        desk.record(reference, 0, asking(Adviser::education, friday, "100001"), "2026-01-16T10:00:00Z").has_value());
    REQUIRE(
        desk.record(reference, 1, asking(Adviser::education, friday, "100002"), "2026-01-16T10:00:00Z").has_value());
    const auto one = desk.answer(desk.school, reference, 1, AdviceAnswer::given, day("Mon 2026-01-26"));
    const auto other = desk.answer(desk.other_school, reference, 2, AdviceAnswer::given, day("Mon 2026-01-26"));
    if (one.has_error()) CHECK(one.error().kind == Refusal::not_available);
    if (other.has_error()) CHECK(other.error().kind == Refusal::not_available);
    CHECK_FALSE((one.has_error() && other.has_error()));
    CHECK(desk.list(desk.school).size() == (one.has_error() ? 1 : 0));
    CHECK(desk.list(desk.other_school).size() == (other.has_error() ? 1 : 0));
}

TEST_CASE("a setting consulted about a place answers whether it can meet the need", "[casework][asked][placement]") {
    Desk desk;
    const auto reference = desk.received(desk.request());
    const auto at = "2026-01-26T10:00:00Z";
    REQUIRE(desk.record(reference, 0, {EventType::assessment_agreed, day("Tue 2026-01-13")}, at).has_value());
    REQUIRE(desk.record(reference, 1, {EventType::draft_sent, day("Wed 2026-01-14")}, at).has_value());
    Event consulted(EventType::placement_consulted, day("Thu 2026-01-15"));
    consulted.set(Field::setting, std::string_view("100002"));
    REQUIRE(desk.record(reference, 2, consulted, at).has_value());
    CHECK(desk.list(desk.other_school) == Rows{"Blackwood placement-reply 2026-01-30"});
    const auto reply = [&](const casework::Asked& who) {
        return desk.writer.perform([&](store::Transaction& t) {
            return casework::answer_placement(t, who, reference, 3, Reply::cannot_meet, day("Mon 2026-01-26"),
                                              "no hydrotherapy", desk.occasion(at));
        });
    };
    CHECK(reply(desk.school).error().kind == Refusal::not_found);
    CHECK(reply(desk.other_school).value().log.events[4].word<Reply>() == Reply::cannot_meet);
    CHECK(desk.list(desk.other_school).empty());
    CHECK(reply(desk.other_school).error().kind == Refusal::conflict);
}

TEST_CASE("an adviser reports a missed appointment, and the asking goes on", "[casework][asked][reg8]") {
    Desk desk;
    const auto reference = desk.asked_of_both();
    const auto after = desk.writer.perform([&](store::Transaction& t) {
        return casework::report_missed_appointment(t, desk.service, reference, 2, day("Thu 2026-01-22"), "",
                                                   desk.occasion("2026-01-26T10:00:00Z"));
    });
    CHECK(after.value().log.events.back().type == EventType::appointment_missed);
    CHECK(desk.list(desk.service).size() == 1);
}

TEST_CASE("a setting's requests come newest first, in pages, with where each stands", "[casework][requests][cursor]") {
    Desk desk;
    desk.asked_of_both("Ash");
    desk.received(desk.request("Birch"));
    auto elsewhere = desk.request("Cedar");
    elsewhere.setting = "100002";
    const auto foreign = desk.received(elsewhere);
    auto of_parents = desk.request("Dogwood");
    of_parents.source = Source::parent;
    const auto by_parents = desk.received(of_parents);

    const auto page = [&](casework::RequestsOf which) {
        return desk.readers
            .read([&](store::Reader& r) {
                return casework::requests_of_setting(r, which, england_and_wales(), day("Wed 2026-02-25"));
            })
            .value();
    };
    const auto first = page({.setting = "100001", .limit = 1});
    REQUIRE(first.rows.size() == 1);
    CHECK(first.rows[0].found.child.surname == "Birch");
    const auto second = page({.setting = "100001", .cursor = first.next, .limit = 1});
    CHECK(second.next.empty());
    CHECK(second.rows[0].found.child.surname == "Ash");
    CHECK(second.rows[0].status.asked_of_you.size() == 1);
    REQUIRE(second.rows[0].status.late);
    CHECK(second.rows[0].status.late->clock == ClockId::decide_to_assess);
    CHECK(second.rows[0].status.late->awaited == std::vector{Adviser::education, Adviser::psychology});
    CHECK(page({.setting = "100001", .name = "as"}).rows.size() == 1);
    CHECK(page({.setting = "100001", .name = "dog"}).rows.empty());

    desk.readers.read([&](store::Reader& r) {
        const auto today = day("Wed 2026-02-25");
        for (const auto& reference : {foreign, by_parents, std::string("EHC-2026-999999")}) {
            CHECK(casework::request_of_setting(r, "100001", reference, england_and_wales(), today).error().message ==
                  "there is no such request here; check the reference");
        }
        CHECK(casework::request_of_setting(r, "100002", foreign, england_and_wales(), today).value().child.surname ==
              "Cedar");
        return 0;
    });
}

TEST_CASE("a review's report is asked of the school that the child attends, once the case concerns it",
          "[casework][asked][reg20]") {
    Desk desk;
    const auto reference = desk.received(desk.request());
    auto of_parents = desk.request("Dogwood");
    of_parents.source = Source::parent;
    const auto by_parents = desk.received(of_parents);
    for (const auto& each : {reference, by_parents}) {
        const auto at = "2026-01-19T10:00:00Z";
        const auto on = day("Mon 2026-01-12");
        REQUIRE(desk.record(each, 0, {EventType::assessment_agreed, on}, at).has_value());
        REQUIRE(desk.record(each, 1, {EventType::draft_sent, on}, at).has_value());
        REQUIRE(desk.record(each, 2, {EventType::plan_finalised, on}, at).has_value());
        Event called(EventType::review_called, day("Tue 2026-01-13"));
        called.set(Field::meeting_on, day("Thu 2026-01-15"));
        REQUIRE(desk.record(each, 3, called, at).has_value());
        REQUIRE(desk.record(each, 4, {EventType::review_papers_sent, day("Tue 2026-01-13")}, at).has_value());
        REQUIRE(desk.record(each, 5, {EventType::review_meeting_held, day("Thu 2026-01-15")}, at).has_value());
    }
    CHECK(desk.list(desk.school) == Rows{"Blackwood review-report 2026-01-29"});
    CHECK(desk.question(desk.school, reference, 6).value().clock == ClockId::review_report);
    CHECK(desk.question(desk.school, by_parents, 6).has_error());
}
