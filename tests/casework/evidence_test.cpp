#include <catch2/catch.hpp>

#include "core/casework/contribution.hpp"
#include "core/casework/letter_words.hpp"
#include "core/casework/letters.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

struct Desk : TestRecord {
    Result<store::EvidenceId> said(const std::string& reference, const casework::NewContribution& what) {
        return writer.perform(
            [&](store::Transaction& t) { return casework::add_contribution(t, reference, what, occasion()); });
    }
    Result<store::EvidenceId> sent(const std::string& reference, const casework::NewNotice& notice) {
        return writer.perform([&](store::Transaction& t) {
            return casework::record_notice(t, reference, notice, occasion("2026-02-20T16:00:00Z"));
        });
    }
    std::vector<store::Contribution> contributions() {
        return readers.read([](store::Reader& r) { return store::contributions_of(r, store::CaseId{1}); });
    }
    // Refused on Friday 20 February 2026; event 1.
    std::string refused() {
        const auto reference = received(request());
        Event refusal(EventType::assessment_refused, day("Fri 2026-02-20"));
        refusal.set(Field::reasons, std::string_view("The school can meet these needs."));
        REQUIRE(record(reference, 0, refusal, "2026-02-20T15:00:00Z").has_value());
        return reference;
    }
};

}  // namespace

TEST_CASE("what the family said is added to, and an entry put right shows both", "[casework][contribution]") {
    Desk desk;
    const auto reference = desk.received(desk.request());
    const auto monday = day("Mon 2026-01-12");
    desk.said(reference, {ContributionKind::asked_for_views, day("Fri 2026-01-09"), "telephone"}).value();
    const auto views =
        desk.said(reference, {ContributionKind::views_received, monday, "meeting", "She likes art."}).value();
    desk.said(reference, {.kind = ContributionKind::views_received,
                          .on = monday,
                          .how = "meeting",
                          .words = "She loves art.",
                          .replaces = views})
        .value();
    const auto kept = desk.contributions();
    REQUIRE(kept.size() == 3);
    CHECK(kept[0].kind == ContributionKind::asked_for_views);
    CHECK(kept[1].entered.is_replaced);
    CHECK(kept[2].entered.replaces == views);
    CHECK(kept[2].entered.by == "A. Khan");

    CHECK(desk.said(reference, {ContributionKind::views_received, monday, "", "", views}).error().where == "words");
    CHECK(desk.said(reference, {ContributionKind::views_received, monday, "", "x", views}).error().kind ==
          Refusal::conflict);
    CHECK(
        desk.said(reference, {ContributionKind::views_received, monday, "", "x", store::EvidenceId{99}}).error().kind ==
        Refusal::not_found);
    CHECK(desk.said(reference, {ContributionKind::what_changed, day("Tue 2026-01-13"), "", "x"}).error().where == "on");
    CHECK(desk.said("EHC-2026-999999", {ContributionKind::what_changed, monday, "", "x"}).error().kind ==
          Refusal::not_found);
}

TEST_CASE("the words of the family may go for good, and nothing else of an entry", "[casework][contribution]") {
    Desk desk;
    const auto reference = desk.received(desk.request());
    const auto id =
        desk.said(reference, {ContributionKind::views_received, day("Mon 2026-01-12"), "", "secret"}).value();
    CHECK_THROWS(raw_sql(desk.file, "UPDATE family_contribution SET words = 'other'"));
    CHECK_THROWS(
        raw_sql(desk.file, "UPDATE family_contribution SET on_date = '2020-01-01', words = '', erased_at = 1"));
    CHECK_THROWS(raw_sql(desk.file, "DELETE FROM family_contribution"));
    const auto erase = [&](const std::string& of) {
        return desk.writer.perform(
            [&](store::Transaction& t) { return casework::erase_contribution(t, of, id, desk.occasion()); });
    };
    CHECK(erase(desk.received(desk.request("Other"))).error().kind == Refusal::not_found);
    CHECK(erase(reference).has_value());
    CHECK(erase(reference).error().kind == Refusal::not_found);
    CHECK(desk.contributions()[0].words.empty());
    CHECK(desk.contributions()[0].entered.erased);
}

