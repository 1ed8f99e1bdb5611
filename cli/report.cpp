// ehcp report: timeliness, breaches, bottlenecks and longest waits, for people and for programs.
#include <fmt/format.h>

#include "cli/print_report.hpp"
#include "core/exchange/comparison.hpp"
#include "core/exchange/published_row.hpp"
#include "core/store/database.hpp"
#include "core/reporting/caseload.hpp"
#include "core/reporting/catalogue.hpp"
#include "core/reporting/kept_reports.hpp"
#include "core/reporting/timeliness.hpp"

namespace ehcp::cli {
namespace {

using namespace ehcp::reporting;

struct Options {
    std::string name, as_of, from, to, by, authority;
    std::vector<std::string> compare;
    std::shared_ptr<Printing> printing;
    bool is_compared() const { return !authority.empty() || !compare.empty(); }
};

/// The words of an enumeration as a command line shows them.
template <class Enum>
std::vector<std::string> words(bool hyphens = false) {
    std::vector<std::string> list;
    for (const Enum each : all<Enum>()) list.emplace_back(hyphens ? hyphen_token(each) : token(each));
    return list;
}

Result<Asked> asked_by(const Options& options) {
    Asked asked;
    const std::array days = {std::tuple{&options.as_of, &asked.as_of, "--as-of"},
                             std::tuple{&options.from, &asked.from, "--from"},
                             std::tuple{&options.to, &asked.to, "--to"}};
    for (const auto& [text, day, option] : days) {
        const auto read = day_of_option(*text, option);
        if (read.has_error()) return read.error();
        *day = *read;
    }
    if (!options.by.empty()) asked.by = from_token<By>(options.by);
    return asked;
}

Result<exchange::Compared> places_asked(const Options& options, const exchange::PublishedFigures& figures) {
    exchange::Compared compared;
    if (!options.authority.empty()) {
        const auto own = exchange::find_place(figures, options.authority);
        if (own.has_error()) return own.error();
        compared.authority = own->code;
    }
    for (const auto& typed : options.compare) {
        const auto other = exchange::find_place(figures, typed);
        if (other.has_error()) return other.error();
        compared.others.push_back(other->code);
    }
    return compared;
}

/// Timeliness, and our years beside the published ones, from one pass over the caseload.
Report compared_timeliness(const Query& query, const exchange::PublishedFigures& figures, const exchange::Compared& with,
                           store::Readers& readers, const WorkingCalendar& working_days, const Context& context) {
    const auto first_year = parts_of(query.as_of).year() - date::years{years_kept};
    const Query by_year{
        .as_of = query.as_of, .from = day_of(first_year / 1 / 1), .to = query.as_of, .by = By::year};
    const auto counted = gather<Timeliness>(readers, working_days, {.today = context.today},
                                            [&] { return Timeliness({query, by_year}); });
    auto report = counted.report(0);
    const auto years = counted.report(1);
    auto beside = exchange::comparison(figures, with, &years, query.as_of);
    std::ranges::move(beside.tables, std::back_inserter(report.tables));
    std::ranges::move(beside.notes, std::back_inserter(report.notes));
    return report;
}

void run(Context& context, const Options& options) {
    const auto name = *from_hyphen_token<ReportName>(options.name);
    const auto asked = asked_by(options);
    if (asked.has_error()) return refuse(context, asked.error());
    if (!can_print(context, *options.printing)) return;
    const auto query = query_of(name, *asked, context.today);
    if (query.has_error()) return refuse(context, query.error());
    if (options.is_compared() && name != ReportName::timeliness)
        return refuse(context, {Refusal::bad_value,
                                fmt::format("only timeliness is published and can be compared, not {}", options.name),
                                "--compare"});
    const store::Database database(context.db_url, context.now);
    store::Readers readers(database);
    if (!options.is_compared())
        return print(context, make_report(name, *query, readers, calendar_of(database), context.today), *options.printing);
    const auto figures = exchange::PublishedFigures::read(store::data_dir() / "figures");
    const auto places = places_asked(options, figures);
    if (places.has_error()) return refuse(context, places.error());
    print(context, compared_timeliness(*query, figures, *places, readers, calendar_of(database), context), *options.printing);
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    auto* command =
        app.add_subcommand("report", "How timely, how late, where work piles up and who has waited longest");
    command->add_option("NAME", options->name, "timeliness, breaches, bottlenecks or longest-waits")
        ->required()
        ->check(CLI::IsMember(words<ReportName>(true)));
    command->add_option("--from", options->from,
                        "The first day of the window (default: 12 months, of bottlenecks 13 weeks, before its last)");
    command->add_option("--to", options->to, "The last day of the window (default: --as-of)");
    command->add_option("--as-of", options->as_of,
                        "The day of the report (default: today, or --to if that is earlier)");
    command
        ->add_option("--by", options->by,
                     "A line for each team, caseworker, setting, adviser, stage, month, year, sex, need or age")
        ->check(CLI::IsMember(words<By>()));
    command->add_option("--authority", options->authority,
                        "Of timeliness: our own authority, by code or name; sets our years beside its published "
                        "figures, its region's and England's");
    command->add_option("--compare", options->compare,
                        "Of timeliness: another place to stand beside, by code or name; may be given several times");
    options->printing = add_printing(*command);
    command->callback([&context, options] { run(context, *options); });
}

}  // namespace ehcp::cli
