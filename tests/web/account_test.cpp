// Signing in and out, and what keeps a session and its forms from other hands.

#include <catch2/catch.hpp>

#include "core/store/sessions.hpp"
#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;
using namespace std::chrono_literals;

namespace {

const std::string session_cookie(web::session_cookie);
const std::string form_cookie(web::form_cookie);

std::string set_cookie(const http::Response& response, const std::string& name) {
    for (const auto& header : response.headers) {
        if (header.name == "Set-Cookie" && header.value.starts_with(name + "=")) return header.value;
    }
    return {};
}

}  // namespace

TEST_CASE("whoever signs in begins where their role has its work", "[web][sign-in]") {
    const std::vector<std::pair<Person, std::string>> rows = {
        {{.username = "caseworker"}, "/today"},
        {{.username = "senior", .role = UserRole::senior_caseworker}, "/today"},
        {{.username = "manager", .role = UserRole::manager}, "/today"},
        {{.username = "auditor", .role = UserRole::auditor}, "/today"},
        {{.username = "school", .role = UserRole::school, .setting = "100001"}, "/school"},
        {{.username = "adviser", .role = UserRole::adviser, .body = "Psychology"}, "/advice"},
        {{.username = "administrator", .role = UserRole::administrator}, "/accounts"},
    };
    Site site;
    for (const auto& [person, path] : rows) {
        INFO(person.username);
        site.account(person);
        Browser browser(site);
        const auto response = browser.sign_in(person.username);
        CHECK(response.status == 303);
        CHECK(location_of(response) == path);
        CHECK(location_of(browser.get("/sign-in")) == path);
    }
}

TEST_CASE("the cookie is for this host, over TLS, out of reach of scripts and of other sites", "[web][sign-in]") {
    Site site;
    site.account({.username = "a.khan"});
    const auto cookie = set_cookie(Browser(site).sign_in("a.khan"), session_cookie);
    CHECK(cookie.starts_with("__Host-"));
    for (const auto* attribute : {"; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"}) {
        INFO(attribute);
        CHECK(cookie.find(attribute) != std::string::npos);
    }
    CHECK(cookie.find("Domain") == std::string::npos);
}

TEST_CASE("after sign-in one goes on to the page that one asked for, if it is ours", "[web][sign-in]") {
    Site site;
    site.account({.username = "a.khan"});
    const auto lands = [&](const std::string& then) {
        Browser browser(site);
        browser.get("/sign-in");
        return location_of(browser.post("/sign-in", {{"username", "a.khan"}, {"password", password}, {"then", then}}));
    };
    Browser browser(site);
    const auto sent_away = browser.get("/account");
    CHECK(sent_away.status == 303);
    CHECK(location_of(sent_away) == "/sign-in?then=/account");
    CHECK(has(browser.get("/sign-in?then=/account"), "name=\"then\" value=\"/account\""));
    CHECK(lands("/account") == "/account");
    for (const auto* elsewhere : {"//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)",
                                  "/sign-out", "\t//evil.example", "/a\nSet-Cookie: x=y", ""}) {
        INFO(elsewhere);
        CHECK(lands(elsewhere) == "/today");
        CHECK_FALSE(has(browser.get("/sign-in?then=" + urlencoded(elsewhere)), "evil"));
    }
}

TEST_CASE("what is wrong with a sign-in is said at its field; the name is kept, the password never", "[web][sign-in]") {
    Site site;
    site.account({.username = "a.khan"});
    Browser browser(site);
    browser.get("/sign-in");
    const auto wrong = browser.post("/sign-in", {{"username", "A.Khan"}, {"password", "wrong word"}});
    CHECK(wrong.status == 401);
    CHECK(has(wrong, "There is a problem"));
    CHECK(has(wrong, "<title>Error: Sign in"));
    CHECK(has(wrong, "value=\"A.Khan\""));
    CHECK_FALSE(has(wrong, "wrong word"));
    CHECK_FALSE(browser.cookies.contains(session_cookie));

    const auto nobody = browser.post("/sign-in", {{"username", "nobody"}, {"password", "wrong word"}});
    CHECK(nobody.status == 401);
    CHECK(has(nobody, "The sign-in name or the password is not right"));
    CHECK(has(wrong, "The sign-in name or the password is not right"));

    const auto empty = browser.post("/sign-in", {});
    CHECK(empty.status == 422);
    CHECK(has(empty, "href=\"#username\""));
    CHECK(has(empty, "href=\"#password\""));
}

