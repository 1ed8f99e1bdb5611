#include "core/casework/support.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "core/casework/intake_checks.hpp"
#include "core/casework/due_cursor.hpp"

namespace ehcp::casework {
namespace {

namespace json = boost::json;

constexpr std::size_t most_barriers = 40, most_cycles = 40, longest_barrier = 400, longest_text = 10'000;

struct TextOfCycle {
    const char* name;
    std::string SupportCycle::*text;
};
constexpr std::array cycle_texts = std::to_array<TextOfCycle>({
    {"assess", &SupportCycle::assess},
    {"plan", &SupportCycle::plan},
    {"do", &SupportCycle::done},
    {"review", &SupportCycle::review},
    {"provision", &SupportCycle::provision},
    {"outcome", &SupportCycle::outcome},
});

std::string text_in(const json::object& object, json::string_view name) {
    const auto* value = object.if_contains(name);
    return value ? std::string(value->as_string().data(), value->as_string().size()) : std::string{};
}

std::optional<Day> day_in(const json::object& object, json::string_view name) {
    return day_from(text_in(object, name));
}

SupportCycle cycle_in(const json::object& object) {
    SupportCycle cycle{.from = day_in(object, "from"), .to = day_in(object, "to")};
    for (const auto& each : cycle_texts) cycle.*each.text = text_in(object, each.name);
    return cycle;
}

json::object cycle_json(const SupportCycle& cycle) {
    json::object object;
    if (cycle.from) object["from"] = text_of(*cycle.from);
    if (cycle.to) object["to"] = text_of(*cycle.to);
    for (const auto& each : cycle_texts) {
        if (const auto& text = cycle.*each.text; !text.empty()) object[each.name] = text;
    }
    return object;
}

void check(const SupportCycle& cycle, const std::string& place, Day today, std::vector<Error>& faults) {
    if (cycle.from && *cycle.from > today)
        faults.push_back(
            {Refusal::bad_date, "a cycle that has begun: its first day is not after today", place + "from"});
    if (cycle.from && cycle.to && *cycle.to < *cycle.from)
        faults.push_back({Refusal::bad_date, "the last day is not before the first", place + "to"});
    for (const auto& each : cycle_texts) {
        const auto& text = cycle.*each.text;
        if (text.empty()) continue;
        if (!is_free_text(text))
            faults.push_back(
                {Refusal::bad_value, "text, with no control characters but line breaks", place + each.name});
        else if (letters_in(text) > longest_text)
            faults.push_back({Refusal::bad_value,
                              fmt::format("at most {} characters; this has {}", longest_text, letters_in(text)),
                              place + each.name});
    }
}

void check(const Barrier& barrier, const std::string& place, Day today, std::vector<Error>& faults) {
    if (barrier.barrier.empty()) {
        faults.push_back({Refusal::missing_field, "say what stands in the way of learning", place + "barrier"});
    } else if (!is_free_text(barrier.barrier) || letters_in(barrier.barrier) > longest_barrier) {
        faults.push_back(
            {Refusal::bad_value, fmt::format("text of at most {} characters", longest_barrier), place + "barrier"});
    }
    if (barrier.cycles.size() > most_cycles)
        faults.push_back({Refusal::bad_value, fmt::format("at most {} cycles", most_cycles), place + "cycles"});
    for (std::size_t number = 0; number < barrier.cycles.size(); ++number)
        check(barrier.cycles[number], fmt::format("{}cycles[{}].", place, number), today, faults);
}

void take(store::SupportRecord& record, const PupilSupport& support, const Occasion& occasion) {
    record.surname = support.surname;
    record.forename = support.forename;
    record.date_of_birth = support.date_of_birth;
    record.upn = support.upn;
    record.cycles = json_of(support.barriers);
    record.updated = {occasion.now, occasion.actor.by};
}

Error no_such_record() { return {Refusal::not_found, "there is no such SEN Support record here", "id"}; }

Error saved_since(const store::SupportRecord& record) {
    return {Refusal::conflict,
            fmt::format("{} saved this record since you opened it; compare, and save again if yours still holds",
                        record.updated.by),
            "version"};
}

}  // namespace

std::string json_of(std::span<const Barrier> barriers) {
    json::array list;
    for (const auto& barrier : barriers) {
        json::array cycles;
        for (const auto& cycle : barrier.cycles) cycles.push_back(cycle_json(cycle));
        list.push_back({{"barrier", barrier.barrier}, {"cycles", std::move(cycles)}});
    }
    return json::serialize(list);
}

std::vector<Barrier> barriers_in(std::string_view text) {
    std::vector<Barrier> barriers;
    const auto parsed = json::parse({text.data(), text.size()});
    for (const auto& each : parsed.as_array()) {
        const auto& object = each.as_object();
        Barrier barrier{text_in(object, "barrier")};
        if (const auto* cycles = object.if_contains("cycles")) {
            for (const auto& cycle : cycles->as_array()) barrier.cycles.push_back(cycle_in(cycle.as_object()));
        }
        barriers.push_back(std::move(barrier));
    }
    return barriers;
}

std::vector<Error> faults_of(const PupilSupport& support, Day today) {
    auto faults =
        faults_of(store::Person{.surname = support.surname, .forename = support.forename, .upn = support.upn}, "");
    if (support.date_of_birth && *support.date_of_birth > today)
        faults.push_back({Refusal::bad_date, "a date of birth is not after today", "date_of_birth"});
    if (support.barriers.size() > most_barriers)
        faults.push_back({Refusal::bad_value, fmt::format("at most {} barriers", most_barriers), "barriers"});
    for (std::size_t number = 0; number < support.barriers.size(); ++number)
        check(support.barriers[number], fmt::format("barriers[{}].", number), today, faults);
    return faults;
}

Result<store::SupportRecord> add_support(store::Transaction& transaction, std::string_view setting,
                                         const PupilSupport& support, const Occasion& occasion) {
    if (auto faults = faults_of(support, occasion.today); !faults.empty()) return faults.front();
    store::SupportRecord record{.setting = std::string(setting)};
    take(record, support, occasion);
    record.created = record.updated;
    record.id = store::insert_support_record(transaction, record);
    return record;
}

Result<store::SupportRecord> save_support(store::Transaction& transaction, std::string_view setting, store::RecordId id,
                                          int seen_version, const PupilSupport& support, const Occasion& occasion) {
    auto record = store::find_support_record(transaction, id, setting);
    if (!record) return no_such_record();
    if (record->version != seen_version) return saved_since(*record);
    if (auto faults = faults_of(support, occasion.today); !faults.empty()) return faults.front();
    take(*record, support, occasion);
    if (!store::update_support_record(transaction, *record)) return saved_since(*record);
    ++record->version;
    return *record;
}

Result<void> remove_support(store::Transaction& transaction, std::string_view setting, store::RecordId id,
                            int seen_version) {
    const auto record = store::find_support_record(transaction, id, setting);
    if (!record) return no_such_record();
    if (record->version != seen_version) return saved_since(*record);
    store::delete_support_record(transaction, id);
    return {};
}

Result<store::SupportRecord> find_support(store::Reader& reader, std::string_view setting, store::RecordId id) {
    auto record = store::find_support_record(reader, id, setting);
    if (!record) return no_such_record();
    return std::move(*record);
}

Result<Page<store::SupportRecord>> supports_of(store::Reader& reader, std::string_view setting, std::string_view cursor,
                                               int limit) {
    const auto rows = rows_wanted(limit);
    if (rows.has_error()) return rows.error();
    const auto after = row_after(cursor);
    if (after.has_error()) return after.error();
    return page_of(store::support_records_of(reader, setting, {*after}, *rows + 1), *rows,
                   [](const store::SupportRecord& row) { return std::to_string(row.id.value); });
}

}  // namespace ehcp::casework
