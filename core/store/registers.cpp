#include "core/store/registers.hpp"

#include <algorithm>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct PutSetting {
    std::string urn, name, phase;
    soci::statement run;
    explicit PutSetting(soci::session& session)
        : run((session.prepare << "INSERT INTO setting (urn, name, phase) VALUES (:urn, :name, :phase) "
                                  "ON CONFLICT (urn) DO UPDATE SET name = excluded.name, phase = excluded.phase",
               use(urn, "urn"), use(name, "name"), use(phase, "phase"))) {}
};

struct PutTeam {
    std::string name;
    soci::statement run;
    explicit PutTeam(soci::session& session)
        : run((session.prepare << "INSERT INTO team (name) VALUES (:name) ON CONFLICT (name) DO NOTHING",
               use(name, "name"))) {}
};

struct PutCaseworker {
    std::string code, name;
    MaybeText team, left_on;
    soci::statement run;
    explicit PutCaseworker(soci::session& session)
        : run((
              session.prepare << "INSERT INTO caseworker (code, name, team, left_on) VALUES (:code, :name, :team, "
                                 ":left_on) ON CONFLICT (code) "
                                 "DO UPDATE SET name = excluded.name, team = excluded.team, left_on = excluded.left_on",
              use(code, "code"), use(name, "name"), use_maybe(team, "team"), use_maybe(left_on, "left_on"))) {}
};

struct PutBody {
    std::string name, kind;
    soci::statement run;
    explicit PutBody(soci::session& session)
        : run((session.prepare << "INSERT INTO adviser_body (name, kind) VALUES (:name, :kind) "
                                  "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind",
               use(name, "name"), use(kind, "kind"))) {}
};

struct PutClosure {
    std::string setting, closed_from, reopens, source;
    long long learned_at = 0;
    soci::statement run;
    explicit PutClosure(soci::session& session)
        : run((session.prepare << "INSERT INTO closure (setting, closed_from, reopens, source, learned_at) "
                                  "VALUES (:setting, :closed_from, :reopens, :source, :learned_at) ON CONFLICT "
                                  "(setting, closed_from) "
                                  "DO UPDATE SET reopens = excluded.reopens, source = excluded.source, learned_at = "
                                  "excluded.learned_at",
               use(setting, "setting"), use(closed_from, "closed_from"), use(reopens, "reopens"), use(source, "source"),
               use(learned_at, "learned_at"))) {}
};

struct SettingRow {
    std::string urn, name, phase;
    Setting value() const { return {urn, name, phase}; }
};
struct FindSetting : SettingRow {
    std::string wanted;
    soci::statement run;
    explicit FindSetting(soci::session& session)
        : run((session.prepare << "SELECT urn, name, phase FROM setting WHERE urn = :wanted", into(urn), into(name),
               into(phase), use(wanted, "wanted"))) {}
};
struct AllSettings : SettingRow {
    soci::statement run;
    explicit AllSettings(soci::session& session)
        : run((session.prepare << "SELECT urn, name, phase FROM setting ORDER BY urn", into(urn), into(name),
               into(phase))) {}
};

struct CaseworkerRow {
    std::string code, name;
    MaybeText team, left_on;
    Caseworker value() const { return {code, name, team.str(), stored_day(left_on)}; }
};
struct FindCaseworker : CaseworkerRow {
    std::string wanted;
    soci::statement run;
    explicit FindCaseworker(soci::session& session)
        : run((session.prepare << "SELECT code, name, team, left_on FROM caseworker WHERE code = :wanted", into(code),
               into(name), into_maybe(team), into_maybe(left_on), use(wanted, "wanted"))) {}
};
struct AllCaseworkers : CaseworkerRow {
    soci::statement run;
    explicit AllCaseworkers(soci::session& session)
        : run((session.prepare << "SELECT code, name, team, left_on FROM caseworker ORDER BY code", into(code),
               into(name), into_maybe(team), into_maybe(left_on))) {}
};

struct AllTeams {
    std::string name;
    soci::statement run;
    explicit AllTeams(soci::session& session)
        : run((session.prepare << "SELECT name FROM team ORDER BY name", into(name))) {}
};

struct AllBodies {
    std::string name, kind;
    soci::statement run;
    explicit AllBodies(soci::session& session)
        : run((session.prepare << "SELECT name, kind FROM adviser_body ORDER BY name", into(name), into(kind))) {}
};

struct ClosureRow {
    std::string setting, closed_from, reopens, source;
    long long learned_at = 0;
    SettingClosure value() const {
        return {setting, stored_day(closed_from), stored_day(reopens), source, instant_of(learned_at)};
    }
};
struct AllClosures : ClosureRow {
    soci::statement run;
    explicit AllClosures(soci::session& session)
        : run((session.prepare << "SELECT setting, closed_from, reopens, source, learned_at FROM closure ORDER BY "
                                  "setting, closed_from",
               into(setting), into(closed_from), into(reopens), into(source), into(learned_at))) {}
};
struct ClosuresOf : ClosureRow {
    std::string wanted;
    soci::statement run;
    explicit ClosuresOf(soci::session& session)
        : run((session.prepare
                   << "SELECT setting, closed_from, reopens, source, learned_at FROM closure WHERE setting = :wanted "
                      "ORDER BY closed_from",
               into(setting), into(closed_from), into(reopens), into(source), into(learned_at),
               use(wanted, "wanted"))) {}
};

