#include "core/store/setting_register.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct PutRegistered {
    std::string urn, type, status, la;
    MaybeText ukprn, closed_on, postcode;
    long long resourced_provision = 0, sen_unit = 0, learned_at = 0;
    soci::statement run;
    explicit PutRegistered(soci::session& session)
        : run((session.prepare
                   << "INSERT INTO setting_register (urn, ukprn, type, status, closed_on, la, postcode, "
                      "resourced_provision, sen_unit, learned_at) VALUES (:urn, :ukprn, :type, :status, :closed_on, "
                      ":la, "
                      ":postcode, :resourced_provision, :sen_unit, :learned_at) ON CONFLICT (urn) DO UPDATE SET "
                      "ukprn = excluded.ukprn, type = excluded.type, status = excluded.status, closed_on = "
                      "excluded.closed_on, la = excluded.la, postcode = excluded.postcode, resourced_provision = "
                      "excluded.resourced_provision, sen_unit = excluded.sen_unit, learned_at = excluded.learned_at",
               use(urn, "urn"), use_maybe(ukprn, "ukprn"), use(type, "type"), use(status, "status"),
               use_maybe(closed_on, "closed_on"), use(la, "la"), use_maybe(postcode, "postcode"),
               use(resourced_provision, "resourced_provision"), use(sen_unit, "sen_unit"),
               use(learned_at, "learned_at"))) {}
};

struct RegisteredRow {
    std::string urn, type, status, la;
    MaybeText ukprn, closed_on, postcode;
    long long resourced_provision = 0, sen_unit = 0, learned_at = 0;
    RegisteredSetting value() const {
        return {.urn = urn,
                .ukprn = ukprn.str(),
                .type = type,
                .status = status,
                .closed_on = stored_day(closed_on),
                .la = la,
                .postcode = postcode.str(),
                .resourced_provision = resourced_provision != 0,
                .sen_unit = sen_unit != 0,
                .learned_at = instant_of(learned_at)};
    }
};
struct FindRegistered : RegisteredRow {
    std::string wanted;
    soci::statement run;
    explicit FindRegistered(soci::session& session)
        : run((session.prepare << "SELECT urn, ukprn, type, status, closed_on, la, postcode, resourced_provision, "
                                  "sen_unit, learned_at FROM setting_register WHERE urn = :wanted",
               into(urn), into_maybe(ukprn), into(type), into(status), into_maybe(closed_on), into(la),
               into_maybe(postcode), into(resourced_provision), into(sen_unit), into(learned_at),
               use(wanted, "wanted"))) {}
};
struct FindByUkprn : RegisteredRow {
    std::string wanted;
    soci::statement run;
    explicit FindByUkprn(soci::session& session)
        : run((session.prepare << "SELECT urn, ukprn, type, status, closed_on, la, postcode, resourced_provision, "
                                  "sen_unit, learned_at FROM setting_register WHERE ukprn = :wanted "
                                  "ORDER BY CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END, closed_on DESC, urn LIMIT 1",
               into(urn), into_maybe(ukprn), into(type), into(status), into_maybe(closed_on), into(la),
               into_maybe(postcode), into(resourced_provision), into(sen_unit), into(learned_at),
               use(wanted, "wanted"))) {}
};
struct AllRegistered : RegisteredRow {
    soci::statement run;
    explicit AllRegistered(soci::session& session)
        : run((session.prepare << "SELECT urn, ukprn, type, status, closed_on, la, postcode, resourced_provision, "
                                  "sen_unit, learned_at FROM setting_register ORDER BY urn",
               into(urn), into_maybe(ukprn), into(type), into(status), into_maybe(closed_on), into(la),
               into_maybe(postcode), into(resourced_provision), into(sen_unit), into(learned_at))) {}
};

}  // namespace

void put(Transaction& transaction, const RegisteredSetting& setting) {
    auto& row = transaction.prepared<PutRegistered>();
    row.urn = setting.urn;
    row.ukprn = setting.ukprn;
    row.type = setting.type;
    row.status = setting.status;
    row.closed_on = setting.closed_on;
    row.la = setting.la;
    row.postcode = setting.postcode;
    row.resourced_provision = setting.resourced_provision ? 1 : 0;
    row.sen_unit = setting.sen_unit ? 1 : 0;
    row.learned_at = seconds_of(setting.learned_at);
    row.run.execute(true);
}

std::optional<RegisteredSetting> find_registered(Reader& reader, std::string_view urn) {
    auto& row = reader.prepared<FindRegistered>();
    row.wanted = urn;
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::optional<RegisteredSetting> find_registered_by_ukprn(Reader& reader, std::string_view ukprn) {
    auto& row = reader.prepared<FindByUkprn>();
    row.wanted = ukprn;
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::vector<RegisteredSetting> all_registered(Reader& reader) {
    std::vector<RegisteredSetting> all;
    auto& row = reader.prepared<AllRegistered>();
    each_row(row.run, [&] { all.push_back(row.value()); });
    return all;
}

}  // namespace ehcp::store
