// ehcp import settings, closures, bank-holidays: what the authority knows beside its cases, from those who publish it.
#include <fmt/format.h>

#include <algorithm>

#include "cli/import.hpp"
#include "cli/progress_bar.hpp"
#include "core/exchange/bring/bank_holiday_file.hpp"
#include "core/exchange/bring/bring_closures.hpp"
#include "core/exchange/bring/bring_settings.hpp"
#include "core/time/more_holidays.hpp"

namespace ehcp::cli {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

std::string text_of(std::optional<Day> day) { return day ? ehcp::text_of(*day) : "no date"; }

void print_moved(Context& context, const std::vector<casework::MovedDate>& moved, bool would) {
    constexpr std::size_t most = 200;
    std::vector<std::string_view> cases;
    for (const auto& each : moved) cases.push_back(each.reference);
    std::ranges::sort(cases);
    cases.erase(std::ranges::unique(cases).begin(), cases.end());
    context.out << fmt::format("{} of {} {}\n", counted(moved.size(), "date"), counted(cases.size(), "open case"),
                               would ? "would move" : "moved");
    for (std::size_t i = 0; i < std::min(moved.size(), most); ++i) {
        const auto& each = moved[i];
        context.out << fmt::format("  {} {}, {}: {} to {}\n", each.reference, hyphen_token(each.clock),
                                   each.what == MovedWhat::exempt_from ? "exempt from" : token(each.what),
                                   text_of(each.before), text_of(each.after));
    }
    if (moved.size() > most) context.out << fmt::format("  and {} more\n", grouped(moved.size() - most));
}

struct SettingsOptions : ImportOptions {
    std::string la;
    bool with_closed = false;
};

Result<void> import_settings(Context& context, const SettingsOptions& options) {
    if (!options.la.empty() &&
        (options.la.size() != 3 || !std::ranges::all_of(options.la, [](char c) { return c >= '0' && c <= '9'; })))
        return Error{Refusal::bad_value,
                     fmt::format("'{}' is not an authority's number; it has three digits, as in the column 'LA (code)'",
                                 options.la),
                     "--la"};
    const auto bytes = read_import(options.file, 256 * mebibyte);
    if (bytes.has_error()) return bytes.error();
    auto extract = exchange::SettingsExtract::open(*bytes, name_of_file(options.file));
    if (extract.has_error()) return extract.error();
    const store::Database database(context.db_url, context.now);
    const auto working_days = calendar();
    const auto occasion = occasion_of(context, options, working_days);
    store::Readers readers(database);
    store::Writer writer(database);
    const Interruption interruption;
    const auto report = [&] {
        ProgressBar bar(context.err, context.err_is_terminal, extract->bytes(), "bytes");
        return exchange::bring_settings(readers, writer, *extract,
                                        {.occasion = occasion,
                                         .la = options.la,
                                         .with_closed = options.with_closed,
                                         .dry_run = options.dry_run,
                                         .stopped = Interruption::is_asked,
                                         .progress = [&](std::size_t done) { bar.show(done); }});
    }();
    if (report.has_error()) return report.error();
    const auto would = options.dry_run ? "would be " : "";
    context.out << fmt::format(
        "{}, {}: {}\n{} {}added\n{} {}changed\n{} as they were\n{} passed over ({}{}not known here)\n{} rejected\n",
        name_of_file(options.file), exchange::name_of(extract->encoding()), counted(report->rows, "setting"),
        grouped(report->created), would, grouped(report->changed), would, grouped(report->same),
        grouped(report->passed_over), options.la.empty() ? "" : fmt::format("not of authority {}, or ", options.la),
        options.with_closed ? "" : "closed and ", grouped(report->rejected));
    if (const auto told = report_faults(context, options, "line", report->faults); told.has_error())
        return told.error();
    if (report->was_stopped) {
        context.err << "ehcp: stopped; what was written stays, and the same command goes on after it\n";
        context.exit_status = 1;
    } else if (options.dry_run) {
        context.out << "This was a dry run: nothing was written.\n";
    }
    return {};
}

struct ClosuresOptions : ImportOptions {
    std::vector<std::string> settings, types;
    std::string source, only;
};

/// Those named, and those of the types that are asked for.
Result<std::vector<std::string>> settings_asked_for(store::Readers& readers, const ClosuresOptions& options) {
    auto settings = options.settings;
    for (const auto& type : options.types) {
        const auto before = settings.size();
        for (const auto& each : readers.read([](store::Reader& reader) { return store::all_registered(reader); })) {
            if (each.type == type && each.status != "Closed") settings.push_back(each.urn);
        }
        if (settings.size() == before)
            return Error{Refusal::not_found,
                         fmt::format("no open setting of the type '{}' is known; write it as the register does "
                                     "('Community school'), after 'ehcp import settings'",
                                     type),
                         "--type"};
    }
    std::ranges::sort(settings);
    settings.erase(std::ranges::unique(settings).begin(), settings.end());
    return settings;
}

Result<void> import_closures(Context& context, const ClosuresOptions& options) {
    const auto bytes = read_import(options.file, 16 * mebibyte);
    if (bytes.has_error()) return bytes.error();
    const auto file = exchange::read_closures(*bytes, name_of_file(options.file), options.only);
    if (file.has_error()) return file.error();
    const store::Database database(context.db_url, context.now);
    const auto working_days = calendar_of(database);
    store::Readers readers(database);
    const auto settings = settings_asked_for(readers, options);
    if (settings.has_error()) return settings.error();
    store::Writer writer(database);
    const auto report =
        exchange::bring_closures(writer, *file,
                                 {.occasion = occasion_of(context, options, working_days),
                                  .source = options.source.empty() ? name_of_file(options.file) : options.source,
                                  .settings = *settings,
                                  .dry_run = options.dry_run});
    if (report.has_error()) return report.error();
    const auto would = options.dry_run ? "would be " : "";
    context.out << fmt::format(
        "{}, {}: {}{}\n{} {}entered\n", name_of_file(options.file), file->taken_as,
        counted(file->closures.size(), "closure"),
        options.only.empty() ? ""
                             : fmt::format(" ({} without '{}')", counted(file->passed_over, "event"), options.only),
        grouped(report->entered.size()), would);
    constexpr std::size_t most = 100;
    for (std::size_t i = 0; i < std::min(report->entered.size(), most); ++i) {
        const auto& each = report->entered[i];
        context.out << fmt::format(
            "  {}: closed from {}, reopens {}{}{}\n", each.setting, ehcp::text_of(each.closed_from),
            ehcp::text_of(each.reopens),
            each.reopened_before ? fmt::format(" (was {})", ehcp::text_of(*each.reopened_before)) : "",
            each.what.empty() ? "" : ", " + each.what);
    }
    if (report->entered.size() > most)
        context.out << fmt::format("  and {} more\n", grouped(report->entered.size() - most));
    context.out << fmt::format("{} there already\n{} rejected\n", grouped(report->same),
                               grouped(report->faults.size()));
    if (const auto told = report_faults(context, options, "line", report->faults); told.has_error())
        return told.error();
    print_moved(context, report->moved, options.dry_run);
    if (options.dry_run) context.out << "This was a dry run: nothing was written.\n";
    return {};
}

struct HolidayOptions : ImportOptions {
    bool apply = false;
};

Result<void> import_bank_holidays(Context& context, const HolidayOptions& options) {
    const auto bytes = read_import(options.file, 8 * mebibyte);
    if (bytes.has_error()) return bytes.error();
    const auto published = exchange::read_bank_holidays(*bytes, name_of_file(options.file));
    if (published.has_error()) return published.error();
    const store::Database database(context.db_url, context.now);
    const auto shipped = calendar();
    const auto ours = calendar_of(database);
    std::vector<store::LearntHoliday> holidays;
    for (const auto& each : *published) holidays.push_back({each.day, each.title, "GOV.UK bank holidays", context.now});

    store::Writer writer(database);
    casework::LearntHolidays learnt;
    const auto occasion = occasion_of(context, options, ours);
    writer.perform([&](store::Transaction& transaction) -> Result<int> {
        learnt = casework::learn_holidays(transaction, holidays, "GOV.UK bank holidays", occasion, shipped);
        if (!options.apply) return Error{Refusal::not_available, "a preview is not kept"};
        return 0;
    });

    context.out << fmt::format("{}: {} bank holidays of England and Wales, {} to {}\n{} {}added\n",
                               name_of_file(options.file), published->size(), ehcp::text_of(published->front().day),
                               ehcp::text_of(published->back().day), learnt.added.size(),
                               options.apply ? "" : "would be ");
    for (const auto& each : learnt.added) {
        const date::weekday weekday{each.day};
        const auto remark = each.day > shipped.horizon() ? ", after the last day of the calendar: kept until it goes on"
                            : weekday == date::Saturday || weekday == date::Sunday ? ", not a working day anyway"
                                                                                   : "";
        context.out << fmt::format("  {} {}{}\n", ehcp::text_of(each.day), each.title, remark);
    }
    for (const auto day : holidays_of(ours, published->front().day, published->back().day)) {
        if (std::ranges::find(*published, day, &exchange::PublishedHoliday::day) == published->end())
            context.out << fmt::format("  {} is a bank holiday here and not in the file; it stays one\n",
                                       ehcp::text_of(day));
    }
    print_moved(context, learnt.moved, !options.apply);
    if (!options.apply && !learnt.added.empty()) context.out << "Nothing was written; --apply does it.\n";
    if (options.apply && !learnt.added.empty())
        context.out << "A service that is running (ehcpd) counts by them once it is started again.\n";
    return {};
}

}  // namespace

