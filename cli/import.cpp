// ehcp import: what comes in from elsewhere. Each kind is a command of its own; this is what they share.
#include "cli/import.hpp"

#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "core/casework/roles.hpp"

namespace ehcp::cli {
namespace {

constexpr std::size_t most_printed = 200;

volatile std::sig_atomic_t interrupted = 0;

void note_interruption(int) { interrupted = 1; }

std::string in_csv(std::string_view text) {
    std::string cell = "\"";
    // What a spreadsheet would take for a formula begins with a blank instead.
    if (text.find_first_of("=+-@\t") == 0) cell += ' ';
    for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return cell + '"';
}

std::string line_of(std::string_view unit, const exchange::RowFault& fault) {
    auto line = fmt::format("  {} {}", unit, fault.row);
    if (!fault.id.empty()) line += fmt::format(", id {}", fault.id);
    if (!fault.place.empty()) line += fmt::format(", {}", fault.place);
    return line + fmt::format(": {}; {}\n", fault.why, fault.remedy);
}

}  // namespace

void add_import_options(CLI::App& command, ImportOptions& options, const char* file_is) {
    command.add_option("FILE", options.file, file_is)->required();
    command.add_option("--by", options.by, "Who imports it, for the journal")->capture_default_str();
}

void add_rejected_option(CLI::App& command, ImportOptions& options) {
    command.add_option("--rejected", options.rejected,
                       "Write the rows with faults here, as CSV: row, id, place, why, what to do");
}

std::string name_of_file(const std::string& file) { return std::filesystem::path(file).filename().string(); }

Result<std::string> read_import(const std::string& file, std::size_t most) {
    std::error_code failed;
    if (std::filesystem::is_directory(file, failed))
        return Error{Refusal::not_found, fmt::format("'{}' is a folder; give the file in it", file), "FILE"};
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{Refusal::not_found, fmt::format("cannot read the file '{}'; check the path and the rights", file),
                     "FILE"};
    std::string bytes;
    std::array<char, 65536> part;
    while (in.read(part.data(), part.size()), in.gcount() > 0) {
        bytes.append(part.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > most)
            return Error{Refusal::too_large, fmt::format("'{}' is larger than {} MiB; split it", file, most >> 20),
                         "FILE"};
    }
    if (in.bad())
        return Error{Refusal::not_available, fmt::format("the file '{}' cannot be read to its end", file), "FILE"};
    return bytes;
}

casework::Occasion occasion_of(const Context& context, const ImportOptions& options, const WorkingCalendar& calendar) {
    return {context.now, context.today, {options.by, std::string(token(UserRole::operator_))}, calendar};
}

Result<void> report_faults(Context& context, const ImportOptions& options, std::string_view unit,
                           const std::vector<exchange::RowFault>& faults) {
    if (faults.empty()) return {};
    context.exit_status = 1;
    for (std::size_t i = 0; i < std::min(faults.size(), most_printed); ++i) context.out << line_of(unit, faults[i]);
    if (faults.size() > most_printed)
        context.out << fmt::format("  and {} more{}\n", grouped(faults.size() - most_printed),
                                   options.rejected.empty() ? "; --rejected FILE.csv writes them all" : "");
    if (options.rejected.empty()) return {};
    std::ofstream out(options.rejected, std::ios::binary);
    out << unit << ",id,place,why,what_to_do\r\n";
    for (const auto& each : faults)
        out << fmt::format("{},{},{},{},{}\r\n", each.row, in_csv(each.id), in_csv(each.place), in_csv(each.why),
                           in_csv(each.remedy));
    if (!out.flush())
        return Error{Refusal::not_available, fmt::format("cannot write '{}'", options.rejected), "--rejected"};
    context.out << fmt::format("  written to {}\n", options.rejected);
    return {};
}

void print_notes(Context& context, std::string_view unit, const std::vector<exchange::RowFault>& notes) {
    constexpr std::size_t most = 20;
    if (notes.empty()) return;
    context.out << fmt::format("{} to look at, which hold nothing up:\n", grouped(notes.size()));
    for (std::size_t i = 0; i < std::min(notes.size(), most); ++i) context.out << line_of(unit, notes[i]);
    if (notes.size() > most) context.out << fmt::format("  and {} more like these\n", grouped(notes.size() - most));
}

std::string grouped(std::size_t number) {
    auto text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ',');
    return text;
}

std::string counted(std::size_t number, std::string_view one) {
    return fmt::format("{} {}{}", grouped(number), one, number == 1 ? "" : "s");
}

Interruption::Interruption() {
    interrupted = 0;
    std::signal(SIGINT, note_interruption);
    std::signal(SIGTERM, note_interruption);
}
Interruption::~Interruption() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}
bool Interruption::is_asked() { return interrupted != 0; }

void add_import(CLI::App& app, Context& context) {
    auto* const family =
        app.add_subcommand("import", "Bring in cases, settings, closures, bank holidays, or a whole record");
    family->require_subcommand(1);
    add_import_cases(*family, context);
    add_import_events(*family, context);
    add_import_settings(*family, context);
    add_import_closures(*family, context);
    add_import_bank_holidays(*family, context);
    add_import_record(*family, context);
}

}  // namespace ehcp::cli
