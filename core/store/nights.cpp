#include "core/store/nights.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct ClaimNight {
    std::string day;
    long long started_at = 0, abandoned_before = 0;
    soci::statement run;
    explicit ClaimNight(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO night (day, started_at) VALUES (:day, :started_at) ON CONFLICT (day) DO UPDATE "
                      "SET started_at = excluded.started_at WHERE night.finished_at IS NULL AND night.started_at < "
                      ":abandoned_before",
               use(day, "day"), use(started_at, "started_at"), use(abandoned_before, "abandoned_before"))) {}
};

struct FinishNight {
    std::string day, summary;
    long long finished_at = 0, findings = 0;
    soci::statement run;
    explicit FinishNight(soci::session& session)
        : run((session.prepare << "UPDATE night SET finished_at = :finished_at, findings = :findings, summary = "
                                  ":summary WHERE day = :day",
               use(finished_at, "finished_at"), use(findings, "findings"), use(summary, "summary"), use(day, "day"))) {}
};

struct ReleaseNight {
    std::string day;
    soci::statement run;
    explicit ReleaseNight(soci::session& session)
        : run((session.prepare << "DELETE FROM night WHERE day = :day AND finished_at IS NULL", use(day, "day"))) {}
};

struct NightRow {
    std::string day, summary;
    long long started_at = 0, findings = 0;
    MaybeNumber finished_at;
    Night value() const {
        return {stored_day(day), instant_of(started_at),
                finished_at.value() ? std::optional{instant_of(*finished_at.value())} : std::nullopt,
                static_cast<int>(findings), summary};
    }
};

struct LastNight : NightRow {
    soci::statement run;
    explicit LastNight(soci::session& session)
        : run((session.prepare
                   << "SELECT day, started_at, finished_at, findings, summary FROM night WHERE finished_at IS NOT NULL "
                      "ORDER BY day DESC LIMIT 1",
               into(day), into(started_at), into_maybe(finished_at), into(findings), into(summary))) {}
};

struct LastNights : NightRow {
    long long most = 0;
    soci::statement run;
    explicit LastNights(soci::session& session)
        : run((session.prepare
                   << "SELECT day, started_at, finished_at, findings, summary FROM night WHERE finished_at IS NOT NULL "
                      "ORDER BY day DESC LIMIT :most",
               into(day), into(started_at), into_maybe(finished_at), into(findings), into(summary),
               use(most, "most"))) {}
};

struct FindNight : NightRow {
    std::string wanted;
    soci::statement run;
    explicit FindNight(soci::session& session)
        : run((session.prepare
                   << "SELECT day, started_at, finished_at, findings, summary FROM night WHERE day = :wanted",
               into(day), into(started_at), into_maybe(finished_at), into(findings), into(summary),
               use(wanted, "wanted"))) {}
};

struct InsertFailure {
    std::string day, message;
    MaybeNumber case_id;
    soci::statement run;
    explicit InsertFailure(soci::session& session)
        : run((session.prepare << "INSERT INTO night_failure (day, case_id, message) VALUES (:day, :case_id, :message)",
               use(day, "day"), use_maybe(case_id, "case_id"), use(message, "message"))) {}
};

struct PutSeal {
    std::string day, digest;
    long long entries = 0, at = 0;
    soci::statement run;
    explicit PutSeal(soci::session& session)
        : run((session.prepare << "INSERT INTO seal (day, entries, digest, at) VALUES (:day, :entries, :digest, :at) "
                                  "ON CONFLICT (day) DO NOTHING",
               use(day, "day"), use(entries, "entries"), use(digest, "digest"), use(at, "at"))) {}
};

struct AllSeals {
    std::string day, digest;
    long long entries = 0, at = 0;
    soci::statement run;
    explicit AllSeals(soci::session& session)
        : run((session.prepare << "SELECT day, entries, digest, at FROM seal ORDER BY day", into(day), into(entries),
               into(digest), into(at))) {}
};

struct InsertBreach {
    long long case_id = 0, event = 0;
    std::string clock, rung, first_night;
    MaybeText due_on, limb, team, caseworker, setting;
    soci::statement run;
    explicit InsertBreach(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO breach (case_id, event, clock, rung, first_night, due_on, limb, team, caseworker, "
                      "setting) VALUES (:case_id, :event, :clock, :rung, :first_night, :due_on, :limb, :team, "
                      ":caseworker, :setting) ON CONFLICT (case_id, event, clock, rung) DO UPDATE SET "
                      "put_right_night = NULL, put_right_how = NULL, put_right_on = NULL, first_night = CASE WHEN "
                      "breach.put_right_night < excluded.first_night THEN excluded.first_night ELSE "
                      "breach.first_night END, due_on = excluded.due_on, limb = excluded.limb, team = excluded.team, "
                      "caseworker = excluded.caseworker, setting = excluded.setting "
                      "WHERE breach.put_right_night IS NOT NULL OR breach.due_on IS DISTINCT FROM excluded.due_on OR "
                      "breach.limb IS DISTINCT FROM excluded.limb OR breach.team IS DISTINCT FROM excluded.team OR "
                      "breach.caseworker IS DISTINCT FROM excluded.caseworker OR breach.setting IS DISTINCT FROM "
                      "excluded.setting",
               use(case_id, "case_id"), use(event, "event"), use(clock, "clock"), use(rung, "rung"),
               use(first_night, "first_night"), use_maybe(due_on, "due_on"), use_maybe(limb, "limb"),
               use_maybe(team, "team"), use_maybe(caseworker, "caseworker"), use_maybe(setting, "setting"))) {}
};