TEST_CASE("a lock is told with the time to wait, whether there is such an account or not", "[web][sign-in][lock]") {
    Site site;
    site.account({.username = "a.khan"});
    for (const auto* name : {"a.khan", "nobody"}) {
        INFO(name);
        Browser browser(site);
        for (int i = 0; i < 5; ++i) CHECK(browser.sign_in(name, "wrong").status == 401);
        const auto locked = browser.sign_in(name);
        CHECK(locked.status == 429);
        CHECK(has(locked, "Try again in 1 minute"));
    }
    site.now += 60s;
    CHECK(Browser(site).sign_in("a.khan").status == 303);
}

TEST_CASE("whoever tries many names waits, and not those who come through the same proxy", "[web][sign-in][lock]") {
    Site site;
    site.account({.username = "a.khan"});
    const auto from = [&](const std::string& forwarded, const std::string& remote) {
        Browser browser(site);
        browser.remote_address = remote;
        if (!forwarded.empty()) browser.headers.push_back({"X-Forwarded-For", forwarded});
        return browser;
    };
    for (int i = 0; i < 30; ++i) {
        auto guesser = from("198.51.100.1, 203.0.113.7", "127.0.0.1");
        REQUIRE(guesser.sign_in("name" + std::to_string(i), "Spring2026!!").status == 401);
    }
    CHECK(from("203.0.113.7", "127.0.0.1").sign_in("a.khan").status == 429);
    CHECK(from("203.0.113.8", "127.0.0.1").sign_in("a.khan").status == 303);
    CHECK(from("198.51.100.1", "127.0.0.1").sign_in("a.khan").status == 303);
    CHECK(from("", "127.0.0.1").sign_in("a.khan").status == 303);
    // Who is not the proxy may say what he likes.
    CHECK(from("203.0.113.7", "192.0.2.9").sign_in("a.khan").status == 303);
}

TEST_CASE("a session that an attacker planted is not the one that is signed in", "[web][fixation]") {
    Site site;
    site.account({.username = "a.khan"});
    site.account({.username = "attacker"});
    Browser attacker(site, "attacker");
    const auto planted = attacker.cookies.at(session_cookie);

    Browser victim(site);
    victim.cookies[form_cookie] = std::string(43, 'A');  // nor a form's secret
    victim.get("/sign-in");
    victim.cookies[session_cookie] = std::string(43, 'B');
    victim.sign_in("a.khan");
    const auto own = victim.cookies.at(session_cookie);
    CHECK(own != std::string(43, 'B'));
    CHECK(own != planted);
    CHECK_FALSE(victim.cookies.contains(form_cookie));
    CHECK(has(victim.get("/account"), "Name of a.khan"));
    CHECK(has(attacker.get("/account"), "Name of attacker"));
}

TEST_CASE("after sign-out nothing opens: not the old cookie, not a form that was open", "[web][sign-out]") {
    Site site;
    site.account({.username = "a.khan"});
    Browser browser(site, "a.khan");
    browser.get("/account/password");
    const auto cookie = browser.cookies.at(session_cookie);
    const auto token = browser.csrf;
    const auto out = browser.post("/sign-out", {});
    CHECK(out.status == 303);
    CHECK(location_of(out) == "/sign-in?done=signed-out");
    CHECK_FALSE(browser.cookies.contains(session_cookie));
    CHECK(has(browser.get("/sign-in?done=signed-out"), "You have signed out"));

    Browser thief(site);
    thief.cookies[session_cookie] = cookie;
    CHECK(location_of(thief.get("/account")) == "/sign-in?then=/account&ended=yes");
    CHECK(has(thief.get("/sign-in?then=/account&ended=yes"), "You were signed out"));
    const auto replayed =
        thief.post_raw("/account/password",
                       {{"csrf", token}, {"current_password", password}, {"new_password", "harbour candle ferry"}});
    CHECK(replayed.status == 401);
    CHECK(Browser(site).sign_in("a.khan").status == 303);
}

