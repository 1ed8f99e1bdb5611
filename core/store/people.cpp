#include "core/store/people.hpp"

#include <fmt/format.h>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

// Latin letters with a mark, U+00C0 to U+017F, as the plain letters people type for them.
constexpr std::array<std::string_view, 0x180 - 0xC0> plain = {
    "a", "a", "a",  "a", "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i", "i", "i",  "i",  "d", "n", "o",  "o",
    "o", "o", "o",  "",  "o", "u", "u",  "u",  "u", "y", "th", "ss", "a", "a", "a",  "a",  "a", "a", "ae", "c",
    "e", "e", "e",  "e", "i", "i", "i",  "i",  "d", "n", "o",  "o",  "o", "o", "o",  "",   "o", "u", "u",  "u",
    "u", "y", "th", "y", "a", "a", "a",  "a",  "a", "a", "c",  "c",  "c", "c", "c",  "c",  "c", "c", "d",  "d",
    "d", "d", "e",  "e", "e", "e", "e",  "e",  "e", "e", "e",  "e",  "g", "g", "g",  "g",  "g", "g", "g",  "g",
    "h", "h", "h",  "h", "i", "i", "i",  "i",  "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j", "j", "k",  "k",
    "k", "l", "l",  "l", "l", "l", "l",  "l",  "l", "l", "l",  "n",  "n", "n", "n",  "n",  "n", "n", "n",  "n",
    "o", "o", "o",  "o", "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r", "r", "s",  "s",  "s", "s", "s",  "s",
    "s", "s", "t",  "t", "t", "t", "t",  "t",  "u", "u", "u",  "u",  "u", "u", "u",  "u",  "u", "u", "u",  "u",
    "w", "w", "y",  "y", "y", "z", "z",  "z",  "z", "z", "z",  "s"};

static_assert(plain[0xFF - 0xC0] == "y" && plain.back() == "s");

bool is_set_aside(unsigned char c) { return c == ' ' || c == '-' || c == '\'' || c == '.' || c == '`'; }

}  // namespace

std::string folded(std::string_view name) {
    std::string key;
    key.reserve(name.size());
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        const auto next = static_cast<unsigned char>(i + 1 < name.size() ? name[i + 1] : '\0');
        if (c >= 'A' && c <= 'Z') {
            key.push_back(static_cast<char>(c - 'A' + 'a'));
        } else if (c >= 0xC3 && c <= 0xC5 && next >= 0x80 && next <= 0xBF) {
            key += plain[((c & 0x1Fu) << 6 | (next & 0x3Fu)) - 0xC0u];
            ++i;
        } else if (name.substr(i, 2) == "\xE2\x80" && i + 2 < name.size()) {
            i += 2;  // dashes and curly apostrophes, U+2010 to U+201F
        } else if (!is_set_aside(c)) {
            key.push_back(static_cast<char>(c));
        }
    }
    return key;
}

