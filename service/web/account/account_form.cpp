#include <fmt/format.h>

#include "core/store/registers.hpp"
#include "service/access/accounts.hpp"
#include "service/web/account/common.hpp"
#include "service/web/account/pages.hpp"

namespace ehcp::web {

namespace {

using store::Account;

std::vector<Choice> roles() {
    std::vector<Choice> choices;
    const auto add = [&](UserRole role, std::string hint) {
        choices.push_back({std::string(token(role)), account::role_label(token(role)), std::move(hint)});
    };
    add(UserRole::caseworker, "Records what happens to children's cases");
    add(UserRole::senior_caseworker, "As a caseworker, and gives out the work");
    add(UserRole::manager, "As a senior caseworker, and reads the reports of the night");
    add(UserRole::school, "Sends requests of one setting and answers what it is asked");
    add(UserRole::adviser, "Gives advice for one body");
    add(UserRole::auditor, "Reads everything and changes nothing");
    add(UserRole::administrator, "Accounts and settings; no child's file");
    return choices;
}

std::vector<Choice> caseworkers(store::Reader& reader) {
    std::vector<Choice> choices = {{"", "No caseload"}};
    for (const auto& each : store::all_caseworkers(reader))
        choices.push_back({each.code, each.name + ", " + each.code});
    return choices;
}

std::vector<Choice> bodies(store::Reader& reader) {
    std::vector<Choice> choices = {{"", "None"}};
    for (const auto& each : store::all_bodies(reader)) choices.push_back({each.name, each.name});
    return choices;
}

/// For a new account without a number, or to change one.
http::Response account_page(Desk& desk, const Visit& visit, const Form& typed, std::optional<store::AccountId> id,
                            const FieldErrors& errors, unsigned status = 422) {
    const Shown shown{typed, errors};
    const auto lists =
        desk.grounds.readers.read([](store::Reader& reader) { return std::pair(caseworkers(reader), bodies(reader)); });
    account::FormPage form{.title = id ? "Change an account" : "New account",
                           .action = id ? fmt::format("/accounts/{}/change", id->value) : "/accounts",
                           .button = id ? "Save changes" : "Create account",
                           .intro = id ? "A change of what somebody may do ends their sessions." : "",
                           .back = id ? fmt::format("/accounts/{}", id->value) : "/accounts",
                           .fields = {}};
    form.fields.push_back(line_field(shown, {.name = "name", .label = "Name"}));
    if (!id) {
        form.fields.push_back(line_field(shown, {.name = "username",
                                                 .label = "Sign-in name",
                                                 .hint = "Mostly their e-mail address. It cannot be changed later."}));
    }
    form.fields.push_back(radios_field(shown, {.name = "role", .label = "What this person does"}, roles()));
    form.fields.push_back(line_field(
        shown, {.name = "setting", .label = "URN of the setting", .hint = "For people of a school.", .width = "10"}));
    form.fields.push_back(checkboxes_field(shown, {.name = "manages_colleagues", .label = "Colleagues"},
                                           {{"yes", "May add and remove people of the setting"}}));
    form.fields.push_back(
        select_field(shown, {.name = "body", .label = "Body", .hint = "For advisers."}, lists.second));
    form.fields.push_back(select_field(
        shown, {.name = "caseworker", .label = "Caseload", .hint = "For those who do casework."}, lists.first));
    return account::form_page(desk, visit, form, errors, status);
}

Account account_from(const Form& form, FieldErrors& errors) {
    FormReader reader(form, errors);
    Account account;
    account.name = reader.line("name", "The person's name");
    account.role = form.text("role");
    account.setting = reader.line("setting", "The URN of the setting", false);
    account.body = reader.line("body", "The body", false);
    account.caseworker = reader.line("caseworker", "The caseload", false);
    account.manages_colleagues = form.has("manages_colleagues");
    return account;
}

Form form_of(const Account& account) {
    Form form;
    form.set("name", account.name);
    form.set("role", account.role);
    form.set("setting", account.setting);
    form.set("body", account.body);
    form.set("caseworker", account.caseworker);
    if (account.manages_colleagues) form.set("manages_colleagues", "yes");
    return form;
}

/// What the register says against it, at its field.
void check(Desk& desk, const Account& account, FieldErrors& errors) {
    if (!errors.empty()) return;
    const auto checked =
        desk.grounds.readers.read([&](store::Reader& reader) { return access::check_account(reader, account); });
    if (checked.has_error()) errors.add(checked.error().where, checked.error().message);
}

}  // namespace

Result<http::Response> show_new_account(Desk& desk, const Visit& visit) {
    return account_page(desk, visit, visit.form, std::nullopt, {});
}

Result<http::Response> create_account(Desk& desk, const Visit& visit) {
    FieldErrors errors;
    auto account = account_from(visit.form, errors);
    const auto username = store::folded_username(visit.form.text("username"));
    if (username.has_error())
        errors.add("username",
                   "Enter a sign-in name of 3 to 100 letters, digits and . _ - + @ ', such as an e-mail address");
    check(desk, account, errors);
    if (!errors.empty()) return account_page(desk, visit, visit.form, std::nullopt, errors);

    const auto password = account::new_password(desk);
    if (password.has_error()) return password.error();
    account.username = *username;
    account.password_hash = password->hash;
    account.must_change_password = true;
    const auto created = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return store::create_account(transaction, account, account::doing(visit));
    });
    if (created.has_error()) {
        errors.add("username", "There is an account of this sign-in name already");
        return account_page(desk, visit, visit.form, std::nullopt, errors);
    }
    return account::password_page(desk, visit, account, password->text, fmt::format("/accounts/{}", created->value));
}

Result<http::Response> show_account_form(Desk& desk, const Visit& visit) {
    const auto account = account::account_in(desk, visit);
    if (account.has_error()) return account.error();
    return account_page(desk, visit, form_of(*account), account->id, {});
}

Result<http::Response> change_account(Desk& desk, const Visit& visit) {
    const auto was = account::account_in(desk, visit);
    if (was.has_error()) return was.error();
    FieldErrors errors;
    auto account = account_from(visit.form, errors);
    account.id = was->id;
    check(desk, account, errors);
    if (errors.empty() && account.id.value == visit.user().account && account.role != was->role)
        errors.add("role", "This is your own account: another administrator has to change what you do");
    if (!errors.empty()) return account_page(desk, visit, visit.form, account.id, errors);
    const auto changed = desk.grounds.writer.perform([&](store::Transaction& transaction) {
        return store::change_account(transaction, account, account::doing(visit));
    });
    if (changed.has_error()) return changed.error();
    desk.grounds.sessions.forget(account.id.value);
    return see_other(fmt::format("/accounts/{}?done=changed", account.id.value));
}

}  // namespace ehcp::web
