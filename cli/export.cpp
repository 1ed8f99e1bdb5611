// ehcp export: the whole record as NDJSON. ehcp import record: reads it back into an empty one.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cli/import.hpp"
#include "core/exchange/whole/whole_record.hpp"
#include "core/store/readers.hpp"

namespace ehcp::cli {
namespace {

void print(std::ostream& out, std::string_view what, const exchange::WholeRecord& record) {
    out << fmt::format("{}: {} cases, {} events, {} rows in all; digest {}\n", what,
                       grouped(static_cast<std::size_t>(record.cases)),
                       grouped(static_cast<std::size_t>(record.events)), grouped(static_cast<std::size_t>(record.rows)),
                       store::base64_of(record.digest));
}

Result<void> export_record(Context& context, const std::string& file) {
    const bool to_output = file.empty() || file == "-";
    if (to_output && context.out_is_terminal)
        return Error{
            Refusal::missing_field,
            "the export holds personal data of every case and is long; name a file, or send it on to another program",
            "FILE"};
    if (!to_output && std::filesystem::exists(file))
        return Error{Refusal::conflict, fmt::format("'{}' is there already; name another file", file), "FILE"};
    const store::Database database(context.db_url, context.now);
    store::Readers readers(database);
    if (to_output) {
        const auto written =
            readers.read([&](store::Reader& reader) { return exchange::write_whole_record(reader, context.out); });
        print(context.err, "written", written);
        return {};
    }
    // Under another name until it is whole, and for nobody else to read.
    const auto unfinished = file + ".part";
    std::ofstream out(unfinished, std::ios::binary);
    if (!out)
        return Error{Refusal::not_found, fmt::format("cannot write '{}'; check the path and the rights", file), "FILE"};
    std::filesystem::permissions(unfinished, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const auto written = readers.read([&](store::Reader& reader) { return exchange::write_whole_record(reader, out); });
    out.close();
    if (!out)
        return Error{Refusal::not_available,
                     fmt::format("'{}' cannot be written to its end; make room and try again", unfinished), "FILE"};
    std::filesystem::rename(unfinished, file);
    print(context.out, file, written);
    return {};
}

Result<void> import_record(Context& context, const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{Refusal::not_found, fmt::format("cannot read the file '{}'; check the path and the rights", file),
                     "FILE"};
    const store::Database database(context.db_url, context.now);
    const auto connection = database.connect(store::Access::read_write);
    const Interruption interruption;
    const auto read = exchange::read_whole_record(*connection, in, calendar(), Interruption::is_asked);
    if (read.has_error()) return read.error();
    print(context.out, "read and proved", *read);
    context.out << "Tokens and passwords do not travel: 'ehcp token create' and 'ehcp account reset' make new ones.\n";
    return {};
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
    auto* const command =
        app.add_subcommand("export", "The whole record as NDJSON, a line a row; 'ehcp import record' reads it back");
    const auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "Where to; - or nothing for standard output");
    command->callback([&context, file] {
        if (const auto done = export_record(context, *file); done.has_error()) refuse(context, done.error());
    });
}

void add_import_record(CLI::App& family, Context& context) {
    auto* const command = family.add_subcommand(
        "record", "A whole record that 'ehcp export' wrote, into an empty one: all of it, proved, or nothing");
    const auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "The export")->required();
    command->callback([&context, file] {
        if (const auto done = import_record(context, *file); done.has_error()) refuse(context, done.error());
    });
}

}  // namespace ehcp::cli
