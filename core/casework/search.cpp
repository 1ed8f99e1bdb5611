#include "core/casework/search.hpp"

#include <algorithm>

#include "core/casework/due_cursor.hpp"
#include "core/casework/intake_checks.hpp"
#include "core/casework/pages.hpp"
#include "core/store/people.hpp"

namespace ehcp::casework {
namespace {

bool is_reference(std::string_view text) { return text.starts_with("EHC-"); }

std::vector<store::FoundCase> by_reference(store::Reader& reader, std::string_view reference) {
    auto file = store::find_case(reader, reference);
    if (file.has_error()) return {};
    auto child = store::load_person(reader, file->person);
    return {{std::move(*file), std::move(child)}};
}

std::vector<store::FoundCase> find(store::Reader& reader, const Search& search, store::CaseId after, int limit) {
    if (search.text.empty()) return store::cases_by_setting(reader, search.setting, after, limit);
    if (is_reference(search.text)) return by_reference(reader, search.text);
    if (is_upn(search.text)) return store::cases_by_upn(reader, search.text, after, limit);
    const auto comma = std::min(search.text.find(','), search.text.size());
    const auto surname = store::folded(std::string_view(search.text).substr(0, comma));
    const auto forename = store::folded(std::string_view(search.text).substr(std::min(comma + 1, search.text.size())));
    return store::cases_by_name(reader, surname, forename, search.setting, after, limit);
}

store::DueFilter due_filter(const Worklist& filter, Day today, int limit) {
    return {.team = filter.team,
            .caseworker = filter.caseworker,
            .setting = filter.setting,
            .clock = filter.clock,
            .due_before = filter.due_before,
            .overdue = filter.overdue,
            .whose = filter.whose,
            .limits_only = filter.limits_only,
            .today = today,
            .after_due = filter.due_from ? text_of(*filter.due_from) : std::string(),  // and any case, any clock
            .after_case = {},
            .limit = limit};
}

}  // namespace

Result<Page<Found>> search(store::Reader& reader, const Search& search) {
    const auto limit = rows_wanted(search.limit);
    if (limit.has_error()) return limit.error();
    const auto after = row_after(search.cursor);
    if (after.has_error()) return after.error();
    // The cursor is the number of a case and no name: it stands in URLs.
    return page_of(find(reader, search, {*after}, *limit + 1), *limit,
                   [](const Found& row) { return std::to_string(row.file.id.value); });
}

Result<Page<Due>> worklist(store::Reader& reader, const Worklist& filter, Day today) {
    const auto limit = rows_wanted(filter.limit);
    if (limit.has_error()) return limit.error();
    auto due = due_filter(filter, today, *limit + 1);
    const auto after = due_after(filter.cursor);
    if (after.has_error()) return after.error();
    if (!filter.cursor.empty()) {
        due.after_due = after->due;
        due.after_case = after->of;
        due.after_number = after->number;
    }
    return page_of(store::due_clocks(reader, due), *limit, [](const Due& row) {
        return due_cursor(*row.clock.due_on, row.file.id, row.clock.number);
    });
}

int count_of(store::Reader& reader, const Worklist& filter, Day today, int most) {
    return store::count_due_clocks(reader, due_filter(filter, today, most));
}

}  // namespace ehcp::casework
