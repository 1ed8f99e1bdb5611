#include "core/exchange/xlsx.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "core/exchange/xlsx_charts.hpp"
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
constexpr double line_height = 15;  // points
constexpr double width_of_notes = 110;
/// More than this on one page nobody can read.
constexpr std::size_t columns_of_a_page = 20;

std::string sheet_name(const std::string& key) { return key.substr(0, LXW_SHEETNAME_MAX); }

/// What a cell holds is 32,767 characters; the library refuses more, and a text must not cost the workbook.
std::string fitting(const std::string& text) {
    constexpr std::size_t most = 32'700;
    if (text.size() <= most) return text;
    auto end = most;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a letter
    return text.substr(0, end) + " … (cut)";
}

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
        // Of no effect in Excel, which says TRUE and FALSE; elsewhere it would be 1 and 0.
        yes_no_ = format("\"yes\";\"yes\";\"no\"");
    }

    lxw_worksheet* sheet(const std::string& name) {
        auto* const made = workbook_add_worksheet(book_.get(), sheet_name(name).c_str());
        if (!made) throw std::runtime_error("no sheet can be called '" + name + "'");
        return made;
    }
    lxw_chart* chart(const Drawn& drawn) {
        const auto type = drawn.is_line      ? LXW_CHART_LINE
                          : drawn.is_stacked ? LXW_CHART_BAR_STACKED
                                             : LXW_CHART_BAR;
        auto* const made = workbook_add_chart(book_.get(), static_cast<uint8_t>(type));
        if (!made) throw std::bad_alloc();
        return made;
    }
    void write_heading(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text) {
        check(worksheet_write_string(sheet, row, column, text.c_str(), heading_));
    }
    void write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text) {
        check(worksheet_write_string(sheet, row, column, fitting(text).c_str(), wrapped_));
    }
    void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
        if (const auto* n = std::get_if<std::int64_t>(&cell))
            check(worksheet_write_number(sheet, row, column, static_cast<double>(*n), number_));
        else if (const auto* x = std::get_if<double>(&cell))
            check(worksheet_write_number(sheet, row, column, *x, decimal_));
        else if (const auto* yes = std::get_if<bool>(&cell))
            check(worksheet_write_boolean(sheet, row, column, *yes ? 1 : 0, yes_no_));
        else if (const auto* text = std::get_if<std::string>(&cell))
            check(worksheet_write_string(sheet, row, column, fitting(*text).c_str(), nullptr));
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
    lxw_format *heading_ = nullptr, *wrapped_ = nullptr, *number_ = nullptr, *decimal_ = nullptr, *date_ = nullptr,
               *yes_no_ = nullptr;
};

/// The library measures nothing: a row is as high as it is told.
void set_height(lxw_worksheet* sheet, lxw_row_t row, std::size_t lines) {
    Workbook::check(worksheet_set_row(sheet, row, line_height * static_cast<double>(lines), nullptr));
}

/// As words are broken: what does not fit in a line goes into the next.
std::size_t lines_of(std::string_view text, double width) {
    std::size_t lines = 1, taken = 0;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        const auto letters = reporting::text_width(word);
        if (taken > 0 && static_cast<double>(taken + 1 + letters) > width) ++lines, taken = 0;
        taken += letters + (taken > 0 ? 1 : 0);
    }
    return lines;
}

double width_of(const Table& table, std::size_t column) {
    // A heading may take two lines, but no word of it.
    const auto& title = table.columns[column].title;
    auto letters = (reporting::text_width(title) + 1) / 2 + 4;
    for (std::size_t start = 0; start < title.size();) {
        const auto end = std::min(title.find(' ', start), title.size());
        letters = std::max(letters, reporting::text_width(std::string_view(title).substr(start, end - start)) + 4);
        start = end + 1;
    }
    for (std::size_t row = 0; row < std::min(table.rows(), rows_measured); ++row)
        letters = std::max(letters, reporting::text_width(reporting::shown(table.at(row, column))) + 2);
    return std::min(widest, static_cast<double>(letters));
}

void write_table(Workbook& book, const Table& table) {
    auto* const sheet = book.sheet(table.key);
    const auto columns = static_cast<lxw_col_t>(table.columns.size());
    const auto rows = static_cast<lxw_row_t>(std::min(table.rows(), most_rows));
    std::size_t heading_lines = 1;
    for (lxw_col_t c = 0; c < columns; ++c) {
        const auto width = width_of(table, c);
        Workbook::check(worksheet_set_column(sheet, c, c, width, nullptr));
        // The arrow of the filter takes three letters, bold ones are wider.
        heading_lines = std::max(heading_lines, lines_of(table.columns[c].title, width / 1.1 - 3));
    }
    set_height(sheet, 0, heading_lines);
    worksheet_freeze_panes(sheet, 1, 0);
    Workbook::check(worksheet_autofilter(sheet, 0, 0, rows, static_cast<lxw_col_t>(columns - 1)));
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    if (table.columns.size() <= columns_of_a_page) worksheet_fit_to_pages(sheet, 1, 0);
    for (lxw_col_t c = 0; c < columns; ++c) book.write_heading(sheet, 0, c, table.columns[c].title);
    for (lxw_row_t r = 0; r < rows; ++r)
        for (lxw_col_t c = 0; c < columns; ++c) book.write(sheet, r + 1, c, table.at(r, c));
}

