-- What others owe us apart from the windows: nearly all of these have run out, and such a one is on no list. The
-- conditions stand word for word in core/store/lists.cpp, or SQLite would not use these.
DROP INDEX clock_others;
CREATE INDEX clock_owed ON clock_index (due_on, case_id, number)
WHERE due_on IS NOT NULL AND bearer IN ('adviser', 'setting') AND kind <> 'window';
CREATE INDEX clock_windows ON clock_index (due_on, case_id, number) WHERE due_on IS NOT NULL AND kind = 'window';
