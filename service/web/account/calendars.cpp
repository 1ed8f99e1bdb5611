// The secret addresses at which a calendar program reads deadlines: made and ended by a person, and what they answer.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/exchange/feeds/deadlines.hpp"
#include "core/store/registers.hpp"
#include "service/web/account/common.hpp"
#include "service/web/account/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using access::Action;
using store::CalendarFeed;
using store::CalendarOf;

std::string name_of(const CalendarOf& of) { return of.team.empty() ? "Your own deadlines" : of.team; }

/// An address serves for as long as its account could see the same list in the pages.
bool still_serves(const CalendarFeed& feed, const std::optional<store::Account>& account) {
    if (!account || account->disabled_at) return false;
    const auto role = from_token<UserRole>(account->role);
    if (!feed.of.team.empty()) return access::may(role, Action::keep_team_calendar);
    return access::may(role, Action::keep_calendar) && account->caseworker == feed.of.caseworker;
}

/// Their own addresses, and those of teams of whoever gives out the work.
bool may_end(const Visit& visit, const CalendarFeed& feed) {
    return feed.account.value == visit.user().account || (!feed.of.team.empty() && visit.may(Action::keep_team_calendar));
}

json::array feeds_model(const Desk& desk, const Visit& visit, store::Reader& reader) {
    json::array list;
    for (const auto& feed : store::calendar_feeds(reader)) {
        if (!may_end(visit, feed)) continue;
        const auto account = store::find_account(reader, feed.account);
        list.push_back({{"feed_id", feed.id},
                        {"feed_name", name_of(feed.of)},
                        {"made", account::local_text(desk.grounds.zone, feed.made_at)},
                        {"whose", account ? account->name : std::string()}});
    }
    return list;
}

json::array choices_of(const Visit& visit, store::Reader& reader, const Shown& shown) {
    std::vector<Choice> choices{{"", "Choose"}};
    if (!visit.user().caseworker.empty()) choices.push_back({"own", "Your own deadlines"});
    if (visit.may(Action::keep_team_calendar))
        for (const auto& team : store::all_teams(reader)) choices.push_back({"team:" + team.name, "Team: " + team.name});
    json::array fields;
    if (choices.size() > 1) fields.push_back(select_field(shown, {.name = "of", .label = "Whose deadlines"}, choices));
    return fields;
}

/// `address`: of the one just made, shown this once.
http::Response calendars_page(Desk& desk, const Visit& visit, std::string address, const FieldErrors& errors) {
    auto model = desk.grounds.readers.read([&](store::Reader& reader) {
        auto feeds = feeds_model(desk, visit, reader);
        auto fields = choices_of(visit, reader, {visit.form, errors});
        return json::object{{"has_feeds", !feeds.empty()},
                            {"feeds", std::move(feeds)},
                            {"may_make", !fields.empty()},
                            {"fields", std::move(fields)}};
    });
    model["address"] = address.empty() ? json::value(nullptr) : json::value(address);
    model["done"] = text(account::done_sentence(visit));
    model["weeks_ahead"] = exchange::calendar_horizon.count() / 7;
    if (!errors.empty()) return page_again(desk, visit, "account/calendars", std::move(model), {.title = "Calendars"}, errors);
    return page(desk, visit, "account/calendars", std::move(model), {.title = "Calendars"});
}

/// What was chosen, if it may be.
std::optional<CalendarOf> chosen_in(const Visit& visit, store::Reader& reader) {
    constexpr std::string_view of_team = "team:";
    const auto chosen = visit.form.text("of");
    if (chosen == "own" && !visit.user().caseworker.empty()) return CalendarOf{.caseworker = visit.user().caseworker};
    if (!chosen.starts_with(of_team) || !visit.may(Action::keep_team_calendar)) return std::nullopt;
    const auto team = chosen.substr(of_team.size());
    const auto teams = store::all_teams(reader);
    if (std::ranges::find(teams, team, &store::Team::name) == teams.end()) return std::nullopt;
    return CalendarOf{.team = std::string(team)};
}

