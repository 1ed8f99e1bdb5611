#pragma once
// Who is signed in: kept on the server, named by a random cookie of which the store holds a hash. find() remembers what
// the store said for a few seconds, so that a session ended anywhere is over everywhere within that time. A wrong
// password, an unknown name and an account that is disabled are one refusal, and take equally long. Safe to call from
// any thread.

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/casework/roles.hpp"
#include "core/engine/result.hpp"
#include "core/store/readers.hpp"
#include "core/store/users.hpp"
#include "core/store/writer.hpp"
#include "service/access/attempts.hpp"
#include "service/access/passwords.hpp"

namespace ehcp::access {

/// A person with an account, as it stood when the session was looked up.
struct User {
    std::int64_t account = 0;
    UserRole role{};
    std::string username, name;
    std::string setting;     ///< URN, of a school
    std::string body;        ///< of an adviser
    std::string caseworker;  ///< code, of those who have a caseload
    bool manages_colleagues = false;
    bool must_change_password = false;  ///< may do nothing else until then
};

struct Session {
    User user;
    std::string key;          ///< the hash of the cookie: names the session in lists, opens nothing
    std::string csrf_secret;  ///< goes into no page: csrf_token() masks it
    Instant signed_in_at{}, last_seen_at{};
};

struct SessionLimits {
    std::chrono::seconds idle = std::chrono::minutes{60};
    std::chrono::seconds absolute = std::chrono::hours{12};
    std::chrono::seconds remember =
        std::chrono::seconds{4};  ///< how long an ended session may still be found elsewhere
    std::chrono::seconds note_use_every = std::chrono::minutes{1};
};

class Sessions {
public:
    /// Hashes a password once, to have something to check the passwords of unknown names against.
    Sessions(store::Readers& readers, store::Writer& writer, SessionLimits limits = {}, HashingCost cost = {});

    struct Attempt {
        std::string_view username, password;
        std::string_view remote_address;  ///< empty: not known, and nobody waits for it
        std::string_view cookie = {};     ///< of the session that the browser has already: it ends
    };
    struct Opened {
        std::string cookie;  ///< its value: 43 letters of base64url
        std::shared_ptr<const Session> session;
    };
    /// Refuses as `unauthorised`, or as `too_many` with the time to wait in its message. Every session has a new
    /// cookie.
    Result<Opened> sign_in(const Attempt& attempt, Instant now);

    /// Null for a cookie that is unknown, too long unused, too old, ended, or of a disabled account.
    std::shared_ptr<const Session> find(std::string_view cookie, Instant now);

    void sign_out(std::string_view cookie, Instant now);
    void sign_out_everywhere(std::int64_t account, Instant now);
    /// One session of an account, by the key that a list shows.
    Result<void> sign_out_one(std::int64_t account, std::string_view key, Instant now);

    /// Ends every session of the account, this one too, and opens a new one. Refuses in `current_password`, as
    /// `too_many` like a sign-in, or in `new_password` with what is wrong with it.
    Result<Opened> change_password(const Session& session, std::string_view current_password,
                                   std::string_view new_password, Instant now);

    struct Line {
        std::string key;
        Instant signed_in_at{}, last_seen_at{};
    };
    /// The sessions of an account that are open, the newest first.
    std::vector<Line> sessions_of(std::int64_t account, Instant now);

    /// Forgets what it remembers of an account, so that what was just changed counts on this node at once.
    void forget(std::int64_t account);

    const HashingCost& hashing_cost() const { return cost_; }

private:
    struct Remembered {
        std::shared_ptr<const Session> session;
        Instant since;
    };

    Result<void> is_right(const std::optional<store::Account>& account, const std::string& name,
                          std::string_view password, Instant now);
    Result<Opened> open(std::int64_t account, std::string_view ended_cookie, Instant now);
    bool is_over(Instant signed_in_at, Instant last_seen_at, Instant now) const;
    std::shared_ptr<const Session> note_use(Session session, Instant now, std::uint64_t forgotten);
    /// And how often something was forgotten until now.
    std::pair<std::shared_ptr<const Session>, std::uint64_t> remembered(const std::string& key, Instant now);
    /// Unless something was forgotten since: then what the store said before may have ended meanwhile.
    void remember(std::shared_ptr<const Session> session, Instant now, std::uint64_t forgotten);
    void forget(const std::string& key);

    store::Readers& readers_;
    store::Writer& writer_;
    SessionLimits limits_;
    HashingCost cost_;
    std::string nobodys_hash_;
    Attempts addresses_, unknown_names_;
    std::mutex mutex_;
    std::unordered_map<std::string, Remembered> sessions_;  // by key
    std::uint64_t forgotten_ = 0;
};

/// 32 random bytes in base64url, for a form that is shown before anybody has signed in: kept in a cookie of its own.
std::string new_csrf_secret();
/// What a form carries: the secret under a mask that is new for each page, so that nothing in a compressed page
/// repeats.
std::string csrf_token(std::string_view secret);
std::string csrf_token(const Session& session);
/// In constant time. False for anything that is not a token of this secret.
bool is_csrf_token(std::string_view secret, std::string_view token);
bool is_csrf_token(const Session& session, std::string_view token);

}  // namespace ehcp::access
