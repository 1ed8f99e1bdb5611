// The cells of an OOXML workbook, as far as a table needs them: shared and inline texts, numbers, dates by their style.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>

#include "core/exchange/bring/archive.hpp"
#include "core/exchange/bring/sheet.hpp"
#include "core/exchange/csv.hpp"
#include "core/json/utf8.hpp"
#include "core/time/day.hpp"

namespace ehcp::exchange {
namespace {

/// Names in a workbook may carry a prefix ("x:row"); what counts is what comes after it.
std::string_view local_name(pugi::xml_node node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name) {
    for (const auto child : parent.children()) {
        if (local_name(child) == name) return child;
    }
    return {};
}

/// All text of a shared or inline string, without the phonetic hints of East Asian scripts.
void append_text(pugi::xml_node node, std::string& text) {
    for (const auto child : node.children()) {
        if (local_name(child) == "t") text += child.text().get();
        if (local_name(child) == "r") text += child_named(child, "t").text().get();
    }
}

bool is_date_code(std::string_view code) {
    bool quoted = false, bracketed = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (c == '\\')
            ++i;
        else if (c == '[')
            bracketed = true;
        else if (c == ']')
            bracketed = false;
        else if (!bracketed && (c == 'd' || c == 'D' || c == 'y' || c == 'Y'))
            return true;
    }
    return false;
}
constexpr bool is_built_in_date(int id) {
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

class Workbook {
public:
    Workbook(Archive archive, std::string_view name, const SheetLimits& limits)
        : archive_(std::move(archive)), name_(name), limits_(limits) {}

    Result<Sheet> read(std::string_view wanted) {
        auto part = find_sheet(wanted);
        if (part.has_error()) return part.error();
        if (const auto read = read_texts(); read.has_error()) return read.error();
        if (const auto read = read_styles(); read.has_error()) return read.error();
        auto text = archive_.read(*part);
        if (text.has_error()) return text.error();
        pugi::xml_document document;
        if (const auto parsed = parse(document, *text, *part); parsed.has_error()) return parsed.error();
        return read_rows(document);
    }

private:
    Error damaged(std::string_view what) const {
        return {
            Refusal::bad_value,
            fmt::format("{} is not a workbook that can be read: {}; save it again as .xlsx, or as CSV", name_, what),
            "FILE"};
    }

    /// In place: `text` must outlive the document.
    Result<void> parse(pugi::xml_document& document, std::string& text, std::string_view part) const {
        if (const auto parsed = document.load_buffer_inplace(text.data(), text.size()); !parsed)
            return damaged(fmt::format("its part '{}' is not XML at byte {}", part, parsed.offset));
        return {};
    }

    Result<std::string> find_sheet(std::string_view wanted) {
        auto text = archive_.read("xl/workbook.xml");
        if (text.has_error()) return text.error();
        pugi::xml_document document;
        if (const auto parsed = parse(document, *text, "xl/workbook.xml"); parsed.has_error()) return parsed.error();
        const auto workbook = child_named(document, "workbook");
        const std::string_view from_1904 = child_named(workbook, "workbookPr").attribute("date1904").as_string();
        counts_from_1904_ = from_1904 == "1" || from_1904 == "true";
        std::string names;
        for (const auto sheet : child_named(workbook, "sheets").children()) {
            const std::string_view title = sheet.attribute("name").as_string();
            if (wanted.empty() || title == wanted) {
                title_ = title;
                return target_of(sheet.attribute("r:id").as_string());
            }
            if (names.size() < 200) names += fmt::format("{}'{}'", names.empty() ? "" : ", ", title);
        }
        if (names.empty()) return damaged("it has no sheet");
        return Error{Refusal::not_found, fmt::format("{} has no sheet '{}'; it has {}", name_, wanted, names), "sheet"};
    }

    Result<std::string> target_of(std::string_view id) {
        const std::string part = "xl/_rels/workbook.xml.rels";
        auto text = archive_.read(part);
        if (text.has_error()) return text.error();
        pugi::xml_document document;
        if (const auto parsed = parse(document, *text, part); parsed.has_error()) return parsed.error();
        for (const auto relation : child_named(document, "Relationships").children()) {
            if (relation.attribute("Id").as_string() != id) continue;
            const std::string target = relation.attribute("Target").as_string();
            return target.starts_with('/') ? target.substr(1) : "xl/" + target;
        }
        return damaged(fmt::format("where its sheet '{}' stands is not said", title_));
    }

    Result<void> read_texts() {
        const std::string part = "xl/sharedStrings.xml";
        if (!archive_.has(part)) return {};
        auto text = archive_.read(part);
        if (text.has_error()) return text.error();
        pugi::xml_document document;
        if (const auto parsed = parse(document, *text, part); parsed.has_error()) return parsed.error();
        for (const auto item : child_named(document, "sst").children()) append_text(item, texts_.emplace_back());
        return {};
    }

    Result<void> read_styles() {
        const std::string part = "xl/styles.xml";
        if (!archive_.has(part)) return {};
        auto text = archive_.read(part);
        if (text.has_error()) return text.error();
        pugi::xml_document document;
        if (const auto parsed = parse(document, *text, part); parsed.has_error()) return parsed.error();
        const auto sheet = child_named(document, "styleSheet");
        std::map<int, bool> codes;
        for (const auto format : child_named(sheet, "numFmts").children())
            codes[format.attribute("numFmtId").as_int()] = is_date_code(format.attribute("formatCode").as_string());
        for (const auto style : child_named(sheet, "cellXfs").children()) {
            const int id = style.attribute("numFmtId").as_int();
            const auto own = codes.find(id);
            is_date_.push_back(own != codes.end() ? own->second : is_built_in_date(id));
        }
        return {};
    }

    Result<Sheet> read_rows(pugi::xml_node document) {
        Sheet sheet{.name = std::string(name_),
                    .unit = "row",
                    .taken_as = fmt::format("the sheet '{}' of a workbook", title_),
                    .columns = {},
                    .rows = {}};
        std::size_t number = 0;
        for (const auto row : child_named(child_named(document, "worksheet"), "sheetData").children()) {
            number = row.attribute("r").as_ullong(number + 1);
            SheetRow read{number, {}};
            if (const auto cells = read_cells(row, read); cells.has_error()) return cells.error();
            if (std::ranges::all_of(read.cells, &std::string::empty)) continue;
            if (sheet.columns.empty()) {
                sheet.columns = std::move(read.cells);
                if (const auto checked = check_heading(sheet.columns, name_); checked.has_error())
                    return checked.error();
                continue;
            }
            if (sheet.rows.size() == limits_.rows)
                return Error{Refusal::too_large, fmt::format("{} has more than {} rows; split it", name_, limits_.rows),
                             "FILE"};
            // A row ends with its last cell that holds something.
            // Blank cells beyond the headings are nothing; what is written there is for the reader of the rows to refuse.
            while (read.cells.size() > sheet.columns.size() && read.cells.back().empty()) read.cells.pop_back();
            if (read.cells.size() < sheet.columns.size()) read.cells.resize(sheet.columns.size());
            sheet.rows.push_back(std::move(read));
        }
        if (sheet.columns.empty())
            return Error{Refusal::bad_value,
                         fmt::format("the sheet '{}' of {} is empty; its first row names the columns", title_, name_),
                         "FILE"};
        return sheet;
    }

    Result<void> read_cells(pugi::xml_node row, SheetRow& read) const {
        std::size_t column = 0;
        for (const auto cell : row.children()) {
            if (local_name(cell) != "c") continue;
            if (const auto place = column_of(cell.attribute("r").as_string())) column = *place;
            if (column >= limits_.columns)
                return Error{Refusal::too_large,
                             fmt::format("row {} of {} has more than {} columns", read.number, name_, limits_.columns),
                             "FILE"};
            if (column >= read.cells.size()) read.cells.resize(column + 1);
            auto& text = read.cells[column++];
            text.clear();
            if (const auto value = read_value(cell, text); value.has_error())
                return Error{value.error().kind,
                             fmt::format("row {} of {}: {}", read.number, name_, value.error().message), "FILE"};
        }
        return {};
    }

    /// "AB12" is column 27; nothing where it is not given.
    static std::optional<std::size_t> column_of(std::string_view place) {
        std::size_t column = 0;
        for (const char c : place) {
            if (c < 'A' || c > 'Z') break;
            column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
            if (column > 100'000) return column;  // over any limit
        }
        return column == 0 ? std::nullopt : std::optional{column - 1};
    }

    Result<void> read_value(pugi::xml_node cell, std::string& text) const {
        const std::string_view type = cell.attribute("t").as_string();
        const std::string_view value = child_named(cell, "v").text().get();
        if (type == "inlineStr") {
            append_text(child_named(cell, "is"), text);
        } else if (type == "s") {
            std::size_t number = 0;
            const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
            if (failed != std::errc{} || end != value.data() + value.size() || number >= texts_.size())
                return Error{Refusal::bad_value, "a cell names a text that the workbook does not have; save it again"};
            text = texts_[number];
        } else if (type == "b") {
            text = value == "1" ? "TRUE" : "FALSE";
        } else if (type == "e") {
            return {};  // #REF! and its like say nothing
        } else if (type == "d") {
            text = value.substr(0, 10);
        } else if (type == "str") {
            text = value;
        } else {
            text = number_text(value, style_of(cell));
        }
        if (text.size() > limits_.cell_bytes)
            return Error{Refusal::too_large, fmt::format("a cell is longer than {} bytes", limits_.cell_bytes)};
        if (text.find('\0') != text.npos || !is_utf8(text))
            return Error{Refusal::bad_value, "a cell holds what is no text"};
        return {};
    }

    bool style_of(pugi::xml_node cell) const {
        const auto style = cell.attribute("s").as_ullong(is_date_.size());
        return style < is_date_.size() && is_date_[style];
    }

    /// 45000 is 2023-03-15 where the style says that it is a date, else "45000".
    std::string number_text(std::string_view value, bool is_date) const {
        double number = 0;
        const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (failed != std::errc{} || end != value.data() + value.size() || !std::isfinite(number))
            return std::string(value);
        if (is_date && number >= 61 && number < 110'000) {
            const Day zero = counts_from_1904_ ? day_of(date::year{1904} / 1 / 1) : day_of(date::year{1899} / 12 / 30);
            return text_of(zero + days{static_cast<int>(number)});
        }
        // A reference number must not come back as 1e+06 or with a tail of decimals.
        if (number == std::floor(number) && std::abs(number) < 1e15)
            return fmt::format("{}", static_cast<std::int64_t>(number));
        return std::string(value);
    }

    Archive archive_;
    std::string_view name_;
    const SheetLimits& limits_;
    std::string title_;
    bool counts_from_1904_ = false;
    std::vector<std::string> texts_;
    std::vector<bool> is_date_;
};

}  // namespace

Result<Sheet> sheet_of_workbook(std::string_view bytes, std::string_view name, std::string_view sheet,
                                const SheetLimits& limits) {
    if (bytes.size() > limits.bytes)
        return Error{Refusal::too_large,
                     fmt::format("{} is larger than {} MiB; split it, or save it as CSV", name, limits.bytes >> 20),
                     "FILE"};
    auto archive =
        Archive::open(bytes, name, {.entries = limits.entries, .unpacked = limits.unpacked, .ratio = limits.ratio});
    if (archive.has_error()) return archive.error();
    return Workbook(std::move(*archive), name, limits).read(sheet);
}

}  // namespace ehcp::exchange