namespace {

struct InsertPerson {
    long long id = 0;
    std::string surname, forename, date_of_birth, surname_key, forename_key;
    MaybeText sex, ethnicity, upn, uln, postcode;
    soci::statement run;
    explicit InsertPerson(soci::session& session)
        : run((session.prepare << "INSERT INTO person (id, surname, forename, date_of_birth, sex, ethnicity, upn, uln, "
                                  "postcode, surname_key, "
                                  "forename_key) VALUES (:id, :surname, :forename, :date_of_birth, :sex, :ethnicity, "
                                  ":upn, :uln, :postcode, "
                                  ":surname_key, :forename_key)",
               use(id, "id"), use(surname, "surname"), use(forename, "forename"), use(date_of_birth, "date_of_birth"),
               use_maybe(sex, "sex"), use_maybe(ethnicity, "ethnicity"), use_maybe(upn, "upn"), use_maybe(uln, "uln"),
               use_maybe(postcode, "postcode"), use(surname_key, "surname_key"), use(forename_key, "forename_key"))) {}
};

struct UpdatePerson {
    long long id = 0;
    std::string surname, forename, date_of_birth, surname_key, forename_key;
    MaybeText sex, ethnicity, upn, uln, postcode;
    soci::statement run;
    explicit UpdatePerson(soci::session& session)
        : run((session.prepare << "UPDATE person SET surname = :surname, forename = :forename, date_of_birth = "
                                  ":date_of_birth, sex = :sex, ethnicity = :ethnicity, upn = :upn, uln = :uln, "
                                  "postcode = :postcode, surname_key = :surname_key, forename_key = :forename_key "
                                  "WHERE id = :id",
               use(surname, "surname"), use(forename, "forename"), use(date_of_birth, "date_of_birth"),
               use_maybe(sex, "sex"), use_maybe(ethnicity, "ethnicity"), use_maybe(upn, "upn"), use_maybe(uln, "uln"),
               use_maybe(postcode, "postcode"), use(surname_key, "surname_key"), use(forename_key, "forename_key"),
               use(id, "id"))) {}
};

struct LoadPerson {
    long long id = 0;
    std::string surname, forename, date_of_birth;
    MaybeText sex, ethnicity, upn, uln, postcode;
    soci::statement run;
    explicit LoadPerson(soci::session& session)
        : run((session.prepare << "SELECT surname, forename, date_of_birth, sex, ethnicity, upn, uln, postcode FROM "
                                  "person WHERE id = :id",
               into(surname), into(forename), into(date_of_birth), into_maybe(sex), into_maybe(ethnicity),
               into_maybe(upn), into_maybe(uln), into_maybe(postcode), use(id, "id"))) {}
};

struct InsertContact {
    long long person = 0;
    std::string name;
    MaybeText relation, email, telephone, address;
    soci::statement run;
    explicit InsertContact(soci::session& session)
        : run((session.prepare << "INSERT INTO contact (person, name, relation, email, telephone, address) "
                                  "VALUES (:person, :name, :relation, :email, :telephone, :address)",
               use(person, "person"), use(name, "name"), use_maybe(relation, "relation"), use_maybe(email, "email"),
               use_maybe(telephone, "telephone"), use_maybe(address, "address"))) {}
};

struct LoadContacts {
    long long person = 0;
    std::string name;
    MaybeText relation, email, telephone, address;
    soci::statement run;
    explicit LoadContacts(soci::session& session)
        : run((
              session.prepare
                  << "SELECT name, relation, email, telephone, address FROM contact WHERE person = :person ORDER BY id",
              into(name), into_maybe(relation), into_maybe(email), into_maybe(telephone), into_maybe(address),
              use(person, "person"))) {}
};

}  // namespace

namespace {

template <class Row>
void write_person(Row& row, std::int64_t id, const Person& person) {
    row.id = id;
    row.surname = person.surname;
    row.forename = person.forename;
    row.date_of_birth = text_of(person.date_of_birth);
    row.sex = person.sex;
    row.ethnicity = person.ethnicity;
    row.upn = person.upn;
    row.uln = person.uln;
    row.postcode = person.postcode;
    row.surname_key = folded(person.surname);
    row.forename_key = folded(person.forename);
    row.run.execute(true);
}

}  // namespace

PersonId insert_person(Transaction& transaction, const Person& person) {
    const auto id = transaction.next("person");
    write_person(transaction.prepared<InsertPerson>(), id, person);
    return {id};
}

void update_person(Transaction& transaction, const Person& person) {
    write_person(transaction.prepared<UpdatePerson>(), person.id.value, person);
}

void insert_contact(Transaction& transaction, PersonId person, const Contact& contact) {
    auto& row = transaction.prepared<InsertContact>();
    row.person = person.value;
    row.name = contact.name;
    row.relation = contact.relation;
    row.email = contact.email;
    row.telephone = contact.telephone;
    row.address = contact.address;
    row.run.execute(true);
}

Person load_person(Reader& reader, PersonId id) {
    auto& row = reader.prepared<LoadPerson>();
    row.id = id.value;
    if (!fetch_one(row.run))
        throw DatabaseError(Fault::damaged_record, "a case names a person who is not in the record; run ehcp verify");
    return {id,
            row.surname,
            row.forename,
            stored_day(row.date_of_birth),
            row.sex.str(),
            row.ethnicity.str(),
            row.upn.str(),
            row.uln.str(),
            row.postcode.str()};
}

