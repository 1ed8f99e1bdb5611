#include "service/access/sessions.hpp"

#include <fmt/format.h>

#include "core/store/sessions.hpp"

namespace ehcp::access {

namespace {

using store::AccountId;

constexpr std::size_t most_remembered = 4096;
constexpr std::size_t cookie_letters = 43;

// Many people of one authority come from one address.
constexpr Waits waits_of_an_address{.free_failures = 30};
constexpr Waits waits_of_a_name{};

Error wrong() {
    return {Refusal::unauthorised, "The sign-in name or the password is not right. Check both and try again", {}, {}};
}

Error come_again(std::chrono::seconds wait) {
    const auto minutes = (wait.count() + 59) / 60;
    return {
        Refusal::too_many,
        fmt::format("There were too many attempts. Try again in {} {}", minutes, minutes == 1 ? "minute" : "minutes"),
        {},
        {}};
}

std::optional<User> user_of(const store::Account& account) {
    const auto role = from_token<UserRole>(account.role);
    if (!role || account.disabled_at) return std::nullopt;  // a role of a newer program may do nothing here
    return User{account.id.value,
                *role,
                account.username,
                account.name,
                account.setting,
                account.body,
                account.caseworker,
                account.manages_colleagues,
                account.must_change_password};
}

std::chrono::seconds wait_of(const store::Account& account, Instant now) {
    if (!account.locked_until || *account.locked_until <= now) return std::chrono::seconds{0};
    return *account.locked_until - now;
}

std::shared_ptr<const Session> session_from(const store::SignedIn& stored, User user) {
    return std::make_shared<const Session>(
        Session{std::move(user), stored.hash, stored.csrf_secret, stored.created_at, stored.last_seen_at});
}

}  // namespace

Sessions::Sessions(store::Readers& readers, store::Writer& writer, SessionLimits limits, HashingCost cost)
    : readers_(readers),
      writer_(writer),
      limits_(limits),
      cost_(cost),
      nobodys_hash_(hash_password(new_csrf_secret(), cost).value()),
      addresses_(waits_of_an_address),
      unknown_names_(waits_of_a_name) {}

Result<Sessions::Opened> Sessions::sign_in(const Attempt& attempt, Instant now) {
    const bool is_known_address = !attempt.remote_address.empty();
    const auto wait = addresses_.wait_of(attempt.remote_address, now);
    if (is_known_address && wait > wait.zero()) return come_again(wait);
    const auto folded = store::folded_username(attempt.username);
    const auto name = folded.has_value() ? *folded : std::string();
    const auto account = readers_.read([&](store::Reader& reader) { return store::find_account(reader, name); });
    auto right = is_right(account, name, attempt.password, now);
    if (right.has_error()) {
        if (is_known_address && right.error().kind == Refusal::unauthorised)
            addresses_.note_failure(attempt.remote_address, now);
        return right.error();
    }
    return open(account->id.value, attempt.cookie, now);
}

// Whoever it is, one hashing and one commit: neither the time nor the words tell whether there is such an account.
Result<void> Sessions::is_right(const std::optional<store::Account>& account, const std::string& name,
                                std::string_view password, Instant now) {
    const auto wait = account ? wait_of(*account, now) : unknown_names_.wait_of(name, now);
    if (wait > wait.zero()) return come_again(wait);
    const auto is = is_password(password, account ? account->password_hash : nobodys_hash_);
    if (is.has_error()) return is.error();
    if (account && *is && user_of(*account)) return {};

    if (!account) unknown_names_.note_failure(name, now);
    writer_
        .perform([&](store::Transaction& transaction) -> Result<void> {
            if (!account) {
                transaction.next("sign_in_of_nobody");
                return {};
            }
            const int failures = store::find_account(transaction, account->id).value().failed_attempts + 1;
            const auto next_wait = waits_of_a_name.after(failures);
            store::note_failed_attempt(transaction, account->id, failures,
                                       next_wait > next_wait.zero() ? std::optional{now + next_wait} : std::nullopt,
                                       now);
            return {};
        })
        .value();
    return wrong();
}

Result<Sessions::Opened> Sessions::open(std::int64_t account, std::string_view ended_cookie, Instant now) {
    auto cookie = new_csrf_secret();  // 256 random bits, as good for this
    const store::SignedIn stored{store::session_hash(cookie), {account}, new_csrf_secret(), now, now};
    auto session = writer_.perform([&](store::Transaction& transaction) -> Result<std::shared_ptr<const Session>> {
        const auto known = store::find_account(transaction, AccountId{account}).value();
        // Guesses made all at once have locked it while this one was being hashed.
        if (const auto wait = wait_of(known, now); wait > wait.zero()) return come_again(wait);
        auto user = user_of(known);
        if (!user) return wrong();
        if (known.failed_attempts > 0) store::forget_failed_attempts(transaction, known.id);
        if (!ended_cookie.empty()) store::end_session(transaction, store::session_hash(ended_cookie), now);
        store::forget_sessions(transaction, now - limits_.absolute);
        store::insert_session(transaction, stored);
        return session_from(stored, std::move(*user));
    });
    if (session.has_error()) return session.error();
    if (!ended_cookie.empty()) forget(store::session_hash(ended_cookie));
    return Opened{std::move(cookie), std::move(*session)};
}

std::shared_ptr<const Session> Sessions::find(std::string_view cookie, Instant now) {
    if (cookie.size() != cookie_letters) return nullptr;
    const auto key = store::session_hash(cookie);
    auto [session, forgotten] = remembered(key, now);
    if (!session) {
        session = readers_.read([&](store::Reader& reader) -> std::shared_ptr<const Session> {
            const auto stored = store::find_session(reader, key);
            if (!stored) return nullptr;
            const auto account = store::find_account(reader, stored->account);
            auto user = account ? user_of(*account) : std::nullopt;
            return user ? session_from(*stored, std::move(*user)) : nullptr;
        });
        if (!session) return nullptr;
        remember(session, now, forgotten);
    }
    if (is_over(session->signed_in_at, session->last_seen_at, now)) return nullptr;
    return now - session->last_seen_at < limits_.note_use_every ? session : note_use(*session, now, forgotten);
}

bool Sessions::is_over(Instant signed_in_at, Instant last_seen_at, Instant now) const {
    return now - signed_in_at >= limits_.absolute || now - last_seen_at >= limits_.idle;
}

// Nobody waits for it: if it is lost, the session ends a minute earlier.
std::shared_ptr<const Session> Sessions::note_use(Session session, Instant now, std::uint64_t forgotten) {
    session.last_seen_at = now;
    writer_.submit([key = session.key, now](store::Transaction& transaction) -> Result<void> {
        store::touch_session(transaction, key, now);
        return {};
    });
    auto used = std::make_shared<const Session>(std::move(session));
    remember(used, now, forgotten);
    return used;
}

void Sessions::sign_out(std::string_view cookie, Instant now) {
    const auto key = store::session_hash(cookie);
    writer_
        .perform([&](store::Transaction& transaction) -> Result<void> {
            store::end_session(transaction, key, now);
            return {};
        })
        .value();
    forget(key);
}

void Sessions::sign_out_everywhere(std::int64_t account, Instant now) {
    writer_
        .perform([&](store::Transaction& transaction) -> Result<void> {
            store::end_sessions_of(transaction, AccountId{account}, now);
            return {};
        })
        .value();
    forget(account);
}

Result<void> Sessions::sign_out_one(std::int64_t account, std::string_view key, Instant now) {
    auto done = writer_.perform([&](store::Transaction& transaction) -> Result<void> {
        const auto session = store::find_session(transaction, key);
        if (!session || session->account.value != account)
            return Error{Refusal::not_found, "there is no such session; it may have ended already", "session", {}};
        store::end_session(transaction, key, now);
        return {};
    });
    forget(std::string(key));
    return done;
}

Result<Sessions::Opened> Sessions::change_password(const Session& session, std::string_view current_password,
                                                   std::string_view new_password, Instant now) {
    const auto& user = session.user;
    const auto account =
        readers_.read([&](store::Reader& reader) { return store::find_account(reader, AccountId{user.account}); });
    auto right = is_right(account, user.username, current_password, now);
    if (right.has_error()) {
        if (right.error().kind == Refusal::unauthorised)
            return Error{Refusal::bad_value, "Your current password is not right", "current_password", {}};
        return Error{right.error().kind, right.error().message, "current_password", {}};
    }
    if (auto taken = check_password(new_password, user.username, user.name); taken.has_error()) return taken.error();
    if (new_password == current_password) {
        return Error{Refusal::bad_value, "Your new password must not be the one that you have", "new_password", {}};
    }
    const auto hash = hash_password(new_password, cost_);
    if (hash.has_error()) return hash.error();
    auto kept = writer_.perform([&](store::Transaction& transaction) {
        return store::set_password(transaction, account->id, *hash, AccountEvent::password_changed, false,
                                   {{user.name, std::string(token(user.role))}, now});
    });
    if (kept.has_error()) return kept.error();
    forget(user.account);
    return open(user.account, {}, now);
}

std::vector<Sessions::Line> Sessions::sessions_of(std::int64_t account, Instant now) {
    const auto stored =
        readers_.read([&](store::Reader& reader) { return store::sessions_of(reader, AccountId{account}); });
    std::vector<Line> lines;
    for (const auto& each : stored) {
        if (!is_over(each.created_at, each.last_seen_at, now))
            lines.push_back({each.hash, each.created_at, each.last_seen_at});
    }
    return lines;
}

void Sessions::forget(std::int64_t account) {
    const std::lock_guard lock(mutex_);
    ++forgotten_;
    std::erase_if(sessions_, [&](const auto& each) { return each.second.session->user.account == account; });
}

void Sessions::forget(const std::string& key) {
    const std::lock_guard lock(mutex_);
    ++forgotten_;
    sessions_.erase(key);
}

std::pair<std::shared_ptr<const Session>, std::uint64_t> Sessions::remembered(const std::string& key, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(key);
    if (found == sessions_.end()) return {nullptr, forgotten_};
    const auto& [session, since] = found->second;
    return {since <= now && now < since + limits_.remember ? session : nullptr, forgotten_};
}

void Sessions::remember(std::shared_ptr<const Session> session, Instant now, std::uint64_t forgotten) {
    const std::lock_guard lock(mutex_);
    if (forgotten != forgotten_) return;
    if (sessions_.size() >= most_remembered) sessions_.clear();
    auto key = session->key;
    sessions_.insert_or_assign(std::move(key), Remembered{std::move(session), now});
}

}  // namespace ehcp::access
