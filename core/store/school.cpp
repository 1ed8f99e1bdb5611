#include "core/store/school.hpp"

#include "core/store/bind.hpp"
#include "core/store/people.hpp"

namespace ehcp::store {
namespace {

struct RecordRow {
    long long id = 0, version = 0, created_at = 0, updated_at = 0;
    std::string setting, surname, forename, cycles, created_by, updated_by;
    MaybeText date_of_birth, upn;

    SupportRecord value() const {
        return {.id = {id},
                .setting = setting,
                .surname = surname,
                .forename = forename,
                .date_of_birth = stored_day(date_of_birth),
                .upn = upn.str(),
                .cycles = cycles,
                .version = static_cast<int>(version),
                .created = {instant_of(created_at), created_by},
                .updated = {instant_of(updated_at), updated_by}};
    }
};

auto record_into(soci::session& session, RecordRow& row, const std::string& where) {
    return (session.prepare << "SELECT id, setting, surname, forename, date_of_birth, upn, cycles, version, "
                               "created_at, created_by, updated_at, updated_by FROM support_record WHERE " +
                                   where,
            into(row.id), into(row.setting), into(row.surname), into(row.forename), into_maybe(row.date_of_birth),
            into_maybe(row.upn), into(row.cycles), into(row.version), into(row.created_at), into(row.created_by),
            into(row.updated_at), into(row.updated_by));
}

struct FindRecord : RecordRow {
    long long wanted = 0;
    std::string of_setting;
    soci::statement run;
    explicit FindRecord(soci::session& session)
        : run((record_into(session, *this, "id = :id AND setting = :setting"), use(wanted, "id"),
               use(of_setting, "setting"))) {}
};

struct RecordsOf : RecordRow {
    std::string of_setting;
    long long after = 0, limit = 0;
    soci::statement run;
    explicit RecordsOf(soci::session& session)
        : run((record_into(session, *this,
                           "setting = :setting AND (:after = 0 OR (surname_key, forename_key, id) > "
                           "(SELECT a.surname_key, a.forename_key, a.id FROM support_record a WHERE a.id = :after AND "
                           "a.setting = :setting)) ORDER BY surname_key, forename_key, id LIMIT :limit"),
               use(of_setting, "setting"), use(after, "after"), use(limit, "limit"))) {}
};

struct RecordValues {
    long long id = 0, version = 0, created_at = 0, updated_at = 0;
    std::string setting, surname, forename, cycles, surname_key, forename_key, created_by, updated_by;
    MaybeText date_of_birth, upn;

