#include "core/store/plan_facts.hpp"

#include "core/store/bind.hpp"
#include "core/store/engine.hpp"

namespace ehcp::store {
namespace {

std::optional<long long> number_of(std::optional<bool> flag) {
    return flag ? std::optional<long long>(*flag ? 1 : 0) : std::nullopt;
}

struct ForgetDetails {
    long long id = 0;
    soci::statement run;
    explicit ForgetDetails(soci::session& session)
        : run((session.prepare << "DELETE FROM plan_details WHERE case_id = :id", use(id, "id"))) {}
};
struct ForgetNeeds {
    long long id = 0;
    soci::statement run;
    explicit ForgetNeeds(soci::session& session)
        : run((session.prepare << "DELETE FROM need WHERE case_id = :id", use(id, "id"))) {}
};
struct ForgetPlacements {
    long long id = 0;
    soci::statement run;
    explicit ForgetPlacements(soci::session& session)
        : run((session.prepare << "DELETE FROM placement WHERE case_id = :id", use(id, "id"))) {}
};
struct ForgetStated {
    long long id = 0;
    soci::statement run;
    explicit ForgetStated(soci::session& session)
        : run((session.prepare << "DELETE FROM stated_item WHERE case_id = :id", use(id, "id"))) {}
};

struct InsertDetails {
    long long id = 0, youth_accommodation = 0, personal_budget = 0;
    MaybeText exported_to, residential, work_based, organised_arrangements, direct_payments;
    soci::statement run;
    explicit InsertDetails(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO plan_details (case_id, youth_accommodation, exported_to, residential, work_based, "
                      "personal_budget, organised_arrangements, direct_payments) VALUES (:id, :youth_accommodation, "
                      ":exported_to, :residential, :work_based, :personal_budget, :organised_arrangements, "
                      ":direct_payments)",
               use(id, "id"), use(youth_accommodation, "youth_accommodation"), use_maybe(exported_to, "exported_to"),
               use_maybe(residential, "residential"), use_maybe(work_based, "work_based"),
               use(personal_budget, "personal_budget"), use_maybe(organised_arrangements, "organised_arrangements"),
               use_maybe(direct_payments, "direct_payments"))) {}
};

struct InsertNeed {
    long long id = 0, rank = 0;
    std::string code;
    soci::statement run;
    explicit InsertNeed(soci::session& session)
        : run((session.prepare << "INSERT INTO need (case_id, rank, code) VALUES (:id, :rank, :code)", use(id, "id"),
               use(rank, "rank"), use(code, "code"))) {}
};

struct InsertPlacement {
    long long id = 0, number = 0, rank = 0;
    std::string part;
    MaybeText urn, ukprn, setting_type, setting_other, entered_on, left_on, residential, work_based;
    MaybeNumber sen_unit, resourced;
    soci::statement run;
    explicit InsertPlacement(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO placement (case_id, part, number, rank, urn, ukprn, setting_type, setting_other, "
                      "sen_unit, resourced, entered_on, left_on, residential, work_based) VALUES (:id, :part, :number, "
                      ":rank, :urn, :ukprn, :setting_type, :setting_other, :sen_unit, :resourced, :entered_on, "
                      ":left_on, :residential, :work_based)",
               use(id, "id"), use(part, "part"), use(number, "number"), use(rank, "rank"), use_maybe(urn, "urn"),
               use_maybe(ukprn, "ukprn"), use_maybe(setting_type, "setting_type"),
               use_maybe(setting_other, "setting_other"), use_maybe(sen_unit, "sen_unit"),
               use_maybe(resourced, "resourced"), use_maybe(entered_on, "entered_on"), use_maybe(left_on, "left_on"),
               use_maybe(residential, "residential"), use_maybe(work_based, "work_based"))) {}
};

struct InsertStated {
    long long id = 0, year = 0;
    std::string item, value;
    soci::statement run;
    explicit InsertStated(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO stated_item (case_id, year, item, value) VALUES (:id, :year, :item, :value)",
               use(id, "id"), use(year, "year"), use(item, "item"), use(value, "value"))) {}
};

struct UpdateWhyNoUpn {
    long long id = 0;
    MaybeText code;
    soci::statement run;
    explicit UpdateWhyNoUpn(soci::session& session)
        : run((session.prepare << "UPDATE person SET no_upn_because = :code WHERE id = :id", use_maybe(code, "code"),
               use(id, "id"))) {}
};

template <class Statement>
void forget(Transaction& transaction, CaseId id) {
    auto& statement = transaction.prepared<Statement>();
    statement.id = id.value;
    statement.run.execute(true);
}

void insert(Transaction& transaction, CaseId id, const PlanDetails& details) {
    if (details == PlanDetails{}) return;
    auto& row = transaction.prepared<InsertDetails>();
    row.id = id.value;
    row.youth_accommodation = details.youth_accommodation ? 1 : 0;
    row.exported_to = details.exported_to;
    row.residential = details.residential;
    row.work_based = details.work_based;
    row.personal_budget = details.personal_budget ? 1 : 0;
    row.organised_arrangements = details.organised_arrangements;
    row.direct_payments = details.direct_payments;
    row.run.execute(true);
}

void insert(Transaction& transaction, CaseId id, int number, const Placement& placement) {
    auto& row = transaction.prepared<InsertPlacement>();
    row.id = id.value;
    row.part = token(placement.part);
    row.number = number;
    row.rank = placement.rank;
    row.urn = placement.urn;
    row.ukprn = placement.ukprn;
    row.setting_type = placement.setting_type;
    row.setting_other = placement.setting_other;
    row.sen_unit = number_of(placement.sen_unit);
    row.resourced = number_of(placement.resourced);
    row.entered_on = placement.entered_on;
    row.left_on = placement.left_on;
    row.residential = placement.residential;
    row.work_based = placement.work_based;
    row.run.execute(true);
}

// Each query of a FactsScan begins with the number of the case.
struct ScanPeople {
    engine::Rows rows;
    explicit ScanPeople(soci::session& session)
        : rows(session,
               "SELECT c.id, p.id, p.surname, p.forename, p.date_of_birth, p.sex, p.ethnicity, p.upn, p.uln, "
               "p.postcode, p.no_upn_because FROM case_file c CROSS JOIN person p WHERE p.id = c.person AND c.id >= :1 "
               "AND c.id <= :2 ORDER BY c.id") {}
};
struct ScanDetails {
    engine::Rows rows;
    explicit ScanDetails(soci::session& session)
        : rows(session,
               "SELECT case_id, youth_accommodation, exported_to, residential, work_based, personal_budget, "
               "organised_arrangements, direct_payments FROM plan_details WHERE case_id >= :1 AND case_id <= :2 "
               "ORDER BY case_id") {}
};
struct ScanNeeds {
    engine::Rows rows;
    explicit ScanNeeds(soci::session& session)
        : rows(session,
               "SELECT case_id, rank, code FROM need WHERE case_id >= :1 AND case_id <= :2 ORDER BY case_id, rank") {}
};
struct ScanPlacements {
    engine::Rows rows;
    explicit ScanPlacements(soci::session& session)
        : rows(session,
               "SELECT case_id, part, rank, urn, ukprn, setting_type, setting_other, sen_unit, resourced, entered_on, "
               "left_on, residential, work_based FROM placement WHERE case_id >= :1 AND case_id <= :2 "
               "ORDER BY case_id, CASE part WHEN 'named' THEN 0 ELSE 1 END, number") {}
};
struct ScanStated {
    engine::Rows rows;
    explicit ScanStated(soci::session& session)
        : rows(session,
               "SELECT case_id, year, item, value FROM stated_item WHERE case_id >= :1 AND case_id <= :2 "
               "ORDER BY case_id, year, item") {}
};

std::optional<Day> maybe_day(const engine::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional{stored_day(rows.text(column))};
}
std::optional<bool> maybe_flag(const engine::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional{rows.number(column) != 0};
}

PlanDetails details_in(const engine::Rows& rows) {
    return {.youth_accommodation = rows.number(1) != 0,
            .exported_to = std::string(rows.text(2)),
            .residential = std::string(rows.text(3)),
            .work_based = std::string(rows.text(4)),
            .personal_budget = rows.number(5) != 0,
            .organised_arrangements = std::string(rows.text(6)),
            .direct_payments = std::string(rows.text(7))};
}

Placement placement_in(const engine::Rows& rows) {
    return {.part = stored_word<PlacementPart>(rows.text(1)),
            .rank = static_cast<int>(rows.number(2)),
            .urn = std::string(rows.text(3)),
            .ukprn = std::string(rows.text(4)),
            .setting_type = std::string(rows.text(5)),
            .setting_other = std::string(rows.text(6)),
            .sen_unit = maybe_flag(rows, 7),
            .resourced = maybe_flag(rows, 8),
            .entered_on = maybe_day(rows, 9),
            .left_on = maybe_day(rows, 10),
            .residential = std::string(rows.text(11)),
            .work_based = std::string(rows.text(12))};
}

struct SharedPeople {
    long long person = 0, id = 0;
    soci::statement run;
    explicit SharedPeople(soci::session& session)
        : run((session.prepare << "SELECT person, id FROM case_file WHERE person IN (SELECT person FROM case_file GROUP "
                                  "BY person HAVING count(*) > 1) ORDER BY person, id",
               into(person), into(id))) {}
};

struct WhyNoUpn {
    long long id = 0;
    MaybeText code;
    soci::statement run;
    explicit WhyNoUpn(soci::session& session)
        : run((session.prepare << "SELECT no_upn_because FROM person WHERE id = :id", into_maybe(code), use(id, "id"))) {}
};

}  // namespace

