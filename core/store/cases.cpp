// The rows of case files: found, assigned, and what came with a request.

#include <fmt/format.h>

#include "core/store/bind.hpp"
#include "core/store/people.hpp"

namespace ehcp::store {
namespace {

struct FindCase {
    std::string reference, head_hash;
    long long id = 0, person = 0, last_seq = 0;
    MaybeText setting, caseworker, team, primary_need;
    soci::statement run;
    explicit FindCase(soci::session& session)
        : run((session.prepare
                   << "SELECT id, person, setting, caseworker, team, primary_need, last_seq, head_hash FROM case_file "
                      "WHERE reference = :reference",
               into(id), into(person), into_maybe(setting), into_maybe(caseworker), into_maybe(team),
               into_maybe(primary_need), into(last_seq), into(head_hash), use(reference, "reference"))) {}
};

struct LoadCase {
    std::string reference, head_hash;
    long long id = 0, person = 0, last_seq = 0;
    MaybeText setting, caseworker, team, primary_need;
    soci::statement run;
    explicit LoadCase(soci::session& session)
        : run((session.prepare << "SELECT reference, person, setting, caseworker, team, primary_need, last_seq, "
                                  "head_hash FROM case_file "
                                  "WHERE id = :id",
               into(reference), into(person), into_maybe(setting), into_maybe(caseworker), into_maybe(team),
               into_maybe(primary_need), into(last_seq), into(head_hash), use(id, "id"))) {}
};

template <class Row>
CaseFile file_of(const Row& row) {
    return {{row.id},
            row.reference,
            {row.person},
            row.setting.str(),
            row.caseworker.str(),
            row.team.str(),
            row.primary_need.str(),
            static_cast<int>(row.last_seq),
            hash_from(row.head_hash).value_or(no_hash)};
}

struct Assign {
    long long id = 0;
    MaybeText caseworker, team;
    soci::statement run;
    explicit Assign(soci::session& session)
        : run((session.prepare << "UPDATE case_file SET caseworker = :caseworker, team = :team WHERE id = :id",
               use_maybe(caseworker, "caseworker"), use_maybe(team, "team"), use(id, "id"))) {}
};

struct InsertAssignment {
    long long case_id = 0, at = 0;
    std::string assigned_by, assigned_as;
    MaybeText caseworker, team;
    soci::statement run;
    explicit InsertAssignment(soci::session& session)
        : run((session.prepare << "INSERT INTO assignment (case_id, at, assigned_by, assigned_as, caseworker, team) "
                                  "VALUES (:case_id, :at, :assigned_by, :assigned_as, :caseworker, :team)",
               use(case_id, "case_id"), use(at, "at"), use(assigned_by, "assigned_by"), use(assigned_as, "assigned_as"),
               use_maybe(caseworker, "caseworker"), use_maybe(team, "team"))) {}
};

struct LoadAssignments {
    long long case_id = 0, at = 0;
    std::string assigned_by, assigned_as;
    MaybeText caseworker, team;
    soci::statement run;
    explicit LoadAssignments(soci::session& session)
        : run((session.prepare << "SELECT at, assigned_by, assigned_as, caseworker, team FROM assignment WHERE case_id "
                                  "= :case_id ORDER BY id",
               into(at), into(assigned_by), into(assigned_as), into_maybe(caseworker), into_maybe(team),
               use(case_id, "case_id"))) {}
};

struct KeepApproach {
    long long case_id = 0;
    std::string cycles;
    soci::statement run;
    explicit KeepApproach(soci::session& session)
        : run((session.prepare << "INSERT INTO graduated_approach (case_id, cycles) VALUES (:case_id, :cycles) "
                                  "ON CONFLICT (case_id) DO UPDATE SET cycles = excluded.cycles",
               use(case_id, "case_id"), use(cycles, "cycles"))) {}
};

struct LoadApproach {
    long long case_id = 0;
    std::string cycles;
    soci::statement run;
    explicit LoadApproach(soci::session& session)
        : run((session.prepare << "SELECT cycles FROM graduated_approach WHERE case_id = :case_id", into(cycles),
               use(case_id, "case_id"))) {}
};

}  // namespace

Result<CaseFile> find_case(Reader& reader, std::string_view reference) {
    auto& row = reader.prepared<FindCase>();
    row.reference = reference;
    if (!fetch_one(row.run)) {
        return Error{Refusal::not_found, "there is no case of that reference; it looks like EHC-2026-000123",
                     "reference"};
    }
    return file_of(row);
}

CaseFile load_case(Reader& reader, CaseId id) {
    auto& row = reader.prepared<LoadCase>();
    row.id = id.value;
    if (!fetch_one(row.run))
        throw DatabaseError(Fault::damaged_record, "a case that is referred to is not in the record; run ehcp verify");
    return file_of(row);
}

void assign_case(Transaction& transaction, CaseFile& file, const Assignment& assignment) {
    auto& assign = transaction.prepared<Assign>();
    assign.id = file.id.value;
    assign.caseworker = file.caseworker = assignment.caseworker;
    assign.team = file.team = assignment.team;
    assign.run.execute(true);

    auto& row = transaction.prepared<InsertAssignment>();
    row.case_id = file.id.value;
    row.at = seconds_of(assignment.at);
    row.assigned_by = assignment.actor.by;
    row.assigned_as = assignment.actor.as;
    row.caseworker = assignment.caseworker;
    row.team = assignment.team;
    row.run.execute(true);
}

std::vector<Assignment> assignments_of(Reader& reader, CaseId id) {
    std::vector<Assignment> assignments;
    auto& row = reader.prepared<LoadAssignments>();
    row.case_id = id.value;
    each_row(row.run, [&] {
        assignments.push_back(
            {instant_of(row.at), {row.assigned_by, row.assigned_as}, row.caseworker.str(), row.team.str()});
    });
    return assignments;
}

void keep_graduated_approach(Transaction& transaction, CaseId id, std::string_view json) {
    auto& row = transaction.prepared<KeepApproach>();
    row.case_id = id.value;
    row.cycles = json;
    row.run.execute(true);
}

std::string graduated_approach_of(Reader& reader, CaseId id) {
    auto& row = reader.prepared<LoadApproach>();
    row.case_id = id.value;
    return fetch_one(row.run) ? row.cycles : std::string{};
}

}  // namespace ehcp::store
