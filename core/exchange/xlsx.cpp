#include "core/exchange/xlsx.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "core/reporting/render.hpp"
#include "core/reporting/text_width.hpp"

namespace ehcp::exchange {
namespace {

using reporting::Cell;
using reporting::Column;
using reporting::Report;
using reporting::Table;

constexpr std::size_t most_rows = 1'048'575;  // what a sheet holds below its heading
constexpr std::size_t rows_measured = 200;
constexpr double widest = 50;

/// The workbook and the forms of its cells. The library counts what goes wrong in the answer of each call.
class Workbook {
public:
    Workbook(const std::string& file, const Report& report) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;  // rows are written in order, and a list may have half a million
        book_.reset(workbook_new_opt(file.c_str(), &options));
        if (!book_) throw std::bad_alloc();
        // Else the library would enter the time of day.
        lxw_doc_properties properties{};
        auto title = report.title;
        properties.title = title.data();
        properties.created =
            date::sys_days{report.as_of.time_since_epoch()}.time_since_epoch() / std::chrono::seconds{1};
        check(workbook_set_properties(book_.get(), &properties));
        heading_ = format("@");
        format_set_bold(heading_);
        format_set_text_wrap(heading_);
        format_set_align(heading_, LXW_ALIGN_VERTICAL_TOP);
        wrapped_ = format("@");
        format_set_text_wrap(wrapped_);
        number_ = format("#,##0");
        decimal_ = format("#,##0.0");
        date_ = format("d mmm yyyy");
    }

    lxw_worksheet* sheet(const std::string& name) {
        auto* const made = workbook_add_worksheet(book_.get(), name.substr(0, LXW_SHEETNAME_MAX).c_str());
        if (!made) throw std::runtime_error("no sheet can be called '" + name + "'");
        return made;
    }
    void write_heading(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text) {
        check(worksheet_write_string(sheet, row, column, text.c_str(), heading_));
    }
    void write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text) {
        check(worksheet_write_string(sheet, row, column, text.c_str(), wrapped_));
    }
    void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
        if (const auto* n = std::get_if<std::int64_t>(&cell))
            check(worksheet_write_number(sheet, row, column, static_cast<double>(*n), number_));
        else if (const auto* x = std::get_if<double>(&cell))
            check(worksheet_write_number(sheet, row, column, *x, decimal_));
        else if (const auto* yes = std::get_if<bool>(&cell))
            check(worksheet_write_boolean(sheet, row, column, *yes ? 1 : 0, nullptr));
        else if (const auto* text = std::get_if<std::string>(&cell))
            check(worksheet_write_string(sheet, row, column, text->c_str(), nullptr));
        else if (const auto* day = std::get_if<Day>(&cell))
            write(sheet, row, column, *day);
    }
    void close() {
        check(workbook_close(book_.release()));  // which frees it, whatever it answers
    }
    static void check(lxw_error said) {
        if (said != LXW_NO_ERROR)
            throw std::runtime_error(fmt::format("the workbook cannot be written: {}", lxw_strerror(said)));
    }

private:
    void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, Day day) {
        const auto parts = parts_of(day);
        lxw_datetime written{};
        written.year = static_cast<int>(parts.year());
        written.month = static_cast<int>(static_cast<unsigned>(parts.month()));
        written.day = static_cast<int>(static_cast<unsigned>(parts.day()));
        check(worksheet_write_datetime(sheet, row, column, &written, date_));
    }
    lxw_format* format(const char* number_format) {
        auto* const made = workbook_add_format(book_.get());
        if (!made) throw std::bad_alloc();
        format_set_num_format(made, number_format);
        return made;
    }

    struct Free {
        void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
    };
    std::unique_ptr<lxw_workbook, Free> book_;
    // Of the workbook, which frees them.
    lxw_format *heading_ = nullptr, *wrapped_ = nullptr, *number_ = nullptr, *decimal_ = nullptr, *date_ = nullptr;
};

double width_of(const Table& table, std::size_t column) {
    // A heading may take two lines.
    auto letters = (reporting::text_width(table.columns[column].title) + 1) / 2 + 4;
    for (std::size_t row = 0; row < std::min(table.rows(), rows_measured); ++row)
        letters = std::max(letters, reporting::text_width(reporting::shown(table.at(row, column))) + 2);
    return std::min(widest, static_cast<double>(letters));
}

void write_table(Workbook& book, const Table& table) {
    auto* const sheet = book.sheet(table.key);
    const auto columns = static_cast<lxw_col_t>(table.columns.size());
    const auto rows = static_cast<lxw_row_t>(std::min(table.rows(), most_rows));
    for (lxw_col_t c = 0; c < columns; ++c)
        Workbook::check(worksheet_set_column(sheet, c, c, width_of(table, c), nullptr));
    worksheet_freeze_panes(sheet, 1, 0);
    Workbook::check(worksheet_autofilter(sheet, 0, 0, rows, static_cast<lxw_col_t>(columns - 1)));
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    for (lxw_col_t c = 0; c < columns; ++c) book.write_heading(sheet, 0, c, table.columns[c].title);
    for (lxw_row_t r = 0; r < rows; ++r)
        for (lxw_col_t c = 0; c < columns; ++c) book.write(sheet, r + 1, c, table.at(r, c));
}

void write_notes(Workbook& book, const Report& report) {
    auto* const sheet = book.sheet("notes");
    Workbook::check(worksheet_set_column(sheet, 0, 0, 110, nullptr));
    lxw_row_t row = 0;
    book.write_heading(sheet, row++, 0, report.title);
    book.write_text(sheet, row++, 0, "As of " + long_text_of(report.as_of));
    if (report.from && report.to)
        book.write_text(sheet, row++, 0,
                        fmt::format("From {} to {}", long_text_of(*report.from), long_text_of(*report.to)));
    for (const auto& note : report.notes) book.write_text(sheet, row++, 0, note);
    for (const Table& table : report.tables) {
        book.write_heading(sheet, ++row, 0, fmt::format("{} (sheet '{}')", table.title, table.key));
        ++row;
        for (const auto& note : table.notes) book.write_text(sheet, row++, 0, note);
        if (table.rows() > most_rows)
            book.write_text(sheet, row++, 0,
                            fmt::format("A sheet holds {} rows; {} more are in the CSV file only.", most_rows,
                                        table.rows() - most_rows));
    }
}

}  // namespace

void write_xlsx(const Report& report, const std::filesystem::path& file) {
    try {
        Workbook book(file.string(), report);
        for (const Table& table : report.tables) write_table(book, table);
        write_notes(book, report);
        book.close();
    } catch (const std::runtime_error& failure) {
        throw std::runtime_error(fmt::format("{}: {}", file.string(), failure.what()));
    }
}

std::string render_xlsx(const Report& report) {
    // The library writes files only.
    struct Folder {
        std::string path = (std::filesystem::temp_directory_path() / "ehcp-xlsx-XXXXXX").string();
        Folder() {
            if (!mkdtemp(path.data())) throw std::runtime_error("no temporary folder can be made for a workbook");
        }
        ~Folder() {
            std::error_code ignored;
            std::filesystem::remove_all(path, ignored);
        }
        Folder(const Folder&) = delete;
        Folder& operator=(const Folder&) = delete;
    } const folder;
    const auto file = std::filesystem::path(folder.path) / "report.xlsx";
    write_xlsx(report, file);
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace ehcp::exchange
