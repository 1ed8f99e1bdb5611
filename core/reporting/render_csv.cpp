#include <algorithm>
#include <array>
#include <ostream>
#include <string>

#include "core/reporting/render.hpp"

namespace ehcp::reporting {
namespace {

/// Spreadsheets run a cell that begins with one of these (OWASP, "CSV injection"), some also by their wide forms; an
/// apostrophe makes it text. Of texts only: a number of ours below zero is a number.
bool would_run(std::string_view text) {
    if (text.empty()) return false;
    if (std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) return true;
    constexpr std::array<std::string_view, 4> wide = {"＝", "＋", "－", "＠"};
    return std::ranges::any_of(wide, [&](std::string_view sign) { return text.starts_with(sign); });
}

void write_field(std::string_view text, std::ostream& out) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out << text;
        return;
    }
    out << '"';
    for (const char c : text) {
        if (c == '"') out << '"';
        out << c;
    }
    out << '"';
}

void write_text(std::string_view text, std::ostream& out) {
    if (would_run(text)) return write_field("'" + std::string(text), out);
    write_field(text, out);
}

}  // namespace

void render_csv(const Table& table, std::ostream& out) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c > 0) out << ',';
        write_text(table.columns[c].key, out);
    }
    out << "\r\n";
    for (std::size_t r = 0; r < table.rows(); ++r) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            if (c > 0) out << ',';
            const Cell& cell = table.at(r, c);
            // A number below zero begins with a minus sign and is no formula.
            if (const auto* text = std::get_if<std::string>(&cell))
                write_text(*text, out);
            else
                out << plain(cell);
        }
        out << "\r\n";
    }
}

}  // namespace ehcp::reporting
