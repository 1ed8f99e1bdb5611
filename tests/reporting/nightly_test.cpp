#include <catch2/catch.hpp>

#include <fstream>

#include <boost/json.hpp>

#include "core/casework/case_file.hpp"
#include "core/casework/night_lists.hpp"
#include "core/reporting/catalogue.hpp"
#include "core/reporting/kept_reports.hpp"
#include "core/reporting/nightly.hpp"
#include "core/store/index.hpp"
#include "core/store/people.hpp"
#include "core/store/registers.hpp"
#include "core/time/legal_zone.hpp"
#include "tests/reporting/caseload.hpp"

using namespace ehcp;
using namespace ehcp::reporting;
using namespace ehcp::test;
namespace fs = std::filesystem;

namespace {

const store::Actor clerk{"A. Khan", "caseworker"};

/// Two o'clock in the night of that day.
Instant night_of(Day day) { return LegalZone{}.start_of(day, 2); }

/// A record of its own in a folder that is gone afterwards.
class Office {
public:
    explicit Office(Day opened)
        : folder_(fs::temp_directory_path() /
                  ("ehcp-nightly-" + std::to_string(getpid()) + '-' + std::to_string(++made))),
          database_(make(folder_), night_of(opened)),
          readers_(database_),
          writer_(database_) {}
    ~Office() { fs::remove_all(folder_); }
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    /// Each event is entered at noon of its day, unless a later day is given.
    store::CaseFile add(std::string_view lines, std::optional<Day> entered_on = {}, store::CaseFile file = {}) {
        const NotedCase noted({}, lines, day_of(date::year{2199} / 1 / 1));
        return writer_
            .perform([&](store::Transaction& transaction) -> Result<store::CaseFile> {
                file.person = store::insert_person(transaction, {.id = {},
                                                                 .surname = "Test",
                                                                 .forename = "Child",
                                                                 .date_of_birth = day("Fri 2016-01-01"),
                                                                 .sex = {},
                                                                 .ethnicity = {},
                                                                 .upn = {},
                                                                 .uln = {},
                                                                 .postcode = {}});
                std::vector<store::NewEvent> events;
                for (const Event& event : noted.events())
                    events.push_back({event, clerk, noon(entered_on.value_or(event.on))});
                store::append_case(transaction, file, noted.events().front().on, events);
                store::insert_index(transaction, file.id, store::index_of_case(noted.events(), noted.view));
                return file;
            })
            .value();
    }
    template <class Change>
    void change(Change what) {
        writer_
            .perform([&](store::Transaction& transaction) -> Result<bool> {
                what(transaction);
                return true;
            })
            .value();
    }
    void sql(const std::string& statement) {
        REQUIRE(std::system(("sqlite3 " + (folder_ / "record.db").string() + " \"" + statement + "\"").c_str()) == 0);
    }
    std::string dump() const {
        const auto file = folder_ / "dump.sql";
        REQUIRE(std::system(("sqlite3 " + (folder_ / "record.db").string() + " .dump > " + file.string()).c_str()) ==
                0);
        return text_of_file(file);
    }

    Result<NightlyOutcome> run(Day day, std::optional<Day> as_of = {}) {
        return run_nightly(readers_, writer_, england_and_wales(),
                           {.as_of = as_of.value_or(day), .today = day, .now = night_of(day), .out = out()});
    }
    boost::json::value report(Day day, const std::string& name) const {
        return boost::json::parse(text_of_file(out() / ehcp::text_of(day) / (name + ".json")));
    }
    /// Every file of every night, with its content.
    std::map<std::string, std::string> written() const {
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(out()))
            if (entry.is_regular_file()) files[fs::relative(entry.path(), out()).string()] = text_of_file(entry.path());
        return files;
    }
    fs::path out() const { return folder_ / "nightly"; }
    store::Readers& readers() { return readers_; }

