-- What is brought in from elsewhere: which row of which system became which case, each import as it went, what the
-- national register says of a setting, and bank holidays learnt after the calendar was shipped.

-- A row of another system comes in once: `source` names the system, `row_id` is the row's own id there. `fingerprint` is
-- of the events that it gave, so that a row can be told that says something else by now. No personal data.
CREATE TABLE import_key (
    source      TEXT NOT NULL,
    row_id      TEXT NOT NULL,
    case_id     INTEGER NOT NULL REFERENCES case_file (id),
    fingerprint TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    PRIMARY KEY (source, row_id)
) WITHOUT ROWID;
CREATE INDEX import_key_case ON import_key (case_id);

-- The journal: every import that changed something. `detail` is JSON; of bank holidays it has the dates and how many
-- clocks moved.
CREATE TABLE import_run (
    id          INTEGER PRIMARY KEY,
    what        TEXT NOT NULL,
    source      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_as TEXT NOT NULL,
    created     INTEGER NOT NULL,
    matched     INTEGER NOT NULL,
    rejected    INTEGER NOT NULL,
    detail      TEXT NOT NULL DEFAULT '{}'
);

-- Get Information About Schools, beside `setting`. Words are the register's own.
CREATE TABLE setting_register (
    urn                 TEXT PRIMARY KEY REFERENCES setting (urn),
    ukprn               TEXT,
    type                TEXT NOT NULL, -- "Community special school"
    status              TEXT NOT NULL, -- "Open", "Closed", "Open, but proposed to close"
    closed_on           TEXT,
    la                  TEXT NOT NULL, -- its three digits, as the SEN2 return has them
    postcode            TEXT,
    resourced_provision INTEGER NOT NULL DEFAULT 0,
    sen_unit            INTEGER NOT NULL DEFAULT 0,
    learned_at          INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX setting_register_ukprn ON setting_register (ukprn) WHERE ukprn IS NOT NULL;

-- Beside the days of schemas/calendars, never instead of them.
CREATE TABLE bank_holiday (
    day        TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    source     TEXT NOT NULL,
    learned_at INTEGER NOT NULL
) WITHOUT ROWID;
