#include "core/store/queues.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct QueueRow {
    long long id = 0, after = 0, limit = 0;
    std::string reference, surname, forename, since;
    MaybeText team, caseworker, setting;
    QueuedCase value() const {
        return {{id}, reference, surname, forename, team.str(), caseworker.str(), setting.str(), stored_day(since)};
    }
};

struct InStage : QueueRow {
    std::string kind, state;
    soci::statement run;
    explicit InStage(soci::session& session)
        : run((session.prepare
                   << "SELECT c.id, c.reference, p.surname, p.forename, c.team, c.caseworker, c.setting, i.opened_on "
                      "FROM procedure_index i CROSS JOIN case_file c CROSS JOIN person p WHERE i.case_id > :after AND "
                      "i.kind = :kind AND i.state = :state AND i.ended_on IS NULL AND c.id = i.case_id AND p.id = "
                      "c.person ORDER BY i.case_id, i.number LIMIT :limit",
               into(id), into(reference), into(surname), into(forename), into_maybe(team), into_maybe(caseworker),
               into_maybe(setting), into(since), use(after, "after"), use(kind, "kind"), use(state, "state"),
               use(limit, "limit"))) {}
};

struct Awaited : QueueRow {
    std::string adviser;
    MaybeText due_on, body;
    long long number = 0, after_number = 0;
    soci::statement run;
    explicit Awaited(soci::session& session)
        : run((session.prepare
                   << "SELECT c.id, c.reference, p.surname, p.forename, c.team, c.caseworker, c.setting, i.trigger_on, "
                      "i.due_on, i.body, i.number FROM clock_index i CROSS JOIN case_file c CROSS JOIN person p WHERE "
                      "(i.case_id, i.number) > (:after, :after_number) AND i.clock = 'advice' AND i.adviser = :adviser "
                      "AND c.id = i.case_id AND p.id = c.person ORDER BY i.case_id, i.number LIMIT :limit",
               into(id), into(reference), into(surname), into(forename), into_maybe(team), into_maybe(caseworker),
               into_maybe(setting), into(since), into_maybe(due_on), into_maybe(body), into(number),
               use(after, "after"), use(after_number, "after_number"), use(adviser, "adviser"), use(limit, "limit"))) {}
};

}  // namespace

std::vector<QueuedCase> cases_in_stage(Reader& reader, ProcedureKind kind, State state, CaseId after, int limit) {
    auto& row = reader.prepared<InStage>();
    row.kind = token(kind);
    row.state = token(state);
    row.after = after.value;
    row.limit = limit;
    std::vector<QueuedCase> cases;
    each_row(row.run, [&] { cases.push_back(row.value()); });
    return cases;
}

std::vector<AwaitedAdvice> awaited_advice(Reader& reader, Adviser adviser, CaseId after, int after_number, int limit) {
    auto& row = reader.prepared<Awaited>();
    row.adviser = token(adviser);
    row.after = after.value;
    row.after_number = after_number;
    row.limit = limit;
    std::vector<AwaitedAdvice> advice;
    each_row(row.run, [&] {
        AwaitedAdvice each{row.value(), static_cast<int>(row.number), row.body.str()};
        each.due_on = stored_day(row.due_on);
        advice.push_back(std::move(each));
    });
    return advice;
}

}  // namespace ehcp::store