    static std::string text_of_file(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private:
    static Instant noon(Day day) { return LegalZone{}.start_of(day, 12); }
    static std::string make(const fs::path& folder) {
        fs::create_directories(folder);
        return "sqlite:" + (folder / "record.db").string();
    }

    static inline int made = 0;
    fs::path folder_;
    store::Database database_;
    store::Readers readers_;
    store::Writer writer_;
};

/// Of the findings of a night: check and message.
std::vector<std::pair<std::string, std::string>> findings(const Office& office, Day day) {
    std::vector<std::pair<std::string, std::string>> list;
    const auto json = office.report(day, "night");
    for (const auto& row : json.at("tables").at("findings").at("rows").as_array())
        list.emplace_back(std::string(row.at("check").as_string()), std::string(row.at("message").as_string()));
    return list;
}

std::int64_t in_short(const Office& office, Day day, const char* key) {
    return office.report(day, "night").at("rows").at(0).at(key).as_int64();
}

}  // namespace

TEST_CASE("a night writes its reports, its breaches and its seal, and is clean", "[nightly]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent");  // to be decided by Monday the 23rd
    const auto outcome = office.run(tuesday).value();
    REQUIRE(outcome.nights.size() == 1);
    CHECK(outcome.is_clean());
    CHECK(outcome.nights[0].cases == 1);
    CHECK(outcome.nights[0].breaches.overdue == 1);
    CHECK(outcome.nights[0].breaches.first_seen == 1);
    CHECK(outcome.nights[0].seal.starts_with("ehcp-seal 1 2026-02-24 entries=1 "));
    const auto files = office.written();
    for (const auto* name :
         {"night.html", "night.json", "night.csv", "night-checks.csv", "breaches.csv", "breaches.json",
          "breaches-due.csv", "bottlenecks.csv", "longest-waits.csv", "timeliness.csv", "timeliness.json", "seal.txt"})
        CHECK(files.contains(std::string("2026-02-24/") + name));
    CHECK(files.at("2026-02-24/breaches.csv").find("EHC-2026-000001,decide-to-assess,2026-02-23,1,false") !=
          std::string::npos);
    const auto kept = office.readers().read([&](store::Reader& reader) {
        std::vector<store::BreachRow> rows;
        store::each_standing_breach(reader, tuesday, [&](const store::BreachRow& row) { rows.push_back(row); });
        return rows;
    });
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].first_night == tuesday);
}

TEST_CASE("run twice in a night, nothing changes", "[nightly]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent");
    office.add("2026-01-05 request_received source=parent\n2026-02-20 assessment_agreed");
    office.run(tuesday).value();
    const auto record = office.dump();
    const auto files = office.written();
    const auto again = office.run(tuesday).value();
    CHECK(again.nights.at(0).repeated);
    CHECK(office.dump() == record);
    CHECK(office.written() == files);
}

TEST_CASE("what is entered the same day is in the night when it is run again", "[nightly]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent");
    office.run(tuesday).value();
    office.add("2026-01-12 request_received source=parent", tuesday);
    office.run(tuesday).value();
    CHECK(in_short(office, tuesday, "overdue") == 2);
    CHECK(in_short(office, tuesday, "new") == 2);
}

