#include "core/store/index.hpp"

#include <fmt/format.h>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

std::optional<SettingRole> role_in(const Event& event) {
    switch (event.type) {
        case EventType::request_received:
            return SettingRole::requester;
        case EventType::advice_requested:
            return SettingRole::advice;
        case EventType::placement_consulted:
            return SettingRole::placement;
        default:
            return std::nullopt;
    }
}

struct InsertProcedure {
    long long case_id = 0, number = 0;
    std::string kind, state, opened_on;
    MaybeText ended_on, lapses_after;
    MaybeNumber origin;
    soci::statement run;
    explicit InsertProcedure(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO procedure_index (case_id, number, kind, state, opened_on, ended_on, lapses_after, "
                      "origin) "
                      "VALUES (:case_id, :number, :kind, :state, :opened_on, :ended_on, :lapses_after, :origin)",
               use(case_id, "case_id"), use(number, "number"), use(kind, "kind"), use(state, "state"),
               use(opened_on, "opened_on"), use_maybe(ended_on, "ended_on"), use_maybe(lapses_after, "lapses_after"),
               use_maybe(origin, "origin"))) {}
};

struct InsertClock {
    long long case_id = 0, number = 0, procedure = 0, event = 0;
    std::string clock, kind, bearer, trigger_on;
    MaybeText adviser, body, setting, due_on, lapses_on, exempt_from;
    soci::statement run;
    explicit InsertClock(soci::session& session)
        : run((session.prepare << "INSERT INTO clock_index (case_id, number, procedure, event, clock, kind, bearer, "
                                  "adviser, body, setting, "
                                  "trigger_on, due_on, lapses_on, exempt_from) VALUES (:case_id, :number, :procedure, "
                                  ":event, :clock, :kind, "
                                  ":bearer, :adviser, :body, :setting, :trigger_on, :due_on, :lapses_on, :exempt_from)",
               use(case_id, "case_id"), use(number, "number"), use(procedure, "procedure"), use(event, "event"),
               use(clock, "clock"), use(kind, "kind"), use(bearer, "bearer"), use_maybe(adviser, "adviser"),
               use_maybe(body, "body"), use_maybe(setting, "setting"), use(trigger_on, "trigger_on"),
               use_maybe(due_on, "due_on"), use_maybe(lapses_on, "lapses_on"), use_maybe(exempt_from, "exempt_from"))) {
    }
};

struct InsertSetting {
    std::string setting, role;
    long long case_id = 0;
    soci::statement run;
    explicit InsertSetting(soci::session& session)
        : run((
              session.prepare << "INSERT INTO case_setting (setting, case_id, role) VALUES (:setting, :case_id, :role)",
              use(setting, "setting"), use(case_id, "case_id"), use(role, "role"))) {}
};

template <int Which>
struct Clear {
    static constexpr std::array sql = {"DELETE FROM procedure_index WHERE case_id = :case_id",
                                       "DELETE FROM clock_index WHERE case_id = :case_id",
                                       "DELETE FROM case_setting WHERE case_id = :case_id"};
    long long case_id = 0;
    soci::statement run;
    explicit Clear(soci::session& session) : run((session.prepare << sql[Which], use(case_id, "case_id"))) {}
};

template <int Which>
void clear(Transaction& transaction, CaseId id) {
    auto& statement = transaction.prepared<Clear<Which>>();
    statement.case_id = id.value;
    statement.run.execute(true);
}

void insert(Transaction& transaction, CaseId id, std::span<const IndexedProcedure> procedures) {
    auto& row = transaction.prepared<InsertProcedure>();
    row.case_id = id.value;
    row.number = 0;
    for (const auto& procedure : procedures) {
        row.kind = token(procedure.kind);
        row.state = token(procedure.state);
        row.opened_on = text_of(procedure.opened_on);
        row.ended_on = procedure.ended_on;
        row.lapses_after = procedure.lapses_after;
        row.origin = procedure.origin < 0 ? std::nullopt : std::optional<long long>{procedure.origin};
        row.run.execute(true);
        ++row.number;
    }
}

