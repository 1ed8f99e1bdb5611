-- People who sign in. An account is one person's; a setting has several. What was done to an account stands in
-- `account_event`, which is only ever added to. A session is named by the hash of its cookie.
CREATE TABLE account (
    id                   INTEGER PRIMARY KEY,
    username             TEXT NOT NULL, -- folded: lower case, no spaces; mostly an e-mail address
    name                 TEXT NOT NULL,
    password_hash        TEXT NOT NULL,
    role                 TEXT NOT NULL,
    setting              TEXT, -- of a school
    body                 TEXT, -- of an adviser
    caseworker           TEXT, -- the code under which they have a caseload
    manages_colleagues   INTEGER NOT NULL DEFAULT 0,
    must_change_password INTEGER NOT NULL DEFAULT 0,
    created_at           INTEGER NOT NULL,
    created_by           TEXT NOT NULL,
    disabled_at          INTEGER,
    failed_attempts      INTEGER NOT NULL DEFAULT 0,
    locked_until         INTEGER,
    password_changed_at  INTEGER NOT NULL
);
CREATE UNIQUE INDEX account_username ON account (username);
CREATE INDEX account_setting ON account (setting) WHERE setting IS NOT NULL;

CREATE TABLE account_event (
    id      INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    at      INTEGER NOT NULL,
    what    TEXT NOT NULL,
    detail  TEXT NOT NULL DEFAULT '',
    by_name TEXT NOT NULL,
    by_role TEXT NOT NULL
);
CREATE INDEX account_event_account ON account_event (account);

CREATE TABLE session (
    hash         TEXT PRIMARY KEY,
    account      INTEGER NOT NULL REFERENCES account (id),
    csrf_secret  TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    ended_at     INTEGER
) WITHOUT ROWID;
CREATE INDEX session_account ON session (account);

-- The shared address of a setting, beside its people.
CREATE TABLE setting_mailbox (
    setting TEXT PRIMARY KEY,
    email   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE saved_view (
    id      INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    name    TEXT NOT NULL,
    query   TEXT NOT NULL
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (account, name);
