// The administrator's pages and those of a school's colleagues.

#include <catch2/catch.hpp>

#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

struct House : Site {
    House() {
        put(store::Setting{"100001", "Elm Primary", "primary"});
        put(store::Setting{"100002", "Oak Secondary", "secondary"});
        put(store::AdviserBody{"County Psychology", Adviser::psychology});
        put(store::Caseworker{"a.khan", "A. Khan", ""});
        account({.username = "admin", .role = UserRole::administrator});
        account({.username = "auditor", .role = UserRole::auditor});
        account({.username = "manager", .role = UserRole::manager});
        account({.username = "head@elm.example",
                 .role = UserRole::school,
                 .setting = "100001",
                 .manages_colleagues = true});
        account({.username = "teacher@elm.example", .role = UserRole::school, .setting = "100001"});
        account({.username = "head@oak.example",
                 .role = UserRole::school,
                 .setting = "100002",
                 .manages_colleagues = true});
    }
    std::string path_of(const std::string& username) { return "/accounts/" + std::to_string(id_of(username)); }
    std::int64_t id_of(const std::string& username) {
        return readers.read([&](store::Reader& r) { return store::find_account(r, username).value().id.value; });
    }
};

std::string password_on(const http::Response& page) {
    constexpr std::string_view before = "<code class=\"app-letter\">";
    const auto at = page.body.find(before);
    if (at == std::string::npos) return {};
    return page.body.substr(at + before.size(), 23);
}

}  // namespace

TEST_CASE("an administrator makes an account, and the person signs in with what they were given", "[web][accounts]") {
    House house;
    Browser admin(house, "admin");
    CHECK(has(admin.get("/accounts"), "New account"));
    admin.get("/accounts/new");
    const auto made = admin.post("/accounts", {{"name", "B. Jones"},
                                               {"username", "B.Jones@council.example"},
                                               {"role", "caseworker"},
                                               {"setting", ""},
                                               {"body", ""},
                                               {"caseworker", "a.khan"}});
    REQUIRE(made.status == 200);
    CHECK(has(made, "b.jones@council.example"));
    Browser person(house);
    CHECK(location_of(person.sign_in("b.jones@council.example", password_on(made))) == "/account/password");
    CHECK(has(admin.get(house.path_of("b.jones@council.example")), "Name of admin (Administrator)"));
}

TEST_CASE("a form for an account that is wrong says so at each field and keeps what was typed", "[web][accounts]") {
    House house;
    Browser admin(house, "admin");
    admin.get("/accounts/new");
    struct Row {
        Sent fields;
        std::string field, kept;
    };
    const std::vector<Row> rows = {
        {{{"name", ""}, {"username", "x@y.example"}, {"role", "manager"}}, "name", "x@y.example"},
        {{{"name", "<script>alert(1)</script>"}, {"username", "?"}, {"role", "manager"}},
         "username",
         "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {{{"name", "Z"}, {"username", "admin"}, {"role", "manager"}}, "username", "value=\"admin\""},
        {{{"name", "Z"}, {"username", "z.z"}}, "role", "value=\"z.z\""},
        {{{"name", "Z"}, {"username", "z.z"}, {"role", "operator"}}, "role", "value=\"z.z\""},
        {{{"name", "Z"}, {"username", "z.z"}, {"role", "school"}}, "setting", "value=\"school\" checked"},
        {{{"name", "Z"}, {"username", "z.z"}, {"role", "school"}, {"setting", "999999"}},
         "setting",
         "value=\"999999\""},
        {{{"name", "Z"}, {"username", "z.z"}, {"role", "adviser"}}, "body", "value=\"adviser\" checked"},
        {{{"name", "Z"}, {"username", "z.z"}, {"role", "auditor"}, {"caseworker", "a.khan"}},
         "caseworker",
         "value=\"a.khan\" selected"},
        {{{"name", std::string(5'000'000, 'x')}, {"username", "z.z"}, {"role", "auditor"}}, "name", "value=\"z.z\""},
    };
    for (const auto& row : rows) {
        const auto refused = admin.post("/accounts", row.fields);
        INFO(row.field << ": " << row.kept);
        CHECK(refused.status == 422);
        CHECK(has(refused, "href=\"#" + row.field + "\""));
        CHECK(has(refused, row.kept));
        CHECK_FALSE(has(refused, "<script>alert"));
    }
    CHECK(house.readers.read([](store::Reader& r) { return store::all_accounts(r).size(); }) == 6);
}

