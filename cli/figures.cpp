// ehcp figures: what the Department for Education published about a place and a year.
#include "cli/print_report.hpp"
#include "core/exchange/published_row.hpp"
#include "core/store/database.hpp"

namespace ehcp::cli {
namespace {

struct Options {
    std::string authority;
    int year = 0;
    std::shared_ptr<Printing> printing;
};

void run(Context& context, const Options& options) {
    if (!can_print(context, *options.printing)) return;
    const auto figures = exchange::PublishedFigures::read(store::data_dir() / "figures");
    const auto place = exchange::find_place(figures, options.authority);
    if (place.has_error()) return refuse(context, place.error());
    const auto row = exchange::published_row(figures, *place, options.year == 0 ? figures.years().back() : options.year);
    if (row.has_error()) return refuse(context, row.error());
    print(context, *row, *options.printing);
}

}  // namespace

void add_figures(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("figures", "What was published about an authority, beside its region and England");
    command->add_option("--authority", options->authority, "England, a region or an authority: its code or its name")
        ->required();
    command->add_option("--year", options->year, "The calendar year (default: the latest that is held)");
    options->printing = add_printing(*command);
    command->callback([&context, options] { run(context, *options); });
}

}  // namespace ehcp::cli