TEST_CASE("after three missed nights each is made up with what was known at its end", "[nightly]") {
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent");                                // overdue from the 24th
    office.add("2026-01-12 request_received source=parent\n2026-02-25 assessment_agreed");  // put right on the 25th
    office.add("2026-01-13 request_received source=parent", day("Thu 2026-02-26"));         // entered only on the 26th
    office.run(day("Mon 2026-02-23")).value();
    const auto outcome = office.run(day("Fri 2026-02-27")).value();
    REQUIRE(outcome.nights.size() == 4);
    const auto figures = [&](int i) {
        const auto& b = outcome.nights[static_cast<std::size_t>(i)].breaches;
        return std::array{b.overdue, b.first_seen, b.continuing, b.put_right};
    };
    CHECK(figures(0) == std::array<std::int64_t, 4>{2, 2, 0, 0});  // Tuesday
    CHECK(figures(1) == std::array<std::int64_t, 4>{1, 0, 1, 1});  // Wednesday
    CHECK(figures(2) == std::array<std::int64_t, 4>{2, 1, 1, 0});  // Thursday
    CHECK(figures(3) == std::array<std::int64_t, 4>{2, 0, 2, 0});  // Friday
    CHECK(outcome.nights[0].seal.empty());
    CHECK_FALSE(outcome.nights[3].seal.empty());
    CHECK(outcome.is_clean());
    for (const auto* folder : {"2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27"})
        CHECK(fs::exists(office.out() / folder / "night.html"));
    CHECK(
        office.report(day("Wed 2026-02-25"), "breaches").at("tables").at("put_right").at("rows").at(0).at("outcome") ==
        "done_late");
}

TEST_CASE("a night keeps the tables of its reports, and what they say is what its lists hold", "[nightly][kept]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.change([](store::Transaction& transaction) { store::put(transaction, store::Team{"north"}); });
    store::CaseFile of_north;
    of_north.team = "north";
    auto file = office.add("2026-01-12 request_received source=parent", {}, of_north);
    office.add("2026-01-12 request_received source=parent");
    KeptReports kept;
    const auto find = [&](const KeptName& name) {
        return office.readers().read(
            [&](store::Reader& reader) { return kept.find(reader, store::last_finished_night(reader).value(), name); });
    };
    const auto list = [&](const casework::NightList& asked) {
        return office.readers().read([&](store::Reader& reader) {
            std::vector<std::string> references;
            const auto night = store::last_finished_night(reader).value().day;
            for (const auto& breach : casework::night_list(reader, asked, night).value().rows)
                references.push_back(breach.reference);
            return references;
        });
    };
    using References = std::vector<std::string>;

    office.run(tuesday).value();
    for (const By by : kept_breaches_by) CHECK(find({"breaches", by}));
    for (const By by : kept_timeliness_by) CHECK(find({"timeliness", by}));
    for (const auto* name : {"night", "breaches", "bottlenecks", "longest-waits", "timeliness"}) CHECK(find({name}));
    const auto by_team = find({"breaches", By::team});
    CHECK(std::get<std::int64_t>(by_team->tables.front().at(0, "new")) == 1);
    CHECK(list({.team = "north"}) == References{file.reference});
    CHECK(list({}).size() == 2);
    CHECK(list({.seen = Seen::first_seen}).size() == 2);
    CHECK(list({.seen = Seen::continuing}).empty());
    CHECK(list({.team = ""}).size() == 1);
    CHECK(list({.exempt = true}).empty());
    CHECK(list({.clock = ClockId::finalise_plan}).empty());

    // Agreed late, and entered on the day after.
    office.change([&](store::Transaction& transaction) {
        store::append_event(transaction, file, file.last_seq,
                            {Event(EventType::assessment_agreed, tuesday), clerk, LegalZone{}.start_of(tuesday, 12)})
            .value();
        const auto log = store::load_log(transaction, file.id);
        store::replace_index(
            transaction, file.id,
            store::index_of_case(log.events,
                                 casework::fold_recorded(log.events, {}, england_and_wales(), file.reference)));
    });
    CHECK(list({.team = "north"}) == References{file.reference});  // as the night saw it
    office.run(day("Wed 2026-02-25")).value();
    CHECK(list({.team = "north"}).empty());
    CHECK(list({.seen = Seen::put_right}) == References{file.reference});
    CHECK(list({.seen = Seen::continuing}).size() == 1);
    CHECK(std::get<std::int64_t>(find({"breaches", By::team})->tables.front().at(0, "put_right")) == 1);
}

