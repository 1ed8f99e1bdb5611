#include <catch2/catch.hpp>

#include "core/casework/drafts.hpp"
#include "core/casework/requests.hpp"
#include "core/casework/typed_day.hpp"
#include "core/store/evidence.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using casework::Typed;

namespace {

struct Desk : TestRecord {
    casework::Occasion by(std::string who, std::string_view at = "2026-01-12T10:00:00Z") const {
        const auto now = moment(at);
        return {now, Day{date::floor<days>(now).time_since_epoch()}, {std::move(who), "school"}, england_and_wales()};
    }
    casework::Draft begun(std::optional<store::RecordId> support = {}, std::string setting = "100001") {
        return writer
            .perform([&](store::Transaction& t) { return casework::begin_draft(t, setting, support, by("S. Bell")); })
            .value();
    }
    Result<casework::Draft> saved(const casework::Draft& seen, const Typed& some, std::string who = "S. Bell") {
        return writer.perform([&](store::Transaction& t) {
            return casework::save_draft(t, seen.kept.setting, seen.kept.id, seen.kept.version, some, by(who));
        });
    }
    Result<std::string> sent(const casework::Draft& seen, std::string setting = "100001") {
        return writer.perform([&](store::Transaction& t) {
            return casework::send_draft(t, setting, seen.kept.id, seen.kept.version, by("S. Bell"));
        });
    }
    store::SupportRecord supported(std::string setting = "100001") {
        const casework::PupilSupport support{
            "Blackwood",
            "Ivy",
            day("Mon 2015-03-02"),
            "A123456789012",
            {{"reading",
              {{.from = day("Mon 2025-09-01"), .assess = "reads two years behind", .plan = "daily phonics"}}}}};
        return writer
            .perform([&](store::Transaction& t) { return casework::add_support(t, setting, support, by("S. Bell")); })
            .value();
    }
    template <class Read>
    auto look(Read read) {
        return readers.read([&](store::Reader& reader) { return read(reader); });
    }
};

const Typed smallest = {{"surname", "Blackwood"}, {"forename", "Ivy"}, {"date_of_birth", "2015-3-2"}};

std::vector<std::string> places_of(const std::vector<Error>& faults) {
    std::vector<std::string> places;
    for (const auto& fault : faults) places.push_back(fault.where);
    return places;
}

}  // namespace

TEST_CASE("a draft keeps whatever was typed, and a colleague of the setting goes on with it", "[casework][drafts]") {
    Desk desk;
    const auto draft = desk.begun();
    const auto first =
        desk.saved(draft, {{"surname", "Blackwood"}, {"date_of_birth", "2015-13-"}, {"upn", "?"}}).value();
    const auto second = desk.saved(first, {{"forename", "Ivy"}, {"upn", ""}}, "T. Marsh").value();
    CHECK(second.typed == Typed{{"surname", "Blackwood"}, {"date_of_birth", "2015-13-"}, {"forename", "Ivy"}});
    CHECK(second.kept.version == 3);
    const auto list = desk.look([](store::Reader& r) { return casework::drafts_of(r, "100001"); });
    REQUIRE(list.size() == 1);
    CHECK(list[0].kept.updated.by == "T. Marsh");
    CHECK(list[0].kept.created.by == "S. Bell");
}

TEST_CASE("two colleagues at one draft: the later is told who saved, and what differs",
          "[casework][drafts][conflict]") {
    Desk desk;
    const auto draft = desk.begun();
    REQUIRE(desk.saved(draft, {{"surname", "Blackwood"}, {"forename", "Ivy"}}, "T. Marsh").has_value());
    const Typed mine = {{"surname", "Blackwood"}, {"forename", "Ivie"}, {"why", "needs help"}};
    const auto refused = desk.saved(draft, mine);
    REQUIRE(refused.has_error());
    CHECK(refused.error().kind == Refusal::conflict);
    CHECK(refused.error().message.find("T. Marsh") != std::string::npos);
    const auto now =
        desk.look([&](store::Reader& r) { return casework::open_draft(r, "100001", draft.kept.id); }).value();
    CHECK(casework::differing(now, mine) == std::vector<std::string_view>{"forename", "why"});
    CHECK(desk.saved(now, mine).has_value());
}

TEST_CASE("a field that a draft has not, or that is too long, is refused", "[casework][drafts][bad-input]") {
    Desk desk;
    const auto draft = desk.begun();
    CHECK(desk.saved(draft, {{"role", "administrator"}}).error().kind == Refusal::unknown_field);
    CHECK(desk.saved(draft, {{"why", std::string(5'000'000, 'x')}}).error().kind == Refusal::too_large);
}

