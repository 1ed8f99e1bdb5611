// ehcp account: people who sign in. A password that is made here is printed once and must be changed at first sign-in.
#include <fmt/format.h>

#include <fstream>

#include "cli/record.hpp"
#include "core/store/busiest.hpp"
#include "core/store/registers.hpp"
#include "service/access/accounts.hpp"
#include "service/access/passwords.hpp"

namespace ehcp::cli {
namespace {

struct Options {
    std::string username = {}, name = {}, role = {}, setting = {}, body = {}, caseworker = {}, password_file = {};
    bool manages_colleagues = false, keep_password = false;
};

/// A password for an account, and its hash, made before the record is opened to write: hashing takes its time.
struct Password {
    std::string text, hash;
    bool is_made_here = false;
};

Result<Password> new_password(const Options& options, std::string_view username, std::string_view name) {
    Password password{access::one_time_password(), {}, true};
    if (!options.password_file.empty()) {
        std::ifstream file(options.password_file);
        if (!file || !std::getline(file, password.text))
            return Error{Refusal::bad_value, fmt::format("no password can be read from the first line of {}", options.password_file), "--password-file"};
        password.is_made_here = false;
        if (auto taken = access::check_password(password.text, username, name); taken.has_error()) return taken.error();
    }
    auto hash = access::hash_password(password.text);
    if (hash.has_error()) return hash.error();
    password.hash = std::move(*hash);
    return password;
}

store::Doing doing(const Context& context) { return {{"command line", token(UserRole::operator_).data()}, context.now}; }

Result<store::Account> wanted_account(const Options& options) {
    auto username = store::folded_username(options.username);
    if (username.has_error()) return username.error();
    return store::Account{.username = *username,
                          .name = options.name,
                          .role = options.role,
                          .setting = options.setting,
                          .body = options.body,
                          .caseworker = options.caseworker,
                          .manages_colleagues = options.manages_colleagues};
}

/// The account of a sign-in name, made, or if there is one and `or_reset`, as it is wanted now and with a new password.
Result<void> put_account(store::Transaction& transaction, const store::Account& account, bool or_reset, const store::Doing& doing) {
    if (auto bound = access::check_account(transaction, account); bound.has_error()) return bound;
    const auto there = or_reset ? store::find_account(transaction, account.username) : std::nullopt;
    if (!there) {
        const auto created = store::create_account(transaction, account, doing);
        if (created.has_error()) return created.error();
        return {};
    }
    auto changed = account;
    changed.id = there->id;
    if (auto done = store::change_account(transaction, changed, doing); done.has_error()) return done;
    if (auto done = store::enable_account(transaction, there->id, doing); done.has_error()) return done;
    return store::set_password(transaction, there->id, account.password_hash, AccountEvent::password_reset, account.must_change_password, doing);
}

void create(Context& context, const Options& options) {
    auto account = wanted_account(options);
    if (account.has_error()) return refuse(context, account.error());
    const auto password = new_password(options, account->username, account->name);
    if (password.has_error()) return refuse(context, password.error());
    account->password_hash = password->hash;
    account->must_change_password = !options.keep_password;
    Record record(context);
    const auto done = record.write([&](store::Transaction& transaction) { return put_account(transaction, *account, false, doing(context)); });
    if (done.has_error()) return refuse(context, done.error());
    if (password->is_made_here) context.out << password->text << '\n';
}

/// Does something to the account of a sign-in name.
template <class Act>
void change(Context& context, const std::string& typed, Act act) {
    const auto username = store::folded_username(typed);
    if (username.has_error()) return refuse(context, username.error());
    Record record(context);
    const auto done = record.write([&](store::Transaction& transaction) -> Result<void> {
        const auto account = store::find_account(transaction, *username);
        if (!account) return Error{Refusal::not_found, fmt::format("there is no account '{}'; ehcp account list shows them", *username)};
        return act(transaction, *account);
    });
    if (done.has_error()) refuse(context, done.error());
}

void reset(Context& context, const Options& options) {
    const auto password = new_password(options, options.username, {});
    if (password.has_error()) return refuse(context, password.error());
    change(context, options.username, [&](store::Transaction& transaction, const store::Account& account) {
        return store::set_password(transaction, account.id, password->hash, AccountEvent::password_reset, !options.keep_password, doing(context));
    });
    if (context.exit_status == 0 && password->is_made_here) context.out << password->text << '\n';
}

std::string condition(const store::Account& account, Instant now) {
    if (account.disabled_at) return "disabled";
    if (account.locked_until && *account.locked_until > now) return "locked";
    return account.must_change_password ? "new password" : "in force";
}

void list(Context& context) {
    Record record(context);
    record.read([&](store::Reader& reader) {
        for (const auto& each : store::all_accounts(reader)) {
            const auto bound = !each.setting.empty() ? each.setting : !each.body.empty() ? each.body : each.caseworker;
            context.out << fmt::format("{:<32}  {:<17}  {:<20}  {:<12}  {}\n", each.username, each.role, bound, condition(each, context.now), each.name);
        }
    });
}

/// The people of a demonstration: those whose work is in the caseload, so that each begins with something to do.
std::vector<Options> cast(store::Reader& reader) {
    const auto busiest = store::busiest(reader);
    const auto caseworker = busiest.caseworker.empty() ? std::nullopt : store::find_caseworker(reader, busiest.caseworker);
    std::vector<Options> people = {
        {.username = "caseworker", .name = caseworker ? caseworker->name : "Demonstration Caseworker", .role = "caseworker", .caseworker = busiest.caseworker},
        {.username = "senior", .name = "Demonstration Senior Caseworker", .role = "senior_caseworker"},
        {.username = "manager", .name = "Demonstration Manager", .role = "manager"},
        {.username = "auditor", .name = "Demonstration Auditor", .role = "auditor"},
        {.username = "administrator", .name = "Demonstration Administrator", .role = "administrator"},
    };
    if (!busiest.setting.empty()) {
        people.push_back({.username = "school", .name = "Demonstration SENCO", .role = "school", .setting = busiest.setting, .manages_colleagues = true});
        people.push_back({.username = "colleague", .name = "Demonstration Class Teacher", .role = "school", .setting = busiest.setting});
    }
    if (!busiest.body.empty()) people.push_back({.username = "adviser", .name = "Demonstration Adviser", .role = "adviser", .body = busiest.body});
    return people;
}

void demonstrate(Context& context) {
    Record record(context);
    for (auto& options : record.read([](store::Reader& reader) { return cast(reader); })) {
        const auto password = new_password(options, options.username, options.name);
        if (password.has_error()) return refuse(context, password.error());
        auto account = wanted_account(options).value();
        account.password_hash = password->hash;
        const auto done = record.write([&](store::Transaction& transaction) { return put_account(transaction, account, true, doing(context)); });
        if (done.has_error()) return refuse(context, done.error());
        const auto bound = !account.setting.empty() ? account.setting : !account.body.empty() ? account.body : account.caseworker;
        context.out << fmt::format("{:<14}  {}{}{}\n", account.username, password->text, bound.empty() ? "" : "  ", bound);
    }
}

void add_password_options(CLI::App* command, Options& options) {
    command->add_option("--password-file", options.password_file, "A file whose first line is the password; without it one is made and printed");
    command->add_flag("--keep-password", options.keep_password, "It need not be changed at first sign-in");
}

}  // namespace

void add_account(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("account", "People who sign in");
    command->require_subcommand(1);

    auto* creating = command->add_subcommand("create", "Makes an account and prints a password for its first sign-in, once");
    std::vector<std::string> roles;
    for (const UserRole role : all<UserRole>()) {
        if (access::is_of_people(role)) roles.emplace_back(token(role));
    }
    creating->add_option("--username", options->username, "What is typed to sign in, such as an e-mail address")->required();
    creating->add_option("--name", options->name, "Whose it is")->required();
    creating->add_option("--role", options->role, "What they may do")->required()->check(CLI::IsMember(roles));
    creating->add_option("--setting", options->setting, "The URN of a school's setting");
    creating->add_option("--body", options->body, "The body of an adviser");
    creating->add_option("--caseworker", options->caseworker, "The code under which they have a caseload");
    creating->add_flag("--manages-colleagues", options->manages_colleagues, "May add and remove people of their setting");
    add_password_options(creating, *options);
    creating->callback([options, &context] { create(context, *options); });

    auto* resetting = command->add_subcommand("reset", "Gives an account a new password and ends its sessions");
    resetting->add_option("USERNAME", options->username, "Whose")->required();
    add_password_options(resetting, *options);
    resetting->callback([options, &context] { reset(context, *options); });

    command->add_subcommand("list", "All accounts")->callback([&context] { list(context); });
    command->add_subcommand("demonstrate", "Makes the accounts of a demonstration, or gives them new passwords, and prints them")->callback([&context] { demonstrate(context); });

    using Act = Result<void> (*)(store::Transaction&, store::AccountId, const store::Doing&);
    const auto add_act = [&](const std::string& name, const std::string& what, Act act) {
        auto* acting = command->add_subcommand(name, what);
        acting->add_option("USERNAME", options->username, "Whose")->required();
        acting->callback([options, &context, act] {
            change(context, options->username, [&](store::Transaction& transaction, const store::Account& account) { return act(transaction, account.id, doing(context)); });
        });
    };
    add_act("disable", "Lets nobody sign in with an account, and ends its sessions", store::disable_account);
    add_act("enable", "Lets them sign in again", store::enable_account);
    add_act("unlock", "Forgets wrong passwords", store::unlock_account);
}

}  // namespace ehcp::cli
