// How many events the engine folds a second on one core, clocks included. The target is five million.
//
//     build/bench/bin/engine_bench
#include <benchmark/benchmark.h>

#include <random>

#include "core/engine/fold.hpp"
#include "tests/support/calendar.hpp"

using namespace ehcp;

namespace {

using Log = std::vector<Event>;

/// A request with five advisers, a plan on time or late, and some years of reviews: what most of a caseload looks like.
Log file_of(std::mt19937& random, int years) {
    const auto upto = [&](int n) { return days{static_cast<int>(random() % static_cast<unsigned>(n))}; };
    Day on = day_of(date::year{2015} / 1 / 1) + upto(900);
    Log log;
    const auto happens = [&](EventType type, Day day) -> Event& { return log.emplace_back(type, day); };
    happens(EventType::request_received, on).set(Source::school).set(Field::setting, "100001");
    happens(EventType::assessment_agreed, on += days{30} + upto(20));
    for (const Adviser a : {Adviser::education, Adviser::health, Adviser::psychology, Adviser::social_care, Adviser::sensory})
        happens(EventType::advice_requested, on).set(a);
    for (const Adviser a : {Adviser::education, Adviser::health, Adviser::psychology, Adviser::social_care, Adviser::sensory})
        happens(EventType::advice_received, on += upto(12)).set(a);
    happens(EventType::draft_sent, on += days{10} + upto(30));
    happens(EventType::placement_consulted, on).set(Field::setting, "100002");
    happens(EventType::placement_replied, on += upto(15)).set(Field::setting, "100002").set(Reply::can_meet);
    happens(EventType::plan_finalised, on += days{16} + upto(40));
    for (int i = 0; i < years; ++i) {
        on += days{290} + upto(60);
        happens(EventType::review_called, on).set(Field::meeting_on, on + days{21});
        happens(EventType::review_papers_sent, on + days{3});
        happens(EventType::review_meeting_held, on += days{21});
        happens(EventType::review_report_sent, on += days{10});
        auto& decided = happens(EventType::review_decided, on += days{12});
        if (random() % 3 != 0) {
            decided.set(Decision::maintain);
            continue;
        }
        decided.set(Decision::amend).set_raw(Field::amendments_enclosed, 1);
        happens(EventType::amended_plan_finalised, on += days{40});
    }
    return log;
}

void fold_files(benchmark::State& state) {
    std::mt19937 random(7);
    std::vector<Log> files;
    for (int i = 0; i < 2000; ++i) files.push_back(file_of(random, static_cast<int>(state.range(0))));
    Fold fold(test::england_and_wales());
    CaseView view;
    const auto as_of = day_of(date::year{2028} / 6 / 1);
    std::int64_t events = 0;
    for (auto _ : state) {
        for (const auto& file : files) {
            if (fold(file, {}, as_of, view).has_error()) state.SkipWithError("a log was refused");
            benchmark::DoNotOptimize(view.clocks.data());
            events += static_cast<std::int64_t>(file.size());
        }
    }
    state.SetItemsProcessed(events);
    state.counters["clocks/file"] = static_cast<double>(view.clocks.size());
}
BENCHMARK(fold_files)->ArgName("reviews")->Arg(0)->Arg(3)->Arg(8)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
