#include "core/store/log.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <limits>

#include "core/json/event_json.hpp"
#include "core/store/bind.hpp"
#include "core/store/engine.hpp"
#include "core/store/stored_event.hpp"

namespace ehcp::store {
namespace {

struct InsertEvent {
    long long case_id = 0, seq = 0, entry = 0, recorded_at = 0;
    std::string type, on_date, recorded_by, recorded_as, body, hash;
    MaybeText text_hash;
    soci::statement run;
    explicit InsertEvent(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO event (case_id, seq, entry, type, on_date, recorded_at, recorded_by, recorded_as, "
                      "body, "
                      "text_hash, hash) VALUES (:case_id, :seq, :entry, :type, :on_date, :recorded_at, :recorded_by, "
                      ":recorded_as, :body, :text_hash, :hash)",
               use(case_id, "case_id"), use(seq, "seq"), use(entry, "entry"), use(type, "type"),
               use(on_date, "on_date"), use(recorded_at, "recorded_at"), use(recorded_by, "recorded_by"),
               use(recorded_as, "recorded_as"), use(body, "body"), use_maybe(text_hash, "text_hash"),
               use(hash, "hash"))) {}
};

struct InsertText {
    long long case_id = 0, seq = 0;
    std::string salt, texts;
    soci::statement run;
    explicit InsertText(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO event_text (case_id, seq, salt, texts) VALUES (:case_id, :seq, :salt, :texts)",
               use(case_id, "case_id"), use(seq, "seq"), use(salt, "salt"), use(texts, "texts"))) {}
};

struct InsertCase {
    long long id = 0, person = 0, last_seq = 0;
    std::string reference, head_hash;
    MaybeText setting, caseworker, team, primary_need;
    soci::statement run;
    explicit InsertCase(soci::session& session)
        : run((session.prepare << "INSERT INTO case_file (id, reference, person, setting, caseworker, team, "
                                  "primary_need, last_seq, head_hash) "
                                  "VALUES (:id, :reference, :person, :setting, :caseworker, :team, :primary_need, "
                                  ":last_seq, :head_hash)",
               use(id, "id"), use(reference, "reference"), use(person, "person"), use_maybe(setting, "setting"),
               use_maybe(caseworker, "caseworker"), use_maybe(team, "team"), use_maybe(primary_need, "primary_need"),
               use(last_seq, "last_seq"), use(head_hash, "head_hash"))) {}
};

struct MoveHead {
    long long id = 0, seq = 0, expected = 0;
    std::string hash;
    soci::statement run;
    explicit MoveHead(soci::session& session)
        : run((session.prepare
                   << "UPDATE case_file SET last_seq = :seq, head_hash = :hash WHERE id = :id AND last_seq = :expected",
               use(seq, "seq"), use(hash, "hash"), use(id, "id"), use(expected, "expected"))) {}
};

std::string new_salt() {
    Hash salt;
    randombytes_buf(salt.data(), salt.size());
    return base64_of(salt);
}

/// An event as it will stand in the log.
struct Row {
    std::int64_t seq, entry, recorded_at;
    std::string_view type;
    std::string on_date, body, salt, texts;
    const Actor* actor;
    std::optional<Hash> text_hash;
    Hash hash;
};

Row compose(Transaction& transaction, CaseId id, std::int64_t seq, const Hash& previous, const NewEvent& event,
            Instant at) {
    Row row{.seq = seq,
            .entry = transaction.next("entry"),
            .recorded_at = seconds_of(at),
            .type = token(event.event.type),
            .on_date = text_of(event.event.on),
            .body = stored_body(event.event),
            .salt = {},
            .texts = stored_texts(event.event),
            .actor = &event.actor,
            .text_hash = {},
            .hash = {}};
    if (!row.texts.empty()) {
        row.salt = new_salt();
        row.text_hash = text_hash(row.salt, row.texts);
    }
    row.hash = event_hash({id.value, row.seq, row.entry, row.type, row.on_date, row.recorded_at, event.actor.by,
                           event.actor.as, row.body, row.text_hash ? &*row.text_hash : nullptr},
                          previous);
    return row;
}

Recorded recorded(const Row& row) {
    return {row.entry, instant_of(row.recorded_at), row.actor->by, row.actor->as, row.hash, row.text_hash.has_value()};
}

void insert(Transaction& transaction, CaseId id, const Row& row) {
    auto& event = transaction.prepared<InsertEvent>();
    event.case_id = id.value;
    event.seq = row.seq;
    event.entry = row.entry;
    event.type = row.type;
    event.on_date = row.on_date;
    event.recorded_at = row.recorded_at;
    event.recorded_by = row.actor->by;
    event.recorded_as = row.actor->as;
    event.body = row.body;
    event.text_hash = row.text_hash ? base64_of(*row.text_hash) : "";
    event.hash = base64_of(row.hash);
    event.run.execute(true);
    if (!row.text_hash) return;

    auto& text = transaction.prepared<InsertText>();
    text.case_id = id.value;
    text.seq = row.seq;
    text.salt = row.salt;
    text.texts = row.texts;
    text.run.execute(true);
}

Error moved_on() {
    return {Refusal::conflict,
            "the case has moved on since you opened it; read it again, and enter this if it still holds"};
}

struct LoadLog {
    engine::Rows rows;
    explicit LoadLog(soci::session& session)
        : rows(session,
               "SELECT seq, entry, type, on_date, recorded_at, recorded_by, recorded_as, body, hash, text_hash FROM "
               "event "
               "WHERE case_id = :1 AND recorded_at <= :2 ORDER BY seq") {}
};

struct LoadLogWithTexts {
    engine::Rows rows;
    explicit LoadLogWithTexts(soci::session& session)
        : rows(session,
               "SELECT e.seq, e.entry, e.type, e.on_date, e.recorded_at, e.recorded_by, e.recorded_as, e.body, e.hash, "
               "e.text_hash, t.texts "
               "FROM event e LEFT JOIN event_text t ON t.case_id = e.case_id AND t.seq = e.seq "
               "WHERE e.case_id = :1 AND e.recorded_at <= :2 ORDER BY e.seq") {}
};

void read_log(engine::Rows& rows, CaseId id, std::optional<Instant> known_until, bool with_texts, CaseLog& log) {
    rows.bind(1, id.value).bind(2, known_until ? seconds_of(*known_until) : std::numeric_limits<std::int64_t>::max());
    try {
        while (rows.next()) {
            const auto hash = hash_from(rows.text(8));
            log.events.push_back(
                decode_event(rows.text(2), rows.text(3), rows.text(7), with_texts ? rows.text(10) : "", *log.arena));
            log.recorded.push_back({rows.number(1), instant_of(rows.number(4)), log.arena->keep(rows.text(5)),
                                    log.arena->keep(rows.text(6)), hash.value_or(no_hash), !rows.is_null(9)});
        }
    } catch (const std::runtime_error&) {
        rows.finish();
        throw;
    }
}

}  // namespace