void insert(Transaction& transaction, CaseId id, std::span<const IndexedClock> clocks) {
    auto& row = transaction.prepared<InsertClock>();
    row.case_id = id.value;
    for (const auto& clock : clocks) {
        row.number = clock.number;
        row.procedure = clock.procedure;
        row.event = clock.event;
        row.clock = hyphen_token(clock.clock);
        row.kind = token(clock.kind);
        row.bearer = token(clock.bearer);
        row.adviser = clock.adviser ? token(*clock.adviser) : "";
        row.body = clock.body;
        row.setting = clock.setting;
        row.trigger_on = text_of(clock.trigger_on);
        row.due_on = clock.due_on;
        row.lapses_on = clock.lapses_on;
        row.exempt_from = clock.exempt_from;
        row.run.execute(true);
    }
}

void insert(Transaction& transaction, CaseId id, std::span<const IndexedSetting> settings) {
    auto& row = transaction.prepared<InsertSetting>();
    row.case_id = id.value;
    for (const auto& setting : settings) {
        row.setting = setting.setting;
        row.role = token(setting.role);
        row.run.execute(true);
    }
}

}  // namespace

std::vector<const Event*> as_corrected(std::span<const Event> log) {
    std::vector<const Event*> events;
    events.reserve(log.size());
    for (const auto& event : log) events.push_back(event.type == EventType::corrected ? nullptr : &event);
    for (const auto& event : log) {
        if (event.type == EventType::corrected)
            events[static_cast<std::size_t>(event.corrects())] = event.replacement();
    }
    return events;
}

std::vector<IndexedSetting> concerned_settings(std::span<const Event> log) {
    std::vector<IndexedSetting> settings;
    for (const auto* const event : as_corrected(log)) {
        if (!event || !event->has(Field::setting)) continue;
        if (const auto role = role_in(*event)) settings.push_back({std::string(event->text(Field::setting)), *role});
    }
    std::ranges::sort(settings);
    const auto repeated = std::ranges::unique(settings);
    settings.erase(repeated.begin(), repeated.end());
    return settings;
}

CaseIndex index_of_case(std::span<const Event> log, const CaseView& view) {
    CaseIndex index;
    index.procedures.reserve(view.procedures.size());
    for (const auto& run : view.procedures) {
        index.procedures.push_back({run.kind, run.state, run.opened_on, run.ended_on, run.lapses_after, run.origin});
    }
    for (std::size_t number = 0; number < view.clocks.size(); ++number) {
        const auto& run = view.clocks[number];
        if (!run.is_open()) continue;
        index.clocks.push_back(
            {.number = static_cast<int>(number),
             .procedure = run.procedure,
             .event = run.event,
             .clock = run.rule->id,
             .kind = run.rule->kind,
             .bearer = run.rule->bearer,
             .adviser = run.adviser(),
             .body = std::string(run.body()),
             .setting = std::string(run.setting()),
             .trigger_on = run.trigger_on,
             .due_on = run.due_on,
             .lapses_on = run.lapses_on,
             .exempt_from = run.exemption < 0 ? std::nullopt
                                              : view.exemptions[static_cast<std::size_t>(run.exemption)].valid_from});
    }
    index.settings = concerned_settings(log);
    return index;
}

std::string difference(const CaseIndex& kept, const CaseIndex& derived) {
    if (kept == derived) return {};
    if (kept.procedures.size() != derived.procedures.size()) {
        return fmt::format("{} procedures, by the log {}", kept.procedures.size(), derived.procedures.size());
    }
    for (std::size_t i = 0; i < kept.procedures.size(); ++i) {
        const auto &has = kept.procedures[i], &should = derived.procedures[i];
        if (has == should) continue;
        return fmt::format("procedure {} is {} ({}), by the log {} ({})", i, token(has.kind), token(has.state),
                           token(should.kind), token(should.state));
    }
    if (kept.clocks.size() != derived.clocks.size()) {
        return fmt::format("{} open clocks, by the log {}", kept.clocks.size(), derived.clocks.size());
    }
    const auto due = [](const IndexedClock& clock) {
        return clock.due_on ? text_of(*clock.due_on) : std::string("without a date");
    };
    for (std::size_t i = 0; i < kept.clocks.size(); ++i) {
        const auto &has = kept.clocks[i], &should = derived.clocks[i];
        if (has == should) continue;
        return fmt::format("clock {}: due {}, by the log {}: due {}", hyphen_token(has.clock), due(has),
                           hyphen_token(should.clock), due(should));
    }
    return "the settings concerned are not those of the log";
}