    void take(const SupportRecord& record) {
        setting = record.setting;
        surname = record.surname;
        forename = record.forename;
        date_of_birth = record.date_of_birth;
        upn = record.upn;
        cycles = record.cycles;
        version = record.version;
        surname_key = folded(record.surname);
        forename_key = folded(record.forename);
        created_at = seconds_of(record.created.at);
        created_by = record.created.by;
        updated_at = seconds_of(record.updated.at);
        updated_by = record.updated.by;
    }
};

struct InsertRecord : RecordValues {
    soci::statement run;
    explicit InsertRecord(soci::session& session)
        : run((
              session.prepare
                  << "INSERT INTO support_record (id, setting, surname, forename, date_of_birth, upn, cycles, version, "
                     "surname_key, forename_key, created_at, created_by, updated_at, updated_by) VALUES (:id, "
                     ":setting, :surname, :forename, :date_of_birth, :upn, :cycles, :version, :surname_key, "
                     ":forename_key, :created_at, :created_by, :updated_at, :updated_by)",
              use(id, "id"), use(setting, "setting"), use(surname, "surname"), use(forename, "forename"),
              use_maybe(date_of_birth, "date_of_birth"), use_maybe(upn, "upn"), use(cycles, "cycles"),
              use(version, "version"), use(surname_key, "surname_key"), use(forename_key, "forename_key"),
              use(created_at, "created_at"), use(created_by, "created_by"), use(updated_at, "updated_at"),
              use(updated_by, "updated_by"))) {}
};

struct UpdateRecord : RecordValues {
    soci::statement run;
    explicit UpdateRecord(soci::session& session)
        : run((session.prepare
                   << "UPDATE support_record SET surname = :surname, forename = :forename, date_of_birth = "
                      ":date_of_birth, upn = :upn, cycles = :cycles, version = version + 1, surname_key = "
                      ":surname_key, forename_key = :forename_key, updated_at = :updated_at, updated_by = :updated_by "
                      "WHERE id = :id AND setting = :setting AND version = :version",
               use(surname, "surname"), use(forename, "forename"), use_maybe(date_of_birth, "date_of_birth"),
               use_maybe(upn, "upn"), use(cycles, "cycles"), use(surname_key, "surname_key"),
               use(forename_key, "forename_key"), use(updated_at, "updated_at"), use(updated_by, "updated_by"),
               use(id, "id"), use(setting, "setting"), use(version, "version"))) {}
};

template <int Which>
struct Take {
    static constexpr std::array sql = {"UPDATE draft SET support_record = NULL WHERE support_record = :id",
                                       "DELETE FROM support_record WHERE id = :id", "DELETE FROM draft WHERE id = :id"};
    long long id = 0;
    soci::statement run;
    explicit Take(soci::session& session) : run((session.prepare << sql[Which], use(id, "id"))) {}
};

template <int Which>
void take(Transaction& transaction, std::int64_t id) {
    auto& statement = transaction.prepared<Take<Which>>();
    statement.id = id;
    statement.run.execute(true);
}

}  // namespace

RecordId insert_support_record(Transaction& transaction, const SupportRecord& record) {
    auto& row = transaction.prepared<InsertRecord>();
    row.take(record);
    row.id = transaction.next("support_record");
    row.run.execute(true);
    return {row.id};
}

bool update_support_record(Transaction& transaction, const SupportRecord& record) {
    auto& row = transaction.prepared<UpdateRecord>();
    row.take(record);
    row.id = record.id.value;
    row.run.execute(true);
    return row.run.get_affected_rows() == 1;
}

void delete_support_record(Transaction& transaction, RecordId id) {
    take<0>(transaction, id.value);
    take<1>(transaction, id.value);
}

std::optional<SupportRecord> find_support_record(Reader& reader, RecordId id, std::string_view setting) {
    auto& row = reader.prepared<FindRecord>();
    row.wanted = id.value;
    row.of_setting = setting;
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::vector<SupportRecord> support_records_of(Reader& reader, std::string_view setting, RecordId after, int limit) {
    auto& row = reader.prepared<RecordsOf>();
    row.of_setting = setting;
    row.after = after.value;
    row.limit = limit;
    std::vector<SupportRecord> records;
    each_row(row.run, [&] { records.push_back(row.value()); });
    return records;
}

namespace {

struct DraftRow {
    long long id = 0, version = 0, created_at = 0, updated_at = 0;
    std::string setting, fields, created_by, updated_by;
    MaybeNumber support_record;
    MaybeText sent_as;

    Draft value() const {
        const auto record = support_record.value();
        return {.id = {id},
                .setting = setting,
                .support_record = record ? std::optional{RecordId{*record}} : std::nullopt,
                .fields = fields,
                .version = static_cast<int>(version),
                .created = {instant_of(created_at), created_by},
                .updated = {instant_of(updated_at), updated_by},
                .sent_as = sent_as.str()};
    }
};

auto draft_into(soci::session& session, DraftRow& row, const std::string& where) {
    return (session.prepare << "SELECT id, setting, support_record, fields, version, created_at, created_by, "
                               "updated_at, updated_by, sent_as FROM draft WHERE " +
                                   where,
            into(row.id), into(row.setting), into_maybe(row.support_record), into(row.fields), into(row.version),
            into(row.created_at), into(row.created_by), into(row.updated_at), into(row.updated_by),
            into_maybe(row.sent_as));
}

struct FindDraft : DraftRow {
    long long wanted = 0;
    std::string of_setting;
    soci::statement run;
    explicit FindDraft(soci::session& session)
        : run((draft_into(session, *this, "id = :id AND setting = :setting"), use(wanted, "id"),
               use(of_setting, "setting"))) {}
};

struct DraftsOf : DraftRow {
    std::string of_setting;
    long long limit = 0;
    soci::statement run;
    explicit DraftsOf(soci::session& session)
        : run((draft_into(session, *this,
                          "setting = :setting AND sent_as IS NULL ORDER BY updated_at DESC, id DESC LIMIT :limit"),
               use(of_setting, "setting"), use(limit, "limit"))) {}
};

struct DraftValues {
    long long id = 0, version = 0, created_at = 0, updated_at = 0;
    std::string setting, fields, created_by, updated_by;
    MaybeNumber support_record;
    MaybeText sent_as;

    void take(const Draft& draft) {
        setting = draft.setting;
        support_record = draft.support_record ? std::optional<long long>{draft.support_record->value} : std::nullopt;
        fields = draft.fields;
        version = draft.version;
        created_at = seconds_of(draft.created.at);
        created_by = draft.created.by;
        updated_at = seconds_of(draft.updated.at);
        updated_by = draft.updated.by;
        sent_as = draft.sent_as;
    }
};

struct InsertDraft : DraftValues {
    soci::statement run;
    explicit InsertDraft(soci::session& session)
        : run((session.prepare << "INSERT INTO draft (id, setting, support_record, fields, version, created_at, "
                                  "created_by, updated_at, updated_by) VALUES (:id, :setting, :support_record, "
                                  ":fields, :version, :created_at, :created_by, :updated_at, :updated_by)",
               use(id, "id"), use(setting, "setting"), use_maybe(support_record, "support_record"),
               use(fields, "fields"), use(version, "version"), use(created_at, "created_at"),
               use(created_by, "created_by"), use(updated_at, "updated_at"), use(updated_by, "updated_by"))) {}
};

struct UpdateDraft : DraftValues {
    soci::statement run;
    explicit UpdateDraft(soci::session& session)
        : run((session.prepare << "UPDATE draft SET support_record = :support_record, fields = :fields, version = "
                                  "version + 1, updated_at = :updated_at, updated_by = :updated_by, sent_as = :sent_as "
                                  "WHERE id = :id AND setting = :setting AND version = :version",
               use_maybe(support_record, "support_record"), use(fields, "fields"), use(updated_at, "updated_at"),
               use(updated_by, "updated_by"), use_maybe(sent_as, "sent_as"), use(id, "id"), use(setting, "setting"),
               use(version, "version"))) {}
};

}  // namespace

DraftId insert_draft(Transaction& transaction, const Draft& draft) {
    auto& row = transaction.prepared<InsertDraft>();
    row.take(draft);
    row.id = transaction.next("draft");
    row.run.execute(true);
    return {row.id};
}

bool update_draft(Transaction& transaction, const Draft& draft) {
    auto& row = transaction.prepared<UpdateDraft>();
    row.take(draft);
    row.id = draft.id.value;
    row.run.execute(true);
    return row.run.get_affected_rows() == 1;
}

void delete_draft(Transaction& transaction, DraftId id) { take<2>(transaction, id.value); }

std::optional<Draft> find_draft(Reader& reader, DraftId id, std::string_view setting) {
    auto& row = reader.prepared<FindDraft>();
    row.wanted = id.value;
    row.of_setting = setting;
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::vector<Draft> drafts_of(Reader& reader, std::string_view setting, int limit) {
    auto& row = reader.prepared<DraftsOf>();
    row.of_setting = setting;
    row.limit = limit;
    std::vector<Draft> drafts;
    each_row(row.run, [&] { drafts.push_back(row.value()); });
    return drafts;
}

}  // namespace ehcp::store
