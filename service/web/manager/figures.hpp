#pragma once
// A table of figures as the template components/figures shows it: each figure may lead to the cases behind it, and the
// table may be drawn as a chart.

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "core/reporting/report.hpp"

namespace ehcp::web {

struct FigureColumn {
    std::string label;
    bool is_series = false;  ///< a line or a bar of the chart
    bool is_text = false;    ///< no number: set from the left
};
struct Figure {
    std::string text;
    std::string path = {};  ///< of the cases behind it; empty: none
};
/// 1,204 · 46.4 · 23 February 2026 · yes · –
Figure figure_of(const reporting::Cell& cell, std::string path = {});

class FiguresTable {
public:
    struct Head {
        std::string id;  ///< in the page, once
        std::string caption;
        std::string first;       ///< heading of the first column, which names the rows
        std::string chart = {};  ///< "line" or "bar"; empty: none
        std::string unit = {};   ///< of the chart
    };
    FiguresTable(Head head, std::vector<FigureColumn> columns) : head_(std::move(head)), columns_(std::move(columns)) {}

    struct Name {
        std::string text;
        std::string path = {};  ///< where it leads
        std::string help = {};  ///< the page that explains it
    };
    void add_row(Name name, std::vector<Figure> figures) { rows_.push_back({std::move(name), std::move(figures)}); }
    void add_note(std::string note) { notes_.push_back(std::move(note)); }
    void add_notes(const std::vector<std::string>& notes) { notes_.insert(notes_.end(), notes.begin(), notes.end()); }
    /// Says below the table that there is more, and where.
    void has_more(std::string sentence, std::string path) { more_ = std::move(sentence), more_path_ = std::move(path); }

    boost::json::object model() const;

private:
    struct Row {
        Name name;
        std::vector<Figure> figures;
    };
    Head head_;
    std::vector<FigureColumn> columns_;
    std::vector<Row> rows_;
    std::vector<std::string> notes_;
    std::string more_, more_path_;
};

// Of one cell of a report, by the key of its column.
std::int64_t number_at(const reporting::Table& table, std::size_t row, std::string_view column);  ///< 0 where there is none
std::string text_at(const reporting::Table& table, std::size_t row, std::string_view column);

}  // namespace ehcp::web
