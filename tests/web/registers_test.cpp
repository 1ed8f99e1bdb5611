// Settings, teams and closures.

#include <catch2/catch.hpp>

#include "tests/web/site.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

struct House : Site {
    House() {
        put(store::Setting{"100001", "Elm Primary", "primary"});
        put(store::Team{"North"});
        put(store::Caseworker{"a.khan", "A. Khan", "North"});
        account({.username = "admin", .role = UserRole::administrator});
        account({.username = "manager", .role = UserRole::manager});
        account({.username = "caseworker"});
    }
};

Sent closure(const std::string& urn, const std::string& from, const std::string& reopens) {
    const auto day = [](const std::string& name, const std::string& text) {
        return Sent{
            {name + "-day", text.substr(8)}, {name + "-month", text.substr(5, 2)}, {name + "-year", text.substr(0, 4)}};
    };
    Sent fields = {{"urn", urn}, {"source", "term dates"}};
    for (const auto& each : {day("closed_from", from), day("reopens", reopens)})
        fields.insert(fields.end(), each.begin(), each.end());
    return fields;
}

}  // namespace

TEST_CASE("the registers show what the authority knows beside its cases", "[web][registers]") {
    House house;
    Browser caseworker(house, "caseworker");
    const auto page = caseworker.get("/registers");
    CHECK(has(page, "Demonstration authority"));
    CHECK(has(page, "North"));
    CHECK(has(page, "A. Khan"));
    CHECK_FALSE(has(page, "Add a team"));
    CHECK(has(caseworker.get("/registers/settings?q=elm"), "Elm Primary"));
    CHECK(has(caseworker.get("/registers/settings?q=100001"), "Elm Primary"));
    CHECK(has(caseworker.get("/registers/settings?q=oak"), "0 settings"));
    CHECK_FALSE(has(caseworker.get("/registers/closures"), "Add a closure"));
}

TEST_CASE("an administrator adds settings and teams, and enters no closure: it excuses missed limits",
          "[web][registers]") {
    House house;
    Browser admin(house, "admin");
    admin.get("/registers");
    CHECK(location_of(admin.post("/registers/teams", {{"name", "South"}})) == "/registers?done=team");
    CHECK(has(admin.get("/registers?done=team"), "South"));
    CHECK(admin.post("/registers/teams", {{"name", " "}}).status == 422);
    const auto added = admin.post("/registers/settings", {{"urn", "100002"}, {"name", "Oak"}, {"phase", "secondary"}});
    CHECK(location_of(added) == "/registers/settings?done=setting&q=100002");
    CHECK(has(admin.get(location_of(added)), "Oak"));
    const auto refused =
        admin.post("/registers/settings", {{"urn", "x1"}, {"name", "Kept <i>"}, {"phase", "secondary"}});
    CHECK(refused.status == 422);
    CHECK(has(refused, "Kept &lt;i&gt;"));
    CHECK(admin.post("/registers/closures", closure("100001", "2026-07-20", "2026-09-02")).status == 403);
}

TEST_CASE("a manager enters a closure; what is wrong with one is said at its field", "[web][registers]") {
    House house;
    Browser manager(house, "manager");
    manager.get("/registers/closures");
    CHECK(location_of(manager.post("/registers/closures", closure("100001", "2026-07-20", "2026-09-02"))) ==
          "/registers/closures?done=closure");
    CHECK(has(manager.get("/registers/closures"), "20 July 2026"));
    CHECK(has(manager.get("/registers/closures?setting=100001"), "Elm Primary (100001)"));
    CHECK(has(manager.get("/registers/closures?setting=100002"), "0 closures"));
    struct Row {
        Sent fields;
        std::string field;
    };
    const std::vector<Row> rows = {
        {closure("999999", "2026-07-20", "2026-09-02"), "urn"},
        {closure("100001", "2026-07-20", "2026-07-20"), "reopens"},
        {closure("100001", "2026-02-30", "2026-07-20"), "closed_from"},
        {{}, "source"},
    };
    for (const auto& row : rows) {
        INFO(row.field);
        const auto refused = manager.post("/registers/closures", row.fields);
        CHECK(refused.status == 422);
        CHECK(has(refused, "href=\"#" + row.field + "\""));
    }
    CHECK(manager.post("/registers/settings", {{"urn", "100002"}, {"name", "Oak"}, {"phase", "secondary"}}).status ==
          403);
}
