// ehcp sen2: the Department's yearly return, written, checked and brought in.
#include <fmt/format.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/progress_bar.hpp"
#include "core/exchange/published_figures.hpp"
#include "core/exchange/sen2/bring.hpp"
#include "core/exchange/sen2/gather.hpp"
#include "core/exchange/sen2/night.hpp"
#include "core/exchange/sen2/read.hpp"
#include "core/exchange/sen2/write.hpp"
#include "core/reporting/render.hpp"
#include "core/store/readers.hpp"
#include "core/store/writer.hpp"

namespace ehcp::cli {
namespace {

namespace sen2 = exchange::sen2;
namespace fs = std::filesystem;

struct Options {
    int year = 0;
    std::string lea, out, csv, moment, dmo, dco, dsco, format, table;
    int serial = 1;
    std::vector<std::string> files;
    bool dry_run = false;
};

constexpr std::size_t most_readers = 4;

fs::path layouts() { return store::data_dir() / "sen2"; }

Result<sen2::Layout> layout_for(const Options& options, Day today) {
    if (options.year != 0) return sen2::Layout::load(layouts(), options.year);
    return sen2::Layout::next(layouts(), today);
}

Result<std::string> lea_of(const std::string& given) {
    constexpr std::size_t digits = 3;
    if (given.size() == digits && given.find_first_not_of("0123456789") == given.npos) return given;
    const auto figures = exchange::PublishedFigures::read(store::data_dir() / "figures");
    if (const auto published = figures.year(given, figures.years().back()); published) return published->number;
    return Error{Refusal::bad_value, fmt::format("'{}' is no authority: give its three digits, as 330, or its code, as E08000025", given), "--lea"};
}

std::string text_of_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (!(text << in.rdbuf()) && fs::file_size(file) > 0) throw std::runtime_error(fmt::format("{} cannot be read", file.string()));
    return std::move(text).str();
}

Result<sen2::ReadReturn> read_files(const std::vector<std::string>& named) {
    const sen2::LayoutOf layout_of = [](int year) { return sen2::Layout::load(layouts(), year); };
    std::vector<fs::path> files;
    for (const auto& name : named) {
        const fs::path path(name);
        if (!fs::exists(path)) return Error{Refusal::not_found, fmt::format("there is no file '{}'", name), "FILE"};
        if (!fs::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        for (const auto& entry : fs::directory_iterator(path)) {
            if (entry.path().extension() == ".csv") files.push_back(entry.path());
        }
    }
    std::uintmax_t bytes = 0;
    for (const auto& file : files) bytes += fs::file_size(file);
    if (bytes > sen2::largest_return) return Error{Refusal::too_large, fmt::format("together the files are larger than {} MiB; no return is", sen2::largest_return >> 20U), "FILE"};
    if (files.size() == 1 && files.front().extension() != ".csv") return sen2::read_xml(text_of_file(files.front()), layout_of);
    std::vector<sen2::CsvFile> tables;
    std::ranges::sort(files);
    for (const auto& file : files) tables.push_back({file.filename().string(), text_of_file(file)});
    return sen2::read_csv(tables, layout_of);
}

std::optional<Error> write_return(Context& context, const Options& options) {
    const auto layout = layout_for(options, context.today);
    if (layout.has_error()) return layout.error();
    if (context.today < layout->census_on)
        context.err << fmt::format("The census day of {} is {}: this is the return as it would be today.\n", layout->year, long_text_of(layout->census_on));
    const auto lea = lea_of(options.lea);
    if (lea.has_error()) return lea.error();
    if (options.out.empty() && options.csv.empty()) return Error{Refusal::missing_field, "say where to: --out FILE.xml, or --csv DIRECTORY", "--out"};
    sen2::Heading heading{.lea = *lea, .release = EHCP_VERSION, .serial = options.serial, .date_time = options.moment, .dmo = options.dmo, .dco = options.dco, .dsco = options.dsco};
    if (heading.date_time.empty()) heading.date_time = date::format("%FT%T", context.now);

    const store::Database database(context.db_url, context.now);
    store::Readers readers(database, most_readers, store::Access::read_through);
    const auto working_days = calendar_of(database);
    sen2::Gathering gathering(readers, working_days, *layout, context.today, context.now);
    std::size_t people = 0, left_out = 0;
    const auto name_left_out = [&](const std::vector<std::string>& cases) {
        for (const auto& reference : cases) context.err << fmt::format("{}: the log cannot be folded; the case is left out (ehcp verify says why)\n", reference);
        left_out += cases.size();
    };
    if (!options.csv.empty()) {
        sen2::CsvSet tables(options.csv, fmt::format("Blade-Export_{}_", date::format("%d-%m-%Y", context.today)), heading, *layout);
        gathering.run([](sen2::Drawn drawn) { return drawn; }, [&](const sen2::Drawn& drawn) {
            tables.add(drawn.people);
            people += drawn.people.size();
            name_left_out(drawn.unfolded);
        });
        tables.close();
        context.out << fmt::format("{} people in the tables of {}.\n", people, options.csv);
    }
    if (!options.out.empty()) {
        people = 0;
        // Beside its place until it is whole: a return that was cut short is not to be sent.
        const auto unfinished = options.out + ".unfinished";
        std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
        file << sen2::xml_head(heading, *layout);
        struct Piece {
            std::string text;
            std::size_t people;
            std::vector<std::string> unfolded;
        };
        gathering.run([&](sen2::Drawn drawn) { return Piece{sen2::xml_of(drawn.people, *layout), drawn.people.size(), std::move(drawn.unfolded)}; },
                      [&](const Piece& piece) {
                          file << piece.text;
                          people += piece.people;
                          if (options.csv.empty()) name_left_out(piece.unfolded);
                      });
        file << sen2::xml_foot(*layout);
        file.close();
        if (!file) throw std::runtime_error("cannot write " + options.out + "; is there room, and may we write there?");
        fs::rename(unfinished, options.out);
        context.out << fmt::format("{} people in {}.\n", people, options.out);
    }
    if (left_out > 0) context.exit_status = 1;
    return std::nullopt;
}

std::optional<Error> print(Context& context, const reporting::Report& report, const Options& options) {
    using reporting::Format;
    const auto format = options.format.empty() ? (context.out_is_terminal ? Format::table : Format::json) : *from_token<Format>(options.format);
    if (format != Format::csv) {
        reporting::render(report, format, context.out);
        return std::nullopt;
    }
    const auto key = options.table.empty() ? report.tables.back().key : options.table;
    for (const auto& table : report.tables) {
        if (table.key == key) {
            reporting::render_csv(table, context.out);
            return std::nullopt;
        }
    }
    return Error{Refusal::not_found, fmt::format("the report has no table '{}'", key), "--table"};
}

std::optional<Error> check(Context& context, const Options& options) {
    sen2::CheckReport found;
    std::optional<sen2::Layout> layout;
    if (!options.files.empty()) {
        auto read = read_files(options.files);
        if (read.has_error()) return read.error();
        layout = std::move(read->layout);
        found = sen2::check_people(read->people, *layout);
    } else {
        auto loaded = layout_for(options, context.today);
        if (loaded.has_error()) return loaded.error();
        layout = std::move(*loaded);
        const store::Database database(context.db_url, context.now);
        store::Readers readers(database, most_readers, store::Access::read_through);
        const auto working_days = calendar_of(database);
        found = sen2::check_record(readers, working_days, *layout, context.today, context.now);
    }
    if (found.errors() > 0) context.exit_status = 1;
    return print(context, found.report(*layout, context.today), options);
}

volatile std::sig_atomic_t was_interrupted = 0;

std::optional<Error> bring_in(Context& context, const Options& options) {
    const auto read = read_files(options.files);
    if (read.has_error()) return read.error();
    const store::Database database(context.db_url, context.now);
    store::Writer writer(database);
    const auto working_days = calendar_of(database);
    const casework::Occasion occasion{.now = context.now, .today = context.today, .actor = {"SEN2 import", "import"}, .calendar = working_days};
    const auto before = std::signal(SIGINT, [](int) { was_interrupted = 1; });
    const auto brought = [&] {
        ProgressBar bar(context.err, context.err_is_terminal, read->people.size(), "people");
        return sen2::bring(*read, writer, occasion, options.dry_run, [&](std::size_t done) { bar.show(done); }, [] { return was_interrupted == 0; });
    }();
    std::signal(SIGINT, before);
    if (was_interrupted) context.err << "Stopped. What was brought in so far is kept; run the same command again and it goes on from there.\n";
    if (brought.rejected > 0 || was_interrupted) context.exit_status = 1;
    return print(context, brought.report(read->layout, context.today, options.dry_run), options);
}

void list_unverified(Context& context, const Options& options) {
    const auto layout = layout_for(options, context.today);
    if (layout.has_error()) return refuse(context, layout.error());
    for (const auto& each : layout->unverified()) context.out << fmt::format("{}\n    {}; to change it: {}\n", each.what, each.assumed, each.change);
    context.out << fmt::format("To correct: schemas/sen2/{}.json, unless another place is named.\n", layout->year);
}

void add_format(CLI::App& command, Options& options) {
    command.add_option("--format", options.format, "table (the default on a terminal), json (the default when piped), csv or html");
    command.add_option("--table", options.table, "Of csv: which table (default: the list)");
}

}  // namespace

void add_sen2(CLI::App& app, Context& context) {
    auto* const sen2_command = app.add_subcommand("sen2", "The Department's yearly return: write it, check it, bring one in");
    sen2_command->require_subcommand(1);
    const auto options = std::make_shared<Options>();
    const auto on_call = [&context, options](auto act) {
        return [&context, options, act] {
            if (const auto refused = act(context, *options)) refuse(context, *refused);
        };
    };
    auto* const write = sen2_command->add_subcommand("export", "Write the return of a year as XML, as the CSV set, or both");
    write->add_option("--year", options->year, "Of the census day (default: the next)");
    write->add_option("--lea", options->lea, "The authority's three digits, or its code")->required();
    write->add_option("--out", options->out, "The XML file");
    write->add_option("--csv", options->csv, "The directory for the CSV set");
    write->add_option("--serial", options->serial, "The number of this attempt")->capture_default_str();
    write->add_option("--moment", options->moment, "What the header says it was written at (default: now)");
    write->add_option("--dmo", options->dmo, "Whether there is a designated medical officer, as the guide spells it");
    write->add_option("--dco", options->dco, "Designated clinical officer");
    write->add_option("--dsco", options->dsco, "Designated social care officer");
    write->callback(on_call(write_return));

    auto* const checking = sen2_command->add_subcommand("check", "Check our record, or a file, as a return; status 1 when something is wrong");
    checking->add_option("FILE", options->files, "An XML return, or the tables of a CSV set or their directory (default: our record)");
    checking->add_option("--year", options->year, "Of the census day (default: the next)");
    add_format(*checking, *options);
    checking->callback(on_call(check));

    auto* const bringing = sen2_command->add_subcommand("import", "Bring a return in as the caseload to start with; run again, it goes on where it was");
    bringing->add_option("FILE", options->files, "An XML return, or the tables of a CSV set or their directory")->required();
    bringing->add_flag("--dry-run", options->dry_run, "List what would be brought in, matched and rejected, and keep nothing");
    add_format(*bringing, *options);
    bringing->callback(on_call(bring_in));

    auto* const unverified = sen2_command->add_subcommand("unverified", "What of the return nobody here has seen in a source of the Department's");
    unverified->add_option("--year", options->year, "Of the census day (default: the next)");
    unverified->callback([&context, options] { list_unverified(context, *options); });
}

}  // namespace ehcp::cli
