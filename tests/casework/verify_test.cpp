#include <catch2/catch.hpp>

#include "core/casework/verify.hpp"
#include "core/store/log.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

/// Three cases, the second with two events, one of them with free text.
struct Told : TestRecord {
    Told() {
        received(request("One"));
        const auto second = received(request("Two"));
        received(request("Three"));
        Event refused(EventType::assessment_refused, day("Fri 2026-02-20"));
        refused.set(Field::reasons, std::string_view("what Two's mother said"));
        record(second, 0, refused, "2026-02-20T15:00:00Z").value();
    }
    casework::Verification verified(const std::vector<store::Seal>& seals = {}) {
        return casework::verify(readers, england_and_wales(), seals);
    }
    store::Seal sealed() {
        return readers.read([](store::Reader& r) {
            return casework::make_seal(r, day("Mon 2026-03-02"), moment("2026-03-03T02:00:00Z"));
        });
    }
};

bool finds(const casework::Verification& verification, RecordCheck check, std::string_view said) {
    return std::ranges::any_of(verification.findings, [&](const casework::Finding& finding) {
        CHECK_FALSE(finding.remedy.empty());
        CHECK(finding.message.find("mother") == std::string::npos);
        return finding.check == check && finding.message.find(said) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("a record that nobody has meddled with is clean", "[casework][verify]") {
    Told record;
    const auto verification = record.verified();
    CHECK(verification.clean());
    CHECK(verification.cases == 3);
    CHECK(verification.events == 4);
    CHECK(verification.digest == record.sealed().digest);
}

TEST_CASE("an empty record is clean", "[casework][verify]") {
    TestRecord record;
    const auto verification = casework::verify(record.readers, england_and_wales(), {});
    CHECK(verification.clean());
    CHECK(verification.events == 0);
}

TEST_CASE("one byte of one event changed in the file is found and named", "[casework][verify]") {
    Told record;
    tamper(record.file, "UPDATE event SET recorded_by = 'B. Khan' WHERE case_id = 2 AND seq = 0");
    const auto verification = record.verified();
    CHECK(finds(verification, RecordCheck::chain, "event 0 of EHC-2026-000002"));
    CHECK(std::ranges::all_of(verification.findings, [](const auto& f) { return f.reference == "EHC-2026-000002"; }));
}

TEST_CASE("every column of an event is held by the chain", "[casework][verify]") {
    const auto [column, value] = GENERATE(table<std::string, std::string>({{"entry", "9"},
                                                                           {"type", "'note'"},
                                                                           {"on_date", "'2026-02-19'"},
                                                                           {"recorded_at", "1"},
                                                                           {"recorded_as", "'x'"},
                                                                           {"body", "'{\"source\":\"parent\"}'"},
                                                                           {"text_hash", "NULL"},
                                                                           {"hash", "text_hash"}}));
    Told record;
    tamper(record.file, "UPDATE event SET " + column + " = " + value + " WHERE case_id = 2 AND seq = 1");
    CHECK(finds(record.verified(), RecordCheck::chain, "event 1 of EHC-2026-000002"));
}

TEST_CASE("the last event of a case deleted is found and named", "[casework][verify]") {
    Told record;
    tamper(record.file, "DELETE FROM event_text; DELETE FROM event WHERE case_id = 2 AND seq = 1");
    const auto verification = record.verified();
    CHECK(finds(verification, RecordCheck::chain, "event 1 of EHC-2026-000002"));
    CHECK(finds(verification, RecordCheck::entries, "entry 4 of the log is missing"));
}

TEST_CASE("the last event deleted with every trace of it in the file is found by a seal kept outside",
          "[casework][verify][seal]") {
    Told record;
    const auto seal = record.sealed();
    tamper(record.file,
           "DELETE FROM event_text; DELETE FROM event WHERE case_id = 2 AND seq = 1;"
           "UPDATE case_file SET last_seq = 0, head_hash = (SELECT hash FROM event WHERE case_id = 2) WHERE id = 2;"
           "UPDATE counter SET value = 3 WHERE name = 'entry'");
    CHECK_FALSE(finds(record.verified(), RecordCheck::chain, ""));
    CHECK(finds(record.verified({seal}), RecordCheck::seal, "there are only 3"));
}

TEST_CASE("a seal goes on holding while the log grows", "[casework][verify][seal]") {
    Told record;
    const auto seal = record.sealed();
    record.record("EHC-2026-000001", 0, {EventType::withdrawn, day("Mon 2026-03-02")}, "2026-03-02T10:00:00Z").value();
    record.received(record.request("Four"), "2026-03-02T11:00:00Z");
    CHECK(record.verified({seal}).clean());

    auto forged = seal;
    forged.digest[0] ^= 1;
    CHECK(finds(record.verified({forged}), RecordCheck::seal, "first 4 entries"));
}

TEST_CASE("a seal kept in the record is held against the log", "[casework][verify][seal]") {
    Told record;
    auto seal = record.sealed();
    seal.digest[0] ^= 1;
    record.writer.perform([&](store::Transaction& t) -> Result<int> { return store::keep_seal(t, seal), 0; }).value();
    CHECK(finds(record.verified(), RecordCheck::seal, "sealed on 2026-03-02"));
}

TEST_CASE("a seal is written as one line and read back", "[casework][seal]") {
    Told record;
    const auto seal = record.sealed();
    const auto text = casework::seal_text(seal);
    CHECK(text.starts_with("ehcp-seal 1 2026-03-02 entries=4 at=2026-03-03T02:00:00Z digest="));
    const auto read = casework::seal_from(text + "\n").value();
    CHECK(read.digest == seal.digest);
    CHECK(read.entries == 4);
    CHECK(casework::seal_from("nonsense").has_error());
    CHECK(casework::seal_from(text.substr(0, text.size() - 1)).has_error());
}

TEST_CASE("free text erased by right leaves the record clean; changed or lost, it is found",
          "[casework][verify][erasure]") {
    Told record;
    SECTION("erased") {
        record.writer
            .perform([&](store::Transaction& t) {
                return store::erase_text(t, store::CaseId{2}, 1, {"D. Officer", "operator"},
                                         moment("2026-03-02T09:00:00Z"), "request");
            })
            .value();
        CHECK(record.verified().clean());
    }
    SECTION("changed") {
        raw_sql(record.file, R"(UPDATE event_text SET texts = '{"reasons":"nothing"}')");
        CHECK(finds(record.verified(), RecordCheck::texts, "event 1 of EHC-2026-000002 is not what was entered"));
    }
    SECTION("lost") {
        raw_sql(record.file, "DELETE FROM event_text");
        CHECK(finds(record.verified(), RecordCheck::texts, "no erasure was recorded"));
    }
}

TEST_CASE("indexes that drift from the log are found, and made again", "[casework][verify][rebuild]") {
    Told record;
    const auto change = GENERATE(as<std::string>{}, "UPDATE clock_index SET due_on = '2026-06-30' WHERE case_id = 2",
                                 "DELETE FROM clock_index WHERE case_id = 2",
                                 "UPDATE procedure_index SET state = 'assessing' WHERE case_id = 2",
                                 "DELETE FROM case_setting WHERE case_id = 2");
    raw_sql(record.file, change);
    CHECK(finds(record.verified(), RecordCheck::index, "the indexes of EHC-2026-000002"));
    const auto connection = record.database.connect(store::Access::read_write);
    CHECK(casework::rebuild(*connection, england_and_wales()) == 1);
    CHECK(record.verified().clean());
    CHECK(casework::rebuild(*connection, england_and_wales()) == 0);
}

TEST_CASE("a row whose parent is gone is found", "[casework][verify]") {
    Told record;
    raw_sql(record.file, "INSERT INTO assignment (case_id, at, assigned_by, assigned_as) VALUES (99, 0, 'x', 'y')");
    CHECK(finds(record.verified(), RecordCheck::foreign_keys, "assignment"));
}
