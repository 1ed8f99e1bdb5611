-- What a setting keeps before and beside a request, and the evidence that stands beside a case's log: what the family
-- said, and which letters went out. Personal data stays in these tables; the log and the chain know nothing of it.
-- SEN Support of a pupil, entered once and reused in requests. `cycles` has the shape of sen_support in
-- intake.schema.json. `version` is the optimistic lock.
CREATE TABLE support_record (
    id            INTEGER PRIMARY KEY,
    setting       TEXT NOT NULL,
    surname       TEXT NOT NULL,
    forename      TEXT NOT NULL,
    date_of_birth TEXT,
    upn           TEXT,
    cycles        TEXT NOT NULL DEFAULT '[]',
    version       INTEGER NOT NULL DEFAULT 1,
    surname_key   TEXT NOT NULL,
    forename_key  TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    created_by    TEXT NOT NULL,
    updated_at    INTEGER NOT NULL,
    updated_by    TEXT NOT NULL
);
CREATE INDEX support_record_name ON support_record (setting, surname_key, forename_key, id);

-- A request that is being written. `fields` is what was typed, by name: JSON. Once it is sent only who, when and the
-- reference are kept: what it said stands in the case, and the same draft sent again gives the same reference.
CREATE TABLE draft (
    id             INTEGER PRIMARY KEY,
    setting        TEXT NOT NULL,
    support_record INTEGER REFERENCES support_record (id),
    fields         TEXT NOT NULL DEFAULT '{}',
    version        INTEGER NOT NULL DEFAULT 1,
    created_at     INTEGER NOT NULL,
    created_by     TEXT NOT NULL,
    updated_at     INTEGER NOT NULL,
    updated_by     TEXT NOT NULL,
    sent_as        TEXT REFERENCES case_file (reference)
);
CREATE INDEX draft_setting ON draft (setting, id);
CREATE INDEX draft_support_record ON draft (support_record) WHERE support_record IS NOT NULL;

-- What the family said, when it was asked, and what was changed for it. Added to, never changed: an entry that was wrong
-- is followed by one that says which it replaces. Only its words may be taken away, and then it says when and by whom.
CREATE TABLE family_contribution (
    id          INTEGER PRIMARY KEY,
    case_id     INTEGER NOT NULL REFERENCES case_file (id),
    kind        TEXT NOT NULL,
    on_date     TEXT NOT NULL,
    how         TEXT NOT NULL,
    words       TEXT NOT NULL,
    replaces    INTEGER REFERENCES family_contribution (id),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_as TEXT NOT NULL,
    erased_at   INTEGER,
    erased_by   TEXT
);
CREATE INDEX family_contribution_case ON family_contribution (case_id);
CREATE UNIQUE INDEX family_contribution_replaced ON family_contribution (replaces) WHERE replaces IS NOT NULL;
CREATE TRIGGER family_contribution_is_never_changed BEFORE UPDATE ON family_contribution
WHEN OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.words <> '' OR NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id
    OR NEW.kind <> OLD.kind OR NEW.on_date <> OLD.on_date OR NEW.how <> OLD.how OR NEW.replaces IS NOT OLD.replaces
    OR NEW.recorded_at <> OLD.recorded_at OR NEW.recorded_by <> OLD.recorded_by OR NEW.recorded_as <> OLD.recorded_as
BEGIN
    SELECT RAISE(ABORT, 'what the family said is only added to: enter another that replaces it');
END;
CREATE TRIGGER family_contribution_is_never_deleted BEFORE DELETE ON family_contribution
BEGIN
    SELECT RAISE(ABORT, 'what the family said is only added to: enter another that replaces it');
END;

-- Evidence of a notice: to whom, how, and its three dates. Likewise only added to; of the words only the address may go.
CREATE TABLE notice_sent (
    id           INTEGER PRIMARY KEY,
    case_id      INTEGER NOT NULL,
    event        INTEGER NOT NULL,
    notice       TEXT NOT NULL,
    to_whom      TEXT NOT NULL,
    how          TEXT NOT NULL,
    words        TEXT NOT NULL,
    letter_dated TEXT NOT NULL,
    sent_on      TEXT NOT NULL,
    served_on    TEXT,
    replaces     INTEGER REFERENCES notice_sent (id),
    recorded_at  INTEGER NOT NULL,
    recorded_by  TEXT NOT NULL,
    recorded_as  TEXT NOT NULL,
    erased_at    INTEGER,
    erased_by    TEXT,
    FOREIGN KEY (case_id, event) REFERENCES event (case_id, seq)
);
CREATE INDEX notice_sent_case ON notice_sent (case_id);
CREATE UNIQUE INDEX notice_sent_replaced ON notice_sent (replaces) WHERE replaces IS NOT NULL;
CREATE TRIGGER notice_sent_is_never_changed BEFORE UPDATE ON notice_sent
WHEN OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.words <> '' OR NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id
    OR NEW.event <> OLD.event OR NEW.notice <> OLD.notice OR NEW.to_whom <> OLD.to_whom OR NEW.how <> OLD.how
    OR NEW.letter_dated <> OLD.letter_dated OR NEW.sent_on <> OLD.sent_on OR NEW.served_on IS NOT OLD.served_on
    OR NEW.replaces IS NOT OLD.replaces OR NEW.recorded_at <> OLD.recorded_at OR NEW.recorded_by <> OLD.recorded_by
    OR NEW.recorded_as <> OLD.recorded_as
BEGIN
    SELECT RAISE(ABORT, 'evidence of a notice is only added to: enter another that replaces it');
END;
CREATE TRIGGER notice_sent_is_never_deleted BEFORE DELETE ON notice_sent
BEGIN
    SELECT RAISE(ABORT, 'evidence of a notice is only added to: enter another that replaces it');
END;

-- What is asked of a body that gives advice.
CREATE INDEX clock_body ON clock_index (body, due_on) WHERE body IS NOT NULL;