TEST_CASE("a refusal asks for its notice, and the evidence keeps three dates", "[casework][notices][reg5]") {
    Desk desk;
    const auto reference = desk.refused();
    const auto required = [&] {
        const auto opened = desk.open(reference);
        return desk.readers.read([&](store::Reader& r) {
            std::vector<std::pair<std::string, std::size_t>> notices;
            for (const auto& each : casework::notices_of(r, opened))
                notices.emplace_back(each.rule->id, each.sent.size());
            return notices;
        });
    };
    using Notices = std::vector<std::pair<std::string, std::size_t>>;
    CHECK(required() == Notices{{"considering-assessment", 0}, {"assessment-refused", 0}});
    casework::NewNotice notice{.event = 1,
                               .notice = "assessment-refused",
                               .to = Addressee::family,
                               .how = Delivery::first_class_post,
                               .letter_dated = day("Thu 2026-02-19"),
                               .sent_on = day("Fri 2026-02-20"),
                               .served_on = day("Tue 2026-02-24")};
    const auto id = desk.sent(reference, notice).value();
    CHECK(required() == Notices{{"considering-assessment", 0}, {"assessment-refused", 1}});
    notice.how = Delivery::email;
    notice.replaces = id;
    REQUIRE(desk.sent(reference, notice).has_value());
    CHECK(required() == Notices{{"considering-assessment", 0}, {"assessment-refused", 1}});
    notice.replaces.reset();

    SECTION("one that the event does not require is refused") {
        notice.notice = "final-plan";
        CHECK(desk.sent(reference, notice).error().where == "notice");
        notice.event = 7;
        CHECK(desk.sent(reference, notice).error().where == "notice");
    }
    SECTION("a letter is sent by today, and served after it was sent") {
        notice.sent_on = day("Sat 2026-02-21");
        CHECK(desk.sent(reference, notice).error().where == "sent_on");
        notice.sent_on = day("Fri 2026-02-20");
        notice.served_on = day("Thu 2026-02-19");
        CHECK(desk.sent(reference, notice).error().where == "served_on");
    }
    SECTION("evidence is not changed or taken away") {
        CHECK_THROWS(raw_sql(desk.file, "UPDATE notice_sent SET sent_on = '2026-02-01'"));
        CHECK_THROWS(raw_sql(desk.file, "DELETE FROM notice_sent"));
    }
}

TEST_CASE("every thing that a notice must contain has wording", "[casework][letters]") {
    for (const auto& rule : law::notices) {
        for (const auto& item : casework::checklist_of(rule)) {
            INFO(rule.id << ": " << item);
            CHECK(casework::has_words_for(item));
        }
    }
    CHECK(casework::checklist_of(*casework::notice_rule("assessment-refused")).size() == 11);
}

TEST_CASE("a draft letter says what the record knows and leaves blanks for what it does not", "[casework][letters]") {
    Desk desk;
    const auto reference = desk.refused();
    const auto opened = desk.readers
                            .read([&](store::Reader& r) {
                                return casework::open_case(r, reference, england_and_wales(), store::Texts::included);
                            })
                            .value();
    const casework::LetterFacts facts{.child = desk.request().child,
                                      .contacts = {{"M. Blackwood", "mother", "", "", ""}}};
    const auto letter = casework::draft_letter(*casework::notice_rule("assessment-refused"), opened, 1, facts,
                                               england_and_wales(), day("Fri 2026-02-20"));
    CHECK(letter.subject == "EHC needs assessment: our decision");
    for (const auto* const part :
         {"Dear M. Blackwood", "[name of the authority]", "born 2 March 2015",
          "On 20 February 2026 we decided not to carry out an EHC needs assessment of Ivy Blackwood.",
          "Our reasons: The school can meet these needs.", "An appeal must reach the Tribunal by 20 April 2026",
          "The mediation adviser is [name, telephone, e-mail and address].",
          "[the local SENDIASS and how to reach it]"}) {
        INFO(part);
        CHECK(letter.text.find(part) != std::string::npos);
    }
}

TEST_CASE("a decision on a review asks for the letter of that decision", "[casework][notices]") {
    Event decided(EventType::review_decided, day("Fri 2026-02-20"));
    const auto required = [&](Decision decision) {
        decided.set(decision);
        std::string ids;
        for (const auto* const rule : casework::notices_required_by(decided)) ids += rule->id;
        return ids;
    };
    CHECK(required(Decision::maintain) == "review-maintain");
    CHECK(required(Decision::amend) == "amendment");
    CHECK(required(Decision::cease).empty());
}
