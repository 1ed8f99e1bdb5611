#include "core/store/night_reports.hpp"

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct PutReport {
    std::string day, name, split, body;
    long long lasting = 0;
    soci::statement run;
    explicit PutReport(soci::session& session)
        : run((session.prepare << "INSERT INTO night_report (day, name, split, lasting, body) VALUES (:day, :name, "
                                  ":split, :lasting, :body) ON CONFLICT (day, name, split) DO UPDATE SET lasting = "
                                  "excluded.lasting, body = excluded.body",
               use(day, "day"), use(name, "name"), use(split, "split"), use(lasting, "lasting"), use(body, "body"))) {}
};

struct ReadReport {
    std::string day, name, split, body;
    soci::statement run;
    explicit ReadReport(soci::session& session)
        : run((session.prepare << "SELECT body FROM night_report WHERE day = :day AND name = :name AND split = :split",
               into(body), use(day, "day"), use(name, "name"), use(split, "split"))) {}
};

struct ForgetReports {
    std::string newest, oldest;
    soci::statement run;
    explicit ForgetReports(soci::session& session)
        : run((session.prepare << "DELETE FROM night_report WHERE day < :oldest OR (lasting = 0 AND day < :newest)",
               use(oldest, "oldest"), use(newest, "newest"))) {}
};

}  // namespace

void keep_night_report(Transaction& transaction, const NightReport& report) {
    auto& row = transaction.prepared<PutReport>();
    row.day = text_of(report.day);
    row.name = report.name;
    row.split = report.split;
    row.lasting = report.lasting ? 1 : 0;
    row.body = report.body;
    row.run.execute(true);
}

std::optional<std::string> night_report(Reader& reader, Day day, std::string_view name, std::string_view split) {
    auto& row = reader.prepared<ReadReport>();
    row.day = text_of(day);
    row.name = name;
    row.split = split;
    return fetch_one(row.run) ? std::optional{std::move(row.body)} : std::nullopt;
}

void forget_night_reports(Transaction& transaction, Day newest, Day oldest) {
    auto& row = transaction.prepared<ForgetReports>();
    row.newest = text_of(newest);
    row.oldest = text_of(oldest);
    row.run.execute(true);
}

}  // namespace ehcp::store