TEST_CASE("a breach is listed under the team that has the case on the night", "[nightly][kept]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.change([](store::Transaction& transaction) { store::put(transaction, store::Team{"north"}); });
    office.add("2026-01-12 request_received source=parent");
    const auto of_north = [&](Day night) {
        return office.readers()
            .read([&](store::Reader& reader) { return casework::night_list(reader, {.team = "north"}, night); })
            .value()
            .rows.size();
    };
    office.run(tuesday).value();
    CHECK(of_north(tuesday) == 0);
    office.sql("UPDATE case_file SET team = 'north';");
    const auto outcome = office.run(tuesday + days{1}).value();
    CHECK(outcome.nights.at(0).breaches.continuing == 1);
    CHECK(of_north(tuesday + days{1}) == 1);
}

TEST_CASE("a night that has not come, and one that is past, are refused", "[nightly]") {
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent");
    CHECK(office.run(day("Tue 2026-02-24"), day("Wed 2026-02-25")).error().kind == Refusal::bad_date);
    office.run(day("Tue 2026-02-24")).value();
    CHECK(office.run(day("Tue 2026-02-24"), day("Mon 2026-02-23")).error().kind == Refusal::conflict);
}

TEST_CASE("while another run is at a night this one does nothing", "[nightly]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent");
    office.change(
        [&](store::Transaction& transaction) { REQUIRE(store::claim_night(transaction, tuesday, night_of(tuesday))); });
    const auto outcome = office.run(tuesday).value();
    CHECK(outcome.under_way);
    CHECK(outcome.nights.empty());
    CHECK_FALSE(fs::exists(office.out()));
}

TEST_CASE("a limit that was put right and is missed again is new again", "[nightly]") {
    Office office(day("Thu 2026-01-01"));
    auto file = office.add("2026-01-12 request_received source=parent");
    office.run(day("Tue 2026-02-24")).value();
    const auto append = [&](const Event& event, Day entered_on) {
        office.change([&](store::Transaction& transaction) {
            store::append_event(transaction, file, file.last_seq, {event, clerk, LegalZone{}.start_of(entered_on, 12)})
                .value();
            const auto log = store::load_log(transaction, file.id);
            store::replace_index(
                transaction, file.id,
                store::index_of_case(log.events,
                                     casework::fold_recorded(log.events, {}, england_and_wales(), file.reference)));
        });
    };
    append(Event(EventType::assessment_agreed, day("Tue 2026-02-24")), day("Tue 2026-02-24"));
    CHECK(office.run(day("Wed 2026-02-25")).value().nights.at(0).breaches.put_right == 1);
    // It had never been notified: the entry was a mistake.
    Event correction(EventType::corrected, day("Wed 2026-02-25"));
    correction.set(Field::reason, "entered for another case").correct(1, nullptr);
    append(correction, day("Wed 2026-02-25"));
    CHECK(office.run(day("Thu 2026-02-26")).value().nights.at(0).breaches.first_seen == 1);
    CHECK(office.run(day("Thu 2026-02-26")).value().nights.at(0).breaches.first_seen == 1);
    CHECK(office.run(day("Fri 2026-02-27")).value().nights.at(0).breaches.continuing == 1);
}

TEST_CASE("one byte of one event changed is a fault, and every other case is still reported", "[nightly][integrity]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent\n2026-01-20 note text=x");
    office.add("2026-01-12 request_received source=parent");
    office.sql(
        "DROP TRIGGER event_is_never_changed; UPDATE event SET on_date = '2026-01-13' WHERE case_id = 1 AND seq = 0;");
    const auto outcome = office.run(tuesday).value();
    CHECK_FALSE(outcome.is_clean());
    CHECK(findings(office, tuesday).at(0).first == "chain-broken");
    CHECK(outcome.nights[0].breaches.overdue == 1);
}

TEST_CASE("the last event deleted, with the row of the case made to agree, is a fault", "[nightly][integrity]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent\n2026-01-20 note text=x");
    office.sql(
        "DROP TRIGGER event_is_never_deleted; DELETE FROM event_text; DELETE FROM event WHERE case_id = 1 AND seq = 1;"
        "UPDATE case_file SET last_seq = 0, head_hash = (SELECT hash FROM event WHERE case_id = 1 AND seq = 0);");
    CHECK_FALSE(office.run(tuesday).value().is_clean());
    CHECK(findings(office, tuesday).at(0) ==
          std::pair<std::string, std::string>{"entries-missing", "2 entries were given, and 1 can be read"});
}

