#include <catch2/catch.hpp>

#include "core/store/people.hpp"
#include "core/store/registers.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using store::folded;

TEST_CASE("names are looked up without case, accents, spaces, hyphens and apostrophes", "[store][people]") {
    CHECK(folded("O’Brien-Ó Sé") == "obrienose");
    CHECK(folded("O'BRIEN") == "obrien");
    CHECK(folded("Łukasz Żółć") == "lukaszzolc");
    CHECK(folded("Müller") == folded("MULLER"));
    CHECK(folded("Straße") == "strasse");
    CHECK(folded("Æthelred") == "aethelred");
    CHECK(folded("李") == "李");
    CHECK(folded("") == "");
}

TEST_CASE("a person is loaded as entered", "[store][people]") {
    TestRecord record;
    auto request = record.request("Ó Sé", "Niamh", "A123456789012");
    request.child.sex = "F";
    request.child.postcode = "ZZ1 1ZZ";
    request.contacts.push_back({"M. Ó Sé", "mother", "m@example.invalid", "", ""});
    record.received(request);
    const auto person = record.readers.read([](store::Reader& r) { return store::load_person(r, store::PersonId{1}); });
    CHECK(person.surname == "Ó Sé");
    CHECK(person.date_of_birth == day("Mon 2015-03-02"));
    CHECK(person.upn == "A123456789012");
    CHECK(person.sex == "F");
    CHECK(person.ethnicity == "");
    const auto contacts =
        record.readers.read([](store::Reader& r) { return store::load_contacts(r, store::PersonId{1}); });
    REQUIRE(contacts.size() == 1);
    CHECK(contacts[0].relation == "mother");
}

TEST_CASE("registers are put and read back, and putting again changes the row", "[store][registers]") {
    TestRecord record;
    record.writer
        .perform([&](store::Transaction& t) -> Result<int> {
            store::put(t, store::Setting{"100001", "Elm Primary", "primary"});
            store::put(t, store::Setting{"100001", "Elm Academy", "primary"});
            store::put(t, store::Team{"East"});
            store::put(t, store::Caseworker{"a.khan", "A. Khan", "East", std::nullopt});
            store::put(t, store::Caseworker{"b.jones", "B. Jones", "", day("Mon 2026-01-12")});
            store::put(t, store::AdviserBody{"Area psychology service", Adviser::psychology});
            store::put(t, store::SettingClosure{"100001", day("Wed 2026-07-22"), day("Wed 2026-09-02"), "term dates",
                                                moment("2026-01-01T00:00:00Z")});
            return 0;
        })
        .value();
    record.readers.read([](store::Reader& r) {
        CHECK(store::find_setting(r, "100001")->name == "Elm Academy");
        CHECK_FALSE(store::find_setting(r, "999999"));
        CHECK(store::all_caseworkers(r).size() == 2);
        CHECK(store::find_caseworker(r, "b.jones")->left_on == day("Mon 2026-01-12"));
        CHECK(store::find_caseworker(r, "a.khan")->team == "East");
        CHECK(store::all_bodies(r).at(0).kind == Adviser::psychology);
        CHECK(store::closures_of(r, "100001").at(0).reopens == day("Wed 2026-09-02"));
        CHECK(store::closures_of(r, "100001", moment("2025-12-31T00:00:00Z")).empty());
        return 0;
    });
}
