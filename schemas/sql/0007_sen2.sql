-- What the SEN2 return asks for beside what happened: about the person, the plan's placements and needs. Not derived; it
-- changes without an event of the law. Who changed it stands in the log as a note.

ALTER TABLE person ADD COLUMN no_upn_because TEXT; -- UN1 …: why there is neither a UPN nor a ULN
CREATE INDEX person_uln ON person (uln) WHERE uln IS NOT NULL;

CREATE TABLE plan_details (
    case_id                INTEGER PRIMARY KEY REFERENCES case_file (id),
    youth_accommodation    INTEGER NOT NULL DEFAULT 0, -- the request was made while in relevant youth accommodation
    exported_to            TEXT,                       -- the authority to which the child moved while being assessed
    residential            TEXT,
    work_based             TEXT,
    personal_budget        INTEGER NOT NULL DEFAULT 0,
    organised_arrangements TEXT,
    direct_payments        TEXT
);

-- The plan's needs, the primary first.
CREATE TABLE need (
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    rank    INTEGER NOT NULL,
    code    TEXT NOT NULL,
    PRIMARY KEY (case_id, rank)
) WITHOUT ROWID;

-- `named`: what the plan names in section I. `attended`: where the child or young person really is. They may differ.
CREATE TABLE placement (
    case_id        INTEGER NOT NULL REFERENCES case_file (id),
    part           TEXT NOT NULL,
    number         INTEGER NOT NULL,
    rank           INTEGER NOT NULL,
    urn            TEXT,
    ukprn          TEXT,
    setting_type   TEXT, -- where there is neither number: EHE, NEET, …
    setting_other  TEXT,
    sen_unit       INTEGER,
    resourced      INTEGER,
    entered_on     TEXT,
    left_on        TEXT,
    residential    TEXT,
    work_based     TEXT,
    PRIMARY KEY (case_id, part, number)
) WITHOUT ROWID;

-- What a return of a year said that the events made from it cannot say again: a date it left out, a flag without its
-- reason. Only for that year's return.
CREATE TABLE stated_item (
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    year    INTEGER NOT NULL,
    item    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (case_id, year, item)
) WITHOUT ROWID;
