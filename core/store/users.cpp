#include "core/store/users.hpp"

#include <fmt/format.h>

#include "core/store/bind.hpp"

namespace ehcp::store {
namespace {

struct InsertAccount {
    std::string username, name, password_hash, role, created_by;
    MaybeText setting, body, caseworker;
    long long manages_colleagues = 0, must_change_password = 0, at = 0;
    soci::statement run;
    explicit InsertAccount(soci::session& session)
        : run((session.prepare << "INSERT INTO account (username, name, password_hash, role, setting, body, "
                                  "caseworker, manages_colleagues, must_change_password, created_at, created_by, "
                                  "password_changed_at) VALUES (:username, :name, :password_hash, :role, :setting, "
                                  ":body, :caseworker, :manages_colleagues, :must_change_password, :created_at, "
                                  ":created_by, :password_changed_at)",
               use(username, "username"), use(name, "name"), use(password_hash, "password_hash"), use(role, "role"),
               use_maybe(setting, "setting"), use_maybe(body, "body"), use_maybe(caseworker, "caseworker"),
               use(manages_colleagues, "manages_colleagues"), use(must_change_password, "must_change_password"),
               use(at, "created_at"), use(created_by, "created_by"), use(at, "password_changed_at"))) {}
};

struct UpdateAccount {
    long long id = 0, manages_colleagues = 0;
    std::string name, role;
    MaybeText setting, body, caseworker;
    soci::statement run;
    explicit UpdateAccount(soci::session& session)
        : run((session.prepare << "UPDATE account SET name = :name, role = :role, setting = :setting, body = :body, "
                                  "caseworker = :caseworker, manages_colleagues = :manages_colleagues WHERE id = :id",
               use(name, "name"), use(role, "role"), use_maybe(setting, "setting"), use_maybe(body, "body"),
               use_maybe(caseworker, "caseworker"), use(manages_colleagues, "manages_colleagues"), use(id, "id"))) {}
};

struct UpdatePassword {
    long long id = 0, must_change = 0, at = 0;
    std::string hash;
    soci::statement run;
    explicit UpdatePassword(soci::session& session)
        : run((session.prepare << "UPDATE account SET password_hash = :hash, must_change_password = :must_change, "
                                  "password_changed_at = :at, failed_attempts = 0, locked_until = NULL WHERE id = :id",
               use(hash, "hash"), use(must_change, "must_change"), use(at, "at"), use(id, "id"))) {}
};

struct UpdateDisabled {
    long long id = 0;
    MaybeNumber at;
    soci::statement run;
    explicit UpdateDisabled(soci::session& session)
        : run((session.prepare << "UPDATE account SET disabled_at = :at WHERE id = :id", use_maybe(at, "at"),
               use(id, "id"))) {}
};

struct UpdateFailures {
    long long id = 0, failures = 0;
    MaybeNumber until;
    soci::statement run;
    explicit UpdateFailures(soci::session& session)
        : run((
              session.prepare << "UPDATE account SET failed_attempts = :failures, locked_until = :until WHERE id = :id",
              use(failures, "failures"), use_maybe(until, "until"), use(id, "id"))) {}
};

struct FindAccount {
    long long wanted = 0, id = 0, manages_colleagues = 0, must_change_password = 0, created_at = 0, failed_attempts = 0,
              password_changed_at = 0;
    std::string username, name, password_hash, role, created_by;
    MaybeText setting, body, caseworker;
    MaybeNumber disabled_at, locked_until;
    soci::statement run;
    explicit FindAccount(soci::session& session)
        : run((session.prepare << "SELECT id, username, name, password_hash, role, setting, body, caseworker, "
                                  "manages_colleagues, must_change_password, created_at, created_by, disabled_at, "
                                  "failed_attempts, locked_until, password_changed_at FROM account WHERE id = :wanted",
               into(id), into(username), into(name), into(password_hash), into(role), into_maybe(setting),
               into_maybe(body), into_maybe(caseworker), into(manages_colleagues), into(must_change_password),
               into(created_at), into(created_by), into_maybe(disabled_at), into(failed_attempts),
               into_maybe(locked_until), into(password_changed_at), use(wanted, "wanted"))) {}

