#include "core/exchange/bring/closures_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/exchange/bring/calendar_file.hpp"
#include "core/exchange/bring/date_format.hpp"
#include "core/exchange/bring/sheet.hpp"

namespace ehcp::exchange {
namespace {

constexpr auto needed_columns =
    "a CSV of closures has the columns closed_from and reopens (or closed_to, the last day closed); one of terms has "
    "term_from and term_to; "
    "both may have setting and title";

std::string lower(std::string_view text) {
    std::string folded(text);
    std::ranges::transform(folded, folded.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return folded;
}

bool is_calendar(std::string_view bytes) {
    const auto begin = bytes.find('B');
    return begin != bytes.npos && begin <= 8 && lower(bytes.substr(begin, 15)) == "begin:vcalendar";
}

struct Term {
    std::size_t line;
    std::string setting, title;
    Day from, to;
};

class ClosuresSheet {
public:
    explicit ClosuresSheet(const Sheet& sheet) : sheet_(sheet) {}

    Result<ClosuresFile> read() {
        setting_ = column({"setting", "urn"});
        title_ = column({"title", "name", "summary"});
        const auto closed_from = column({"closed_from"}), reopens = column({"reopens"}),
                   closed_to = column({"closed_to"});
        const auto term_from = column({"term_from"}), term_to = column({"term_to"});
        const bool of_terms = term_from && term_to;
        const bool of_closures = closed_from && (reopens || closed_to);
        if (of_terms == of_closures)
            return Error{Refusal::bad_value, fmt::format("{} is no list of closures: {}", sheet_.name, needed_columns),
                         "FILE"};
        file_.taken_as = fmt::format("{} of {}", sheet_.taken_as, of_terms ? "terms" : "closures");
        for (const auto& row : sheet_.rows) {
            if (row.cells.size() != sheet_.columns.size()) {
                fault(row, {}, fmt::format("it has {} cells, the heading {}", row.cells.size(), sheet_.columns.size()),
                      "put missing cells in, even empty ones");
                continue;
            }
            if (of_terms)
                take_term(row, *term_from, *term_to);
            else
                take_closure(row, *closed_from, reopens, closed_to);
        }
        close_between_terms();
        return std::move(file_);
    }

private:
    using Column = std::optional<std::size_t>;

    Column column(std::initializer_list<std::string_view> names) const {
        for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
            if (std::ranges::find(names, lower(sheet_.columns[i])) != names.end()) return i;
        }
        return std::nullopt;
    }
    /// Empty, too, in a row that is cut short.
    std::string cell(const SheetRow& row, Column at) const {
        return at && *at < row.cells.size() ? row.cells[*at] : std::string{};
    }
    void fault(const SheetRow& row, Column at, std::string why, std::string remedy) {
        file_.faults.push_back({row.number, cell(row, setting_),
                                at ? fmt::format("column '{}'", sheet_.columns[*at]) : "", std::move(why),
                                std::move(remedy)});
    }
    std::optional<Day> day(const SheetRow& row, std::size_t at) {
        static const std::vector<DateFormat> forms = {DateFormat::parse("DD/MM/YYYY").value()};
        const auto read = read_date(row.cells[at], forms);
        if (!read)
            fault(row, at, fmt::format("'{}' is not a date", row.cells[at].substr(0, 40)),
                  "write it as 2026-02-28 or 28/02/2026");
        return read;
    }

    void take_closure(const SheetRow& row, std::size_t closed_from, Column reopens, Column closed_to) {
        const auto from = day(row, closed_from);
        auto until = reopens && !row.cells[*reopens].empty() ? day(row, *reopens) : std::nullopt;
        if (!until && closed_to && !row.cells[*closed_to].empty()) {
            until = day(row, *closed_to);
            if (until) *until += days{1};
        } else if (!until && (!reopens || row.cells[*reopens].empty())) {
            return fault(row, reopens ? reopens : closed_to, "it is empty", "say when the setting reopens");
        }
        if (!from || !until) return;
        if (*until <= *from)
            return fault(row, reopens ? reopens : closed_to,
                         fmt::format("it reopens on {} and closes on {}", text_of(*until), text_of(*from)),
                         "it must reopen later");
        file_.closures.push_back({row.number, cell(row, setting_), *from, *until, cell(row, title_)});
    }

    void take_term(const SheetRow& row, std::size_t term_from, std::size_t term_to) {
        const auto from = day(row, term_from), to = day(row, term_to);
        if (!from || !to) return;
        if (*to < *from) return fault(row, term_to, "the term ends before it begins", "put the two dates right");
        terms_.push_back({row.number, cell(row, setting_), cell(row, title_), *from, *to});
    }

    /// A setting is closed from the day after a term to the first day of its next.
    void close_between_terms() {
        std::ranges::stable_sort(terms_, {}, [](const Term& term) {
            return std::pair{std::string_view(term.setting), term.from};
        });
        for (std::size_t i = 1; i < terms_.size(); ++i) {
            const auto &before = terms_[i - 1], &term = terms_[i];
            if (before.setting != term.setting) continue;
            if (term.from <= before.to) {
                file_.faults.push_back({term.line,
                                        term.setting,
                                        {},
                                        fmt::format("the term overlaps the one of line {}", before.line),
                                        "put the dates right"});
                continue;
            }
            if (term.from == before.to + days{1}) continue;
            file_.closures.push_back({term.line, term.setting, before.to + days{1}, term.from,
                                      before.title.empty() ? "" : "after " + before.title});
        }
    }

    const Sheet& sheet_;
    Column setting_, title_;
    std::vector<Term> terms_;
    ClosuresFile file_;
};

}  // namespace

Result<ClosuresFile> read_closures(std::string_view bytes, std::string_view name, std::string_view only) {
    if (!is_calendar(bytes)) {
        const auto sheet = read_sheet(bytes, name, {}, {.rows = 50'000});
        if (sheet.has_error()) return sheet.error();
        return ClosuresSheet(*sheet).read();
    }
    auto calendar = read_calendar_file(bytes, name);
    if (calendar.has_error()) return calendar.error();
    ClosuresFile file{.taken_as = "iCalendar", .closures = {}, .faults = {}};
    for (auto& fault : calendar->faults)
        file.faults.push_back({fault.line,
                               {},
                               {},
                               fmt::format("the event cannot be taken: {}", fault.why),
                               "put it right, or enter the closure by hand"});
    for (auto& entry : calendar->entries) {
        if (!only.empty() && lower(entry.summary).find(lower(only)) == std::string::npos) {
            ++file.passed_over;
            continue;
        }
        file.closures.push_back({entry.line, {}, entry.from, entry.until, std::move(entry.summary)});
    }
    return file;
}

}  // namespace ehcp::exchange