CaseLog load_log(Reader& reader, CaseId id, Texts texts, std::optional<Instant> known_until) {
    CaseLog log;
    const bool included = texts == Texts::included;
    read_log(included ? reader.prepared<LoadLogWithTexts>().rows : reader.prepared<LoadLog>().rows, id, known_until,
             included, log);
    return log;
}

Result<Recorded> append_event(Transaction& transaction, CaseFile& file, int expected_seq, const NewEvent& event) {
    if (file.last_seq != expected_seq) return moved_on();
    const auto row = compose(transaction, file.id, expected_seq + 1, file.head, event, event.at);
    auto& move = transaction.prepared<MoveHead>();
    move.id = file.id.value;
    move.seq = row.seq;
    move.hash = base64_of(row.hash);
    move.expected = expected_seq;
    move.run.execute(true);
    if (move.run.get_affected_rows() != 1) return moved_on();
    insert(transaction, file.id, row);
    file.last_seq = static_cast<int>(row.seq);
    file.head = row.hash;
    return recorded(row);
}

std::vector<Recorded> append_case(Transaction& transaction, CaseFile& file, Day received_on,
                                  std::span<const NewEvent> events) {
    const auto year = static_cast<int>(parts_of(received_on).year());
    file.id = {transaction.next("case")};
    file.reference = fmt::format("EHC-{}-{:06}", year, transaction.next(fmt::format("reference-{}", year)));
    file.last_seq = static_cast<int>(events.size()) - 1;
    file.head = no_hash;

    std::vector<Row> rows;
    rows.reserve(events.size());
    auto at = events.empty() ? Instant{} : events.front().at;
    for (const auto& event : events) {
        at = std::max(at, event.at);
        rows.push_back(compose(transaction, file.id, static_cast<std::int64_t>(rows.size()), file.head, event, at));
        file.head = rows.back().hash;
    }

    auto& insert_case = transaction.prepared<InsertCase>();
    insert_case.id = file.id.value;
    insert_case.reference = file.reference;
    insert_case.person = file.person.value;
    insert_case.setting = file.setting;
    insert_case.caseworker = file.caseworker;
    insert_case.team = file.team;
    insert_case.primary_need = file.primary_need;
    insert_case.last_seq = file.last_seq;
    insert_case.head_hash = base64_of(file.head);
    insert_case.run.execute(true);
    std::vector<Recorded> entered;
    entered.reserve(rows.size());
    for (const auto& row : rows) {
        insert(transaction, file.id, row);
        entered.push_back(recorded(row));
    }
    return entered;
}

namespace {

struct DropText {
    long long case_id = 0, seq = 0;
    soci::statement run;
    explicit DropText(soci::session& session)
        : run((session.prepare << "DELETE FROM event_text WHERE case_id = :case_id AND seq = :seq",
               use(case_id, "case_id"), use(seq, "seq"))) {}
};

struct InsertErasure {
    long long case_id = 0, seq = 0, erased_at = 0;
    std::string erased_by, erased_as, reason;
    soci::statement run;
    explicit InsertErasure(soci::session& session)
        : run((session.prepare << "INSERT INTO erasure (case_id, seq, erased_at, erased_by, erased_as, reason) "
                                  "VALUES (:case_id, :seq, :erased_at, :erased_by, :erased_as, :reason)",
               use(case_id, "case_id"), use(seq, "seq"), use(erased_at, "erased_at"), use(erased_by, "erased_by"),
               use(erased_as, "erased_as"), use(reason, "reason"))) {}
};

}  // namespace

Result<void> erase_text(Transaction& transaction, CaseId id, int seq, const Actor& actor, Instant at,
                        std::string_view reason) {
    auto& drop = transaction.prepared<DropText>();
    drop.case_id = id.value;
    drop.seq = seq;
    drop.run.execute(true);
    if (drop.run.get_affected_rows() != 1) {
        return Error{Refusal::not_found, fmt::format("event {} of this case has no free text to erase", seq), {}, seq};
    }
    auto& insert = transaction.prepared<InsertErasure>();
    insert.case_id = id.value;
    insert.seq = seq;
    insert.erased_at = seconds_of(at);
    insert.erased_by = actor.by;
    insert.erased_as = actor.as;
    insert.reason = reason;
    insert.run.execute(true);
    return {};
}

}  // namespace ehcp::store
