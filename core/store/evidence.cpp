#include "core/store/evidence.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct EnteredRow {
    long long id = 0, case_id = 0, recorded_at = 0, replaced = 0;
    std::string recorded_by, recorded_as;
    MaybeNumber replaces, erased_at;

    Entered entered() const {
        const auto before = replaces.value();
        const auto erased = erased_at.value();
        return {.at = instant_of(recorded_at),
                .by = recorded_by,
                .as = recorded_as,
                .replaces = before ? std::optional{EvidenceId{*before}} : std::nullopt,
                .is_replaced = replaced > 0,
                .erased = erased ? std::optional{instant_of(*erased)} : std::nullopt};
    }
    void take(CaseId of, const Entered& entered) {
        case_id = of.value;
        recorded_at = seconds_of(entered.at);
        recorded_by = entered.by;
        recorded_as = entered.as;
        replaces = entered.replaces ? std::optional<long long>{entered.replaces->value} : std::nullopt;
    }
};

struct InsertContribution : EnteredRow {
    std::string kind, on_date, how, words;
    soci::statement run;
    explicit InsertContribution(soci::session& session)
        : run((session.prepare << "INSERT INTO family_contribution (id, case_id, kind, on_date, how, words, replaces, "
                                  "recorded_at, recorded_by, recorded_as) VALUES (:id, :case_id, :kind, :on_date, "
                                  ":how, :words, :replaces, :recorded_at, :recorded_by, :recorded_as)",
               use(id, "id"), use(case_id, "case_id"), use(kind, "kind"), use(on_date, "on_date"), use(how, "how"),
               use(words, "words"), use_maybe(replaces, "replaces"), use(recorded_at, "recorded_at"),
               use(recorded_by, "recorded_by"), use(recorded_as, "recorded_as"))) {}
};

struct Contributions : EnteredRow {
    std::string kind, on_date, how, words;
    soci::statement run;
    explicit Contributions(soci::session& session)
        : run((session.prepare
                   << "SELECT f.id, f.kind, f.on_date, f.how, f.words, f.replaces, f.recorded_at, f.recorded_by, "
                      "f.recorded_as, f.erased_at, (SELECT COUNT(*) FROM family_contribution l WHERE l.replaces = "
                      "f.id) FROM family_contribution f WHERE f.case_id = :case_id ORDER BY f.on_date, f.id",
               into(id), into(kind), into(on_date), into(how), into(words), into_maybe(replaces), into(recorded_at),
               into(recorded_by), into(recorded_as), into_maybe(erased_at), into(replaced), use(case_id, "case_id"))) {}
};

struct InsertNotice : EnteredRow {
    long long event = 0;
    std::string notice, to_whom, how, words, letter_dated, sent_on;
    MaybeText served_on;
    soci::statement run;
    explicit InsertNotice(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO notice_sent (id, case_id, event, notice, to_whom, how, words, letter_dated, "
                      "sent_on, served_on, replaces, recorded_at, recorded_by, recorded_as) VALUES (:id, :case_id, "
                      ":event, :notice, :to_whom, :how, :words, :letter_dated, :sent_on, :served_on, :replaces, "
                      ":recorded_at, :recorded_by, :recorded_as)",
               use(id, "id"), use(case_id, "case_id"), use(event, "event"), use(notice, "notice"),
               use(to_whom, "to_whom"), use(how, "how"), use(words, "words"), use(letter_dated, "letter_dated"),
               use(sent_on, "sent_on"), use_maybe(served_on, "served_on"), use_maybe(replaces, "replaces"),
               use(recorded_at, "recorded_at"), use(recorded_by, "recorded_by"), use(recorded_as, "recorded_as"))) {}
};

struct NoticesSent : EnteredRow {
    long long event = 0;
    std::string notice, to_whom, how, words, letter_dated, sent_on;
    MaybeText served_on;
    soci::statement run;
    explicit NoticesSent(soci::session& session)
        : run((session.prepare
                   << "SELECT n.id, n.event, n.notice, n.to_whom, n.how, n.words, n.letter_dated, n.sent_on, "
                      "n.served_on, n.replaces, n.recorded_at, n.recorded_by, n.recorded_as, n.erased_at, (SELECT "
                      "COUNT(*) FROM notice_sent l WHERE l.replaces = n.id) FROM notice_sent n WHERE n.case_id = "
                      ":case_id ORDER BY n.sent_on, n.id",
               into(id), into(event), into(notice), into(to_whom), into(how), into(words), into(letter_dated),
               into(sent_on), into_maybe(served_on), into_maybe(replaces), into(recorded_at), into(recorded_by),
               into(recorded_as), into_maybe(erased_at), into(replaced), use(case_id, "case_id"))) {}
};