TEST_CASE("no form is taken without a token of its own session", "[web][csrf]") {
    Site site;
    site.account({.username = "a.khan"});
    site.account({.username = "attacker"});
    Browser victim(site, "a.khan");
    victim.get("/account");
    Browser attacker(site, "attacker");
    attacker.get("/account");
    const auto ends_all = [&](const Sent& fields) { return victim.post_raw("/account/sign-out-everywhere", fields); };

    CHECK(ends_all({}).status == 403);
    CHECK(ends_all({{"csrf", ""}}).status == 403);
    CHECK(ends_all({{"csrf", std::string(86, 'A')}}).status == 403);
    CHECK(ends_all({{"csrf", attacker.csrf}}).status == 403);
    CHECK(has(victim.get("/account"), "Name of a.khan"));

    SECTION("nor one that says that it comes from elsewhere, token or not") {
        victim.headers = {{"Host", "ehcp.example"}, {"Sec-Fetch-Site", "cross-site"}};
        CHECK(victim.post("/account/sign-out-everywhere", {}).status == 403);
        victim.headers = {{"Host", "ehcp.example"}, {"Sec-Fetch-Site", "same-site"}};
        CHECK(victim.post("/account/sign-out-everywhere", {}).status == 403);
        victim.headers = {{"Host", "ehcp.example"}, {"Origin", "https://evil.example"}};
        CHECK(victim.post("/account/sign-out-everywhere", {}).status == 403);
        victim.headers = {{"Host", "ehcp.example"}, {"Origin", "https://evil-ehcp.example"}};
        CHECK(victim.post("/account/sign-out-everywhere", {}).status == 403);
        victim.headers = {{"Host", "ehcp.example"}, {"Origin", "https://ehcp.example"}};
        CHECK(victim.post("/account/sign-out-everywhere", {}).status == 303);
    }
    SECTION("its own is taken, and each page has another") {
        const auto one = victim.csrf;
        victim.get("/account");
        CHECK(victim.csrf != one);
        CHECK(ends_all({{"csrf", one}}).status == 303);
    }
}

TEST_CASE("not even sign-in is taken from elsewhere", "[web][csrf]") {
    Site site;
    site.account({.username = "attacker"});
    Browser victim(site);
    const Sent fields = {{"username", "attacker"}, {"password", password}};
    CHECK(victim.post_raw("/sign-in", fields).status == 403);
    victim.get("/sign-in");
    CHECK(victim.post_raw("/sign-in", fields).status == 403);
    Browser attacker(site);
    attacker.get("/sign-in");
    auto with_another = fields;
    with_another.emplace_back("csrf", attacker.csrf);
    CHECK(victim.post_raw("/sign-in", with_another).status == 403);
    CHECK(victim.post("/sign-in", fields).status == 303);
}

TEST_CASE("a session ends an hour unused and after twelve hours in all; what was typed is offered again",
          "[web][sessions]") {
    Site site;
    site.account({.username = "a.khan"});
    Browser browser(site, "a.khan");
    browser.headers.push_back({"Sec-Fetch-Site", "same-origin"});
    const auto is_in = [&] { return browser.get("/account").status == 200; };
    SECTION("unused") {
        site.now += 59min;
        CHECK(is_in());
        site.now += 60min;
        const auto expired = browser.post("/account/password",
                                          {{"kept", "typed <b>before</b>"}, {"current_password", "secret of mine"}});
        CHECK(expired.status == 401);
        CHECK(has(expired, "You have been signed out"));
        CHECK(has(expired, "typed &lt;b&gt;before&lt;/b&gt;"));
        CHECK_FALSE(has(expired, "secret of mine"));
        CHECK_FALSE(is_in());
    }
    SECTION("used") {
        for (int i = 0; i < 23; ++i) {
            site.now += 30min;
            REQUIRE(is_in());
            site.put(store::Team{"waits for what was written before"});
        }
        site.now += 30min;
        CHECK_FALSE(is_in());
    }
}