/// The service itself does not know by which name it is called; behind a proxy with TLS only the browser does.
std::string address_of(const Visit& visit, std::string_view secret) {
    const auto host = visit.request.header("Host").value_or("localhost");
    const bool is_this_machine = host.starts_with("127.0.0.1") || host.starts_with("localhost") || host.starts_with("[::1]");
    return fmt::format("{}://{}/calendars/{}.ics", is_this_machine ? "http" : "https", host, secret);
}

constexpr std::string_view ending = ".ics";

/// Nothing in it tells an address that was ended from one that never was.
http::Response no_calendar() {
    return {404, {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}}, "There is no calendar here.\n"};
}

}  // namespace

Result<http::Response> show_calendars(Desk& desk, const Visit& visit) { return calendars_page(desk, visit, {}, {}); }

Result<http::Response> make_calendar(Desk& desk, const Visit& visit) {
    const auto of = desk.grounds.readers.read([&](store::Reader& reader) { return chosen_in(visit, reader); });
    if (!of) {
        FieldErrors errors;
        errors.add("of", "Choose whose deadlines the calendar shows");
        return calendars_page(desk, visit, {}, errors);
    }
    const auto secret = desk.grounds.writer.perform([&](store::Transaction& transaction) -> Result<std::string> {
        return store::make_calendar_feed(transaction, {visit.user().account}, *of, account::doing(visit));
    });
    if (secret.has_error()) return secret.error();
    return calendars_page(desk, visit, address_of(visit, *secret), {});
}

Result<http::Response> end_calendar(Desk& desk, const Visit& visit) {
    std::int64_t id = 0;
    const auto [end, failed] = std::from_chars(visit.name.data(), visit.name.data() + visit.name.size(), id);
    if (failed != std::errc{} || end != visit.name.data() + visit.name.size()) return Error{Refusal::not_found, {}};
    const auto ended = desk.grounds.writer.perform([&](store::Transaction& transaction) -> Result<void> {
        const auto feeds = store::calendar_feeds(transaction);
        const auto feed = std::ranges::find(feeds, id, &CalendarFeed::id);
        if (feed == feeds.end() || !may_end(visit, *feed)) return Error{Refusal::not_found, {}};
        return store::end_calendar_feed(transaction, id, account::doing(visit));
    });
    if (ended.has_error()) return ended.error();
    return see_other("/account/calendars?done=calendar-ended");
}

Result<http::Response> serve_calendar(Desk& desk, const Visit& visit) {
    if (!visit.name.ends_with(ending)) return no_calendar();
    const auto secret = visit.name.substr(0, visit.name.size() - ending.size());
    return desk.grounds.readers.read([&](store::Reader& reader) -> Result<http::Response> {
        const auto feed = store::find_calendar_feed(reader, secret);
        if (!feed || !still_serves(*feed, store::find_account(reader, feed->account))) return no_calendar();
        const auto calendar =
            exchange::deadlines(reader, {.of = feed->of, .authority = desk.grounds.authority.code}, visit.today);
        // Of what is in it, and not of the moment at which it is given out.
        const auto tag = fmt::format("\"{}\"", store::base64_of(store::text_hash("calendar", exchange::render_ical(calendar, Instant{}))));
        std::vector<http::Field> headers = {{"ETag", tag}, {"Cache-Control", "private, no-cache"}, {"X-Content-Type-Options", "nosniff"}};
        constexpr unsigned not_modified = 304;
        if (visit.request.header("If-None-Match").value_or("").find(tag) != std::string_view::npos) return http::Response{not_modified, std::move(headers), {}};
        headers.push_back({"Content-Type", "text/calendar; charset=utf-8"});
        return http::Response{200, std::move(headers), exchange::render_ical(calendar, visit.now)};
    });
}

}  // namespace ehcp::web