void insert_plan_facts(Transaction& transaction, CaseId id, const PlanFacts& facts) {
    insert(transaction, id, facts.details);
    for (const auto& need : facts.needs) {
        auto& row = transaction.prepared<InsertNeed>();
        row.id = id.value;
        row.rank = need.rank;
        row.code = need.code;
        row.run.execute(true);
    }
    int number = 0;
    for (const auto& placement : facts.placements) insert(transaction, id, number++, placement);
    for (const auto& stated : facts.stated) {
        auto& row = transaction.prepared<InsertStated>();
        row.id = id.value;
        row.year = stated.year;
        row.item = stated.item;
        row.value = stated.value;
        row.run.execute(true);
    }
}

void keep_plan_facts(Transaction& transaction, CaseId id, const PlanFacts& facts) {
    forget<ForgetDetails>(transaction, id);
    forget<ForgetNeeds>(transaction, id);
    forget<ForgetPlacements>(transaction, id);
    forget<ForgetStated>(transaction, id);
    insert_plan_facts(transaction, id, facts);
}

PlanFacts load_plan_facts(Reader& reader, CaseId id) { return FactsScan(reader, id, id).of(id).facts; }

void keep_why_no_upn(Transaction& transaction, PersonId id, std::string_view code) {
    auto& row = transaction.prepared<UpdateWhyNoUpn>();
    row.id = id.value;
    row.code = code;
    row.run.execute(true);
}

