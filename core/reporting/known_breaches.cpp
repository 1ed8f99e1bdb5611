#include "core/reporting/known_breaches.hpp"

namespace ehcp::reporting {
namespace {

constexpr std::string_view missed = "missed";
constexpr std::size_t rows_a_commit = 10'000;

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
    store::each_standing_breach(reader, night, [&](const store::BreachRow& row) {
        if (row.rung != missed || row.first_night > night) return;
        const auto print =
            row.due_on ? print_of(*row.due_on, row.limb, row.team, row.caseworker, row.setting) : std::uint64_t{};
        known.push_back({.case_id = row.id.value,
                         .event = row.event,
                         .clock = row.clock,
                         .first_night = row.first_night,
                         .put_right = row.put_right_night.has_value(),
                         .last_seen = print});
    });
    return known;
}

void keep_breaches(store::Writer& writer, const Breaches& breaches, Day night) {
    std::vector<const BreachLine*> unnoted;
    for (const BreachLine& line : breaches.standing())
        if (!line.noted) unnoted.push_back(&line);
    // Those that lie together in the indexes are written together: on a first night there are hundreds of thousands.
    std::ranges::sort(unnoted, {}, [](const BreachLine* line) {
        return std::tuple(line->team, line->caseworker, line->case_id, line->event, line->rule->id);
    });
    write_in_groups(writer, unnoted.size(), [&](store::Transaction& transaction, std::size_t row) {
        const BreachLine& line = *unnoted[row];
        store::note_breach(transaction, {.id = {line.case_id},
                                         .event = line.event,
                                         .clock = line.rule->id,
                                         .rung = std::string(missed),
                                         .first_night = night,
                                         .due_on = line.due_on,
                                         .limb = line.limb ? std::string(token(*line.limb)) : std::string(),
                                         .team = breaches.name_of(line.team),
                                         .caseworker = breaches.name_of(line.caseworker),
                                         .setting = breaches.name_of(line.setting)});
    });
    const auto& put_right = breaches.put_right();
    write_in_groups(writer, put_right.size(), [&](store::Transaction& transaction, std::size_t row) {
        const PutRightLine& line = put_right[row];
        store::put_right(transaction,
                         {.id = {line.breach.case_id},
                          .event = line.breach.event,
                          .clock = line.breach.clock,
                          .rung = std::string(missed),
                          .first_night = line.breach.first_night,
                          .team = breaches.name_of(line.team),
                          .caseworker = breaches.name_of(line.caseworker),
                          .setting = breaches.name_of(line.setting),
                          .put_right_how = std::string(token(line.outcome)),
                          .put_right_on = line.on},
                         night);
    });
}

}  // namespace ehcp::reporting
