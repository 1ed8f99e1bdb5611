#include "core/reporting/timeliness_cases.hpp"

#include <fmt/format.h>

namespace ehcp::reporting {

TimelinessCases::TimelinessCases(const Query& query, WantedCases wanted)
    : query_(query), wanted_(std::move(wanted)), counting_(query) {
    watch();
}

TimelinessCases::TimelinessCases(TimelinessCases&& other) noexcept
    : query_(other.query_),
      wanted_(std::move(other.wanted_)),
      counting_(std::move(other.counting_)),
      lines_(std::move(other.lines_)) {
    watch();
}

void TimelinessCases::watch() {
    counting_.watch([this](const CaseFacts& facts, const Counted& counted) { take(facts, counted); });
}

void TimelinessCases::take(const CaseFacts& facts, const Counted& counted) {
    if (counted.what != wanted_.what || counted.on < query_.from || query_.to < counted.on) return;
    if (wanted_.late && *wanted_.late != counted.late) return;
    if (wanted_.exempt && *wanted_.exempt != counted.exempt) return;
    KeyText room;
    if (wanted_.group && group_of(query_.by, facts, counted.on, room) != *wanted_.group) return;
    lines_.push_back({std::string(facts.reference), std::string(facts.team), std::string(facts.caseworker),
                      std::string(facts.setting), counted});
}

void TimelinessCases::merge(TimelinessCases&& other) {
    lines_.insert(lines_.end(), std::make_move_iterator(other.lines_.begin()),
                  std::make_move_iterator(other.lines_.end()));
}

Report TimelinessCases::report() const {
    using enum Column::Type;
    Table table("cases", fmt::format("Between {} and {}", long_text_of(query_.from), long_text_of(query_.to)),
                {{"reference", "Case", text},
                 {"began", "Began", date},
                 {"on", "Done", date},
                 {"days", "Days"},
                 {"late", "Late", yes_no},
                 {"exempt", "Exempt", yes_no},
                 {"team", "Team", text},
                 {"caseworker", "Caseworker", text},
                 {"setting", "Setting", text}});
    std::vector<const Line*> order;
    for (const Line& line : lines_) order.push_back(&line);
    const auto days_of = [](const Line& line) { return (line.counted.on - line.counted.began).count(); };
    std::ranges::sort(order, [&](const Line* a, const Line* b) {
        return std::pair(-days_of(*a), std::string_view(a->reference)) <
               std::pair(-days_of(*b), std::string_view(b->reference));
    });
    for (const Line* const line : order) {
        const Counted& counted = line->counted;
        table.add_row(line->reference, counted.began, counted.on, days_of(*line), counted.late, counted.exempt, line->team,
                      line->caseworker, line->setting);
    }
    Report report{.name = "timeliness-cases",
                  .title = "Cases behind a figure",
                  .as_of = query_.as_of,
                  .from = query_.from,
                  .to = query_.to,
                  .tables = {},
                  .notes = {}};
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace ehcp::reporting
