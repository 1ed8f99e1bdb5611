#include <fmt/format.h>

#include <algorithm>

#include "service/access/accounts.hpp"
#include "service/web/account/common.hpp"
#include "service/web/account/pages.hpp"
#include "service/web/words.hpp"

namespace ehcp::web {

namespace {

namespace json = boost::json;
using store::Account;

std::string condition(const Account& account, Instant now) {
    if (account.disabled_at) return "Disabled";
    if (account.locked_until && *account.locked_until > now) return "Locked";
    return account.must_change_password ? "New password" : "In use";
}

std::string bound_to(const Account& account) {
    if (!account.setting.empty()) return account.setting;
    return !account.body.empty() ? account.body : account.caseworker;
}

/// What the list is narrowed to. Not by name: an address stands in logs and histories, and a name is personal data.
struct Sought {
    std::string role, setting;
    bool has(const Account& account) const {
        return (role.empty() || account.role == role) && (setting.empty() || account.setting == setting);
    }
};

json::object role_field(const Sought& sought) {
    Form form;
    form.set("role", sought.role);
    std::vector<Choice> choices = {{"", "Any"}};
    for (const auto role : all<UserRole>()) {
        if (access::is_of_people(role)) choices.push_back({std::string(token(role)), account::role_label(token(role))});
    }
    return select_field({form, {}}, {.name = "role", .label = "Role"}, choices);
}

std::string sentence_of(const store::AccountChange& change) {
    std::string sentence = ::ehcp::web::sentence_of(token(change.what));
    if (!change.detail.empty()) sentence += " (" + change.detail + ")";
    return sentence;
}

json::array history_model(Desk& desk, const Account& account) {
    const auto history =
        desk.grounds.readers.read([&](store::Reader& reader) { return store::history_of(reader, account.id); });
    json::array list;
    for (const auto& each : history) {
        list.push_back({{"at", account::local_text(desk.grounds.zone, each.at)},
                        {"what", sentence_of(each)},
                        {"by", fmt::format("{} ({})", each.by.by, account::role_label(each.by.as))}});
    }
    std::ranges::reverse(list);
    return list;
}

/// What an administrator does to an account with one button: nobody to their own, so that one is always left.
template <class Act>
Result<http::Response> act_on(Desk& desk, const Visit& visit, std::string_view done, Act act) {
    auto account = account::account_in(desk, visit);
    if (account.has_error()) return account.error();
    if (account->id.value == visit.user().account)
        return Error{Refusal::conflict, "this is your own account: another administrator has to do that", {}, {}};
    auto acted = desk.grounds.writer.perform(
        [&](store::Transaction& transaction) { return act(transaction, account->id, account::doing(visit)); });
    if (acted.has_error()) return acted.error();
    desk.grounds.sessions.forget(account->id.value);
    return see_other(fmt::format("/accounts/{}?done={}", account->id.value, done));
}

}  // namespace

Result<http::Response> list_accounts(Desk& desk, const Visit& visit) {
    const Sought sought{std::string(visit.request.parameter("role").value_or("")),
                        std::string(visit.request.parameter("setting").value_or(""))};
    const auto accounts = desk.grounds.readers.read([](store::Reader& reader) { return store::all_accounts(reader); });
    json::array list;
    for (const auto& each : accounts) {
        if (!sought.has(each)) continue;
        list.push_back({{"path", fmt::format("/accounts/{}", each.id.value)},
                        {"name", each.name},
                        {"username", each.username},
                        {"role", account::role_label(each.role)},
                        {"bound_to", bound_to(each)},
                        {"condition", condition(each, visit.now)}});
    }
    const auto count = count_text(static_cast<std::int64_t>(list.size()), "account", "accounts");
    return page(desk, visit, "account/list",
                {{"role_field", json::array{role_field(sought)}},
                 {"setting", sought.setting},
                 {"count", count},
                 {"may_manage", visit.may(access::Action::manage_accounts)},
                 {"accounts", std::move(list)}},
                {.title = "Accounts"});
}

Result<http::Response> show_account(Desk& desk, const Visit& visit) {
    const auto found = account::account_in(desk, visit);
    if (found.has_error()) return found.error();
    const auto& each = *found;
    const bool may_manage = visit.may(access::Action::manage_accounts) && each.id.value != visit.user().account;
    const bool is_locked = each.locked_until && *each.locked_until > visit.now;
    return page(desk, visit, "account/one",
                {{"done", text(account::done_sentence(visit))},
                 {"path", fmt::format("/accounts/{}", each.id.value)},
                 {"name", each.name},
                 {"username", each.username},
                 {"role", account::role_label(each.role)},
                 {"setting", each.setting},
                 {"body", each.body},
                 {"caseworker", each.caseworker},
                 {"manages_colleagues", each.manages_colleagues},
                 {"condition", condition(each, visit.now)},
                 {"created", account::local_text(desk.grounds.zone, each.created_at)},
                 {"created_by", each.created_by},
                 {"may_change", visit.may(access::Action::manage_accounts)},
                 {"may_disable", may_manage && !each.disabled_at},
                 {"may_enable", may_manage && each.disabled_at.has_value()},
                 {"may_unlock", may_manage && is_locked},
                 {"may_reset", may_manage && !each.disabled_at},
                 {"history", history_model(desk, each)}},
                {.title = each.name});
}

Result<http::Response> disable_account(Desk& desk, const Visit& visit) {
    return act_on(desk, visit, "disabled", store::disable_account);
}
Result<http::Response> enable_account(Desk& desk, const Visit& visit) {
    return act_on(desk, visit, "enabled", store::enable_account);
}
Result<http::Response> unlock_account(Desk& desk, const Visit& visit) {
    return act_on(desk, visit, "unlocked", store::unlock_account);
}

// The answer is the page itself: the password is kept nowhere from which another page could show it.
Result<http::Response> reset_password(Desk& desk, const Visit& visit) {
    auto password = account::new_password(desk);
    if (password.has_error()) return password.error();
    const auto acted = act_on(
        desk, visit, "reset", [&](store::Transaction& transaction, store::AccountId id, const store::Doing& doing) {
            return store::set_password(transaction, id, password->hash, AccountEvent::password_reset, true, doing);
        });
    if (acted.has_error()) return acted.error();
    const auto account = account::account_in(desk, visit);
    if (account.has_error()) return account.error();
    return account::password_page(desk, visit, *account, password->text,
                                  fmt::format("/accounts/{}", account->id.value));
}

}  // namespace ehcp::web
