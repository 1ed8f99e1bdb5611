#include <algorithm>
#include <ostream>

#include "core/reporting/render.hpp"
#include "core/reporting/text_width.hpp"

namespace ehcp::reporting {
namespace {

constexpr std::size_t columns_of_terminal = 120;

bool is_left(const Column& column) { return column.type == Column::Type::text || column.type == Column::Type::date; }

void pad(std::ostream& out, std::size_t n) {
    for (; n > 0; --n) out << ' ';
}

void write_cell(const std::string& text, std::size_t width, bool left, std::ostream& out) {
    const auto gap = width - std::min(width, text_width(text));
    if (!left) pad(out, gap);
    out << text;
    if (left) pad(out, gap);
}

/// One row of many figures reads better down the page, each beside its heading.
void write_down(const Table& table, std::ostream& out) {
    std::size_t titles = 0, values = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        titles = std::max(titles, text_width(table.columns[c].title));
        values = std::max(values, text_width(shown(table.at(0, c))));
    }
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        write_cell(table.columns[c].title, titles + 2, true, out);
        write_cell(shown(table.at(0, c)), values, false, out);
        out << '\n';
    }
}

void write_across(const Table& table, std::ostream& out) {
    const auto shown_rows = std::min(table.rows(), rows_shown);
    std::vector<std::size_t> widths;
    for (const Column& column : table.columns) widths.push_back(text_width(column.title));
    for (std::size_t r = 0; r < shown_rows; ++r)
        for (std::size_t c = 0; c < widths.size(); ++c)
            widths[c] = std::max(widths[c], text_width(shown(table.at(r, c))));

    const auto line = [&](auto text_at) {
        for (std::size_t c = 0; c < widths.size(); ++c) {
            if (c > 0) out << "  ";
            write_cell(text_at(c), widths[c], is_left(table.columns[c]), out);
        }
        out << '\n';
    };
    line([&](std::size_t c) { return table.columns[c].title; });
    line([&](std::size_t c) {
        std::string rule;
        for (std::size_t i = 0; i < widths[c]; ++i) rule += "─";
        return rule;
    });
    for (std::size_t r = 0; r < shown_rows; ++r) line([&](std::size_t c) { return shown(table.at(r, c)); });
    if (table.rows() > shown_rows) out << "… and " << table.rows() - shown_rows << " more (CSV and JSON hold all)\n";
}

/// Broken at spaces, so that notes do not run off the screen.
void write_note(const std::string& note, std::ostream& out) {
    out << "  ";
    std::size_t column = 2;
    for (std::size_t start = 0; start < note.size();) {
        const auto end = std::min(note.find(' ', start), note.size());
        const auto word = std::string_view(note).substr(start, end - start);
        if (column > 2 && column + 1 + text_width(word) > columns_of_terminal) {
            out << "\n  ";
            column = 2;
        }
        if (column > 2) out << ' ', ++column;
        out << word;
        column += text_width(word);
        start = end + 1;
    }
    out << '\n';
}

}  // namespace

void render_table(const Report& report, std::ostream& out) {
    out << report.title << "\n\n";
    for (const Table& table : report.tables) {
        out << table.title << '\n';
        if (table.rows() == 0)
            out << "(none)\n";
        else if (table.rows() == 1 && table.columns.size() > 8)
            write_down(table, out);
        else
            write_across(table, out);
        for (const auto& note : table.notes) write_note(note, out);
        out << '\n';
    }
    for (const auto& note : report.notes) write_note(note, out);
}

}  // namespace ehcp::reporting