constexpr std::uint32_t chart_width = 960;  // pixels
constexpr std::uint32_t row_height = 20;

std::uint32_t height_of(const Drawn& drawn) {
    constexpr std::uint32_t of_a_line = 400, around = 140, of_a_bar = 14, most = 1400;
    if (drawn.is_line) return of_a_line;
    const auto bars = drawn.is_stacked ? drawn.rows : drawn.rows * drawn.series.size();
    return std::min(most, around + of_a_bar * static_cast<std::uint32_t>(bars + drawn.rows));
}

void draw(Workbook& book, lxw_worksheet* sheet, lxw_row_t row, const Drawn& drawn) {
    auto* const chart = book.chart(drawn);
    const auto name = sheet_name(drawn.table->key);
    const auto last = static_cast<lxw_row_t>(drawn.rows);  // the first row is the heading
    const auto label = static_cast<lxw_col_t>(drawn.label);
    for (const auto column : drawn.series) {
        const auto c = static_cast<lxw_col_t>(column);
        auto* const series = chart_add_series(chart, nullptr, nullptr);
        if (!series) throw std::bad_alloc();
        chart_series_set_categories(series, name.c_str(), 1, label, last, label);
        chart_series_set_values(series, name.c_str(), 1, c, last, c);
        chart_series_set_name(series, drawn.table->columns[column].title.c_str());
        if (!drawn.is_line) continue;
        chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    }
    chart_title_set_name(chart, drawn.table->title.c_str());
    auto* const values = drawn.is_line ? chart->y_axis : chart->x_axis;
    chart_axis_set_name(values, drawn.unit.c_str());
    chart_axis_set_min(values, 0);
    if (drawn.unit.starts_with('%')) chart_axis_set_max(values, 100);
    if (!drawn.is_line) {
        chart_axis_set_reverse(chart->y_axis);  // the first row on top,
        chart_axis_set_crossing_max(chart->y_axis);  // and the numbers still below
    }
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options place{};
    place.x_scale = chart_width / 480.0;  // of the library's own size, 480 by 288
    place.y_scale = height_of(drawn) / 288.0;
    Workbook::check(worksheet_insert_chart_opt(sheet, row, 0, chart, &place));
}

void write_charts(Workbook& book, const Report& report) {
    const auto charts = charts_of(report);
    if (charts.empty()) return;
    auto* const sheet = book.sheet("charts");
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    lxw_row_t row = 0;
    for (const Drawn& drawn : charts) {
        draw(book, sheet, row, drawn);
        row += height_of(drawn) / row_height + 2;
    }
}

/// What was counted and how, down a sheet of one column.
class Notes {
public:
    Notes(Workbook& book, lxw_worksheet* sheet) : book_(book), sheet_(sheet) {
        Workbook::check(worksheet_set_column(sheet, 0, 0, width_of_notes, nullptr));
        worksheet_set_paper(sheet, 9);  // A4
        worksheet_fit_to_pages(sheet, 1, 0);
    }
    void heading(const std::string& text) {
        if (row_ > 0) ++row_;
        book_.write_heading(sheet_, row_++, 0, text);
    }
    void line(const std::string& text) {
        set_height(sheet_, row_, lines_of(text, width_of_notes * 0.95));
        book_.write_text(sheet_, row_++, 0, text);
    }

private:
    Workbook& book_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0;
};

void write_notes(Workbook& book, const Report& report) {
    Notes notes(book, book.sheet("notes"));
    notes.heading(report.title);
    notes.line("As of " + long_text_of(report.as_of));
    if (report.from && report.to)
        notes.line(fmt::format("From {} to {}", long_text_of(*report.from), long_text_of(*report.to)));
    for (const auto& note : report.notes) notes.line(note);
    for (const Table& table : report.tables) {
        notes.heading(fmt::format("{} (sheet '{}')", table.title, table.key));
        for (const auto& note : table.notes) notes.line(note);
        if (table.rows() > most_rows)
            notes.line(fmt::format("A sheet holds {} rows; {} more are in the CSV file only.", most_rows,
                                   table.rows() - most_rows));
    }
}

}  // namespace

void write_xlsx(const Report& report, const std::filesystem::path& file) {
    try {
        Workbook book(file.string(), report);
        for (const Table& table : report.tables) write_table(book, table);
        write_charts(book, report);
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