struct PutRight {
    long long case_id = 0, event = 0;
    std::string clock, rung, night;
    MaybeText how, on, team, caseworker, setting;
    soci::statement run;
    explicit PutRight(soci::session& session)
        : run((session.prepare << "UPDATE breach SET put_right_night = :night, put_right_how = :how, put_right_on = "
                                  ":on_day, team = :team, caseworker = :caseworker, setting = :setting WHERE case_id = "
                                  ":case_id AND event = :event AND clock = :clock AND rung = :rung AND "
                                  "put_right_night IS NULL",
               use(night, "night"), use_maybe(how, "how"), use_maybe(on, "on_day"), use_maybe(team, "team"),
               use_maybe(caseworker, "caseworker"), use_maybe(setting, "setting"), use(case_id, "case_id"),
               use(event, "event"), use(clock, "clock"), use(rung, "rung"))) {}
};

struct StandingBreaches {
    long long case_id = 0, event = 0;
    std::string night, clock, rung, first_night;
    MaybeText put_right_night, due_on, limb, team, caseworker, setting;
    soci::statement run;
    explicit StandingBreaches(soci::session& session)
        : run((session.prepare
                   << "SELECT case_id, event, clock, rung, first_night, put_right_night, due_on, limb, team, "
                      "caseworker, setting FROM breach WHERE put_right_night IS NULL OR put_right_night >= :night "
                      "ORDER BY case_id, event, clock, rung",
               into(case_id), into(event), into(clock), into(rung), into(first_night), into_maybe(put_right_night),
               into_maybe(due_on), into_maybe(limb), into_maybe(team), into_maybe(caseworker), into_maybe(setting),
               use(night, "night"))) {}
};

}  // namespace

bool claim_night(Transaction& transaction, Day day, Instant now) {
    auto& row = transaction.prepared<ClaimNight>();
    row.day = text_of(day);
    row.started_at = seconds_of(now);
    row.abandoned_before = seconds_of(now - std::chrono::hours{1});
    row.run.execute(true);
    return row.run.get_affected_rows() == 1;
}

void finish_night(Transaction& transaction, const Night& night) {
    auto& row = transaction.prepared<FinishNight>();
    row.day = text_of(night.day);
    row.finished_at = seconds_of(night.finished_at.value());
    row.findings = night.findings;
    row.summary = night.summary;
    row.run.execute(true);
}

void release_night(Transaction& transaction, Day day) {
    auto& row = transaction.prepared<ReleaseNight>();
    row.day = text_of(day);
    row.run.execute(true);
}

std::optional<Night> last_finished_night(Reader& reader) {
    auto& row = reader.prepared<LastNight>();
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::vector<Night> last_nights(Reader& reader, int most) {
    auto& row = reader.prepared<LastNights>();
    row.most = most;
    std::vector<Night> nights;
    each_row(row.run, [&] { nights.push_back(row.value()); });
    return nights;
}

std::optional<Night> find_night(Reader& reader, Day day) {
    auto& row = reader.prepared<FindNight>();
    row.wanted = text_of(day);
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

void note_failure(Transaction& transaction, Day day, CaseId id, std::string_view message) {
    auto& row = transaction.prepared<InsertFailure>();
    row.day = text_of(day);
    row.case_id = id.value == 0 ? std::nullopt : std::optional<long long>{id.value};
    row.message = message;
    row.run.execute(true);
}

void keep_seal(Transaction& transaction, const Seal& seal) {
    auto& row = transaction.prepared<PutSeal>();
    row.day = text_of(seal.day);
    row.entries = seal.entries;
    row.digest = base64_of(seal.digest);
    row.at = seconds_of(seal.at);
    row.run.execute(true);
}

std::vector<Seal> all_seals(Reader& reader) {
    std::vector<Seal> seals;
    auto& row = reader.prepared<AllSeals>();
    each_row(row.run, [&] {
        seals.push_back(
            {stored_day(row.day), row.entries, hash_from(row.digest).value_or(no_hash), instant_of(row.at)});
    });
    return seals;
}

bool note_breach(Transaction& transaction, const BreachRow& breach) {
    auto& row = transaction.prepared<InsertBreach>();
    row.case_id = breach.id.value;
    row.event = breach.event;
    row.clock = hyphen_token(breach.clock);
    row.rung = breach.rung;
    row.first_night = text_of(breach.first_night);
    row.due_on = breach.due_on;
    row.limb = breach.limb;
    row.team = breach.team;
    row.caseworker = breach.caseworker;
    row.setting = breach.setting;
    row.run.execute(true);
    return row.run.get_affected_rows() == 1;
}

void put_right(Transaction& transaction, const BreachRow& breach, Day night) {
    auto& row = transaction.prepared<PutRight>();
    row.case_id = breach.id.value;
    row.event = breach.event;
    row.clock = hyphen_token(breach.clock);
    row.rung = breach.rung;
    row.night = text_of(night);
    row.how = breach.put_right_how;
    row.on = breach.put_right_on;
    row.team = breach.team;
    row.caseworker = breach.caseworker;
    row.setting = breach.setting;
    row.run.execute(true);
}

void each_standing_breach(Reader& reader, Day night, const std::function<void(const BreachRow&)>& visit) {
    auto& row = reader.prepared<StandingBreaches>();
    row.night = text_of(night);
    BreachRow breach;
    each_row(row.run, [&] {
        breach.id = {row.case_id};
        breach.event = static_cast<int>(row.event);
        breach.clock = stored_clock(row.clock);
        breach.rung = row.rung;
        breach.first_night = stored_day(row.first_night);
        breach.put_right_night = stored_day(row.put_right_night);
        breach.due_on = stored_day(row.due_on);
        breach.limb = row.limb.view();
        breach.team = row.team.view();
        breach.caseworker = row.caseworker.view();
        breach.setting = row.setting.view();
        visit(breach);
    });
}

}  // namespace ehcp::store
