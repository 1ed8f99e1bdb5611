#include <catch2/catch.hpp>

#include <filesystem>

#include "core/exchange/write_demonstration.hpp"
#include "core/store/busiest.hpp"
#include "core/store/scan.hpp"
#include "tests/support/calendar.hpp"

using namespace ehcp;
using namespace ehcp::exchange;

namespace {

struct TemporaryRecord {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / "ehcp-write-demonstration-test";
    TemporaryRecord() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
    }
    ~TemporaryRecord() { std::filesystem::remove_all(folder); }
    std::string url() const { return "sqlite:" + (folder / "ehcp.db").string(); }
};

}  // namespace

TEST_CASE("a demonstration is written whole into an empty record, and into no other", "[demo][store]") {
    const TemporaryRecord kept;
    const auto figures = PublishedFigures::read("schemas/figures");
    const auto prepare = [&] { return Demonstration::prepare(figures, "E06000017", 2024, test::england_and_wales(), {.seed = 1, .maintained_plans = true, .today = {}}).value(); };
    const store::Database database(kept.url(), *instant_from("2026-11-21T10:00:00Z"), "schemas/sql");
    store::Writer writer(database);

    const auto demonstration = prepare();
    std::size_t last_told = 0;
    const auto written = write_demonstration(writer, *demonstration, test::england_and_wales(), [&](Written so_far) { last_told = so_far.cases; }).value();
    CHECK(written.cases == demonstration->size());
    CHECK(last_told == written.cases);

    const auto reading = database.connect(store::Access::read_only);
    store::Reader reader(*reading);
    const auto busiest = store::busiest(reader);  // a demonstration has work for everybody
    CHECK_FALSE(busiest.caseworker.empty());
    CHECK(busiest.setting.starts_with("9"));
    CHECK(busiest.body.starts_with("Demonstration "));
    const auto totals = store::totals(reader);
    CHECK(totals.cases == static_cast<std::int64_t>(written.cases));
    CHECK(totals.events == static_cast<std::int64_t>(written.events));
    const auto again = prepare();
    DemonstrationCase expected;
    store::scan_cases(reader, {.check_chain = true}, [&](const store::ScannedCase& each) {
        REQUIRE(again->next(expected));
        CHECK_FALSE(each.broken_at);
        CHECK(each.caseworker == expected.caseworker);
        CHECK(each.date_of_birth == expected.child.date_of_birth);
        REQUIRE(each.events.size() == expected.events.size());
        for (std::size_t i = 0; i < each.events.size(); ++i) {
            CHECK(stored_body(each.events[i]) == stored_body(expected.events[i].event));
            CHECK(each.recorded[i].at == expected.events[i].at);
            CHECK(each.recorded[i].by == expected.events[i].actor.by);
        }
    });

    const auto refused = write_demonstration(writer, *again, test::england_and_wales(), [](Written) {});
    REQUIRE(refused.has_error());
    CHECK(refused.error().kind == Refusal::conflict);
}