template <int Which>
struct Erase {
    static constexpr std::array sql = {
        "UPDATE family_contribution SET words = '', erased_at = :at, erased_by = :by WHERE id = :id AND case_id = "
        ":case_id AND erased_at IS NULL",
        "UPDATE notice_sent SET words = '', erased_at = :at, erased_by = :by WHERE id = :id AND case_id = :case_id AND "
        "erased_at IS NULL"};
    long long id = 0, case_id = 0, at = 0;
    std::string by;
    soci::statement run;
    explicit Erase(soci::session& session)
        : run((session.prepare << sql[Which], use(at, "at"), use(by, "by"), use(id, "id"), use(case_id, "case_id"))) {}
};

template <int Which>
bool erase(Transaction& transaction, CaseId of, EvidenceId id, const Actor& actor, Instant at) {
    auto& row = transaction.prepared<Erase<Which>>();
    row.id = id.value;
    row.case_id = of.value;
    row.at = seconds_of(at);
    row.by = actor.by;
    row.run.execute(true);
    return row.run.get_affected_rows() == 1;
}

}  // namespace

EvidenceId insert_contribution(Transaction& transaction, const Contribution& contribution) {
    auto& row = transaction.prepared<InsertContribution>();
    row.id = transaction.next("family_contribution");
    row.take(contribution.of, contribution.entered);
    row.kind = token(contribution.kind);
    row.on_date = text_of(contribution.on);
    row.how = contribution.how;
    row.words = contribution.words;
    row.run.execute(true);
    return {row.id};
}

EvidenceId insert_notice_sent(Transaction& transaction, const NoticeSent& notice) {
    auto& row = transaction.prepared<InsertNotice>();
    row.id = transaction.next("notice_sent");
    row.take(notice.of, notice.entered);
    row.event = notice.event;
    row.notice = notice.notice;
    row.to_whom = token(notice.to);
    row.how = token(notice.how);
    row.words = notice.words;
    row.letter_dated = text_of(notice.letter_dated);
    row.sent_on = text_of(notice.sent_on);
    row.served_on = notice.served_on;
    row.run.execute(true);
    return {row.id};
}

std::vector<Contribution> contributions_of(Reader& reader, CaseId id) {
    auto& row = reader.prepared<Contributions>();
    row.case_id = id.value;
    std::vector<Contribution> contributions;
    each_row(row.run, [&] {
        contributions.push_back({.id = {row.id},
                                 .of = id,
                                 .kind = stored_word<ContributionKind>(row.kind),
                                 .on = stored_day(row.on_date),
                                 .how = row.how,
                                 .words = row.words,
                                 .entered = row.entered()});
    });
    return contributions;
}

std::vector<NoticeSent> notices_sent_of(Reader& reader, CaseId id) {
    auto& row = reader.prepared<NoticesSent>();
    row.case_id = id.value;
    std::vector<NoticeSent> notices;
    each_row(row.run, [&] {
        notices.push_back({.id = {row.id},
                           .of = id,
                           .event = static_cast<int>(row.event),
                           .notice = row.notice,
                           .to = stored_word<Addressee>(row.to_whom),
                           .how = stored_word<Delivery>(row.how),
                           .words = row.words,
                           .letter_dated = stored_day(row.letter_dated),
                           .sent_on = stored_day(row.sent_on),
                           .served_on = stored_day(row.served_on),
                           .entered = row.entered()});
    });
    return notices;
}

bool erase_contribution(Transaction& transaction, CaseId of, EvidenceId id, const Actor& actor, Instant at) {
    return erase<0>(transaction, of, id, actor, at);
}

bool erase_notice_address(Transaction& transaction, CaseId of, EvidenceId id, const Actor& actor, Instant at) {
    return erase<1>(transaction, of, id, actor, at);
}

}  // namespace ehcp::store