    static std::optional<Instant> moment(const MaybeNumber& seconds) {
        return seconds.value() ? std::optional{instant_of(*seconds.value())} : std::nullopt;
    }
    Account value() const {
        return {.id = {id},
                .username = username,
                .name = name,
                .password_hash = password_hash,
                .role = role,
                .setting = setting.str(),
                .body = body.str(),
                .caseworker = caseworker.str(),
                .manages_colleagues = manages_colleagues != 0,
                .must_change_password = must_change_password != 0,
                .created_at = instant_of(created_at),
                .created_by = created_by,
                .disabled_at = moment(disabled_at),
                .failed_attempts = static_cast<int>(failed_attempts),
                .locked_until = moment(locked_until),
                .password_changed_at = instant_of(password_changed_at)};
    }
};

struct IdOfUsername {
    std::string username;
    long long id = 0;
    soci::statement run;
    explicit IdOfUsername(soci::session& session)
        : run((session.prepare << "SELECT id FROM account WHERE username = :username", into(id),
               use(username, "username"))) {}
};

struct AllIds {
    long long id = 0;
    soci::statement run;
    explicit AllIds(soci::session& session)
        : run((session.prepare << "SELECT id FROM account ORDER BY name, id", into(id))) {}
};

struct IdsOfSetting {
    std::string setting;
    long long id = 0;
    soci::statement run;
    explicit IdsOfSetting(soci::session& session)
        : run((session.prepare << "SELECT id FROM account WHERE setting = :setting ORDER BY name, id", into(id),
               use(setting, "setting"))) {}
};

struct InsertChange {
    long long account = 0, at = 0;
    std::string what, detail, by_name, by_role;
    soci::statement run;
    explicit InsertChange(soci::session& session)
        : run((session.prepare << "INSERT INTO account_event (account, at, what, detail, by_name, by_role) VALUES "
                                  "(:account, :at, :what, :detail, :by_name, :by_role)",
               use(account, "account"), use(at, "at"), use(what, "what"), use(detail, "detail"),
               use(by_name, "by_name"), use(by_role, "by_role"))) {}
};

struct LoadChanges {
    long long account = 0, at = 0;
    std::string what, detail, by_name, by_role;
    soci::statement run;
    explicit LoadChanges(soci::session& session)
        : run((session.prepare << "SELECT at, what, detail, by_name, by_role FROM account_event WHERE account = "
                                  ":account ORDER BY id",
               into(at), into(what), into(detail), into(by_name), into(by_role), use(account, "account"))) {}
};

struct EndSessions {
    long long account = 0, at = 0;
    soci::statement run;
    explicit EndSessions(soci::session& session)
        : run((session.prepare << "UPDATE session SET ended_at = :at WHERE account = :account AND ended_at IS NULL",
               use(at, "at"), use(account, "account"))) {}
};

struct FindMailbox {
    std::string setting, email;
    soci::statement run;
    explicit FindMailbox(soci::session& session)
        : run((session.prepare << "SELECT email FROM setting_mailbox WHERE setting = :setting", into(email),
               use(setting, "setting"))) {}
};

struct PutMailbox {
    std::string setting, email;
    soci::statement run;
    explicit PutMailbox(soci::session& session)
        : run((session.prepare << "INSERT INTO setting_mailbox (setting, email) VALUES (:setting, :email) "
                                  "ON CONFLICT (setting) DO UPDATE SET email = excluded.email",
               use(setting, "setting"), use(email, "email"))) {}
};

struct DropMailbox {
    std::string setting;
    soci::statement run;
    explicit DropMailbox(soci::session& session)
        : run((session.prepare << "DELETE FROM setting_mailbox WHERE setting = :setting", use(setting, "setting"))) {}
};

void note(Transaction& transaction, AccountId id, AccountEvent what, std::string_view detail, const Doing& doing) {
    auto& row = transaction.prepared<InsertChange>();
    row.account = id.value;
    row.at = seconds_of(doing.at);
    row.what = token(what);
    row.detail = detail;
    row.by_name = doing.actor.by;
    row.by_role = doing.actor.as;
    row.run.execute(true);
}

Error no_such_account() { return {Refusal::not_found, "there is no such account", "account"}; }

template <class Statement>
std::vector<Account> accounts_by(Reader& reader, Statement& ids) {
    std::vector<AccountId> found;
    each_row(ids.run, [&] { found.push_back({ids.id}); });
    std::vector<Account> accounts;
    for (const auto id : found) accounts.push_back(find_account(reader, id).value());
    return accounts;
}

void set_disabled(Transaction& transaction, AccountId id, std::optional<long long> at) {
    auto& row = transaction.prepared<UpdateDisabled>();
    row.id = id.value;
    row.at = at;
    row.run.execute(true);
}

void set_failures(Transaction& transaction, AccountId id, int failures, std::optional<Instant> until) {
    auto& row = transaction.prepared<UpdateFailures>();
    row.id = id.value;
    row.failures = failures;
    row.until = until ? std::optional{seconds_of(*until)} : std::nullopt;
    row.run.execute(true);
}

/// What the history says of a change: only what may do something, not the name.
std::string difference(const Account& was, const Account& is) {
    std::string text;
    const auto add = [&](std::string_view what, std::string_view before, std::string_view after) {
        if (before == after) return;
        text += fmt::format("{}{}: {} → {}", text.empty() ? "" : "; ", what, before.empty() ? "none" : before,
                            after.empty() ? "none" : after);
    };
    add("role", was.role, is.role);
    add("setting", was.setting, is.setting);
    add("body", was.body, is.body);
    add("caseworker", was.caseworker, is.caseworker);
    add("manages colleagues", was.manages_colleagues ? "yes" : "no", is.manages_colleagues ? "yes" : "no");
    return text;
}

}  // namespace

Result<std::string> folded_username(std::string_view typed) {
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
    std::string folded(typed);
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789._-+@'";
    if (folded.size() < 3 || folded.size() > 100 || folded.find_first_not_of(letters) != folded.npos) {
        return Error{Refusal::bad_value,
                     "a sign-in name is 3 to 100 letters, digits and . _ - + @ ', such as an e-mail address",
                     "username"};
    }
    return folded;
}

Result<AccountId> create_account(Transaction& transaction, const Account& account, const Doing& doing) {
    if (find_account(transaction, account.username))
        return Error{Refusal::conflict, "there is an account of this sign-in name already", "username"};
    auto& row = transaction.prepared<InsertAccount>();
    row.username = account.username;
    row.name = account.name;
    row.password_hash = account.password_hash;
    row.role = account.role;
    row.setting = account.setting;
    row.body = account.body;
    row.caseworker = account.caseworker;
    row.manages_colleagues = account.manages_colleagues;
    row.must_change_password = account.must_change_password;
    row.at = seconds_of(doing.at);
    row.created_by = doing.actor.by;
    row.run.execute(true);
    const auto id = find_account(transaction, account.username).value().id;
    note(transaction, id, AccountEvent::created, "role: " + account.role, doing);
    return id;
}

Result<void> change_account(Transaction& transaction, const Account& account, const Doing& doing) {
    const auto was = find_account(transaction, account.id);
    if (!was) return no_such_account();
    auto& row = transaction.prepared<UpdateAccount>();
    row.id = account.id.value;
    row.name = account.name;
    row.role = account.role;
    row.setting = account.setting;
    row.body = account.body;
    row.caseworker = account.caseworker;
    row.manages_colleagues = account.manages_colleagues;
    row.run.execute(true);
    const auto changes = difference(*was, account);
    if (changes.empty() && was->name == account.name) return {};
    note(transaction, account.id, AccountEvent::changed, changes.empty() ? "name" : changes, doing);
    if (!changes.empty()) end_sessions_of(transaction, account.id, doing.at);
    return {};
}

Result<void> set_password(Transaction& transaction, AccountId id, std::string_view hash, AccountEvent why,
                          bool must_change, const Doing& doing) {
    if (!find_account(transaction, id)) return no_such_account();
    auto& row = transaction.prepared<UpdatePassword>();
    row.id = id.value;
    row.hash = hash;
    row.must_change = must_change;
    row.at = seconds_of(doing.at);
    row.run.execute(true);
    end_sessions_of(transaction, id, doing.at);
    note(transaction, id, why, "", doing);
    return {};
}

Result<void> disable_account(Transaction& transaction, AccountId id, const Doing& doing) {
    const auto account = find_account(transaction, id);
    if (!account) return no_such_account();
    if (account->disabled_at) return {};
    set_disabled(transaction, id, seconds_of(doing.at));
    end_sessions_of(transaction, id, doing.at);
    note(transaction, id, AccountEvent::disabled, "", doing);
    return {};
}

Result<void> enable_account(Transaction& transaction, AccountId id, const Doing& doing) {
    const auto account = find_account(transaction, id);
    if (!account) return no_such_account();
    if (!account->disabled_at) return {};
    set_disabled(transaction, id, std::nullopt);
    note(transaction, id, AccountEvent::enabled, "", doing);
    return {};
}

Result<void> unlock_account(Transaction& transaction, AccountId id, const Doing& doing) {
    if (!find_account(transaction, id)) return no_such_account();
    set_failures(transaction, id, 0, std::nullopt);
    note(transaction, id, AccountEvent::unlocked, "", doing);
    return {};
}

void note_failed_attempt(Transaction& transaction, AccountId id, int failures, std::optional<Instant> locked_until,
                         Instant at) {
    set_failures(transaction, id, failures, locked_until);
    if (locked_until) {
        note(transaction, id, AccountEvent::locked, fmt::format("{} wrong passwords, one after another", failures),
             {{"the service", "service"}, at});
    }
}

void forget_failed_attempts(Transaction& transaction, AccountId id) { set_failures(transaction, id, 0, std::nullopt); }

void note_account_event(Transaction& transaction, AccountId id, AccountEvent what, std::string_view detail,
                        const Doing& doing) {
    note(transaction, id, what, detail, doing);
}

void end_sessions_of(Transaction& transaction, AccountId id, Instant at) {
    auto& row = transaction.prepared<EndSessions>();
    row.account = id.value;
    row.at = seconds_of(at);
    row.run.execute(true);
}

std::optional<Account> find_account(Reader& reader, std::string_view username) {
    auto& row = reader.prepared<IdOfUsername>();
    row.username = username;
    return fetch_one(row.run) ? find_account(reader, AccountId{row.id}) : std::nullopt;
}

std::optional<Account> find_account(Reader& reader, AccountId id) {
    auto& row = reader.prepared<FindAccount>();
    row.wanted = id.value;
    return fetch_one(row.run) ? std::optional{row.value()} : std::nullopt;
}

std::vector<Account> all_accounts(Reader& reader) { return accounts_by(reader, reader.prepared<AllIds>()); }

std::vector<Account> accounts_of_setting(Reader& reader, std::string_view urn) {
    auto& ids = reader.prepared<IdsOfSetting>();
    ids.setting = urn;
    return accounts_by(reader, ids);
}

std::vector<AccountChange> history_of(Reader& reader, AccountId id) {
    std::vector<AccountChange> history;
    auto& row = reader.prepared<LoadChanges>();
    row.account = id.value;
    each_row(row.run, [&] {
        history.push_back(
            {instant_of(row.at), stored_word<AccountEvent>(row.what), row.detail, {row.by_name, row.by_role}});
    });
    return history;
}

std::string mailbox_of(Reader& reader, std::string_view urn) {
    auto& row = reader.prepared<FindMailbox>();
    row.setting = urn;
    return fetch_one(row.run) ? row.email : std::string();
}

void put_mailbox(Transaction& transaction, std::string_view urn, std::string_view email) {
    if (email.empty()) {
        auto& row = transaction.prepared<DropMailbox>();
        row.setting = urn;
        row.run.execute(true);
        return;
    }
    auto& row = transaction.prepared<PutMailbox>();
    row.setting = urn;
    row.email = email;
    row.run.execute(true);
}

}  // namespace ehcp::store
