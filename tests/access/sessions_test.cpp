#include "service/access/sessions.hpp"

#include <catch2/catch.hpp>
#include <thread>

#include "core/store/sessions.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;
using namespace std::chrono_literals;
using access::Sessions;

namespace {

const auto cheap = access::least_hashing_cost();
constexpr auto password = "violin gravel teapot";
const Instant start = moment("2026-03-02T09:00:00Z");

struct House : TestRecord {
    Sessions sessions{readers, writer, {}, cheap};

    template <class Act>
    auto change(Act act) {
        return writer.perform(act).value();
    }
    std::int64_t account(const std::string& username, UserRole role = UserRole::caseworker) {
        return change([&](store::Transaction& t) -> Result<std::int64_t> {
            const auto id = store::create_account(t,
                                                  {.username = username,
                                                   .name = "Name of " + username,
                                                   .password_hash = access::hash_password(password, cheap).value(),
                                                   .role = std::string(token(role)),
                                                   .setting = role == UserRole::school ? "100001" : "",
                                                   .caseworker = "a.khan"},
                                                  {{"Admin", "administrator"}, start});
            return id.value().value;
        });
    }
    Result<Sessions::Opened> sign_in(std::string_view username, std::string_view with, Instant at,
                                     std::string_view cookie = {}, std::string_view from = "192.0.2.1") {
        return sessions.sign_in({username, with, from, cookie}, at);
    }
    std::string signed_in(std::string_view username, Instant at = start) {
        return sign_in(username, password, at).value().cookie;
    }
    Refusal refusal(std::string_view username, std::string_view with, Instant at, std::string_view from = "192.0.2.1") {
        return sign_in(username, with, at, {}, from).error().kind;
    }
    /// What is written behind a caller's back is on the disk after that.
    void wait_for_writer() {
        change([](store::Transaction&) -> Result<int> { return 0; });
    }
    std::vector<AccountEvent> history(std::int64_t id) {
        std::vector<AccountEvent> events;
        const auto all = readers.read([&](store::Reader& r) { return store::history_of(r, store::AccountId{id}); });
        for (const auto& each : all) events.push_back(each.what);
        return events;
    }
};

}  // namespace

TEST_CASE("who signs in is found by the cookie, with role and what binds the role", "[sessions]") {
    House house;
    const auto id = house.account("school@example", UserRole::school);
    const auto opened = house.sign_in(" School@Example ", password, start).value();
    CHECK(opened.cookie.size() == 43);
    const auto session = house.sessions.find(opened.cookie, start + 1s);
    REQUIRE(session);
    CHECK(session->user.account == id);
    CHECK(session->user.role == UserRole::school);
    CHECK(session->user.setting == "100001");
    CHECK(session->user.name == "Name of school@example");
    CHECK(session->user.caseworker == "a.khan");
    CHECK_FALSE(session->user.must_change_password);
    CHECK(session->signed_in_at == start);
}

TEST_CASE("neither cookie nor password stands in the record", "[sessions]") {
    House house;
    house.account("a.khan");
    const auto cookie = house.signed_in("a.khan");
    CHECK(raw_sql(house.file, "SELECT COUNT(*) FROM session WHERE hash = '" + cookie + "'") == "0");
    CHECK(raw_sql(house.file, "SELECT COUNT(*) FROM session") == "1");
    CHECK(raw_sql(house.file, "SELECT password_hash FROM account").starts_with("$argon2id$"));
}

