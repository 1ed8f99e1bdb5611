// ehcp case-file: one case as a document, for the Ombudsman, the Tribunal, or whoever takes over.
#include <fmt/format.h>

#include <fstream>

#include "cli/print_report.hpp"
#include "cli/record.hpp"
#include "core/exchange/case_file/case_file.hpp"
#include "core/exchange/case_file/pdf.hpp"
#include "core/store/accounts.hpp"

namespace ehcp::cli {
namespace {

constexpr auto made_at_the_command_line = "command line";

struct Options {
    std::string reference, out, known_on, authority_name;
    bool is_pdf() const { return out.ends_with(".pdf"); }
};

/// Whoever asks for the whole file has looked at it, here as in the pages.
void note_view(Record& record, const Context& context, const std::string& reference) {
    const auto noted = record.write([&](store::Transaction& transaction) -> Result<void> {
        const auto file = store::find_case(transaction, reference);
        if (file.has_error()) return file.error();
        store::note_file_view(transaction, file->id,
                              {context.now, made_at_the_command_line, "operator", std::string(exchange::viewed_as_case_file)});
        return {};
    });
    if (noted.has_error()) throw std::logic_error(noted.error().message);
}

void write(const std::string& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + file + "; is there room, and may we write there?");
}

void run(Context& context, const Options& options) {
    const auto known_on = day_of_option(options.known_on, "--known-on");
    if (known_on.has_error()) return refuse(context, known_on.error());
    Record record(context);
    const LegalZone zone;
    const auto html = record.read([&](store::Reader& reader) {
        return exchange::case_file_html(reader,
                                        {.reference = options.reference,
                                         .authority = options.authority_name,
                                         .now = context.now,
                                         .today = context.today,
                                         .known_on = *known_on,
                                         .with_views = true},
                                        calendar_of(record.database()), zone);
    });
    if (html.has_error()) return refuse(context, html.error());
    auto document = options.is_pdf() ? exchange::pdf_of(*html) : html;
    if (document.has_error()) return refuse(context, document.error());
    note_view(record, context, options.reference);
    if (options.out.empty())
        context.out << *document;
    else
        write(options.out, *document);
}

}  // namespace

void add_case_file(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("case-file", "A case as one document: chronology, time limits with their working, letters, corrections");
    command->add_option("REFERENCE", options->reference, "As EHC-2026-000123")->required();
    command->add_option("--out", options->out, "FILE.html, or FILE.pdf where there is a Chromium (default: HTML to the terminal)");
    command->add_option("--known-on", options->known_on, "Only what had been entered by the end of this day");
    command->add_option("--authority-name", options->authority_name, "Whose file it is, for its head");
    command->callback([&context, options] { run(context, *options); });
}

}  // namespace ehcp::cli
