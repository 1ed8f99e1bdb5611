// ehcp report: timeliness, breaches, bottlenecks and longest waits, for people and for programs.
#include <fmt/format.h>

#include <fstream>

#include "cli/commands.hpp"
#include "core/exchange/xlsx.hpp"
#include "core/reporting/catalogue.hpp"
#include "core/reporting/render.hpp"
#include "core/store/readers.hpp"

namespace ehcp::cli {
namespace {

using namespace ehcp::reporting;

struct Options {
    std::string name, as_of, from, to, by, format, table, out;
};

/// The words of an enumeration as a command line shows them.
template <class Enum>
std::vector<std::string> words(bool hyphens = false) {
    std::vector<std::string> list;
    for (const Enum each : all<Enum>()) list.emplace_back(hyphens ? hyphen_token(each) : token(each));
    return list;
}

Result<std::optional<Day>> day_of_option(const std::string& text, std::string_view option) {
    if (text.empty()) return std::optional<Day>{};
    const auto day = day_from(text);
    if (!day)
        return Error{Refusal::bad_date, fmt::format("'{}' is not a date ({}); write it as 2026-02-28", text, option),
                     std::string(option)};
    return day;
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

Result<const Table*> table_of(const Report& report, const std::string& key) {
    std::string keys;
    for (const Table& table : report.tables) {
        if (key.empty() || table.key == key) return &table;
        keys += (keys.empty() ? "" : ", ") + table.key;
    }
    return Error{Refusal::not_found, fmt::format("{} has no table '{}'; it has {}", report.name, key, keys), "--table"};
}

constexpr std::string_view workbook = "xlsx";

void print_to(std::ostream& out, Context& context, const Report& report, const Options& options, Format format) {
    if (format != Format::csv) return render(report, format, out);
    const auto table = table_of(report, options.table);
    if (table.has_error()) return refuse(context, table.error());
    render_csv(**table, out);
}

void print(Context& context, const Report& report, const Options& options) {
    if (options.format == workbook) return exchange::write_xlsx(report, options.out);
    const bool for_people = context.out_is_terminal && options.out.empty();
    const auto format =
        options.format.empty() ? (for_people ? Format::table : Format::json) : *from_token<Format>(options.format);
    if (options.out.empty()) return print_to(context.out, context, report, options, format);
    std::ofstream file(options.out, std::ios::binary);
    print_to(file, context, report, options, format);
    if (!file.flush())
        throw std::runtime_error("cannot write " + options.out + "; is there room, and may we write there?");
}

void run(Context& context, const Options& options) {
    const auto name = *from_hyphen_token<ReportName>(options.name);
    const auto asked = asked_by(options);
    if (asked.has_error()) return refuse(context, asked.error());
    if (options.format == workbook && options.out.empty())
        return refuse(context, {Refusal::missing_field, "a workbook is a file: say which with --out FILE", "--out"});
    const auto query = query_of(name, *asked, context.today);
    if (query.has_error()) return refuse(context, query.error());
    const store::Database database(context.db_url, context.now);
    store::Readers readers(database);
    print(context, make_report(name, *query, readers, calendar_of(database), context.today), options);
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
    command
        ->add_option("--format", options->format,
                     "table (the default on a terminal), json (the default when piped), csv, html or xlsx (with --out)")
        ->check(CLI::IsMember([] {
            auto formats = words<Format>();
            formats.emplace_back(workbook);
            return formats;
        }()));
    command->add_option("--out", options->out, "The file to write, instead of the terminal");
    command->add_option("--table", options->table,
                        "Of a report with several tables, the one to write as csv (default: the first)");
    command->callback([&context, options] { run(context, *options); });
}

}  // namespace ehcp::cli
