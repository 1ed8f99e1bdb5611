#include "service/access/accounts.hpp"

#include <catch2/catch.hpp>

#include "core/store/registers.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

TEST_CASE("what an account of each role must have and may not have", "[accounts]") {
    TestRecord record;
    record.writer
        .perform([](store::Transaction& t) -> Result<int> {
            store::put(t, store::Setting{"100001", "Elm Primary", "primary"});
            store::put(t, store::AdviserBody{"County Psychology", Adviser::psychology});
            store::put(t, store::Caseworker{"a.khan", "A. Khan", ""});
            return 0;
        })
        .value();
    struct Row {
        const char* because;
        store::Account account;
        std::string wrong;  // the field; empty: it is good
    };
    const auto of = [](std::string role, std::string setting, std::string body, std::string caseworker) {
        return store::Account{
            .name = "Somebody", .role = role, .setting = setting, .body = body, .caseworker = caseworker};
    };
    auto nameless = of("manager", "", "", "");
    nameless.name = "";
    auto head = of("school", "100001", "", "");
    head.manages_colleagues = true;
    auto boss = of("manager", "", "", "");
    boss.manages_colleagues = true;
    const std::vector<Row> rows = {
        {"a caseworker needs nothing", of("caseworker", "", "", ""), ""},
        {"and may have a caseload", of("senior_caseworker", "", "", "a.khan"), ""},
        {"of the register", of("caseworker", "", "", "nobody"), "caseworker"},
        {"an auditor has no caseload", of("auditor", "", "", "a.khan"), "caseworker"},
        {"a school has its setting", of("school", "100001", "", ""), ""},
        {"somebody of it may manage colleagues", head, ""},
        {"without a setting it would see nothing, or all", of("school", "", "", ""), "setting"},
        {"the setting is in the register", of("school", "999999", "", ""), "setting"},
        {"a manager of the authority has none", of("manager", "100001", "", ""), "setting"},
        {"nor colleagues of a school", boss, "manages_colleagues"},
        {"an adviser has a body", of("adviser", "", "County Psychology", ""), ""},
        {"of the register", of("adviser", "", "Nobody's", ""), "body"},
        {"and not none", of("adviser", "", "", ""), "body"},
        {"an administrator has no body", of("administrator", "", "County Psychology", ""), "body"},
        {"a program has a token", of("intake", "", "", ""), "role"},
        {"so has a machine", of("operator", "", "", ""), "role"},
        {"there is no such role", of("king", "", "", ""), "role"},
        {"everybody has a name", nameless, "name"},
    };
    for (const auto& row : rows) {
        INFO(row.because << ": " << row.account.role);
        const auto checked =
            record.readers.read([&](store::Reader& r) { return access::check_account(r, row.account); });
        CHECK((checked.has_error() ? checked.error().where : "") == row.wrong);
    }
}
