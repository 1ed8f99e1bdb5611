#include <catch2/catch.hpp>

#include "core/exchange/bring/bring_closures.hpp"
#include "core/exchange/bring/bring_settings.hpp"
#include "core/store/registers.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::exchange;
using namespace ehcp::test;

namespace {

constexpr std::string_view extract_text =
    "URN,LA (code),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),CloseDate,PhaseOfEducation "
    "(name),Postcode,UKPRN,"
    "TypeOfResourcedProvision (name)\n"
    "100001,201,First School,Community school,Open,,Primary,ZZ99 1AA,10000001,Resourced provision and SEN unit\n"
    "100002,202,Second School,Community special school,Open,,Not applicable,,,Not applicable\n"
    "100003,201,Third School,Community school,Closed,31-08-2012,Primary,,,\n"
    "100001,201,First School again,Community school,Open,,Primary,,,\n";

SettingsReport bring(TestRecord& record, std::string_view text, SettingsOrder order) {
    auto extract = SettingsExtract::open(text, "extract.csv").value();
    return bring_settings(record.readers, record.writer, extract, order).value();
}

struct Asked {
    TestRecord record;
    casework::Occasion occasion = record.occasion("2026-08-01T10:00:00Z");
    std::string reference;

    /// A case whose authority claims that the school's summer excuses it, before the record knows of the summer.
    Asked() {
        auto request = record.request();
        request.received_on = day("Mon 2026-06-15");
        reference = record.received(request, "2026-06-15T10:00:00Z");
        record.writer
            .perform([](store::Transaction& t) -> Result<int> {
                store::put(t, store::Setting{"100001", "First School", "Primary"});
                store::put(t, store::Setting{"100002", "Second School", "Primary"});
                return 0;
            })
            .value();
        Event advice(EventType::advice_requested, day("Fri 2026-07-17"));
        advice.set(Adviser::education).set(Field::setting, std::string_view("100001"));
        record.record(reference, 0, advice, "2026-07-17T10:00:00Z").value();
        Event claim(EventType::exemption_recorded, day("Mon 2026-07-27"));
        claim.set(ClockId::decide_to_assess)
            .set(Limb::E5a)
            .set(Field::from, day("Wed 2026-07-22"))
            .set(Field::to, day("Wed 2026-09-02"))
            .set(Field::setting, std::string_view("100001"));
        claim.set(Field::reason, std::string_view("summer"));
        record.record(reference, 1, claim, "2026-07-27T10:00:00Z").value();
    }
    ClosuresReport close(std::string_view csv, bool dry_run = false, std::vector<std::string> settings = {}) {
        const auto file = read_closures(csv, "closures.csv").value();
        return bring_closures(record.writer, file,
                              {.occasion = occasion,
                               .source = "City Council",
                               .settings = std::move(settings),
                               .dry_run = dry_run})
            .value();
    }
    std::string closures() { return raw_sql(record.file, "SELECT COUNT(*) FROM closure"); }
};

constexpr std::string_view summer = "setting,closed_from,reopens,title\n100001,2026-07-22,2026-09-02,Summer\n";

}  // namespace

TEST_CASE("settings come from the national register, and a second run changes nothing", "[bring][settings]") {
    TestRecord record;
    const auto occasion = record.occasion();
    const auto looked = bring(record, extract_text, {.occasion = occasion, .dry_run = true});
    CHECK(looked.created == 2);
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM setting") == "0");

    const auto first = bring(record, extract_text, {.occasion = occasion});
    CHECK(first.created == 2);
    CHECK(first.passed_over == 1);  // closed, and not known
    CHECK(first.rejected == 1);
    REQUIRE(first.faults.size() == 1);
    CHECK(first.faults[0].why == "line 2 has the same number");
    CHECK(raw_sql(record.file,
                  "SELECT name || resourced_provision || sen_unit || la FROM setting JOIN setting_register USING (urn) "
                  "WHERE urn = '100001'") == "First School11201");

    const auto again = bring(record, extract_text, {.occasion = occasion});
    CHECK(again.created + again.changed == 0);
    CHECK(again.same == 2);
    CHECK(raw_sql(record.file, "SELECT COUNT(*) FROM import_run") == "1");
}

TEST_CASE("only one authority's settings, closed ones on request, and what changed is put right", "[bring][settings]") {
    TestRecord record;
    const auto occasion = record.occasion();
    const auto ours = bring(record, extract_text, {.occasion = occasion, .la = "201", .with_closed = true});
    CHECK(ours.created == 2);
    CHECK(raw_sql(record.file, "SELECT closed_on FROM setting_register WHERE urn = '100003'") == "2012-08-31");
    std::string later(extract_text);
    later.replace(later.find("First School"), 12, "First Academy");
    CHECK(bring(record, later, {.occasion = occasion, .la = "202"}).changed ==
          1);  // one that is known here is kept true
    CHECK(raw_sql(record.file, "SELECT name FROM setting WHERE urn = '100001'") == "First Academy");
}

TEST_CASE("a closure that is brought in says which dates it moves, and does so once", "[bring][closures]") {
    Asked asked;
    const auto looked = asked.close(summer, true);
    REQUIRE(looked.moved.size() == 1);
    CHECK(looked.moved[0].reference == asked.reference);
    CHECK(looked.moved[0].clock == ClockId::decide_to_assess);
    CHECK(looked.moved[0].what == MovedWhat::exempt_from);
    CHECK_FALSE(looked.moved[0].before);
    CHECK(asked.closures() == "0");  // a dry run is undone

    const auto done = asked.close(summer);
    CHECK(done.moved == looked.moved);
    CHECK(done.entered.size() == 1);
    CHECK(asked.closures() == "1");
    const auto again = asked.close(summer);
    CHECK(again.entered.empty());
    CHECK(again.same == 1);
    CHECK(again.moved.empty());
    CHECK(raw_sql(asked.record.file, "SELECT what || ' ' || created FROM import_run") == "closures 1");

    // The school reopens after less than four weeks after all: the excuse is gone.
    const auto shorter = asked.close("setting,closed_from,reopens\n100001,2026-07-22,2026-08-12\n");
    CHECK(shorter.entered[0].reopened_before == day("Wed 2026-09-02"));
    REQUIRE(shorter.moved.size() == 1);
    CHECK_FALSE(shorter.moved[0].after);
}

TEST_CASE("closures that name no setting are of those that are asked for; unknown ones are reported",
          "[bring][closures]") {
    Asked asked;
    const auto both =
        asked.close("closed_from,reopens\n2026-07-22,2026-09-02\n", false, {"100001", "100002", "999999"});
    CHECK(both.entered.size() == 2);
    REQUIRE(both.faults.size() == 1);
    CHECK(both.faults[0].why == "'999999' is not a setting that is known");
    const auto file = read_closures("closed_from,reopens\n2026-07-22,2026-09-02\n", "closures.csv").value();
    CHECK(bring_closures(asked.record.writer, file, {.occasion = asked.occasion, .source = "x"}).error().where ==
          "--setting");
    CHECK(asked.close("setting,closed_from,reopens\n100001,2026-10-26,2026-11-02\n100001,2026-10-26,2026-11-03\n")
              .faults[0]
              .why == "line 2 also closes it on 2026-10-26");
}
