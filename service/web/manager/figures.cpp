#include "service/web/manager/figures.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "service/web/words.hpp"

namespace ehcp::web {

namespace json = boost::json;

Figure figure_of(const reporting::Cell& cell, std::string path) {
    if (const auto* n = std::get_if<std::int64_t>(&cell)) return {number_text(*n), *n == 0 ? std::string() : path};
    if (const auto* x = std::get_if<double>(&cell)) return {fmt::format("{:.1f}", *x), std::move(path)};
    if (const auto* day = std::get_if<Day>(&cell)) return {long_text_of(*day), std::move(path)};
    if (const auto* yes = std::get_if<bool>(&cell)) return {*yes ? "Yes" : "No", std::move(path)};
    if (const auto* text = std::get_if<std::string>(&cell)) return {*text, std::move(path)};
    return {"–"};
}

json::object FiguresTable::model() const {
    json::array columns;
    for (const auto& column : columns_) 
        columns.push_back({{"label", column.label}, {"is_series", column.is_series}, {"is_number", !column.is_text}});
    json::array rows;
    for (const Row& row : rows_) {
        json::array figures;
        for (std::size_t c = 0; c < row.figures.size(); ++c)
            figures.push_back({{"figure", row.figures[c].text},
                               {"path", row.figures[c].path},
                               {"is_number", !columns_.at(c).is_text}});
        rows.push_back({{"name", row.name.text},
                        {"name_path", row.name.path},
                        {"name_help", row.name.help},
                        {"figures", std::move(figures)}});
    }
    json::array notes;
    for (const auto& note : notes_) notes.emplace_back(note);
    return {{"id", head_.id},
            {"caption", head_.caption},
            {"first", head_.first},
            {"chart", head_.chart},
            {"unit", head_.unit},
            {"columns", std::move(columns)},
            {"has_rows", !rows.empty()},
            {"rows", std::move(rows)},
            {"has_notes", !notes.empty()},
            {"notes", std::move(notes)},
            {"more", more_},
            {"more_path", more_path_}};
}

std::int64_t number_at(const reporting::Table& table, std::size_t row, std::string_view column) {
    const auto* const n = std::get_if<std::int64_t>(&table.at(row, column));
    return n ? *n : 0;
}

std::string text_at(const reporting::Table& table, std::size_t row, std::string_view column) {
    const auto* const text = std::get_if<std::string>(&table.at(row, column));
    return text ? *text : std::string();
}

}  // namespace ehcp::web
