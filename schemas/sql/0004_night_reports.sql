-- What the pages show of the last night, so that nobody who opens one waits for the caseload to be read.

-- The tables of the night's reports as JSON (core/reporting/kept_reports). `split`: by what their lines are told apart, ''
-- for the report itself. What is not `lasting` is of the newest night only.
CREATE TABLE night_report (
    id      INTEGER PRIMARY KEY,
    day     TEXT NOT NULL,
    name    TEXT NOT NULL,
    split   TEXT NOT NULL,
    lasting INTEGER NOT NULL,
    body    TEXT NOT NULL
);
CREATE UNIQUE INDEX night_report_one ON night_report (day, name, split);

-- What the night saw of a breach, so that the list behind a figure is the list that was counted. Empty until the next
-- night for a breach that was noted before.
ALTER TABLE breach ADD COLUMN due_on TEXT;
ALTER TABLE breach ADD COLUMN limb TEXT; -- of a valid exemption
ALTER TABLE breach ADD COLUMN team TEXT;
ALTER TABLE breach ADD COLUMN caseworker TEXT;
ALTER TABLE breach ADD COLUMN setting TEXT;
ALTER TABLE breach ADD COLUMN put_right_how TEXT;
ALTER TABLE breach ADD COLUMN put_right_on TEXT;

-- This one holds all that a list of everybody's asks for, so that the few that are new are found without reading the rows.
CREATE INDEX breach_due ON breach (due_on, case_id, event, clock, first_night, limb, put_right_night)
WHERE put_right_night IS NULL;
-- A team or a caseworker has some hundreds, which are sorted when they are asked for; a setting has few cases.
CREATE INDEX breach_team ON breach (team) WHERE put_right_night IS NULL;
CREATE INDEX breach_caseworker ON breach (caseworker) WHERE put_right_night IS NULL;
CREATE INDEX breach_put_right ON breach (put_right_night, due_on, case_id, event, clock) WHERE put_right_night IS NOT NULL;
