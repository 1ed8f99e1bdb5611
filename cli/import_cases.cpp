// ehcp import cases: a caseload from a table. ehcp import events: whole histories, a case a line.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cli/import.hpp"
#include "cli/progress_bar.hpp"
#include "core/exchange/bring/bring_cases.hpp"
#include "core/exchange/bring/case_lines.hpp"
#include "core/exchange/bring/case_rows.hpp"
#include "core/exchange/bring/text_encoding.hpp"

namespace ehcp::cli {
namespace {

constexpr std::size_t most_bytes_of_events = std::size_t{1} << 30;

struct CasesOptions : ImportOptions {
    std::string map, sheet, template_folder, source;
};

/// What was read, before what became of it.
void print_summary(Context& context, const ImportOptions& options, const exchange::BringReport& report) {
    const auto would = options.dry_run ? "would be " : "";
    context.out << fmt::format("{} {}brought in", grouped(report.created), would);
    if (report.assumed > 0)
        context.out << fmt::format(" ({} with steps taken to have been done in time)", grouped(report.assumed));
    if (!report.first.empty())
        context.out << fmt::format(": {}{}", report.first, report.created == 1 ? "" : " to " + report.last);
    context.out << fmt::format("\n{} there already\n{} rejected\n", grouped(report.matched), grouped(report.rejected));
}

Result<void> bring(Context& context, const ImportOptions& options, exchange::CaseStream& stream, ImportKind what) {
    const store::Database database(context.db_url, context.now);
    const auto working_days = calendar_of(database);
    const auto occasion = occasion_of(context, options, working_days);
    store::Readers readers(database);
    store::Writer writer(database);
    const Interruption interruption;
    const auto report = [&] {
        ProgressBar bar(context.err, context.err_is_terminal, stream.size(), "cases");
        return exchange::bring_cases(readers, writer, stream,
                                     {.occasion = occasion,
                                      .what = what,
                                      .dry_run = options.dry_run,
                                      .stopped = Interruption::is_asked,
                                      .progress = [&](std::size_t done) { bar.show(done); }});
    }();
    if (report.has_error()) return report.error();
    print_summary(context, options, *report);
    if (const auto told = report_faults(context, options, stream.unit(), report->faults); told.has_error())
        return told.error();
    print_notes(context, stream.unit(), report->notes);
    if (report->was_stopped) {
        context.err << "ehcp: stopped; what was brought in stays, and the same command goes on after it\n";
        context.exit_status = 1;
    } else if (options.dry_run) {
        context.out << "This was a dry run: nothing was written.\n";
    }
    return {};
}

Result<void> write_template(Context& context, const std::string& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    for (const auto& [name, text] : {std::pair{"cases.csv", exchange::template_csv()},
                                     std::pair{"cases.map.json", exchange::template_mapping()}}) {
        const auto path = std::filesystem::path(folder) / name;
        if (std::filesystem::exists(path))
            return Error{Refusal::conflict, fmt::format("'{}' is there already; name another folder", path.string()),
                         "--template"};
        std::ofstream out(path, std::ios::binary);
        out << text;
        if (!out.flush())
            return Error{Refusal::not_available, fmt::format("cannot write '{}'", path.string()), "--template"};
        context.out << path.string() << '\n';
    }
    context.out << "\nWhat a row may say:\n";
    for (const auto& rule : exchange::column_rules) {
        const auto kind = rule.kind == exchange::ColumnKind::day ? "a date" : "";
        const auto* const comma = *kind && !rule.what.empty() ? ": " : "";
        context.out << fmt::format("  {:<30}{}{}{}\n", token(rule.column), kind, comma, rule.what);
    }
    return {};
}

Result<void> import_cases(Context& context, const CasesOptions& options) {
    if (!options.template_folder.empty()) return write_template(context, options.template_folder);
    if (options.file.empty() || options.map.empty())
        return Error{Refusal::missing_field,
                     "give the table and, with --map, the mapping that says what its columns are; --template FOLDER "
                     "writes one of each to begin with",
                     "FILE"};
    const auto map = read_import(options.map, std::size_t{1} << 20);
    if (map.has_error()) return map.error();
    auto mapping = exchange::read_mapping(*map, name_of_file(options.map));
    if (mapping.has_error()) return mapping.error();
    if (!options.sheet.empty()) mapping->sheet = options.sheet;
    const auto bytes = read_import(options.file, exchange::SheetLimits{}.bytes);
    if (bytes.has_error()) return bytes.error();
    const auto sheet = exchange::read_sheet(*bytes, name_of_file(options.file), mapping->sheet);
    if (sheet.has_error()) return sheet.error();
    auto rows = exchange::CaseRows::over(*sheet, *mapping, context.today, context.now);
    if (rows.has_error()) return rows.error();
    context.out << fmt::format("{}, {}: {} of '{}'\n", sheet->name, sheet->taken_as, counted(sheet->rows.size(), "row"),
                               mapping->source);
    std::string unused;
    for (const auto& heading : rows->unused()) unused += fmt::format("{}'{}'", unused.empty() ? "" : ", ", heading);
    if (!unused.empty()) context.out << fmt::format("No field is taken from {}\n", unused);
    return bring(context, options, *rows, ImportKind::cases);
}

Result<void> import_events(Context& context, const CasesOptions& options) {
    const auto bytes = read_import(options.file, most_bytes_of_events);
    if (bytes.has_error()) return bytes.error();
    const auto text = exchange::decode_text(*bytes, name_of_file(options.file));
    if (text.has_error()) return text.error();
    if (text->encoding == Encoding::windows_1252)
        return Error{Refusal::bad_value,
                     fmt::format("{} is not UTF-8, which JSON must be; write it again", name_of_file(options.file)),
                     "FILE"};
    exchange::CaseLines lines(text->text, options.source, context.now);
    return bring(context, options, lines, ImportKind::events);
}

}  // namespace

void add_import_cases(CLI::App& family, Context& context) {
    auto* const command = family.add_subcommand(
        "cases", "A caseload from a table (CSV or XLSX), a row a case; rows that are in already are passed over");
    const auto options = std::make_shared<CasesOptions>();
    add_import_options(*command, *options, "The table: CSV in UTF-8 or Windows-1252, or a workbook (.xlsx)");
    command->get_option("FILE")->required(false);
    command->add_option("--map", options->map,
                        "The mapping: which column is which field, the form of dates, what words mean (JSON)");
    command->add_option("--sheet", options->sheet, "Of a workbook, the sheet (default: the mapping's, else the first)");
    command->add_option("--template", options->template_folder,
                        "Write a template and a mapping to begin with into this folder, and say what a row may hold");
    command->add_flag("--dry-run", options->dry_run,
                      "Say what would be brought in, matched and rejected; write nothing");
    add_rejected_option(*command, *options);
    command->callback([&context, options] {
        if (const auto done = import_cases(context, *options); done.has_error()) refuse(context, done.error());
    });
}

void add_import_events(CLI::App& family, Context& context) {
    auto* const command = family.add_subcommand("events", "Whole histories: a case with its events a line (NDJSON)");
    const auto options = std::make_shared<CasesOptions>();
    add_import_options(*command, *options, "The lines, in UTF-8");
    command
        ->add_option("--source", options->source,
                     "The system that they come from: with each line's id it makes a case known again")
        ->required();
    command->add_flag("--dry-run", options->dry_run,
                      "Say what would be brought in, matched and rejected; write nothing");
    add_rejected_option(*command, *options);
    command->callback([&context, options] {
        if (const auto done = import_events(context, *options); done.has_error()) refuse(context, done.error());
    });
}

}  // namespace ehcp::cli