TEST_CASE("disable, enable, reset and unlock do what they say, and the history has them", "[web][accounts]") {
    House house;
    Browser admin(house, "admin");
    Browser manager(house, "manager");
    const auto path = house.path_of("manager");
    const auto press = [&](const std::string& what) {
        admin.get(path);
        return admin.post(path + "/" + what, {});
    };
    CHECK(location_of(press("disable")) == path + "?done=disabled");
    CHECK(manager.get("/account").status == 303);
    CHECK(manager.sign_in("manager").status == 401);
    CHECK(location_of(press("enable")) == path + "?done=enabled");
    CHECK(manager.sign_in("manager").status == 303);

    const auto reset = press("reset");
    CHECK(reset.status == 200);
    CHECK(manager.get("/account").status == 303);
    CHECK(manager.sign_in("manager").status == 401);
    CHECK(location_of(manager.sign_in("manager", password_on(reset))) == "/account/password");
    CHECK_FALSE(has(admin.get(path), password_on(reset)));

    Browser elsewhere(house);
    for (int i = 0; i < 5; ++i) CHECK(elsewhere.sign_in("manager", "wrong").status == 401);
    CHECK(elsewhere.sign_in("manager", password_on(reset)).status == 429);
    CHECK(has(admin.get(path), "Unlock"));
    CHECK(location_of(press("unlock")) == path + "?done=unlocked");
    CHECK(elsewhere.sign_in("manager", password_on(reset)).status == 303);
    const auto history = admin.get(path);
    for (const auto* what : {"Created", "Disabled", "Enabled", "Password reset", "Locked", "Unlocked"}) {
        INFO(what);
        CHECK(has(history, what));
    }
}

TEST_CASE("an administrator does nothing of that to their own account, so that one is always left", "[web][accounts]") {
    House house;
    Browser admin(house, "admin");
    const auto path = house.path_of("admin");
    for (const auto* what : {"disable", "enable", "reset", "unlock"}) {
        INFO(what);
        CHECK_FALSE(has(admin.get(path), path + "/" + what));
        CHECK(admin.post(path + "/" + what, {}).status == 409);
    }
    admin.get(path + "/change");
    const auto refused = admin.post(path + "/change", {{"name", "Admin"}, {"role", "manager"}});
    CHECK(refused.status == 422);
    CHECK(has(refused, "another administrator"));
    CHECK(location_of(admin.post(path + "/change", {{"name", "Admin"}, {"role", "administrator"}})) ==
          path + "?done=changed");
}

TEST_CASE("an account that is not there is not found, whatever stands in its place", "[web][accounts]") {
    House house;
    Browser admin(house, "admin");
    for (const auto* number : {"99", "0", "-1", "1e3", "1%20", "abc", "18446744073709551617", "1'"}) {
        INFO(number);
        CHECK(admin.get(std::string("/accounts/") + number).status == 404);
    }
}

TEST_CASE("an auditor reads accounts and their history and is offered nothing to change", "[web][accounts]") {
    House house;
    Browser auditor(house, "auditor");
    CHECK_FALSE(has(auditor.get("/accounts"), "New account"));
    const auto page = auditor.get(house.path_of("manager"));
    CHECK(page.status == 200);
    CHECK_FALSE(has(page, house.path_of("manager") + "/"));
    CHECK(auditor.post(house.path_of("manager") + "/disable", {}).status == 403);
}

TEST_CASE("the list of accounts is narrowed by role and by setting", "[web][accounts]") {
    House house;
    Browser admin(house, "admin");
    const auto schools = admin.get("/accounts?role=school");
    CHECK(has(schools, "3 accounts"));
    CHECK(has(schools, "value=\"school\" selected"));
    CHECK(has(admin.get("/accounts?setting=100002"), "1 account<"));
    CHECK(has(admin.get("/accounts?role=nonsense"), "0 accounts"));
}

