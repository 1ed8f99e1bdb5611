#include "core/store/users.hpp"

#include <catch2/catch.hpp>

#include "core/store/saved_views.hpp"
#include "tests/support/record.hpp"

using namespace ehcp;
using namespace ehcp::test;

namespace {

const auto at = moment("2026-03-02T09:00:00Z");
const store::Doing doing{{"Admin", "administrator"}, at};

store::Account account(const std::string& username, const std::string& setting = "") {
    return {.username = username,
            .name = "Name of " + username,
            .password_hash = "hash",
            .role = setting.empty() ? "caseworker" : "school",
            .setting = setting};
}

template <class Act>
auto write(TestRecord& record, Act act) {
    return record.writer.perform(act);
}

store::AccountId created(TestRecord& record, const store::Account& each) {
    return write(record, [&](store::Transaction& t) { return store::create_account(t, each, doing); }).value();
}

}  // namespace

TEST_CASE("a sign-in name is kept in lower case without spaces around it, and is a plain word", "[store][accounts]") {
    CHECK(store::folded_username(" Amira.Khan@Council.Example ").value() == "amira.khan@council.example");
    CHECK(store::folded_username("o'neill@school.example").value() == "o'neill@school.example");
    for (const std::string refused :
         {"", "ab", "a khan", "a\nkhan", "zoë", "<script>",
          "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeaaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeef"}) {
        INFO(refused);
        CHECK(store::folded_username(refused).error().where == "username");
    }
}

TEST_CASE("a sign-in name is one person's", "[store][accounts]") {
    TestRecord record;
    created(record, account("a.khan"));
    const auto again =
        write(record, [](store::Transaction& t) { return store::create_account(t, account("a.khan"), doing); });
    REQUIRE(again.has_error());
    CHECK(again.error().kind == Refusal::conflict);
    CHECK(again.error().where == "username");
}

TEST_CASE("the people of a setting are listed by name, and nobody else's", "[store][accounts]") {
    TestRecord record;
    created(record, account("z.one", "100001"));
    created(record, account("a.two", "100001"));
    created(record, account("b.other", "100002"));
    created(record, account("c.staff"));
    const auto names = [&](auto list) {
        std::vector<std::string> found;
        for (const auto& each : record.readers.read(list)) found.push_back(each.username);
        return found;
    };
    CHECK(names([](store::Reader& r) { return store::accounts_of_setting(r, "100001"); }) ==
          std::vector<std::string>{"a.two", "z.one"});
    CHECK(names([](store::Reader& r) { return store::accounts_of_setting(r, ""); }).empty());
    CHECK(names([](store::Reader& r) { return store::all_accounts(r); }).size() == 4);
}

TEST_CASE("what is done to an account that is not there is refused", "[store][accounts]") {
    TestRecord record;
    const store::AccountId nobody{99};
    write(record, [&](store::Transaction& t) -> Result<int> {
        auto changed = account("nobody");
        changed.id = nobody;
        CHECK(store::change_account(t, changed, doing).error().kind == Refusal::not_found);
        CHECK(store::disable_account(t, nobody, doing).error().kind == Refusal::not_found);
        CHECK(store::enable_account(t, nobody, doing).error().kind == Refusal::not_found);
        CHECK(store::unlock_account(t, nobody, doing).error().kind == Refusal::not_found);
        CHECK(store::set_password(t, nobody, "hash", AccountEvent::password_reset, true, doing).error().kind ==
              Refusal::not_found);
        return 0;
    }).value();
}

TEST_CASE("the history says who did what and when, and nothing twice", "[store][accounts]") {
    TestRecord record;
    const auto id = created(record, account("a.head", "100001"));
    write(record, [&](store::Transaction& t) -> Result<int> {
        auto changed = store::find_account(t, id).value();
        changed.manages_colleagues = true;
        store::change_account(t, changed, doing).value();
        store::change_account(t, changed, doing).value();  // nothing is different
        store::disable_account(t, id, doing).value();
        store::disable_account(t, id, doing).value();
        return 0;
    }).value();
    const auto history = record.readers.read([&](store::Reader& r) { return store::history_of(r, id); });
    REQUIRE(history.size() == 3);
    CHECK(history[0].what == AccountEvent::created);
    CHECK(history[0].detail == "role: school");
    CHECK(history[1].detail == "manages colleagues: no → yes");
    CHECK(history[2].what == AccountEvent::disabled);
    CHECK(history[2].by.by == "Admin");
    CHECK(history[2].at == at);
}

TEST_CASE("a setting has one mailbox, which can be changed and taken away", "[store][accounts]") {
    TestRecord record;
    const auto mailbox = [&] {
        return record.readers.read([](store::Reader& r) { return store::mailbox_of(r, "100001"); });
    };
    const auto put = [&](const char* email) {
        write(record, [&](store::Transaction& t) -> Result<int> {
            return store::put_mailbox(t, "100001", email), 0;
        }).value();
    };
    CHECK(mailbox().empty());
    put("senco@school.example");
    put("office@school.example");
    CHECK(mailbox() == "office@school.example");
    put("");
    CHECK(mailbox().empty());
}

TEST_CASE("a saved view is its owner's, one of each name, and at most fifty", "[store][views]") {
    TestRecord record;
    const auto mine = created(record, account("a.khan"));
    const auto other = created(record, account("b.jones"));
    const auto save = [&](const std::string& name, const std::string& query) {
        return write(record, [&](store::Transaction& t) { return store::save_view(t, mine, name, query); });
    };
    const auto views = [&](store::AccountId whose) {
        return record.readers.read([&](store::Reader& r) { return store::saved_views_of(r, whose); });
    };
    CHECK(save("Late", "overdue=1").has_value());
    CHECK(save("Late", "overdue=1&team=North").has_value());
    REQUIRE(views(mine).size() == 1);
    CHECK(views(mine)[0].query == "overdue=1&team=North");
    CHECK(views(other).empty());

    const auto drop = [&](store::AccountId whose) {
        return write(record,
                     [&](store::Transaction& t) { return store::delete_saved_view(t, whose, views(mine)[0].id); });
    };
    CHECK(drop(other).error().kind == Refusal::not_found);
    CHECK(drop(mine).has_value());
    CHECK(views(mine).empty());

    CHECK(save("", "a=1").error().where == "name");
    CHECK(save(std::string(81, 'x'), "a=1").error().where == "name");
    CHECK(save("Long", std::string(2001, 'x')).error().kind == Refusal::too_large);
    for (int i = 0; i < 50; ++i) CHECK(save("View " + std::to_string(i), "a=1").has_value());
    CHECK(save("One more", "a=1").error().kind == Refusal::too_many);
    CHECK(save("View 7", "b=2").has_value());
}