TEST_CASE("a draft of another setting is not there: not to read, save, discard or send", "[casework][drafts][access]") {
    Desk desk;
    const auto draft = desk.begun();
    const auto id = draft.kept.id;
    CHECK(desk.look([&](store::Reader& r) { return casework::open_draft(r, "100002", id); }).error().kind ==
          Refusal::not_found);
    auto foreign = draft;
    foreign.kept.setting = "100002";
    CHECK(desk.saved(foreign, smallest).error().kind == Refusal::not_found);
    CHECK(desk.sent(draft, "100002").error().kind == Refusal::not_found);
    CHECK(desk.writer.perform([&](store::Transaction& t) { return casework::discard_draft(t, "100002", id, 1); })
              .error()
              .kind == Refusal::not_found);
    CHECK(desk.look([](store::Reader& r) { return casework::drafts_of(r, "100002"); }).empty());
    const auto theirs = desk.supported("100002");
    CHECK(desk.writer
              .perform([&](store::Transaction& t) {
                  return casework::attach_support(t, "100001", id, 1, theirs.id, desk.by("S. Bell"));
              })
              .error()
              .kind == Refusal::not_found);
}

TEST_CASE("checking a draft names every field that is wrong, in the order of the form",
          "[casework][drafts][bad-input]") {
    Desk desk;
    const auto draft = desk.saved(desk.begun(), {{"forename", "Ivy"},
                                                 {"date_of_birth", "2015-2-30"},
                                                 {"upn", "12"},
                                                 {"contact2_email", "nobody"},
                                                 {"primary_need", "XYZ"},
                                                 {"family_asked_on", "2026-1-13"}})
                           .value();
    const auto check = casework::check_draft(draft, {}, day("Mon 2026-01-12"));
    CHECK(places_of(check.faults) == std::vector<std::string>{"surname", "date_of_birth", "upn", "contact2_name",
                                                              "contact2_email", "primary_need", "family_asked_on"});
    CHECK(desk.sent(draft).error().where == "surname");
    CHECK(raw_sql(desk.file, "SELECT COUNT(*) FROM case_file") == "0");
}

TEST_CASE("a draft sent is a request of today, with the SEN Support that the setting keeps",
          "[casework][drafts][receive]") {
    Desk desk;
    const auto record = desk.supported();
    auto draft = desk.begun(record.id);
    CHECK(draft.typed == Typed{{"surname", "Blackwood"},
                               {"forename", "Ivy"},
                               {"date_of_birth", "2015-03-02"},
                               {"upn", "A123456789012"}});
    draft = desk.saved(draft, {{"why", "Two cycles have not been enough."},
                               {"family_views", "She dreads Mondays."},
                               {"family_asked_on", "2026-1-9"},
                               {"family_asked_how", "meeting at school"},
                               {"contact1_name", "M. Blackwood"}})
                .value();
    const auto reference = desk.sent(draft).value();
    const auto opened = desk.open(reference);
    CHECK(opened.log.events.front().type == EventType::request_received);
    CHECK(opened.log.events.front().on == day("Mon 2026-01-12"));
    CHECK(opened.log.events.front().text(Field::setting) == "100001");
    CHECK(opened.log.recorded.front().by == "S. Bell");
    const auto approach = desk.look([&](store::Reader& r) { return store::graduated_approach_of(r, opened.file.id); });
    CHECK(casework::barriers_in(approach) == casework::barriers_in(record.cycles));
    const auto said = desk.look([&](store::Reader& r) { return store::contributions_of(r, opened.file.id); });
    REQUIRE(said.size() == 2);
    CHECK(said[0].kind == ContributionKind::asked_for_views);
    CHECK(said[0].how == "meeting at school");
    CHECK(said[1].words == "She dreads Mondays.");

    SECTION("its receipt has the dates that the law now gives, and what is still missing") {
        const auto receipt = desk.look([&](store::Reader& r) {
                                     return casework::receipt_of(r, "100001", reference, england_and_wales());
                                 })
                                 .value();
        CHECK(receipt.received_on == day("Mon 2026-01-12"));
        REQUIRE_FALSE(receipt.dates.empty());
        CHECK(receipt.dates.front().clock == ClockId::decide_to_assess);
        CHECK(receipt.dates.front().due_on == day("Mon 2026-02-23"));
        CHECK(receipt.dates.front().working == "6 weeks after 12 January 2026, that day not counted");
        CHECK(receipt.missing ==
              std::vector<std::string>{"child.sex", "child.ethnicity", "child.postcode", "primary_need"});
        CHECK(receipt.others.empty());
        CHECK(desk.look([&](store::Reader& r) {
                      return casework::receipt_of(r, "100002", reference, england_and_wales());
                  })
                  .error()
                  .kind == Refusal::not_found);
    }
    SECTION("sent again it gives the same reference and no second case") {
        CHECK(desk.sent(draft).value() == reference);
        CHECK(raw_sql(desk.file, "SELECT COUNT(*) FROM case_file") == "1");
    }
    SECTION("nothing of the child stays in the draft, and it is on no list") {
        CHECK(raw_sql(desk.file, "SELECT fields || COALESCE(support_record, '') || sent_as FROM draft") ==
              "{}" + reference);
        CHECK(desk.look([](store::Reader& r) { return casework::drafts_of(r, "100001"); }).empty());
        CHECK(desk.saved(draft, smallest).error().kind == Refusal::conflict);
    }
}

