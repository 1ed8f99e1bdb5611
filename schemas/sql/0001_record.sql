-- The record. What happened stands in `event`, is only ever added to, and is the truth; people and free text stand apart,
-- so that they can be erased without touching it; everything under "derived" can be made again from the log.
-- Days are TEXT 'YYYY-MM-DD', moments INTEGER seconds UTC, words the tokens of core/law, hashes
-- TEXT in base64url (43 letters). No day stands for "never".

-- Registers ----------------------------------------------------------------------------------------------------------
CREATE TABLE setting (
    urn   TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    phase TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE closure (
    setting     TEXT NOT NULL REFERENCES setting (urn),
    closed_from TEXT NOT NULL,
    reopens     TEXT NOT NULL CHECK (reopens > closed_from),
    source      TEXT NOT NULL,
    learned_at  INTEGER NOT NULL,
    PRIMARY KEY (setting, closed_from)
) WITHOUT ROWID;

CREATE TABLE team (
    name TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE caseworker (
    code    TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    team    TEXT REFERENCES team (name),
    left_on TEXT
) WITHOUT ROWID;

CREATE TABLE adviser_body (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL
) WITHOUT ROWID;

-- People -------------------------------------------------------------------------------------------------------------
CREATE TABLE person (
    id            INTEGER PRIMARY KEY,
    surname       TEXT NOT NULL,
    forename      TEXT NOT NULL,
    date_of_birth TEXT NOT NULL,
    sex           TEXT,
    ethnicity     TEXT,
    upn           TEXT,
    uln           TEXT,
    postcode      TEXT,
    surname_key   TEXT NOT NULL, -- folded: lower case, no accents, no spaces
    forename_key  TEXT NOT NULL
);
CREATE INDEX person_name ON person (surname_key, forename_key, date_of_birth);
CREATE INDEX person_upn ON person (upn) WHERE upn IS NOT NULL;

CREATE TABLE contact (
    id        INTEGER PRIMARY KEY,
    person    INTEGER NOT NULL REFERENCES person (id),
    name      TEXT NOT NULL,
    relation  TEXT,
    email     TEXT,
    telephone TEXT,
    address   TEXT
);
CREATE INDEX contact_person ON contact (person);

-- Cases --------------------------------------------------------------------------------------------------------------
CREATE TABLE case_file (
    id           INTEGER PRIMARY KEY,
    reference    TEXT NOT NULL,
    person       INTEGER NOT NULL REFERENCES person (id),
    setting      TEXT, -- a URN as it came: an unknown one is no reason to refuse a request
    caseworker   TEXT REFERENCES caseworker (code),
    team         TEXT REFERENCES team (name),
    primary_need TEXT,
    last_seq     INTEGER NOT NULL, -- the optimistic lock
    head_hash    TEXT NOT NULL
);
CREATE UNIQUE INDEX case_reference ON case_file (reference);
CREATE INDEX case_person ON case_file (person);
CREATE INDEX case_setting_attended ON case_file (setting) WHERE setting IS NOT NULL;
CREATE INDEX case_caseworker ON case_file (caseworker) WHERE caseworker IS NOT NULL;
CREATE INDEX case_team ON case_file (team) WHERE team IS NOT NULL;

CREATE TABLE case_link (
    case_id  INTEGER NOT NULL REFERENCES case_file (id),
    other    INTEGER NOT NULL REFERENCES case_file (id),
    why      TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, other)
) WITHOUT ROWID;

CREATE TABLE assignment (
    id          INTEGER PRIMARY KEY,
    case_id     INTEGER NOT NULL REFERENCES case_file (id),
    at          INTEGER NOT NULL,
    assigned_by TEXT NOT NULL,
    assigned_as TEXT NOT NULL,
    caseworker  TEXT,
    team        TEXT
);
CREATE INDEX assignment_case ON assignment (case_id);

-- SEN Support before the request, as it came: JSON.
CREATE TABLE graduated_approach (
    case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
    cycles  TEXT NOT NULL
);

-- The log ------------------------------------------------------------------------------------------------------------
-- The hash of the event before stands in the row before: it is written once. `entry` runs over all cases without a gap.
CREATE TABLE event (
    case_id     INTEGER NOT NULL REFERENCES case_file (id),
    seq         INTEGER NOT NULL,
    entry       INTEGER NOT NULL,
    type        TEXT NOT NULL,
    on_date     TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_as TEXT NOT NULL,
    body        TEXT NOT NULL, -- JSON: the fields that the engine reads
    text_hash   TEXT,
    hash        TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
) WITHOUT ROWID;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only: put an entry right with a corrected event');
END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only: put an entry right with a corrected event');
END;

-- Free text of events, which may hold personal data. Its hash is in the chain; the text may go, and then `erasure` says so.
CREATE TABLE event_text (
    case_id INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    salt    TEXT NOT NULL,
    texts   TEXT NOT NULL,
    PRIMARY KEY (case_id, seq),
    FOREIGN KEY (case_id, seq) REFERENCES event (case_id, seq)
) WITHOUT ROWID;

CREATE TABLE erasure (
    case_id   INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    erased_at INTEGER NOT NULL,
    erased_by TEXT NOT NULL,
    erased_as TEXT NOT NULL,
    reason    TEXT NOT NULL,
    PRIMARY KEY (case_id, seq),
    FOREIGN KEY (case_id, seq) REFERENCES event (case_id, seq)
) WITHOUT ROWID;

-- Running numbers: 'entry', and 'reference-YYYY' for each year. The last one given.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

-- Derived: a pure function of the log, the closures and the calendar; `ehcp rebuild` makes it again -------------------
CREATE TABLE procedure_index (
    case_id      INTEGER NOT NULL REFERENCES case_file (id),
    number       INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    state        TEXT NOT NULL,
    opened_on    TEXT NOT NULL,
    ended_on     TEXT,
    lapses_after TEXT,    -- of a dispute: over after that day, unless something happens first
    origin       INTEGER, -- of a dispute: the procedure whose decision is in dispute
    PRIMARY KEY (case_id, number)
) WITHOUT ROWID;

-- Open clocks only.
CREATE TABLE clock_index (
    case_id     INTEGER NOT NULL REFERENCES case_file (id),
    number      INTEGER NOT NULL,
    procedure   INTEGER NOT NULL,
    event       INTEGER NOT NULL, -- that started it
    clock       TEXT NOT NULL,
    kind        TEXT NOT NULL,
    bearer      TEXT NOT NULL,
    adviser     TEXT,
    body        TEXT,
    setting     TEXT,
    trigger_on  TEXT NOT NULL,
    due_on      TEXT,
    lapses_on   TEXT,
    exempt_from TEXT,
    PRIMARY KEY (case_id, number)
) WITHOUT ROWID;
CREATE INDEX clock_due ON clock_index (due_on, case_id, number) WHERE due_on IS NOT NULL;

-- Which settings have to do with a case, and so may see how it stands.
CREATE TABLE case_setting (
    setting TEXT NOT NULL,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    role    TEXT NOT NULL,
    PRIMARY KEY (setting, case_id, role)
) WITHOUT ROWID;
CREATE INDEX case_setting_case ON case_setting (case_id);

-- Access -------------------------------------------------------------------------------------------------------------
CREATE TABLE token (
    id         INTEGER PRIMARY KEY,
    hash       TEXT NOT NULL,
    role       TEXT NOT NULL,
    setting    TEXT,
    label      TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
);
CREATE UNIQUE INDEX token_hash ON token (hash);

CREATE TABLE idempotency (
    key          TEXT NOT NULL,
    actor        TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status       INTEGER NOT NULL,
    response     TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (key, actor)
) WITHOUT ROWID;

CREATE TABLE file_view (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    who     TEXT NOT NULL,
    role    TEXT NOT NULL,
    how     TEXT NOT NULL
);
CREATE INDEX file_view_case ON file_view (case_id);

-- Nights -------------------------------------------------------------------------------------------------------------
CREATE TABLE night (
    day         TEXT PRIMARY KEY,
    started_at  INTEGER NOT NULL,
    finished_at INTEGER,
    findings    INTEGER NOT NULL DEFAULT 0,
    summary     TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;

CREATE TABLE night_failure (
    id      INTEGER PRIMARY KEY,
    day     TEXT NOT NULL,
    case_id INTEGER REFERENCES case_file (id),
    message TEXT NOT NULL
);

CREATE TABLE seal (
    day     TEXT PRIMARY KEY,
    entries INTEGER NOT NULL,
    digest  TEXT NOT NULL,
    at      INTEGER NOT NULL
) WITHOUT ROWID;

-- The insert is the claim: a rung of a missed limit is climbed once.
CREATE TABLE breach (
    case_id         INTEGER NOT NULL REFERENCES case_file (id),
    event           INTEGER NOT NULL, -- that started the clock, and so names its run
    clock           TEXT NOT NULL,
    rung            TEXT NOT NULL,
    first_night     TEXT NOT NULL,
    put_right_night TEXT,
    PRIMARY KEY (case_id, event, clock, rung)
) WITHOUT ROWID;