TEST_CASE("nothing else opens: another's letters, a part, the key that lists show, nothing", "[sessions]") {
    House house;
    house.account("a.khan");
    const auto cookie = house.signed_in("a.khan");
    const auto key = house.sessions.find(cookie, start)->key;
    auto changed = cookie;
    changed[0] = changed[0] == 'A' ? 'B' : 'A';
    for (const auto& sent : {std::string(), key, changed, cookie.substr(1), cookie + "A", std::string(100'000, 'A')})
        CHECK_FALSE(house.sessions.find(sent, start));
}

TEST_CASE("every sign-in has a new cookie and a new secret, and ends the session that the browser had",
          "[sessions][fixation]") {
    House house;
    house.account("a.khan");
    const auto planted = house.signed_in("a.khan");
    const auto before = house.sessions.find(planted, start);
    const auto opened = house.sign_in("a.khan", password, start + 1s, planted).value();
    CHECK(opened.cookie != planted);
    CHECK(opened.session->csrf_secret != before->csrf_secret);
    CHECK_FALSE(house.sessions.find(planted, start + 1s));
    CHECK(house.sessions.find(opened.cookie, start + 1s));

    // A cookie that an attacker made up opens nothing after the sign-in, either.
    const std::string made_up(43, 'A');
    const auto again = house.sign_in("a.khan", password, start + 2s, made_up).value();
    CHECK(again.cookie != made_up);
    CHECK_FALSE(house.sessions.find(made_up, start + 2s));
}

TEST_CASE("a session ends an hour after its last use, and twelve hours after sign-in", "[sessions]") {
    House house;
    house.account("a.khan");
    SECTION("unused") {
        const auto cookie = house.signed_in("a.khan");
        CHECK(house.sessions.sessions_of(1, start + 59min).size() == 1);
        CHECK_FALSE(house.sessions.find(cookie, start + 60min));
        CHECK(house.sessions.sessions_of(1, start + 60min).empty());
    }
    SECTION("used") {
        const auto cookie = house.signed_in("a.khan");
        auto at = start;
        for (; at < start + 12h; at += 30min) {
            INFO(text_of(at));
            REQUIRE(house.sessions.find(cookie, at));
            house.wait_for_writer();
        }
        CHECK_FALSE(house.sessions.find(cookie, at));
    }
}

TEST_CASE("use is written down at most once a minute", "[sessions]") {
    House house;
    house.account("a.khan");
    const auto cookie = house.signed_in("a.khan");
    const auto written = [&] { return house.writer.figures().commands; };
    const auto before = written();
    for (int i = 0; i < 60; ++i) REQUIRE(house.sessions.find(cookie, start + std::chrono::seconds(i)));
    CHECK(written() == before);
    CHECK(house.sessions.find(cookie, start + 60s)->last_seen_at == start + 60s);
    house.wait_for_writer();
    CHECK(written() == before + 2);  // the use, and what was waited for
    for (int i = 60; i < 120; ++i) REQUIRE(house.sessions.find(cookie, start + std::chrono::seconds(i)));
    CHECK(written() == before + 2);
}

TEST_CASE("after sign-out the cookie opens nothing, here at once and elsewhere within five seconds", "[sessions]") {
    House house;
    house.account("a.khan");
    Sessions elsewhere{house.readers, house.writer, {}, cheap};
    const auto cookie = house.signed_in("a.khan");
    REQUIRE(elsewhere.find(cookie, start));
    house.sessions.sign_out(cookie, start + 1s);
    CHECK_FALSE(house.sessions.find(cookie, start + 1s));
    CHECK(elsewhere.find(cookie, start + 3s));
    CHECK_FALSE(elsewhere.find(cookie, start + 4s));
}

TEST_CASE("whoever is looked up while they sign out is signed out afterwards", "[sessions][threads]") {
    House house;
    house.account("a.khan");
    for (int i = 0; i < 20; ++i) {
        const auto cookie = house.signed_in("a.khan");
        std::thread page([&] {
            for (int n = 0; n < 10'000 && house.sessions.find(cookie, start);) ++n;
        });
        house.sessions.sign_out(cookie, start);
        page.join();
        CHECK_FALSE(house.sessions.find(cookie, start));
    }
}

TEST_CASE("a clock that is put back does not keep an ended session alive", "[sessions]") {
    House house;
    house.account("a.khan");
    Sessions elsewhere{house.readers, house.writer, {}, cheap};
    const auto cookie = house.signed_in("a.khan");
    REQUIRE(elsewhere.find(cookie, start));
    house.sessions.sign_out(cookie, start);
    CHECK_FALSE(elsewhere.find(cookie, start - 10min));
}

TEST_CASE("somebody sees their sessions, ends one of them, or all", "[sessions]") {
    House house;
    const auto mine = house.account("a.khan");
    const auto other = house.account("b.jones");
    const auto desk = house.signed_in("a.khan");
    const auto home = house.signed_in("a.khan", start + 1min);
    const auto theirs = house.signed_in("b.jones");
    const auto lines = house.sessions.sessions_of(mine, start + 2min);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].signed_in_at == start + 1min);

    CHECK(house.sessions.sign_out_one(other, lines[0].key, start + 2min).error().kind == Refusal::not_found);
    CHECK(house.sessions.find(home, start + 2min));
    CHECK(house.sessions.sign_out_one(mine, lines[0].key, start + 2min).has_value());
    CHECK_FALSE(house.sessions.find(home, start + 2min));
    CHECK(house.sessions.find(desk, start + 2min));
    CHECK(house.sessions.sign_out_one(mine, lines[0].key, start + 2min).error().kind == Refusal::not_found);

    house.sessions.sign_out_everywhere(mine, start + 3min);
    CHECK_FALSE(house.sessions.find(desk, start + 3min));
    CHECK(house.sessions.find(theirs, start + 3min));
}

TEST_CASE("a wrong password, a name that nobody has and a disabled account are refused in the same words",
          "[sessions]") {
    House house;
    house.account("a.khan");
    const auto gone = house.account("c.gone");
    house.change([&](store::Transaction& t) {
        return store::disable_account(t, store::AccountId{gone}, {{"Admin", "administrator"}, start});
    });
    const auto wrong = house.sign_in("a.khan", "wrong", start).error();
    CHECK(wrong.kind == Refusal::unauthorised);
    for (const auto* name : {"nobody", "c.gone", "", "<script>", "a.khan' OR 1=1 --"}) {
        INFO(name);
        const auto refused = house.sign_in(name, password, start).error();
        CHECK(refused.kind == Refusal::unauthorised);
        CHECK(refused.message == wrong.message);
    }
}

TEST_CASE("a name that nobody has costs a hashing and a commit like one that somebody has", "[sessions]") {
    House house;
    house.account("a.khan");
    const auto before = house.writer.figures().commits;
    house.refusal("a.khan", "wrong", start);
    const auto known = house.writer.figures().commits - before;
    house.refusal("nobody", "wrong", start);
    CHECK(house.writer.figures().commits - before == 2 * known);
    CHECK(raw_sql(house.file, "SELECT value FROM counter WHERE name = 'sign_in_of_nobody'") == "1");
}

TEST_CASE("five wrong passwords lock an account for a minute, and each further one doubles it", "[sessions][lock]") {
    House house;
    const auto id = house.account("a.khan");
    for (int i = 0; i < 5; ++i) CHECK(house.refusal("a.khan", "wrong", start) == Refusal::unauthorised);
    CHECK(house.refusal("a.khan", "wrong", start) == Refusal::too_many);
    // Even the right one: a guess that is right is told from one that is wrong by nobody.
    const auto locked = house.sign_in("a.khan", password, start + 59s);
    REQUIRE(locked.has_error());
    CHECK(locked.error().kind == Refusal::too_many);
    CHECK(locked.error().message == "There were too many attempts. Try again in 1 minute");
    CHECK(house.history(id) == std::vector{AccountEvent::created, AccountEvent::locked});

    CHECK(house.refusal("a.khan", "wrong", start + 60s) == Refusal::unauthorised);
    CHECK(house.refusal("a.khan", password, start + 179s) == Refusal::too_many);
    CHECK(house.sign_in("a.khan", password, start + 180s).has_value());
    // And then all is forgotten.
    CHECK(house.refusal("a.khan", "wrong", start + 181s) == Refusal::unauthorised);
    CHECK(house.sign_in("a.khan", password, start + 182s).has_value());
}

TEST_CASE("a name that nobody has is locked like one that somebody has", "[sessions][lock]") {
    House house;
    for (int i = 0; i < 5; ++i) CHECK(house.refusal("nobody", "wrong", start) == Refusal::unauthorised);
    CHECK(house.refusal("nobody", "wrong", start) == Refusal::too_many);
    CHECK(house.refusal("nobody", "wrong", start + 60s) == Refusal::unauthorised);
}

TEST_CASE("somebody who tries one password on many names waits", "[sessions][lock]") {
    House house;
    house.account("a.khan");
    for (int i = 0; i < 30; ++i)
        CHECK(house.refusal("name" + std::to_string(i), "Spring2026!!", start, "192.0.2.7") == Refusal::unauthorised);
    CHECK(house.refusal("a.khan", password, start, "192.0.2.7") == Refusal::too_many);
    CHECK(house.sign_in("a.khan", password, start, {}, "192.0.2.8").has_value());
}

TEST_CASE("an administrator unlocks, and open sessions live through a lock", "[sessions][lock]") {
    House house;
    const auto id = house.account("a.khan");
    const auto cookie = house.signed_in("a.khan");
    for (int i = 0; i < 5; ++i) house.refusal("a.khan", "wrong", start);
    CHECK(house.sessions.find(cookie, start + 10s));
    CHECK(house.refusal("a.khan", password, start + 10s) == Refusal::too_many);
    house.change([&](store::Transaction& t) {
        return store::unlock_account(t, store::AccountId{id}, {{"Admin", "administrator"}, start});
    });
    CHECK(house.sign_in("a.khan", password, start + 11s).has_value());
}

TEST_CASE("who changes the password goes on in a new session, and all others are over", "[sessions]") {
    House house;
    const auto id = house.account("a.khan");
    const auto home = house.signed_in("a.khan");
    const auto desk = house.signed_in("a.khan");
    const auto session = house.sessions.find(desk, start);
    const auto opened =
        house.sessions.change_password(*session, password, "harbour candle ferry", start + 1min).value();
    CHECK_FALSE(house.sessions.find(home, start + 1min));
    CHECK_FALSE(house.sessions.find(desk, start + 1min));
    CHECK(house.sessions.find(opened.cookie, start + 1min));
    CHECK(opened.session->csrf_secret != session->csrf_secret);
    CHECK(house.refusal("a.khan", password, start + 2min) == Refusal::unauthorised);
    CHECK(house.sign_in("a.khan", "harbour candle ferry", start + 2min).has_value());
    CHECK(house.history(id) == std::vector{AccountEvent::created, AccountEvent::password_changed});
}

TEST_CASE("a change of password names the field that is wrong, and counts wrong guesses like a sign-in",
          "[sessions][lock]") {
    House house;
    house.account("a.khan");
    const auto session = house.sessions.find(house.signed_in("a.khan"), start);
    const auto where = [&](std::string_view current, std::string_view next) {
        return house.sessions.change_password(*session, current, next, start).error().where;
    };
    CHECK(where("wrong", "harbour candle ferry") == "current_password");
    CHECK(where(password, "short") == "new_password");
    CHECK(where(password, password) == "new_password");
    for (int i = 0; i < 4; ++i) CHECK(where("wrong", "harbour candle ferry") == "current_password");
    CHECK(house.sessions.change_password(*session, password, "harbour candle ferry", start).error().kind ==
          Refusal::too_many);
}

TEST_CASE("a reset gives a password that must be changed, and ends every session", "[sessions]") {
    House house;
    const auto id = house.account("a.khan");
    const auto cookie = house.signed_in("a.khan");
    house.change([&](store::Transaction& t) {
        return store::set_password(t, store::AccountId{id}, access::hash_password("one-time-word", cheap).value(),
                                   AccountEvent::password_reset, true, {{"Admin", "administrator"}, start});
    });
    CHECK_FALSE(house.sessions.find(cookie, start + 5s));
    const auto opened = house.sign_in("a.khan", "one-time-word", start + 5s).value();
    CHECK(opened.session->user.must_change_password);
    const auto changed =
        house.sessions.change_password(*opened.session, "one-time-word", "harbour candle ferry", start + 6s).value();
    CHECK_FALSE(changed.session->user.must_change_password);
}

TEST_CASE("a disabled account and a changed role end the sessions within five seconds", "[sessions]") {
    House house;
    const auto id = store::AccountId{house.account("a.khan")};
    const store::Doing doing{{"Admin", "administrator"}, start};
    const auto cookie = house.signed_in("a.khan");
    REQUIRE(house.sessions.find(cookie, start));
    SECTION("disabled") {
        house.change([&](store::Transaction& t) { return store::disable_account(t, id, doing); });
        CHECK_FALSE(house.sessions.find(cookie, start + 4s));
        house.change([&](store::Transaction& t) { return store::enable_account(t, id, doing); });
        CHECK_FALSE(house.sessions.find(cookie, start + 10s));
        CHECK(house.sign_in("a.khan", password, start + 10s).has_value());
        CHECK(house.history(id.value) ==
              std::vector{AccountEvent::created, AccountEvent::disabled, AccountEvent::enabled});
    }
    SECTION("another role") {
        house.change([&](store::Transaction& t) {
            auto account = store::find_account(t, id).value();
            account.role = "auditor";
            return store::change_account(t, account, doing);
        });
        CHECK_FALSE(house.sessions.find(cookie, start + 4s));
        CHECK(house.sign_in("a.khan", password, start + 4s).value().session->user.role == UserRole::auditor);
        const auto history = house.readers.read([&](store::Reader& r) { return store::history_of(r, id); });
        CHECK(history.back().detail == "role: caseworker → auditor");
        CHECK(history.back().by.by == "Admin");
    }
    SECTION("another name only") {
        house.change([&](store::Transaction& t) {
            auto account = store::find_account(t, id).value();
            account.name = "A. Khan-Jones";
            return store::change_account(t, account, doing);
        });
        REQUIRE(house.sessions.find(cookie, start + 4s));
        CHECK(house.sessions.find(cookie, start + 4s)->user.name == "A. Khan-Jones");
    }
}

TEST_CASE("an account of a role that this program does not know may not sign in", "[sessions]") {
    House house;
    house.account("a.khan");
    const auto cookie = house.signed_in("a.khan");
    raw_sql(house.file, "UPDATE account SET role = 'archivist'");
    CHECK_FALSE(house.sessions.find(cookie, start + 10s));
    CHECK(house.refusal("a.khan", password, start + 10s) == Refusal::unauthorised);
}

TEST_CASE("sessions that are long over are dropped from the record", "[sessions]") {
    House house;
    house.account("a.khan");
    house.signed_in("a.khan");
    house.signed_in("a.khan", start + 13h);
    CHECK(raw_sql(house.file, "SELECT COUNT(*) FROM session") == "1");
}

TEST_CASE("many at once: every guess is counted, and the memory is not used up", "[sessions][threads]") {
    House house;
    house.account("a.khan");
    std::vector<std::thread> people;
    std::atomic<int> opened{0};
    for (int i = 0; i < 16; ++i) {
        people.emplace_back([&, i] {
            const auto answer = house.sign_in("a.khan", i == 15 ? password : "wrong", start);
            opened += answer.has_value();
        });
    }
    for (auto& each : people) each.join();
    CHECK(opened <= 1);
    const auto account = house.readers.read([&](store::Reader& r) { return store::find_account(r, "a.khan").value(); });
    CHECK((opened == 1 || account.failed_attempts > 0));
}