std::string why_no_upn(Reader& reader, PersonId id) {
    auto& row = reader.prepared<WhyNoUpn>();
    row.id = id.value;
    return fetch_one(row.run) ? row.code.str() : std::string();
}

struct FactsScan::Queries {
    struct Query {
        engine::Rows& rows;
        bool more;
        Query(engine::Rows& its_rows, CaseId first, CaseId last) : rows(its_rows) {
            rows.bind(1, first.value).bind(2, last.value);
            more = rows.next();
        }
        ~Query() { rows.finish(); }
        Query(const Query&) = delete;
        Query& operator=(const Query&) = delete;

        /// Calls row() for each row of the case; passes over those of cases before it.
        template <class Row>
        void rows_of(CaseId id, Row row) {
            for (; more && rows.number(0) <= id.value; more = rows.next()) {
                if (rows.number(0) == id.value) row();
            }
        }
    };

    Queries(Reader& reader, CaseId first, CaseId last)
        : people(reader.prepared<ScanPeople>().rows, first, last),
          details(reader.prepared<ScanDetails>().rows, first, last),
          needs(reader.prepared<ScanNeeds>().rows, first, last),
          placements(reader.prepared<ScanPlacements>().rows, first, last),
          stated(reader.prepared<ScanStated>().rows, first, last) {}

    Query people, details, needs, placements, stated;
    PersonAndFacts current;
};

FactsScan::FactsScan(Reader& reader, CaseId first, CaseId last)
    : queries_(std::make_unique<Queries>(reader, first, last)) {}
FactsScan::~FactsScan() = default;

const PersonAndFacts& FactsScan::of(CaseId id) {
    auto& q = *queries_;
    auto& [person, no_upn_because, facts] = q.current;
    facts.details = {};
    facts.needs.clear();
    facts.placements.clear();
    facts.stated.clear();
    q.people.rows_of(id, [&] {
        const auto& rows = q.people.rows;
        person.id = {rows.number(1)};
        person.surname = rows.text(2);
        person.forename = rows.text(3);
        person.date_of_birth = stored_day(rows.text(4));
        person.sex = rows.text(5);
        person.ethnicity = rows.text(6);
        person.upn = rows.text(7);
        person.uln = rows.text(8);
        person.postcode = rows.text(9);
        no_upn_because = rows.text(10);
    });
    q.details.rows_of(id, [&] { facts.details = details_in(q.details.rows); });
    q.needs.rows_of(id, [&] {
        facts.needs.push_back({static_cast<int>(q.needs.rows.number(1)), std::string(q.needs.rows.text(2))});
    });
    q.placements.rows_of(id, [&] { facts.placements.push_back(placement_in(q.placements.rows)); });
    q.stated.rows_of(id, [&] {
        facts.stated.push_back({static_cast<int>(q.stated.rows.number(1)), std::string(q.stated.rows.text(2)),
                                std::string(q.stated.rows.text(3))});
    });
    return q.current;
}

std::vector<std::pair<PersonId, CaseId>> cases_of_shared_people(Reader& reader) {
    std::vector<std::pair<PersonId, CaseId>> cases;
    auto& row = reader.prepared<SharedPeople>();
    each_row(row.run, [&] { cases.push_back({{row.person}, {row.id}}); });
    return cases;
}

}  // namespace ehcp::store
