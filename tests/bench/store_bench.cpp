// How fast the record is: store_bench [EVENTS] [DIRECTORY]. Prints one figure a line, of the writer at several group
// sizes, of imports, of status reads and of scans; compare the last with `sqlite3 FILE "SELECT … FROM event"` over the
// same file.
#include <fmt/format.h>

#include <chrono>
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

double seconds(auto work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
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
    constexpr int waves = 200;
    const auto took = seconds([&] {
        for (int wave = 0; wave < waves; ++wave) {
            std::vector<std::future<Result<casework::Received>>> answers;
            for (std::size_t i = 0; i < group; ++i) {
                answers.push_back(writer.submit([&occasion, intake = request(made++)](store::Transaction& t) {
                    return casework::receive_request(t, intake, occasion);
                }));
            }
            for (auto& answer : answers) answer.get().value();
        }
    });
    const auto requests = static_cast<double>(waves) * static_cast<double>(group);
    fmt::print("intake, {:3} waiting at once: {:8.0f} requests/s, {:6.1f} us each\n", group, requests / took,
               1e6 * took / requests);
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
    const auto took = seconds([&] {
        for (int from = 0; from < cases; from += together) {
            store::Transaction transaction(*connection);
            for (int i = from; i < std::min(cases, from + together); ++i) {
                casework::import_case(transaction, assessment(1'000'000 + i), fold, today).value();
            }
            transaction.commit();
        }
    });
    fmt::print("import: {:.0f} events/s ({} cases)\n", cases * each / took, cases);
}

void status(store::Readers& readers) {
    constexpr int reads = 50'000;
    std::size_t shown = 0;
    const auto took = seconds([&] {
        for (int i = 0; i < reads; ++i) {
            const auto reference = fmt::format("EHC-2025-{:06}", 1 + i * 7 % 1000);
            shown += readers.read([&](store::Reader& reader) {
                const auto opened = casework::open_case(reader, reference, test::england_and_wales());
                return casework::status_of(*opened, "100001", today).key_dates.size();
            });
        }
    });
    fmt::print("status read of 13 events: {:.0f}/s, {:.1f} us each ({} dates)\n", reads / took, 1e6 * took / reads,
               shown);
}

void scan(store::Readers& readers, bool chain, bool index) {
    std::int64_t events = 0;
    const auto took = seconds([&] {
        events = readers.read([&](store::Reader& reader) {
            return store::scan_cases(reader, {.check_chain = chain, .with_index = index},
                                     [](const store::ScannedCase&) {});
        });
    });
    fmt::print("scan{}{}: {:.0f} events/s, {:.2f} us each, one thread\n", chain ? " with the chain" : "",
               index ? " and the indexes" : "", static_cast<double>(events) / took,
               1e6 * took / static_cast<double>(events));
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
    for (const std::size_t group : {1, 8, 32}) intake(database, group, made);
    import(database, events);
    fmt::print("open: {:.1f} ms\n", 1e3 * seconds([&] { store::Database again(url, now, "schemas/sql"); }));
    store::Readers readers(database);
    status(readers);
    scan(readers, false, false);
    scan(readers, true, false);
    scan(readers, true, true);
    casework::Verification verification;
    const auto took = seconds([&] { verification = casework::verify(readers, test::england_and_wales(), {}); });
    fmt::print("verify: {:.1f} s, {} findings\n", took, verification.findings.size());
    fmt::print("file: {}\n", (directory / "ehcp.db").string());
}
