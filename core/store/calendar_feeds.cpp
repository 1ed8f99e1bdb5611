#include "core/store/calendar_feeds.hpp"

#include <sodium.h>

#include <algorithm>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

// 256 random bits, as a token is (accounts.cpp): one hash without salt is enough, and lets it be looked up.
std::string feed_hash(std::string_view secret) { return base64_of(text_hash("calendar", secret)); }

struct InsertFeed {
    std::string hash;
    long long account = 0, at = 0;
    MaybeText caseworker, team;
    soci::statement run;
    explicit InsertFeed(soci::session& session)
        : run((session.prepare << "INSERT INTO calendar_feed (hash, account, caseworker, team, made_at) "
                                  "VALUES (:hash, :account, :caseworker, :team, :at)",
               use(hash, "hash"), use(account, "account"), use_maybe(caseworker, "caseworker"),
               use_maybe(team, "team"), use(at, "at"))) {}
};

struct EndFeed {
    long long id = 0, at = 0;
    soci::statement run;
    explicit EndFeed(soci::session& session)
        : run((session.prepare << "UPDATE calendar_feed SET ended_at = :at WHERE id = :id AND ended_at IS NULL",
               use(at, "at"), use(id, "id"))) {}
};

struct FindFeed {
    std::string hash;
    long long id = 0, account = 0, made_at = 0;
    MaybeText caseworker, team;
    soci::statement run;
    explicit FindFeed(soci::session& session)
        : run((session.prepare << "SELECT id, account, caseworker, team, made_at FROM calendar_feed "
                                  "WHERE hash = :hash AND ended_at IS NULL",
               into(id), into(account), into_maybe(caseworker), into_maybe(team), into(made_at), use(hash, "hash"))) {}
};

struct OpenFeeds {
    long long id = 0, account = 0, made_at = 0;
    MaybeText caseworker, team;
    soci::statement run;
    explicit OpenFeeds(soci::session& session)
        : run((session.prepare << "SELECT id, account, caseworker, team, made_at FROM calendar_feed "
                                  "WHERE ended_at IS NULL ORDER BY id",
               into(id), into(account), into_maybe(caseworker), into_maybe(team), into(made_at))) {}
};

CalendarFeed value_of(const auto& row) {
    return {row.id, {row.account}, {row.caseworker.str(), row.team.str()}, instant_of(row.made_at)};
}

std::string detail_of(const CalendarOf& of) {
    return of.team.empty() ? "caseworker " + of.caseworker : "team " + of.team;
}

void end(Transaction& transaction, const CalendarFeed& feed, const Doing& doing) {
    auto& row = transaction.prepared<EndFeed>();
    row.id = feed.id;
    row.at = seconds_of(doing.at);
    row.run.execute(true);
    note_account_event(transaction, feed.account, AccountEvent::calendar_ended, detail_of(feed.of), doing);
}

}  // namespace

std::string make_calendar_feed(Transaction& transaction, AccountId account, const CalendarOf& of, const Doing& doing) {
    for (const auto& feed : calendar_feeds(transaction))
        if (feed.account == account && feed.of == of) end(transaction, feed, doing);
    Hash random;
    randombytes_buf(random.data(), random.size());
    auto secret = base64_of(random);
    auto& row = transaction.prepared<InsertFeed>();
    row.hash = feed_hash(secret);
    row.account = account.value;
    row.caseworker = of.caseworker;
    row.team = of.team;
    row.at = seconds_of(doing.at);
    row.run.execute(true);
    note_account_event(transaction, account, AccountEvent::calendar_made, detail_of(of), doing);
    return secret;
}

Result<void> end_calendar_feed(Transaction& transaction, std::int64_t id, const Doing& doing) {
    const auto feeds = calendar_feeds(transaction);
    const auto found = std::ranges::find(feeds, id, &CalendarFeed::id);
    if (found == feeds.end())
        return Error{Refusal::not_found, "this address is not in use; it may have been ended already", "id"};
    end(transaction, *found, doing);
    return {};
}

std::optional<CalendarFeed> find_calendar_feed(Reader& reader, std::string_view secret) {
    auto& row = reader.prepared<FindFeed>();
    row.hash = feed_hash(secret);
    return fetch_one(row.run) ? std::optional{value_of(row)} : std::nullopt;
}

std::vector<CalendarFeed> calendar_feeds(Reader& reader) {
    std::vector<CalendarFeed> feeds;
    auto& row = reader.prepared<OpenFeeds>();
    each_row(row.run, [&] { feeds.push_back(value_of(row)); });
    return feeds;
}

}  // namespace ehcp::store
