// ehcp answers: the figures that freedom-of-information requests and Ofsted ask every authority for, in one command.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cli/print_report.hpp"
#include "core/exchange/answers/answers.hpp"
#include "core/exchange/answers/suppression.hpp"
#include "core/exchange/xlsx.hpp"
#include "core/reporting/render.hpp"

namespace ehcp::cli {
namespace {

constexpr int first_year = 2014;  // of the Act
constexpr int most_years = 10;

struct Options {
    int year = 0, years = 1;
    std::int64_t suppress = 0;
    std::shared_ptr<Printing> printing;
};

Result<void> check(const Options& options, Day today) {
    const auto this_year = static_cast<int>(parts_of(today).year());
    if (options.year < first_year || options.year > this_year)
        return Error{Refusal::bad_value, fmt::format("{} is not a year to be answered for; choose {} to {}", options.year, first_year, this_year), "--year"};
    if (options.years < 1 || options.years > most_years)
        return Error{Refusal::bad_value, fmt::format("{} years are not to be had at once; ask for 1 to {}", options.years, most_years), "--years"};
    if (options.suppress != 0 && (options.suppress < 2 || options.suppress > 100))
        return Error{Refusal::bad_value, fmt::format("numbers below {} cannot be hidden; choose 2 to 100, as councils do 5", options.suppress), "--suppress"};
    return {};
}

void write(const std::filesystem::path& file, const auto& render) {
    std::ofstream out(file, std::ios::binary);
    render(out);
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string() + "; is there room, and may we write there?");
}

/// A page to read with the definitions, a workbook, and each table as CSV.
void write_folder(const reporting::Report& report, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    write(folder / "answers.html", [&](std::ostream& out) { reporting::render_html(report, out); });
    exchange::write_xlsx(report, folder / "answers.xlsx");
    for (const auto& table : report.tables)
        write(folder / (table.key + ".csv"), [&](std::ostream& out) { reporting::render_csv(table, out); });
}

void run(Context& context, const Options& options) {
    if (const auto checked = check(options, context.today); checked.has_error()) return refuse(context, checked.error());
    if (!can_print(context, *options.printing)) return;
    const store::Database database(context.db_url, context.now);
    store::Readers readers(database);
    auto report = exchange::answers_of(readers, calendar_of(database), options.year, options.years, context.today);
    if (options.suppress != 0) report = exchange::suppressed(report, options.suppress, exchange::sums_of_answers());
    const auto& [format, table, out] = *options.printing;
    if (!format.empty() || out.empty()) return print(context, report, *options.printing);
    if (out.ends_with(".xlsx")) return exchange::write_xlsx(report, out);
    write_folder(report, out);
}

}  // namespace

void add_answers(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("answers", "The figures of a year that freedom-of-information requests and Ofsted ask for");
    command->add_option("--year", options->year, "The calendar year; one that runs is counted up to today")->required();
    command->add_option("--years", options->years, "So many years up to it")->capture_default_str();
    command->add_option("--suppress", options->suppress, "Hide numbers below this, and what would tell them");
    options->printing = add_printing(*command);
    command->callback([&context, options] { run(context, *options); });
}

}  // namespace ehcp::cli
