#include "core/store/matching.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct ByNumber {
    long long id = 0;
    MaybeText upn, uln;
    soci::statement run;
    explicit ByNumber(soci::session& session)
        : run((session.prepare << "SELECT id FROM person WHERE upn = :upn UNION SELECT id FROM person WHERE uln = :uln "
                                  "ORDER BY 1",
               into(id), use_maybe(upn, "upn"), use_maybe(uln, "uln"))) {}
};

struct ByNameAndBirth {
    long long id = 0;
    std::string surname, forename, born;
    soci::statement run;
    explicit ByNameAndBirth(soci::session& session)
        : run((session.prepare << "SELECT id FROM person WHERE surname_key = :surname AND forename_key = :forename AND "
                                  "date_of_birth = :born ORDER BY id",
               into(id), use(surname, "surname"), use(forename, "forename"), use(born, "born"))) {}
};

struct RequestsOf {
    long long person = 0, id = 0;
    std::string reference, opened_on;
    soci::statement run;
    explicit RequestsOf(soci::session& session)
        : run((session.prepare << "SELECT c.id, c.reference, i.opened_on FROM case_file c JOIN procedure_index i ON "
                                  "i.case_id = c.id WHERE c.person = :person AND i.kind IN ('assessment', 'plan') "
                                  "ORDER BY c.id, i.number",
               into(id), into(reference), into(opened_on), use(person, "person"))) {}
};

}  // namespace

std::vector<PersonId> people_like(Reader& reader, const Person& person) {
    std::vector<PersonId> people;
    if (!person.upn.empty() || !person.uln.empty()) {
        auto& row = reader.prepared<ByNumber>();
        row.upn = person.upn;
        row.uln = person.uln;
        each_row(row.run, [&] { people.push_back({row.id}); });
        if (!people.empty()) return people;
    }
    auto& row = reader.prepared<ByNameAndBirth>();
    row.surname = folded(person.surname);
    row.forename = folded(person.forename);
    row.born = text_of(person.date_of_birth);
    each_row(row.run, [&] { people.push_back({row.id}); });
    return people;
}

std::vector<KnownRequest> requests_of_person(Reader& reader, PersonId person) {
    std::vector<KnownRequest> requests;
    auto& row = reader.prepared<RequestsOf>();
    row.person = person.value;
    each_row(row.run, [&] { requests.push_back({{row.id}, row.reference, stored_day(row.opened_on)}); });
    return requests;
}

}  // namespace ehcp::store
