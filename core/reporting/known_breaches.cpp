#include "core/reporting/known_breaches.hpp"

namespace ehcp::reporting {
namespace {

constexpr std::string_view missed = "missed";
constexpr std::size_t rows_a_commit = 2000;

void write_in_groups(store::Writer& writer, std::size_t rows,
                     const std::function<void(store::Transaction&, std::size_t)>& write) {
    for (std::size_t first = 0; first < rows; first += rows_a_commit) {
        writer
            .perform([&](store::Transaction& transaction) -> Result<bool> {
                for (auto row = first; row < std::min(rows, first + rows_a_commit); ++row) write(transaction, row);
                return true;
            })
            .value();
    }
}

}  // namespace

std::vector<KnownBreach> known_breaches(store::Reader& reader, Day night) {
    std::vector<KnownBreach> known;
    for (const auto& row : store::standing_breaches(reader, night))
        if (row.rung == missed && row.first_night <= night)
            known.push_back({row.id.value, row.event, row.clock, row.first_night, row.put_right_night.has_value()});
    return known;
}

void keep_breaches(store::Writer& writer, const Breaches& breaches, Day night) {
    std::vector<const BreachLine*> unnoted;
    for (const BreachLine& line : breaches.standing())
        if (!line.noted) unnoted.push_back(&line);
    write_in_groups(writer, unnoted.size(), [&](store::Transaction& transaction, std::size_t row) {
        const BreachLine& line = *unnoted[row];
        store::note_breach(transaction, {.id = {line.case_id},
                                         .event = line.event,
                                         .clock = line.rule->id,
                                         .rung = std::string(missed),
                                         .first_night = night,
                                         .put_right_night = std::nullopt});
    });
    const auto& put_right = breaches.put_right();
    write_in_groups(writer, put_right.size(), [&](store::Transaction& transaction, std::size_t row) {
        const KnownBreach& breach = put_right[row].breach;
        store::put_right(transaction,
                         {.id = {breach.case_id},
                          .event = breach.event,
                          .clock = breach.clock,
                          .rung = std::string(missed),
                          .first_night = breach.first_night,
                          .put_right_night = std::nullopt},
                         night);
    });
}

}  // namespace ehcp::reporting
