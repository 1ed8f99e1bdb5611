#include <catch2/catch.hpp>

#include "core/store/bank_holidays.hpp"
#include "core/store/imports.hpp"
#include "core/store/registers.hpp"
#include "core/store/setting_register.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

TEST_CASE("what the national register says of a setting is kept beside it and put right by a later extract",
          "[store][register]") {
    TestRecord record;
    store::RegisteredSetting school{.urn = "100001",
                                    .ukprn = "10000001",
                                    .type = "Community special school",
                                    .status = "Open",
                                    .la = "201",
                                    .postcode = "ZZ99 1AA",
                                    .sen_unit = true,
                                    .learned_at = moment("2026-01-12T10:00:00Z")};
    auto academy = school;
    academy.urn = "100002";
    academy.type = "Academy special converter";
    const auto put = [&](const store::RegisteredSetting& setting) {
        record.writer
            .perform([&](store::Transaction& t) -> Result<int> {
                store::put(t, store::Setting{setting.urn, "School", "Not applicable"});
                store::put(t, setting);
                return 0;
            })
            .value();
    };
    const auto by_ukprn = [&] {
        return record.readers.read([](store::Reader& r) { return store::find_registered_by_ukprn(r, "10000001"); });
    };
    put(school);
    CHECK(by_ukprn() == school);
    school.status = "Closed";
    school.closed_on = day("Mon 2026-08-31");
    put(school);
    put(academy);
    CHECK(by_ukprn() == academy);  // the open one of two with one number
    CHECK(record.readers.read([](store::Reader& r) { return store::find_registered(r, "100001"); }) == school);
    CHECK(record.readers.read([](store::Reader& r) { return store::all_registered(r); }) ==
          std::vector{school, academy});
    CHECK_FALSE(record.readers.read([](store::Reader& r) { return store::find_registered(r, "100003"); }));
}

TEST_CASE("a row of another system is brought in once, and its case is found by it", "[store][import]") {
    TestRecord record;
    const auto reference = record.received(record.request());
    const store::ImportKey key{"old-system", "row 1"};
    const auto keep = [&] {
        return record.writer.perform([&](store::Transaction& t) -> Result<int> {
            store::keep_imported(t, key, {1}, store::fingerprint_of({"a", "b"}), moment("2026-01-12T10:00:00Z"));
            return 0;
        });
    };
    keep().value();
    const auto found = record.readers.read([&](store::Reader& r) { return store::find_imported(r, key); });
    REQUIRE(found);
    CHECK(found->reference == reference);
    CHECK(found->fingerprint == store::fingerprint_of({"a", "b"}));
    CHECK(found->fingerprint != store::fingerprint_of({"a,1:b"}));
    CHECK_THROWS_AS(keep(), store::DatabaseError);
    CHECK_FALSE(record.readers.read([&](store::Reader& r) {
        return store::find_imported(r, {"another-system", "row 1"});
    }));
}

TEST_CASE("the journal of imports says who brought in what, when, and how many", "[store][import]") {
    TestRecord record;
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::note_import(t, {.what = ImportKind::cases,
                                   .source = "old-system",
                                   .at = moment("2026-01-12T10:00:00Z"),
                                   .actor = {"A. Khan", "operator"},
                                   .created = 3,
                                   .matched = 2,
                                   .rejected = 1});
            return 0;
        })
        .value();
    const auto runs = record.readers.read([](store::Reader& r) { return store::all_imports(r); });
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].what == ImportKind::cases);
    CHECK(runs[0].actor.by == "A. Khan");
    CHECK(runs[0].created == 3);
    CHECK(runs[0].rejected == 1);
}

TEST_CASE("a bank holiday that is learnt twice is kept as it was learnt first", "[store][calendar]") {
    TestRecord record;
    const auto learn = [&](const char* title) {
        record.writer
            .perform([&](store::Transaction& t) -> Result<int> {
                store::add_holiday(
                    t, {day("Mon 2027-06-07"), title, "GOV.UK bank holidays", moment("2026-01-12T10:00:00Z")});
                return 0;
            })
            .value();
    };
    learn("A bank holiday");
    learn("Another name for it");
    const auto learnt = record.readers.read([](store::Reader& r) { return store::learnt_holidays(r); });
    REQUIRE(learnt.size() == 1);
    CHECK(learnt[0].title == "A bank holiday");
}