TEST_CASE("who manages a school's colleagues adds, removes and lets back in those of that school alone",
          "[web][colleagues]") {
    House house;
    Browser head(house, "head@elm.example");
    const auto page = head.get("/school/colleagues");
    CHECK(has(page, "People of Elm Primary"));
    CHECK(has(page, "teacher@elm.example"));
    CHECK_FALSE(has(page, "head@oak.example"));

    const auto made = head.post("/school/colleagues", {{"name", "New Teacher"}, {"username", "new@elm.example"}});
    REQUIRE(made.status == 200);
    Browser colleague(house);
    CHECK(colleague.sign_in("new@elm.example", password_on(made)).status == 303);
    const auto added =
        house.readers.read([](store::Reader& r) { return store::find_account(r, "new@elm.example").value(); });
    CHECK(added.setting == "100001");
    CHECK(added.role == "school");
    CHECK_FALSE(added.manages_colleagues);

    const auto path = "/school/colleagues/" + std::to_string(added.id.value);
    head.get("/school/colleagues");
    CHECK(location_of(head.post(path + "/remove", {})) == "/school/colleagues?done=removed");
    CHECK(colleague.get("/account").status == 303);
    CHECK(has(head.get("/school/colleagues"), "Let New Teacher sign in again"));
    CHECK(location_of(head.post(path + "/restore", {})) == "/school/colleagues?done=restored");
    head.get("/school/colleagues");
    const auto reset = head.post(path + "/reset", {});
    CHECK(colleague.sign_in("new@elm.example", password_on(reset)).status == 303);
}

TEST_CASE("nobody reaches another school's people, the authority's, or their own", "[web][colleagues]") {
    House house;
    Browser head(house, "head@elm.example");
    head.get("/school/colleagues");
    for (const auto* what : {"remove", "restore", "reset"}) {
        for (const auto* other : {"head@oak.example", "manager", "admin"}) {
            INFO(what << ' ' << other);
            CHECK(head.post("/school/colleagues/" + std::to_string(house.id_of(other)) + "/" + what, {}).status == 404);
        }
        CHECK(head.post("/school/colleagues/" + std::to_string(house.id_of("head@elm.example")) + "/" + what, {})
                  .status == 409);
    }
    CHECK(Browser(house).sign_in("head@oak.example").status == 303);

    SECTION("a field in the form gives neither another role nor another setting") {
        const auto made = head.post("/school/colleagues", {{"name", "Sly"},
                                                           {"username", "sly@elm.example"},
                                                           {"role", "manager"},
                                                           {"setting", "100002"},
                                                           {"caseworker", "a.khan"}});
        REQUIRE(made.status == 200);
        const auto sly =
            house.readers.read([](store::Reader& r) { return store::find_account(r, "sly@elm.example").value(); });
        CHECK(sly.role == "school");
        CHECK(sly.setting == "100001");
        CHECK(sly.caseworker.empty());
    }
    SECTION("a colleague without that task does none of it") {
        Browser teacher(house, "teacher@elm.example");
        CHECK(teacher.get("/school/colleagues").status == 403);
        CHECK_FALSE(has(teacher.get("/account"), "/school/colleagues"));
        CHECK(teacher.post("/school/colleagues", {{"name", "N"}, {"username", "n@elm.example"}}).status == 403);
        CHECK(teacher.post("/school/mailbox", {{"email", "x@elm.example"}}).status == 403);
        const auto path = "/school/colleagues/" + std::to_string(house.id_of("head@elm.example"));
        for (const auto* what : {"/remove", "/restore", "/reset"}) CHECK(teacher.post(path + what, {}).status == 403);
    }
}

TEST_CASE("a school's mailbox is kept, changed and taken away", "[web][colleagues]") {
    House house;
    Browser head(house, "head@elm.example");
    head.get("/school/colleagues");
    const auto refused = head.post("/school/mailbox", {{"email", "no address"}});
    CHECK(refused.status == 422);
    CHECK(has(refused, "value=\"no address\""));
    CHECK(location_of(head.post("/school/mailbox", {{"email", "senco@elm.example"}})) ==
          "/school/colleagues?done=mailbox");
    CHECK(has(head.get("/school/colleagues"), "value=\"senco@elm.example\""));
    CHECK_FALSE(has(Browser(house, "head@oak.example").get("/school/colleagues"), "senco@elm.example"));
    head.get("/school/colleagues");
    head.post("/school/mailbox", {{"email", ""}});
    CHECK_FALSE(has(head.get("/school/colleagues"), "senco@elm.example"));
}
