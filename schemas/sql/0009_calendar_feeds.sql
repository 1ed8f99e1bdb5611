-- Secret addresses at which a calendar program reads the deadlines of a caseworker or a team. Kept as a hash only. A row
-- is never deleted: it says who made the address and who ended it, and when.
CREATE TABLE calendar_feed (
    id         INTEGER PRIMARY KEY,
    hash       TEXT NOT NULL, -- of the secret, as in token
    account    INTEGER NOT NULL REFERENCES account (id), -- whose it is: it serves nobody once they may not see the list
    caseworker TEXT, -- the code; of a team's feed none
    team       TEXT,
    made_at    INTEGER NOT NULL,
    ended_at   INTEGER,
    CHECK ((caseworker IS NULL) <> (team IS NULL))
);
CREATE UNIQUE INDEX calendar_feed_hash ON calendar_feed (hash);
CREATE INDEX calendar_feed_open ON calendar_feed (account) WHERE ended_at IS NULL;