bool is_known(const SettingClosure& closure, std::optional<Instant> known_until) {
    return !known_until || closure.learned_at <= *known_until;
}

}  // namespace

void put(Transaction& transaction, const Setting& setting) {
    auto& row = transaction.prepared<PutSetting>();
    row.urn = setting.urn;
    row.name = setting.name;
    row.phase = setting.phase;
    row.run.execute(true);
}

void put(Transaction& transaction, const Team& team) {
    auto& row = transaction.prepared<PutTeam>();
    row.name = team.name;
    row.run.execute(true);
}

void put(Transaction& transaction, const Caseworker& caseworker) {
    auto& row = transaction.prepared<PutCaseworker>();
    row.code = caseworker.code;
    row.name = caseworker.name;
    row.team = caseworker.team;
    row.left_on = caseworker.left_on;
    row.run.execute(true);
}

void put(Transaction& transaction, const AdviserBody& body) {
    auto& row = transaction.prepared<PutBody>();
    row.name = body.name;
    row.kind = token(body.kind);
    row.run.execute(true);
}

void put(Transaction& transaction, const SettingClosure& closure) {
    auto& row = transaction.prepared<PutClosure>();
    row.setting = closure.setting;
    row.closed_from = text_of(closure.closed_from);
    row.reopens = text_of(closure.reopens);
    row.source = closure.source;
    row.learned_at = seconds_of(closure.learned_at);
    row.run.execute(true);
}

std::optional<Setting> find_setting(Reader& reader, std::string_view urn) {
    auto& row = reader.prepared<FindSetting>();
    row.wanted = urn;
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::optional<Caseworker> find_caseworker(Reader& reader, std::string_view code) {
    auto& row = reader.prepared<FindCaseworker>();
    row.wanted = code;
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::vector<Setting> all_settings(Reader& reader) {
    std::vector<Setting> all;
    auto& row = reader.prepared<AllSettings>();
    each_row(row.run, [&] { all.push_back(row.value()); });
    return all;
}

std::vector<Team> all_teams(Reader& reader) {
    std::vector<Team> all;
    auto& row = reader.prepared<AllTeams>();
    each_row(row.run, [&] { all.push_back({row.name}); });
    return all;
}

std::vector<Caseworker> all_caseworkers(Reader& reader) {
    std::vector<Caseworker> all;
    auto& row = reader.prepared<AllCaseworkers>();
    each_row(row.run, [&] { all.push_back(row.value()); });
    return all;
}

std::vector<AdviserBody> all_bodies(Reader& reader) {
    std::vector<AdviserBody> all;
    auto& row = reader.prepared<AllBodies>();
    each_row(row.run, [&] { all.push_back({row.name, stored_word<Adviser>(row.kind)}); });
    return all;
}

std::vector<SettingClosure> all_closures(Reader& reader) {
    std::vector<SettingClosure> all;
    auto& row = reader.prepared<AllClosures>();
    each_row(row.run, [&] { all.push_back(row.value()); });
    return all;
}

std::vector<SettingClosure> closures_of(Reader& reader, std::string_view urn, std::optional<Instant> known_until) {
    std::vector<SettingClosure> found;
    auto& row = reader.prepared<ClosuresOf>();
    row.wanted = urn;
    each_row(row.run, [&] {
        if (auto closure = row.value(); is_known(closure, known_until)) found.push_back(std::move(closure));
    });
    return found;
}

bool claims_exemption(std::span<const Event> log) {
    return std::ranges::any_of(log, [](const Event& event) {
        return event.type == EventType::exemption_recorded ||
               (event.replacement() && event.replacement()->type == EventType::exemption_recorded);
    });
}

std::vector<std::string_view> settings_named(std::span<const Event> log) {
    std::vector<std::string_view> named;
    const auto note = [&](const Event& event) {
        if (const auto setting = event.text(Field::setting); !setting.empty()) named.push_back(setting);
    };
    for (const auto& event : log) {
        note(event);
        if (event.replacement()) note(*event.replacement());
    }
    std::ranges::sort(named);
    const auto repeated = std::ranges::unique(named);
    named.erase(repeated.begin(), repeated.end());
    return named;
}

RelevantClosures::RelevantClosures(Reader& reader, std::span<const Event> log, std::optional<Instant> known_until) {
    if (!claims_exemption(log)) return;
    for (const auto setting : settings_named(log)) {
        for (auto& closure : closures_of(reader, setting, known_until)) kept_.push_back(std::move(closure));
    }
    for (const auto& closure : kept_) closures_.push_back({closure.setting, closure.closed_from, closure.reopens});
}

ClosureBook::ClosureBook(Reader& reader, std::optional<Instant> known_until) : kept_(all_closures(reader)) {
    std::erase_if(kept_, [&](const SettingClosure& closure) { return !is_known(closure, known_until); });
}

std::span<const Closure> ClosureBook::relevant(std::span<const Event> log, std::vector<Closure>& buffer) const {
    buffer.clear();
    if (kept_.empty() || !claims_exemption(log)) return {};
    for (const auto setting : settings_named(log)) {
        const auto [first, last] = std::ranges::equal_range(
            kept_, setting, {}, [](const SettingClosure& c) { return std::string_view(c.setting); });
        for (auto each = first; each != last; ++each)
            buffer.push_back({each->setting, each->closed_from, each->reopens});
    }
    return buffer;
}

}  // namespace ehcp::store