void insert_index(Transaction& transaction, CaseId id, const CaseIndex& index) {
    insert(transaction, id, std::span{index.procedures});
    insert(transaction, id, std::span{index.clocks});
    insert(transaction, id, std::span{index.settings});
}

void replace_index(Transaction& transaction, CaseId id, const CaseIndex& index) {
    clear<0>(transaction, id);
    clear<1>(transaction, id);
    clear<2>(transaction, id);
    insert_index(transaction, id, index);
}

namespace {

struct ReadProcedures {
    long long case_id = 0;
    std::string kind, state, opened_on;
    MaybeText ended_on, lapses_after;
    MaybeNumber origin;
    soci::statement run;
    explicit ReadProcedures(soci::session& session)
        : run((session.prepare << "SELECT kind, state, opened_on, ended_on, lapses_after, origin FROM procedure_index "
                                  "WHERE case_id = :case_id ORDER BY number",
               into(kind), into(state), into(opened_on), into_maybe(ended_on), into_maybe(lapses_after),
               into_maybe(origin), use(case_id, "case_id"))) {}
};

struct ReadClocks {
    long long case_id = 0, number = 0, procedure = 0, event = 0;
    std::string clock, kind, bearer, trigger_on;
    MaybeText adviser, body, setting, due_on, lapses_on, exempt_from;
    soci::statement run;
    explicit ReadClocks(soci::session& session)
        : run((session.prepare << "SELECT number, procedure, event, clock, kind, bearer, adviser, body, setting, "
                                  "trigger_on, due_on, lapses_on, "
                                  "exempt_from FROM clock_index WHERE case_id = :case_id ORDER BY number",
               into(number), into(procedure), into(event), into(clock), into(kind), into(bearer), into_maybe(adviser),
               into_maybe(body), into_maybe(setting), into(trigger_on), into_maybe(due_on), into_maybe(lapses_on),
               into_maybe(exempt_from), use(case_id, "case_id"))) {}
};

struct ReadSettings {
    long long case_id = 0;
    std::string setting, role;
    soci::statement run;
    explicit ReadSettings(soci::session& session)
        : run((session.prepare << "SELECT setting, role FROM case_setting WHERE case_id = :case_id", into(setting),
               into(role), use(case_id, "case_id"))) {}
};

}  // namespace

CaseIndex read_index(Reader& reader, CaseId id) {
    CaseIndex index;
    auto& procedures = reader.prepared<ReadProcedures>();
    procedures.case_id = id.value;
    each_row(procedures.run, [&] {
        index.procedures.push_back({stored_word<ProcedureKind>(procedures.kind), stored_word<State>(procedures.state),
                                    stored_day(procedures.opened_on), stored_day(procedures.ended_on),
                                    stored_day(procedures.lapses_after),
                                    static_cast<int>(procedures.origin.value().value_or(-1))});
    });
    auto& clocks = reader.prepared<ReadClocks>();
    clocks.case_id = id.value;
    each_row(clocks.run, [&] {
        index.clocks.push_back({.number = static_cast<int>(clocks.number),
                                .procedure = static_cast<int>(clocks.procedure),
                                .event = static_cast<int>(clocks.event),
                                .clock = stored_clock(clocks.clock),
                                .kind = stored_word<ClockKind>(clocks.kind),
                                .bearer = stored_word<Bearer>(clocks.bearer),
                                .adviser = clocks.adviser.view().empty()
                                               ? std::nullopt
                                               : std::optional{stored_word<Adviser>(clocks.adviser.view())},
                                .body = clocks.body.str(),
                                .setting = clocks.setting.str(),
                                .trigger_on = stored_day(clocks.trigger_on),
                                .due_on = stored_day(clocks.due_on),
                                .lapses_on = stored_day(clocks.lapses_on),
                                .exempt_from = stored_day(clocks.exempt_from)});
    });
    auto& settings = reader.prepared<ReadSettings>();
    settings.case_id = id.value;
    each_row(settings.run, [&] {
        index.settings.push_back({settings.setting, stored_word<SettingRole>(settings.role)});
    });
    std::ranges::sort(index.settings);
    return index;
}

}  // namespace ehcp::store
