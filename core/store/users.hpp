#pragma once
// Accounts of people, what was done to them, and the shared mailbox of a setting. Every change to an account but failed
// attempts leaves a row in its history; a change of what it may do ends its sessions.

#include "core/engine/result.hpp"
#include "core/store/reader.hpp"
#include "core/store/values.hpp"

namespace ehcp {

EHCP_TOKENS(AccountEvent, created, changed, password_reset, password_changed, disabled, enabled, locked, unlocked,
            calendar_made, calendar_ended);

}  // namespace ehcp

namespace ehcp::store {

using AccountId = Id<struct AccountTag>;

struct Account {
    AccountId id = {};
    std::string username = {};  ///< folded_username()
    std::string name = {};
    std::string password_hash = {};
    std::string role = {};
    std::string setting = {}, body = {}, caseworker = {};  ///< empty where the role has none
    bool manages_colleagues = false;
    bool must_change_password = false;
    Instant created_at{};
    std::string created_by = {};
    std::optional<Instant> disabled_at = {};
    int failed_attempts = 0;
    std::optional<Instant> locked_until = {};
    Instant password_changed_at{};
};

/// As an account is looked up: without spaces around it, in lower case. Refuses what cannot be a sign-in name: it is
/// 3 to 100 letters, digits and . _ - + @ ' of ASCII.
Result<std::string> folded_username(std::string_view typed);

/// Who does something to an account, and when.
struct Doing {
    Actor actor;
    Instant at;
};

/// Refuses a name that is taken (conflict, in `username`). `created_at`, `created_by`, `password_changed_at` are set.
Result<AccountId> create_account(Transaction& transaction, const Account& account, const Doing& doing);
/// Name, role, setting, body, caseworker and manages_colleagues; the history says what it was and is.
Result<void> change_account(Transaction& transaction, const Account& account, const Doing& doing);
/// By somebody else (a reset, after which it must be changed) or by the person. Ends all sessions, lifts the lock.
Result<void> set_password(Transaction& transaction, AccountId id, std::string_view hash, AccountEvent why,
                          bool must_change, const Doing& doing);
Result<void> disable_account(Transaction& transaction, AccountId id, const Doing& doing);
Result<void> enable_account(Transaction& transaction, AccountId id, const Doing& doing);
Result<void> unlock_account(Transaction& transaction, AccountId id, const Doing& doing);
/// No history unless it locks.
void note_failed_attempt(Transaction& transaction, AccountId id, int failures, std::optional<Instant> locked_until,
                         Instant at);
void forget_failed_attempts(Transaction& transaction, AccountId id);
void end_sessions_of(Transaction& transaction, AccountId id, Instant at);

/// A line in the history of an account, of what other parts of the store keep for it.
void note_account_event(Transaction& transaction, AccountId id, AccountEvent what, std::string_view detail,
                        const Doing& doing);

std::optional<Account> find_account(Reader& reader, std::string_view username);
std::optional<Account> find_account(Reader& reader, AccountId id);
/// By name.
std::vector<Account> all_accounts(Reader& reader);
std::vector<Account> accounts_of_setting(Reader& reader, std::string_view urn);

struct AccountChange {
    Instant at{};
    AccountEvent what{};
    std::string detail;
    Actor by;
};
/// The oldest first.
std::vector<AccountChange> history_of(Reader& reader, AccountId id);

/// Empty where there is none.
std::string mailbox_of(Reader& reader, std::string_view urn);
/// An empty one takes it away.
void put_mailbox(Transaction& transaction, std::string_view urn, std::string_view email);

}  // namespace ehcp::store
