#include <fmt/format.h>

#include "core/store/registers.hpp"
#include "service/web/account/common.hpp"
#include "service/web/account/pages.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using store::Account;

/// The route is open to schools; the people of one are kept by those whom it has named for that.
Result<void> check_manages(const Visit& visit) {
    if (visit.user().manages_colleagues && !visit.user().setting.empty()) return {};
    return Error{Refusal::forbidden, {}, {}, {}};
}

json::array people_model(Desk& desk, const Visit& visit) {
    const auto people = desk.grounds.readers.read(
        [&](store::Reader& reader) { return store::accounts_of_setting(reader, visit.user().setting); });
    json::array list;
    for (const auto& each : people) {
        const bool is_own = each.id.value == visit.user().account;
        list.push_back({{"path", fmt::format("/school/colleagues/{}", each.id.value)},
                        {"person", each.name},
                        {"username", each.username},
                        {"manages", each.manages_colleagues},
                        {"is_removed", each.disabled_at.has_value()},
                        {"may_remove", !is_own && !each.disabled_at},
                        {"may_restore", !is_own && each.disabled_at.has_value()}});
    }
    return list;
}

http::Response colleagues_page(Desk& desk, const Visit& visit, const FieldErrors& errors) {
    const Shown shown{visit.form, errors};
    const auto& urn = visit.user().setting;
    const auto [name, mailbox] = desk.grounds.readers.read([&](store::Reader& reader) {
        const auto setting = store::find_setting(reader, urn);
        return std::pair(setting ? setting->name : urn, store::mailbox_of(reader, urn));
    });
    Form mailbox_form;
    mailbox_form.set("email", visit.form.has("email") ? std::string(visit.form.text("email")) : mailbox);
    return page(desk, visit, "account/colleagues",
                {{"done", text(account::done_sentence(visit))},
                 {"errors", error_summary(errors)},
                 {"setting", name},
                 {"people", people_model(desk, visit)},
                 {"fields", json::array{line_field(shown, {.name = "name", .label = "Name"}),
                                        line_field(shown, {.name = "username",
                                                           .label = "E-mail address",
                                                           .hint = "They sign in with it.",
                                                           .type = "email"}),
                                        checkboxes_field(shown, {.name = "manages_colleagues", .label = "Colleagues"},
                                                         {{"yes", "May add and remove colleagues, as you may"}})}},
                 {"mailbox_fields",
                  json::array{line_field({mailbox_form, errors},
                                         {.name = "email",
                                          .label = "Shared mailbox",
                                          .hint = "One that several of you read, so that nothing waits for one person.",
                                          .type = "email"})}}},
                {.title = "People of " + name, .status = errors.empty() ? 200U : 422U});
}

/// Of the visitor's own setting: anybody else's does not exist here.
Result<Account> colleague_in(Desk& desk, const Visit& visit) {
    if (auto manages = check_manages(visit); manages.has_error()) return manages.error();
    auto account = account::account_in(desk, visit);
    if (account.has_error()) return account.error();
    if (account->role != token(UserRole::school) || account->setting != visit.user().setting)
        return Error{Refusal::not_found, {}, {}, {}};
    if (account->id.value == visit.user().account)
        return Error{Refusal::conflict, "this is your own account: another colleague has to do that", {}, {}};
    return account;
}

template <class Act>
Result<http::Response> act_on(Desk& desk, const Visit& visit, std::string_view done, Act act) {
    const auto account = colleague_in(desk, visit);
    if (account.has_error()) return account.error();
    const auto acted = desk.grounds.writer.perform(
        [&](store::Transaction& transaction) { return act(transaction, account->id, account::doing(visit)); });
    if (acted.has_error()) return acted.error();
    desk.grounds.sessions.forget(account->id.value);
    return see_other(fmt::format("/school/colleagues?done={}", done));
}

}  // namespace

Result<http::Response> list_colleagues(Desk& desk, const Visit& visit) {
    if (auto manages = check_manages(visit); manages.has_error()) return manages.error();
    return colleagues_page(desk, visit, {});
}

Result<http::Response> add_colleague(Desk& desk, const Visit& visit) {
    if (auto manages = check_manages(visit); manages.has_error()) return manages.error();
    FieldErrors errors;
    Account account;
    account.name = FormReader(visit.form, errors).line("name", "Your colleague's name");
    const auto username = store::folded_username(visit.form.text("username"));
    if (username.has_error() || username->find('@') == std::string::npos)
        errors.add("username", "Enter an e-mail address, such as name@school.example");
    if (!errors.empty()) return colleagues_page(desk, visit, errors);

    const auto password = account::new_password(desk);
    if (password.has_error()) return password.error();
    account.username = *username;
    account.password_hash = password->hash;
    account.role = token(UserRole::school);
    account.setting = visit.user().setting;
    account.manages_colleagues = visit.form.has("manages_colleagues");
    account.must_change_password = true;
    const auto created = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return store::create_account(transaction, account, account::doing(visit));
    });
    if (created.has_error()) {
        errors.add(
            "username",
            "Somebody signs in with this address already. Ask the authority if it is not one of your colleagues");
        return colleagues_page(desk, visit, errors);
    }
    return account::password_page(desk, visit, account, password->text, "/school/colleagues");
}

Result<http::Response> remove_colleague(Desk& desk, const Visit& visit) {
    return act_on(desk, visit, "removed", store::disable_account);
}
Result<http::Response> restore_colleague(Desk& desk, const Visit& visit) {
    return act_on(desk, visit, "restored", store::enable_account);
}

Result<http::Response> reset_colleague(Desk& desk, const Visit& visit) {
    const auto account = colleague_in(desk, visit);
    if (account.has_error()) return account.error();
    const auto password = account::new_password(desk);
    if (password.has_error()) return password.error();
    const auto acted = act_on(
        desk, visit, "reset", [&](store::Transaction& transaction, store::AccountId id, const store::Doing& doing) {
            return store::set_password(transaction, id, password->hash, AccountEvent::password_reset, true, doing);
        });
    if (acted.has_error()) return acted.error();
    return account::password_page(desk, visit, *account, password->text, "/school/colleagues");
}

Result<http::Response> change_mailbox(Desk& desk, const Visit& visit) {
    if (auto manages = check_manages(visit); manages.has_error()) return manages.error();
    FieldErrors errors;
    const auto email = FormReader(visit.form, errors).line("email", "The shared mailbox", false);
    if (!email.empty() && (email.find('@') == std::string::npos || email.find(' ') != std::string::npos))
        errors.add("email", "Enter an e-mail address, such as senco@school.example, or leave it empty");
    if (!errors.empty()) return colleagues_page(desk, visit, errors);
    desk.grounds.writer
        .perform([&](store::Transaction& transaction) -> Result<void> {
            store::put_mailbox(transaction, visit.user().setting, email);
            return {};
        })
        .value();
    return see_other("/school/colleagues?done=mailbox");
}

}  // namespace ehcp::web