TEST_CASE("a draft that a colleague saved since is not sent unseen", "[casework][drafts][conflict]") {
    Desk desk;
    const auto draft = desk.saved(desk.begun(), smallest).value();
    REQUIRE(desk.saved(draft, {{"forename", "Iris"}}, "T. Marsh").has_value());
    CHECK(desk.sent(draft).error().kind == Refusal::conflict);
}

TEST_CASE("SEN Support is entered once, changed under its version, and of its setting alone", "[casework][support]") {
    Desk desk;
    const auto record = desk.supported();
    casework::PupilSupport support{"Blackwood", "Ivy", day("Mon 2015-03-02"), "", casework::barriers_in(record.cycles)};
    support.barriers[0].cycles.push_back({.from = day("Mon 2026-01-05"), .review = "a term's gain"});
    const auto save = [&](std::string_view setting, int seen) {
        return desk.writer.perform([&](store::Transaction& t) {
            return casework::save_support(t, setting, record.id, seen, support, desk.by("T. Marsh"));
        });
    };
    CHECK(save("100002", 1).error().kind == Refusal::not_found);
    CHECK(save("100001", 1).value().version == 2);
    CHECK(save("100001", 1).error().kind == Refusal::conflict);
    support.barriers[0].cycles[1].to = day("Fri 2026-01-02");
    CHECK(save("100001", 2).error().where == "barriers[0].cycles[1].to");
    support.barriers[0].barrier.clear();
    CHECK(save("100001", 2).error().where == "barriers[0].barrier");
    const auto kept =
        desk.look([&](store::Reader& r) { return casework::find_support(r, "100001", record.id); }).value();
    CHECK(casework::barriers_in(kept.cycles).at(0).cycles.size() == 2);
    CHECK(kept.updated.by == "T. Marsh");

    const auto draft = desk.begun(record.id);
    CHECK(
        desk.writer.perform([&](store::Transaction& t) { return casework::remove_support(t, "100001", record.id, 2); })
            .has_value());
    CHECK_FALSE(desk.look([&](store::Reader& r) { return casework::open_draft(r, "100001", draft.kept.id); })
                    .value()
                    .kept.support_record);
}

TEST_CASE("SEN Support records come in pages by name", "[casework][support][cursor]") {
    Desk desk;
    for (const auto* const name : {"Óbrien", "adams", "Obrecht"}) {
        desk.writer
            .perform([&](store::Transaction& t) {
                return casework::add_support(t, "100001", {name, "A"}, desk.by("S. Bell"));
            })
            .value();
    }
    std::string cursor, names;
    do {
        const auto page =
            desk.look([&](store::Reader& r) { return casework::supports_of(r, "100001", cursor, 2); }).value();
        for (const auto& row : page.rows) names += row.surname + " ";
        cursor = page.next;
    } while (!cursor.empty());
    CHECK(names == "adams Obrecht Óbrien ");
}

TEST_CASE("a day typed into three boxes is read with and without noughts, and only if it exists",
          "[casework][drafts]") {
    CHECK(casework::typed_day("2015-3-2") == day("Mon 2015-03-02"));
    CHECK(casework::typed_day("2015-03-02") == day("Mon 2015-03-02"));
    for (const auto* const none :
         {"", "2015", "2015-3", "2015-3-", "15-3-2", "2015-2-30", "2015-003-02", "2015-x-2", "--"})
        CHECK_FALSE(casework::typed_day(none));
}

TEST_CASE("a receipt names another file of the child only if that concerns the setting too",
          "[casework][drafts][access]") {
    Desk desk;
    auto elsewhere = desk.request();
    elsewhere.setting = "100002";
    desk.received(elsewhere);
    const auto first = desk.received(desk.request());
    const auto second = desk.received(desk.request());
    const auto others =
        desk.look([&](store::Reader& r) { return casework::receipt_of(r, "100001", second, england_and_wales()); })
            .value()
            .others;
    CHECK(others == std::vector{first});
}
