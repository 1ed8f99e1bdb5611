#include "core/exchange/case_file/case_file.hpp"

#include <catch2/catch.hpp>

#include "core/casework/contribution.hpp"
#include "core/casework/notices.hpp"
#include "core/store/accounts.hpp"
#include "core/store/evidence.hpp"
#include "core/store/log.hpp"
#include "core/store/nights.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

constexpr auto hostile = "<script>alert(1)</script> & \"more\"";

/// A request of Mon 2026-01-12, agreed, the agreement entered with a wrong day and corrected, a note, a letter, and what
/// the family said.
struct Story : TestRecord {
    LegalZone zone;
    std::string reference = received(request("O’Brien <b>", "Quillonia", "A123456789012"));

    Story() {
        record(reference, 0, Event(EventType::assessment_agreed, day("Mon 2026-02-16")), "2026-02-16T10:00:00Z").value();
        perform([&](store::Transaction& t) {
            const Event instead(EventType::assessment_agreed, day("Tue 2026-02-17"));
            return casework::correct_event(t, reference, 1, 1, &instead, "Entered a day early", occasion("2026-02-18T10:00:00Z"));
        });
        perform([&](store::Transaction& t) { return casework::add_note(t, reference, 2, hostile, occasion("2026-02-19T10:00:00Z")); });
        perform([&](store::Transaction& t) {
            return casework::record_notice(t, reference,
                                           {.event = 1, .notice = "assessment-agreed", .to = Addressee::family, .how = Delivery::email,
                                            .words = hostile, .letter_dated = day("Tue 2026-02-17"), .sent_on = day("Wed 2026-02-18")},
                                           occasion("2026-02-20T10:00:00Z"));
        });
        perform([&](store::Transaction& t) {
            return casework::add_contribution(t, reference,
                                              {.kind = ContributionKind::views_received, .on = day("Thu 2026-02-19"), .words = "We want to be heard"},
                                              occasion("2026-02-20T10:00:00Z"));
        });
    }
    template <class Act>
    void perform(Act act) {
        writer.perform(act).value();
    }
    Result<std::string> document(std::optional<Day> known_on = {}, bool with_views = false) {
        return readers.read([&](store::Reader& reader) {
            return exchange::case_file_html(reader,
                                            {.reference = reference, .authority = "Exampleshire <Council>", .made_by = "B. Lee",
                                             .now = moment("2026-03-02T10:00:00Z"), .today = day("Mon 2026-03-02"), .known_on = known_on,
                                             .with_views = with_views},
                                            england_and_wales(), zone);
        });
    }
};

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a case file shows what happened, when it was entered, by whom, and each time limit with its working", "[exchange][case_file]") {
    Story story;
    const auto html = story.document().value();
    for (const auto* part : {"Case file EHC-2026-000001", "O’Brien &lt;b&gt;", "A123456789012", "Exampleshire &lt;Council&gt;", "by B. Lee", "Request received",
                             "12 January 2026, 10:00, by A. Khan (Caseworker)", "6 weeks after 12 January 2026, that day not counted",
                             "SEND Regulations 2014, reg 5(1)", "Issue the final plan", "We want to be heard", "Assessment agreed", "18 February 2026"})
        CHECK_THAT(html, Catch::Contains(part));
    CHECK_FALSE(contains(html, "Who looked at the file"));
}

TEST_CASE("a corrected entry is struck and explained, and what stands is under its own date", "[exchange][case_file]") {
    Story story;
    const auto html = story.document().value();
    CHECK(contains(html, "<s class=\"struck day\">16 February 2026</s>"));
    CHECK(contains(html, "Corrected by entry 2."));
    CHECK(contains(html, "<span class=\"day\">17 February 2026</span>"));
    CHECK(contains(html, "As corrected by entry 2."));
    CHECK(contains(html, "Correction of entry 1"));
    CHECK(contains(html, "Entered a day early"));
    // Struck, then what stands.
    CHECK(html.find("16 February 2026</s>") < html.find("As corrected by entry 2."));
}

TEST_CASE("nothing typed becomes markup, and the document needs nothing from elsewhere", "[exchange][case_file]") {
    Story story;
    const auto html = story.document({}, true).value();
    CHECK_FALSE(contains(html, "<script"));
    CHECK(contains(html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"));
    for (const auto* outside : {"http://", "https://", "src=", "href=", "url(", "@import"}) CHECK_FALSE(contains(html, outside));
}

TEST_CASE("as known on a day, nothing that was entered later is there", "[exchange][case_file]") {
    Story story;
    const auto then = story.document(day("Mon 2026-02-16")).value();
    CHECK(contains(then, "As it was known on 16 February 2026"));
    CHECK(contains(then, "Decision to assess"));
    for (const auto* later : {"Corrected by", "Entered a day early", "alert(1)", "We want to be heard", "17 February 2026"}) CHECK_FALSE(contains(then, later));
    CHECK(story.document(day("Sun 2026-01-11")).error().kind == Refusal::not_found);
    CHECK(story.document(day("Tue 2026-03-03")).error().kind == Refusal::bad_date);
    story.reference = "EHC-2026-999999";
    CHECK(story.document().error().kind == Refusal::not_found);
}

TEST_CASE("a text that was taken away is said to be, and its words are gone", "[exchange][case_file]") {
    Story story;
    const auto id = story.open(story.reference).file.id;
    story.perform([&](store::Transaction& t) -> Result<int> {
        store::erase_text(t, id, 3, {"A. Khan", "caseworker"}, moment("2026-02-21T10:00:00Z"), "asked for by the family");
        return 0;
    });
    story.perform([&](store::Transaction& t) -> Result<int> {
        for (const auto& each : store::contributions_of(t, id)) store::erase_contribution(t, id, each.id, {"A. Khan", "caseworker"}, moment("2026-02-21T10:00:00Z"));
        return 0;
    });
    const auto html = story.document().value();
    CHECK(contains(html, "A text was entered here and has been taken away for good."));
    CHECK_FALSE(contains(html, "We want to be heard"));
    CHECK(contains(html, "Taken away for good."));
}

TEST_CASE("the file says how to prove it: every entry's hash, and the seal of a night", "[exchange][case_file]") {
    Story story;
    const auto before = story.document().value();
    CHECK(contains(before, "No night has been sealed yet"));
    for (const auto& recorded : story.open(story.reference).log.recorded) CHECK(contains(before, store::base64_of(recorded.hash)));
    const store::Seal seal{.day = day("Sun 2026-03-01"), .entries = 4, .digest = {}, .at = moment("2026-03-01T02:00:00Z")};
    story.perform([&](store::Transaction& t) -> Result<int> {
        store::keep_seal(t, seal);
        return 0;
    });
    CHECK(contains(story.document().value(), "of the night of 1 March 2026 and covers 4 entries"));
    CHECK(contains(story.document(day("Fri 2026-02-20")).value(), "No night has been sealed yet"));  // not known then
}

TEST_CASE("who looked at the file is for those who may know", "[exchange][case_file]") {
    Story story;
    const auto id = story.open(story.reference).file.id;
    story.perform([&](store::Transaction& t) -> Result<int> {
        store::note_file_view(t, id, {moment("2026-02-20T10:00:00Z"), "C. Quick", "manager", "/cases/{reference}"});
        return 0;
    });
    CHECK(contains(story.document({}, true).value(), "C. Quick"));
    CHECK_FALSE(contains(story.document({}, false).value(), "C. Quick"));
}
