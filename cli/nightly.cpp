// ehcp nightly: the checks and reports of the night, and of the nights that were missed.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "core/exchange/sen2/night.hpp"
#include "core/reporting/nightly.hpp"
#include "core/store/database.hpp"

namespace ehcp::cli {
namespace {

using namespace ehcp::reporting;

struct Options {
    std::string as_of, out = "nightly";
};

void print(Context& context, const NightOutcome& night) {
    const auto& b = night.breaches;
    context.out << fmt::format(
        "{}: {} cases, {} events\n  {} limits overdue, {} of them exempt: {} new, {} continuing, {} put right\n  due "
        "within 5, 10 and 20 working days: {}, {}, {}\n"
        "  {} faults, {} need attention\n  {}\n",
        text_of(night.day), night.cases, night.events, b.overdue, b.overdue - b.overdue_ex, b.first_seen, b.continuing,
        b.put_right, b.due[0], b.due[1], b.due[2], night.faults, night.attentions,
        (night.folder / "night.html").string());
    if (!night.seal.empty()) context.out << "  " << night.seal << '\n';
}

void run(Context& context, const Options& options) {
    NightlyOrder order{.as_of = context.today, .today = context.today, .now = context.now, .out = options.out};
    if (!options.as_of.empty()) {
        const auto day = day_from(options.as_of);
        if (!day)
            return refuse(context, {Refusal::bad_date,
                                    fmt::format("'{}' is not a date (--as-of); write it as 2026-02-28", options.as_of),
                                    "--as-of"});
        order.as_of = *day;
    }
    const store::Database database(context.db_url, context.now);
    store::Readers readers(database);
    store::Writer writer(database);
    const auto working_days = calendar_of(database);
    order.also_kept = exchange::sen2::checks_of_the_night(readers, working_days, store::data_dir() / "sen2");
    const auto outcome = run_nightly(readers, writer, working_days, order);
    if (outcome.has_error()) return refuse(context, outcome.error());
    if (outcome->under_way) context.err << "ehcp: another run is at this night; nothing was done\n";
    for (const auto& night : outcome->nights) print(context, night);
    if (!outcome->is_clean()) {
        context.err << fmt::format("ehcp: {} faults of the record; see {}\n", outcome->nights.back().faults,
                                   (outcome->nights.back().folder / "night.html").string());
        context.exit_status = 1;
    }
}

}  // namespace

void add_nightly(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "nightly",
        "Run the night's checks and reports, and those of missed nights; status 1 when the record has faults");
    command->add_option("--as-of", options->as_of, "The night to run up to (default: today)");
    command->add_option("--out", options->out, "Where to write DIR/YYYY-MM-DD/")->capture_default_str();
    command->callback([&context, options] { run(context, *options); });
}

}  // namespace ehcp::cli
