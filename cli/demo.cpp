// ehcp demo: an invented caseload whose figures come out as the Department for Education published them.
#include <fmt/format.h>

#include <ostream>

#include "cli/commands.hpp"
#include "cli/progress_bar.hpp"
#include "core/exchange/write_demonstration.hpp"

namespace ehcp::cli {
namespace {

struct DemoOptions {
    std::string authority;
    int year = 2024;
    std::uint64_t seed = 1;
    bool caseload = false;
    std::string today;
};

std::optional<Error> run_demo(Context& context, const DemoOptions& asked) {
    exchange::DemonstrationOptions options{.seed = asked.seed, .maintained_plans = asked.caseload, .today = {}};
    if (!asked.today.empty()) {
        options.today = day_from(asked.today);
        if (!options.today) return Error{Refusal::bad_date, fmt::format("--today '{}' is not a date; write it as 2026-02-28", asked.today), "--today"};
    }
    const auto figures = exchange::PublishedFigures::read(store::data_dir() / "figures");
    const auto working_days = calendar();
    const auto prepared = exchange::Demonstration::prepare(figures, asked.authority, asked.year, working_days, options);
    if (!prepared) return prepared.error();
    auto& demonstration = **prepared;

    const store::Database database(context.db_url, context.now);
    store::Writer writer(database);
    const auto written = [&] {
        ProgressBar bar(context.err, context.err_is_terminal, demonstration.size(), "cases");
        return exchange::write_demonstration(writer, demonstration, working_days, [&](exchange::Written so_far) { bar.show(so_far.cases); });
    }();
    if (!written) return written.error();

    const auto& published = demonstration.published();
    const auto [first, last] = demonstration.period();
    context.out << fmt::format("{} ({}), figures of {}, seed {}: {} cases, {} events, {} plans in force on {}.\n", published.name, published.authority,
                               published.year, asked.seed, written->cases, written->events, demonstration.maintained(), long_text_of(last));
    if (!published.bands_add_up()) {
        context.out << fmt::format("The published bands add up to less than the published totals ({} of {} plans, {} of {} without exempt): some plans had no "
                                   "usable dates. The bands are exact; the totals are their sums.\n",
                                   published.issued_in_all(), published.issued_as_published, published.issued_without_exempt_in_all(),
                                   published.issued_without_exempt_as_published);
    }
    context.out << fmt::format("ehcp report timeliness --from {} --to {}\n", text_of(first), text_of(last));
    return std::nullopt;
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
    auto* const command = app.add_subcommand("demo", "Fill an empty record with an invented caseload that adds up to the published figures");
    const auto asked = std::make_shared<DemoOptions>();
    command->add_option("--authority", asked->authority, "Its code, as E06000024; England is E92000001")->required();
    command->add_option("--year", asked->year, "The year of the figures")->capture_default_str();
    command->add_option("--seed", asked->seed, "Another number gives another caseload with the same figures")->capture_default_str();
    command->add_flag("--caseload", asked->caseload, "Also the plans of earlier years, with their reviews, as many as are in force");
    command->add_option("--today", asked->today, "The figures come out over the twelve months that end on this day, not over the calendar year");
    command->callback([&context, asked] {
        if (const auto refused = run_demo(context, *asked)) refuse(context, *refused);
    });
}

}  // namespace ehcp::cli
