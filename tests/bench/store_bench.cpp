// How fast the record is: store_bench [EVENTS] [DIRECTORY]. Prints one figure a line, of the writer at several group
// sizes, of imports, of status reads and of scans; compare the last with `sqlite3 FILE "SELECT … FROM event"` over the
// same file.
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <filesystem>

#include "core/casework/receive.hpp"
#include "core/casework/record.hpp"
#include "core/casework/status.hpp"
#include "core/casework/verify.hpp"
#include "core/store/readers.hpp"
#include "core/store/scan.hpp"
#include "core/store/writer.hpp"
#include "tests/support/calendar.hpp"

using namespace ehcp;

namespace {

const Instant now = *instant_from("2026-06-01T09:00:00Z");
const Day today = *day_from("2026-06-01");

/// Wall time and processor time, so that a busy machine shows as such.
struct Took {
    double wall, cpu;
};
Took time_of(auto work) {
    const auto start = std::chrono::steady_clock::now();
    const auto cpu = std::clock();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

void print(const std::string& what, double n, const char* unit, Took took) {
    fmt::print("{:<38} {:>9.0f} {}/s  {:8.2f} us each, {:7.2f} us of processor\n", what, n / took.wall, unit,
               1e6 * took.wall / n, 1e6 * took.cpu / n);
}

casework::IntakeRequest request(int i) {
    casework::IntakeRequest intake;
    intake.received_on = *day_from("2026-01-12") + days{i % 100};
    intake.source = Source::school;
    intake.setting = std::to_string(100000 + i % 500);
    intake.child.surname = "Surname" + std::to_string(i);
    intake.child.forename = "Forename";
    intake.child.date_of_birth = *day_from("2015-03-02") + days{i % 1000};
    intake.child.upn = fmt::format("A{:012}", i);
    return intake;
}

void intake(const store::Database& database, std::size_t group, int& made) {
    store::Writer writer(database, group);
    const casework::Occasion occasion{now, today, {"bench", "intake"}, test::england_and_wales()};
    const std::size_t waves = 6400 / group;
    const auto took = time_of([&] {
        for (std::size_t wave = 0; wave < waves; ++wave) {
            std::vector<std::future<Result<casework::Received>>> answers;
            for (std::size_t i = 0; i < group; ++i) {
                answers.push_back(writer.submit([&occasion, intake = request(made++)](store::Transaction& t) {
                    return casework::receive_request(t, intake, occasion);
                }));
            }
            for (auto& answer : answers) answer.get().value();
        }
    });
    print(fmt::format("intake, {} waiting at once", group), static_cast<double>(waves * group), "requests", took);
}

// A whole assessment: thirteen events, as most finished requests have.
casework::WholeCase assessment(int i) {
    const auto base = request(i);
    casework::WholeCase whole{
        .child = base.child, .setting = base.setting, .received_on = base.received_on - days{365}};
    const auto add = [&, day = whole.received_on](EventType type, int after) -> Event& {
        whole.events.push_back({Event(type, day + days{after}),
                                {"import", "operator"},
                                Instant{} + (day + days{after}).time_since_epoch()});
        return whole.events.back().event;
    };
    add(EventType::request_received, 0).set(Source::school);
    add(EventType::assessment_agreed, 38);
    for (const auto adviser : {Adviser::education, Adviser::health, Adviser::psychology, Adviser::social_care}) {
        add(EventType::advice_requested, 40).set(adviser);
    }
    for (const auto adviser : {Adviser::education, Adviser::health, Adviser::psychology, Adviser::social_care}) {
        add(EventType::advice_received, 75).set(adviser);
    }
    add(EventType::draft_sent, 100);
    add(EventType::representations_received, 112);
    add(EventType::plan_finalised, 135);
    return whole;
}

void import(const store::Database& database, int events) {
    constexpr int each = 13, together = 500;
    const auto connection = database.connect(store::Access::read_write);
    Fold fold(test::england_and_wales());
    const int cases = events / each;
    const auto took = time_of([&] {
        for (int from = 0; from < cases; from += together) {
            store::Transaction transaction(*connection);
            for (int i = from; i < std::min(cases, from + together); ++i) {
                casework::import_case(transaction, assessment(1'000'000 + i), fold, today).value();
            }
            transaction.commit();
        }
    });
    print("import, 13 events a case", cases * each, "events", took);
}

void status(store::Readers& readers) {
    constexpr int reads = 50'000;
    std::size_t shown = 0;
    const auto took = time_of([&] {
        for (int i = 0; i < reads; ++i) {
            const auto reference = fmt::format("EHC-2025-{:06}", 1 + i * 7 % 1000);
            shown += readers.read([&](store::Reader& reader) {
                const auto opened = casework::open_case(reader, reference, test::england_and_wales());
                return casework::status_of(*opened, "100001", today).key_dates.size();
            });
        }
    });
    print(fmt::format("status read of 13 events ({} dates)", shown), reads, "reads", took);
}

void scan(store::Readers& readers, bool chain, bool index) {
    std::int64_t events = 0;
    const auto took = time_of([&] {
        events = readers.read([&](store::Reader& reader) {
            return store::scan_cases(reader, {.check_chain = chain, .with_index = index},
                                     [](const store::ScannedCase&) {});
        });
    });
    print(fmt::format("scan{}{}, one thread", chain ? ", chain" : "", index ? ", indexes" : ""),
          static_cast<double>(events), "events", took);
}

}  // namespace

int main(int argc, char** argv) {
    const int events = argc > 1 ? std::stoi(argv[1]) : 1'000'000;
    const auto directory = std::filesystem::path(argc > 2 ? argv[2] : "build") / "store_bench";
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
    const auto url = "sqlite:" + (directory / "ehcp.db").string();
    const store::Database database(url, now, "schemas/sql");
    int made = 0;
    for (const std::size_t group : {1u, 8u, 32u}) intake(database, group, made);
    import(database, events);
    print("open", 1, "opens", time_of([&] { store::Database again(url, now, "schemas/sql"); }));
    store::Readers readers(database);
    status(readers);
    scan(readers, false, false);
    scan(readers, true, false);
    scan(readers, true, true);
    casework::Verification verification;
    const auto took = time_of([&] { verification = casework::verify(readers, test::england_and_wales(), {}); });
    print(fmt::format("verify, two threads, {} findings", verification.findings.size()),
          static_cast<double>(verification.events), "events", took);
    fmt::print("file: {}\n", (directory / "ehcp.db").string());
}