std::vector<Contact> load_contacts(Reader& reader, PersonId id) {
    std::vector<Contact> contacts;
    auto& row = reader.prepared<LoadContacts>();
    row.person = id.value;
    each_row(row.run, [&] {
        contacts.push_back({row.name, row.relation.str(), row.email.str(), row.telephone.str(), row.address.str()});
    });
    return contacts;
}

namespace {

struct SameUpn {
    std::string upn, reference;
    long long id = 0, open = 0;
    soci::statement run;
    explicit SameUpn(soci::session& session)
        : run((session.prepare
                   << "SELECT c.id, c.reference, (SELECT COUNT(*) FROM procedure_index i WHERE i.case_id = c.id AND "
                      "i.kind = 'assessment' AND i.state IN ('requested', 'assessing', 'draft')) "
                      "FROM person p JOIN case_file c ON c.person = p.id WHERE p.upn = :upn ORDER BY c.id",
               into(id), into(reference), into(open), use(upn, "upn"))) {}
};

struct SameNameAndBirth {
    std::string surname_key, forename_key, date_of_birth, reference;
    long long id = 0, open = 0;
    soci::statement run;
    explicit SameNameAndBirth(soci::session& session)
        : run((session.prepare
                   << "SELECT c.id, c.reference, (SELECT COUNT(*) FROM procedure_index i WHERE i.case_id = c.id AND "
                      "i.kind = 'assessment' AND i.state IN ('requested', 'assessing', 'draft')) "
                      "FROM person p JOIN case_file c ON c.person = p.id WHERE p.surname_key = :surname_key AND "
                      "p.forename_key = :forename_key AND p.date_of_birth = :date_of_birth ORDER BY c.id",
               into(id), into(reference), into(open), use(surname_key, "surname_key"),
               use(forename_key, "forename_key"), use(date_of_birth, "date_of_birth"))) {}
};

struct InsertLink {
    long long one = 0, other = 0, at = 0;
    std::string why;
    soci::statement run;
    explicit InsertLink(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO case_link (case_id, other, why, found_at) VALUES (:one, :other, :why, :at) "
                      "ON CONFLICT (case_id, other) DO NOTHING",
               use(one, "one"), use(other, "other"), use(why, "why"), use(at, "at"))) {}
};

struct LoadLinks {
    long long case_id = 0, other = 0;
    std::string reference, why;
    soci::statement run;
    explicit LoadLinks(soci::session& session)
        : run((session.prepare
                   << "SELECT l.other, c.reference, l.why FROM case_link l JOIN case_file c ON c.id = l.other "
                      "WHERE l.case_id = :case_id ORDER BY l.other",
               into(other), into(reference), into(why), use(case_id, "case_id"))) {}
};

}  // namespace

std::vector<Duplicate> possible_duplicates(Reader& reader, const Person& person) {
    std::vector<Duplicate> found;
    if (!person.upn.empty()) {
        auto& same = reader.prepared<SameUpn>();
        same.upn = person.upn;
        each_row(same.run, [&] { found.push_back({{same.id}, same.reference, WhyLinked::same_upn, same.open > 0}); });
    }
    auto& same = reader.prepared<SameNameAndBirth>();
    same.surname_key = folded(person.surname);
    same.forename_key = folded(person.forename);
    same.date_of_birth = text_of(person.date_of_birth);
    each_row(same.run, [&] {
        if (std::ranges::find(found, CaseId{same.id}, &Duplicate::id) != found.end()) return;
        found.push_back({{same.id}, same.reference, WhyLinked::same_name_and_date_of_birth, same.open > 0});
    });
    return found;
}

void link_cases(Transaction& transaction, CaseId one, CaseId other, WhyLinked why, Instant at) {
    auto& row = transaction.prepared<InsertLink>();
    row.why = token(why);
    row.at = seconds_of(at);
    for (const auto& [from, to] : {std::pair{one, other}, std::pair{other, one}}) {
        row.one = from.value;
        row.other = to.value;
        row.run.execute(true);
    }
}

std::vector<CaseLink> links_of(Reader& reader, CaseId id) {
    std::vector<CaseLink> links;
    auto& row = reader.prepared<LoadLinks>();
    row.case_id = id.value;
    each_row(row.run, [&] { links.push_back({{row.other}, row.reference, stored_word<WhyLinked>(row.why)}); });
    return links;
}

}  // namespace ehcp::store
