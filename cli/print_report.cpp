#include "cli/print_report.hpp"

#include <fmt/format.h>

#include <fstream>

#include "core/exchange/xlsx.hpp"
#include "core/reporting/render.hpp"

namespace ehcp::cli {
namespace {

using namespace ehcp::reporting;

constexpr std::string_view workbook = "xlsx";

Result<const Table*> table_of(const Report& report, const std::string& key) {
    std::string keys;
    for (const Table& table : report.tables) {
        if (key.empty() || table.key == key) return &table;
        keys += (keys.empty() ? "" : ", ") + table.key;
    }
    return Error{Refusal::not_found, fmt::format("{} has no table '{}'; it has {}", report.name, key, keys), "--table"};
}

void print_to(std::ostream& out, const Report& report, const Table& table, Format format) {
    if (format == Format::csv) return render_csv(table, out);
    render(report, format, out);
}

}  // namespace

std::shared_ptr<Printing> add_printing(CLI::App& command) {
    const auto printing = std::make_shared<Printing>();
    std::vector<std::string> formats;
    for (const auto format : all<Format>()) formats.emplace_back(token(format));
    formats.emplace_back(workbook);
    command
        .add_option("--format", printing->format,
                    "table (the default on a terminal), json (the default when piped), csv, html or xlsx (with --out)")
        ->check(CLI::IsMember(formats));
    command.add_option("--out", printing->out, "The file to write, instead of the terminal");
    command.add_option("--table", printing->table, "Of several tables, the one to write as csv (default: the first)");
    return printing;
}

bool can_print(Context& context, const Printing& printing) {
    if (printing.format != workbook || !printing.out.empty()) return true;
    refuse(context, {Refusal::missing_field, "a workbook is a file: say which with --out FILE", "--out"});
    return false;
}

void print(Context& context, const Report& report, const Printing& printing) {
    if (printing.format == workbook) return exchange::write_xlsx(report, printing.out);
    const bool for_people = context.out_is_terminal && printing.out.empty();
    const auto format =
        printing.format.empty() ? (for_people ? Format::table : Format::json) : *from_token<Format>(printing.format);
    const auto table = table_of(report, printing.table);
    if (table.has_error()) return refuse(context, table.error());
    if (printing.out.empty()) return print_to(context.out, report, **table, format);
    std::ofstream file(printing.out, std::ios::binary);
    print_to(file, report, **table, format);
    if (!file.flush())
        throw std::runtime_error("cannot write " + printing.out + "; is there room, and may we write there?");
}

Result<std::optional<Day>> day_of_option(const std::string& text, std::string_view option) {
    if (text.empty()) return std::optional<Day>{};
    const auto day = day_from(text);
    if (!day)
        return Error{Refusal::bad_date, fmt::format("'{}' is not a date ({}); write it as 2026-02-28", text, option),
                     std::string(option)};
    return day;
}

}  // namespace ehcp::cli
