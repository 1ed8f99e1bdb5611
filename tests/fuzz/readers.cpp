#include "tests/fuzz/readers.hpp"

#include <array>

#include "core/exchange/bring/bank_holiday_file.hpp"
#include "core/exchange/bring/calendar_file.hpp"
#include "core/exchange/bring/case_lines.hpp"
#include "core/exchange/bring/case_rows.hpp"
#include "core/exchange/bring/closures_file.hpp"
#include "core/exchange/bring/settings_extract.hpp"
#include "core/exchange/csv.hpp"
#include "core/exchange/sen2/checks.hpp"
#include "core/exchange/sen2/read.hpp"
#include "core/exchange/sen2/starting_case.hpp"
#include "core/exchange/whole/record_line.hpp"

namespace ehcp::fuzz {
namespace {

constexpr Day today = day_of(date::year{2026} / 3 / 2);
constexpr Instant now{};
/// A fuzzer finds a limit sooner where it is low; what is beyond it is refused by the same lines.
constexpr exchange::SheetLimits small{
    .bytes = 1 << 20, .unpacked = 4 << 20, .entries = 50, .ratio = 400, .rows = 500, .columns = 80, .cell_bytes = 5000};

void read_csv(std::string_view bytes) { (void)exchange::sheet_of_csv(bytes, "fuzzed", small); }
void read_published_csv(std::string_view bytes) { (void)exchange::CsvTable::parse(bytes, "fuzzed"); }
void read_xlsx(std::string_view bytes) { (void)exchange::sheet_of_workbook(bytes, "fuzzed", {}, small); }
void read_ical(std::string_view bytes) { (void)exchange::read_calendar_file(bytes, "fuzzed"); }
void read_closures(std::string_view bytes) { (void)exchange::read_closures(bytes, "fuzzed", "holiday"); }
void read_bank_holidays(std::string_view bytes) { (void)exchange::read_bank_holidays(bytes, "fuzzed"); }

void read_all(exchange::CaseStream& stream) {
    for (exchange::BroughtCase brought;;) {
        const auto more = stream.next(brought);
        if (more.has_error() || !*more) return;
    }
}

/// The mapping and, before a line of its own with three dashes, the table that it is of.
void read_mapping(std::string_view bytes) {
    constexpr std::string_view between = "\n---\n";
    const auto at = bytes.find(between);
    const auto mapping = exchange::read_mapping(bytes.substr(at == bytes.npos ? 0 : at + between.size()), "fuzzed");
    if (mapping.has_error() || at == bytes.npos) return;
    const auto sheet = exchange::sheet_of_csv(bytes.substr(0, at + 1), "fuzzed", small);
    if (sheet.has_error()) return;
    auto rows = exchange::CaseRows::over(*sheet, *mapping, today, now);
    if (!rows.has_error()) read_all(*rows);
}

void read_case_lines(std::string_view bytes) {
    exchange::CaseLines lines(bytes, "fuzzed", now);
    read_all(lines);
}

void read_settings(std::string_view bytes) {
    auto extract = exchange::SettingsExtract::open(bytes, "fuzzed");
    if (extract.has_error()) return;
    for (exchange::ExtractRow row;;) {
        const auto more = extract->next(row);
        if (more.has_error() || !*more) return;
    }
}

void read_record_lines(std::string_view bytes) {
    exchange::RecordLineReader reader;
    for (bool first = true; !bytes.empty(); first = false) {
        const auto line = bytes.substr(0, bytes.find('\n'));
        bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
        if (first) (void)exchange::RecordLineReader::read_heading(line);
        (void)reader.read(line);
    }
}

const exchange::sen2::LayoutOf layouts = [](int year) { return exchange::sen2::Layout::load("schemas/sen2", year); };

/// As an import does with what it has read.
void use_return(const Result<exchange::sen2::ReadReturn>& read) {
    if (read.has_error()) return;
    (void)exchange::sen2::check_people(read->people, read->layout);
    for (const auto& person : read->people) {
        for (const auto& request : person.children) {
            Arena texts;
            (void)exchange::sen2::starting_case(request, read->layout, texts);
        }
    }
}

void read_sen2_xml(std::string_view bytes) { use_return(exchange::sen2::read_xml(std::string(bytes), layouts)); }

/// The tables one after the other, a line of three dashes between them.
void read_sen2_csv(std::string_view bytes) {
    constexpr std::string_view between = "\n---\n";
    std::vector<exchange::sen2::CsvFile> files;
    while (!bytes.empty()) {
        const auto table = bytes.substr(0, bytes.find(between));
        bytes.remove_prefix(std::min(table.size() + between.size(), bytes.size()));
        files.push_back({"table", std::string(table)});
    }
    use_return(exchange::sen2::read_csv(files, layouts));
}

constexpr auto table = std::to_array<Reader>({
    {"csv", read_csv},
    {"published_csv", read_published_csv},
    {"xlsx", read_xlsx},
    {"ical", read_ical},
    {"closures", read_closures},
    {"bank_holidays", read_bank_holidays},
    {"mapping", read_mapping},
    {"case_lines", read_case_lines},
    {"settings", read_settings},
    {"record_lines", read_record_lines},
    {"sen2_xml", read_sen2_xml},
    {"sen2_csv", read_sen2_csv},
});

}  // namespace

std::span<const Reader> readers() { return table; }

}  // namespace ehcp::fuzz