TEST_CASE("an index that differs from its log is a fault", "[nightly][integrity]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent");
    office.sql("UPDATE clock_index SET due_on = '2026-06-08' WHERE clock = 'finalise-plan';");
    CHECK_FALSE(office.run(tuesday).value().is_clean());
    REQUIRE(findings(office, tuesday).size() >= 1);
    CHECK(findings(office, tuesday).at(0).first == "index-drift");
}

TEST_CASE("an exemption without evidence is a fault, one with evidence is none", "[nightly][integrity][reg10]") {
    const auto tuesday = day("Tue 2026-02-24");
    Office office(day("Thu 2026-01-01"));
    const std::string start = "2026-01-12 request_received source=parent\n2026-01-20 assessment_agreed\n";
    office.add(start +
               "2026-02-02 exemption_recorded clock=finalise-plan limb=E10c from=2026-01-20 to=2026-02-01 reason=x "
               "family_told_on=2026-02-02 evidence=letter");
    office.add(start +
               "2026-02-02 exemption_recorded clock=finalise-plan limb=E10c from=2026-01-20 to=2026-02-01 reason=x "
               "family_told_on=2026-02-02");
    CHECK(office.run(tuesday).value().nights.at(0).faults == 1);
    CHECK(findings(office, tuesday).at(0).first == "exempt-without-evidence");
}

TEST_CASE("a case with an owner who has left is a fault from that day", "[nightly][integrity]") {
    Office office(day("Thu 2026-01-01"));
    office.change([](store::Transaction& transaction) {
        store::put(transaction, store::Team{"north"});
        store::put(transaction, store::Caseworker{"a.khan", "A. Khan", "north", day("Wed 2026-02-25")});
    });
    store::CaseFile file;
    file.caseworker = "a.khan";
    office.add("2026-01-12 request_received source=parent", {}, file);
    CHECK(office.run(day("Tue 2026-02-24")).value().is_clean());
    CHECK_FALSE(office.run(day("Wed 2026-02-25")).value().is_clean());
    CHECK(findings(office, day("Wed 2026-02-25")).at(0).second == "it is with a.khan, who left on 2026-02-25");
}

TEST_CASE("reports of an earlier day show what was known then", "[catalogue]") {
    const auto friday = day("Fri 2026-02-27");
    Office office(day("Thu 2026-01-01"));
    office.add("2026-01-12 request_received source=parent\n2026-02-25 assessment_agreed");
    office.add("2026-01-12 request_received source=parent", day("Thu 2026-02-26"));
    const auto overdue = [&](Day as_of) {
        const auto query =
            query_of(ReportName::breaches, {.as_of = as_of, .from = {}, .to = {}, .by = {}}, friday).value();
        return make_report(ReportName::breaches, query, office.readers(), england_and_wales(), friday)
            .tables.front()
            .rows();
    };
    CHECK(overdue(day("Mon 2026-02-23")) == 0);
    CHECK(overdue(day("Tue 2026-02-24")) == 1);
    CHECK(overdue(day("Wed 2026-02-25")) == 0);
    CHECK(overdue(day("Thu 2026-02-26")) == 1);
    CHECK(query_of(ReportName::breaches, {.as_of = friday + days{1}, .from = {}, .to = {}, .by = {}}, friday)
              .error()
              .kind == Refusal::bad_date);
    const auto query =
        query_of(ReportName::timeliness,
                 {.as_of = {}, .from = day("Mon 2024-01-01"), .to = day("Tue 2024-12-31"), .by = {}}, friday)
            .value();
    CHECK(query.as_of == day("Tue 2024-12-31"));
}