TEST_CASE("somebody ends one of their sessions, or all; nobody ends another's", "[web][sessions]") {
    Site site;
    site.account({.username = "a.khan"});
    site.account({.username = "b.jones"});
    Browser desk(site, "a.khan");
    site.now += 1min;
    Browser home(site, "a.khan");
    Browser other(site, "b.jones");
    const auto key = store::session_hash(desk.cookies.at(session_cookie));
    other.get("/account");
    CHECK(other.post("/account/sessions/" + key + "/end", {}).status == 404);
    CHECK(desk.get("/account").status == 200);

    CHECK(has(home.get("/account"), "/account/sessions/" + key + "/end"));
    CHECK(location_of(home.post("/account/sessions/" + key + "/end", {})) == "/account?done=session-ended");
    CHECK(desk.get("/account").status == 303);
    home.get("/account");
    CHECK(location_of(home.post("/account/sign-out-everywhere", {})) == "/sign-in?done=signed-out-everywhere");
    CHECK(home.get("/account").status == 303);
    CHECK(other.get("/account").status == 200);
}

TEST_CASE("a password for one use opens nothing but the page to change it", "[web][password]") {
    Site site;
    site.account({.username = "a.khan", .must_change_password = true});
    Browser browser(site);
    CHECK(location_of(browser.sign_in("a.khan")) == "/account/password");
    CHECK(location_of(browser.get("/registers")) == "/account/password");
    CHECK(has(browser.get("/account/password"), "Choose a password of your own"));
    const auto before = browser.cookies.at(session_cookie);

    const auto weak = browser.post("/account/password", {{"current_password", password}, {"new_password", "short"}});
    CHECK(weak.status == 422);
    CHECK(has(weak, "12 characters or more"));
    CHECK_FALSE(has(weak, "value=\"short\""));
    const auto wrong =
        browser.post("/account/password", {{"current_password", "wrong"}, {"new_password", "harbour candle ferry"}});
    CHECK(wrong.status == 422);
    CHECK(has(wrong, "Your current password is not right"));
    CHECK(browser.post("/account/password", {}).status == 422);

    const auto changed =
        browser.post("/account/password", {{"current_password", password}, {"new_password", "harbour candle ferry"}});
    CHECK(location_of(changed) == "/account?done=password");
    CHECK(browser.cookies.at(session_cookie) != before);
    CHECK(has(browser.get("/account?done=password"), "Your password has been changed"));
    CHECK(browser.get("/registers").status == 200);
    Browser old(site);
    old.cookies[session_cookie] = before;
    CHECK(old.get("/account").status == 303);
}

TEST_CASE("a changed role takes effect at once: the old session is over, the new one may do the new things",
          "[web][roles]") {
    Site site;
    const auto id = site.account({.username = "a.khan"});
    site.account({.username = "admin", .role = UserRole::administrator});
    Browser person(site, "a.khan");
    CHECK(person.get("/accounts").status == 403);
    CHECK(person.get("/registers").status == 200);

    Browser admin(site, "admin");
    const auto path = "/accounts/" + std::to_string(id);
    CHECK(has(admin.get(path + "/change"), "value=\"caseworker\" checked"));
    const auto changed = admin.post(path + "/change", {{"name", "A. Khan"}, {"role", "auditor"}});
    CHECK(location_of(changed) == path + "?done=changed");
    CHECK(has(admin.get(path), "role: caseworker → auditor"));
    CHECK(person.get("/registers").status == 303);
    person.sign_in("a.khan");
    CHECK(person.get("/accounts").status == 200);
    CHECK(person.get("/accounts/new").status == 403);
}

TEST_CASE("every page tells browsers to keep nothing, run nothing inline and show it in no frame", "[web][headers]") {
    Site site;
    site.account({.username = "a.khan"});
    Browser browser(site);
    for (const auto& response :
         {browser.get("/sign-in"), browser.sign_in("a.khan", "wrong"), browser.get("/nothing")}) {
        CHECK(response.header("Cache-Control") == "no-store");
        CHECK(response.header("X-Content-Type-Options") == "nosniff");
        const std::string policy(response.header("Content-Security-Policy").value_or(""));
        CHECK(policy.find("default-src 'none'") != std::string::npos);
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    }
}