void add_import_settings(CLI::App& family, Context& context) {
    auto* const command = family.add_subcommand(
        "settings", "Schools and other settings, from the extract of Get Information About Schools");
    const auto options = std::make_shared<SettingsOptions>();
    add_import_options(*command, *options, "The CSV of all establishments, as it is downloaded");
    command->add_option("--la", options->la, "Only of this authority (three digits), and those that are known here");
    command->add_flag("--with-closed", options->with_closed, "Also settings that have closed and are not known here");
    command->add_flag("--dry-run", options->dry_run, "Say what would be added and changed; write nothing");
    add_rejected_option(*command, *options);
    command->callback([&context, options] {
        if (const auto done = import_settings(context, *options); done.has_error()) refuse(context, done.error());
    });
}

void add_import_closures(CLI::App& family, Context& context) {
    auto* const command =
        family.add_subcommand("closures", "When settings are closed: closures or terms from CSV, or iCalendar");
    const auto options = std::make_shared<ClosuresOptions>();
    add_import_options(*command, *options, "CSV or iCalendar");
    command->add_option("--setting", options->settings,
                        "URN of a setting that it is about, where the file does not say; may be repeated");
    command->add_option("--type", options->types,
                        "All open settings of this type, as 'Community school'; may be repeated");
    command->add_option("--source", options->source, "Who says so (default: the file's name)");
    command->add_option("--only", options->only, "Of a calendar, only events with this word, as 'holiday'");
    command->add_flag("--dry-run", options->dry_run,
                      "Say what would be entered and which dates would move; write nothing");
    add_rejected_option(*command, *options);
    command->callback([&context, options] {
        if (const auto done = import_closures(context, *options); done.has_error()) refuse(context, done.error());
    });
}

void add_import_bank_holidays(CLI::App& family, Context& context) {
    auto* const command = family.add_subcommand(
        "bank-holidays", "Bank holidays from GOV.UK's JSON: added to the calendar, never instead of it");
    const auto options = std::make_shared<HolidayOptions>();
    add_import_options(*command, *options, "bank-holidays.json as GOV.UK publishes it");
    command->add_flag("--apply", options->apply,
                      "Write them; without it, only say what would be added and which dates would move");
    command->callback([&context, options] {
        if (const auto done = import_bank_holidays(context, *options); done.has_error()) refuse(context, done.error());
    });
}

}  // namespace ehcp::cli
