-- What is ours to do and what others owe us, each by its due date: a desk's lists read the one without passing by the
-- other. The conditions stand word for word in core/store/lists.cpp, or SQLite would not use these.
CREATE INDEX clock_ours ON clock_index (due_on, case_id, number)
WHERE due_on IS NOT NULL AND bearer IN ('authority', 'convenor') AND kind <> 'window';
CREATE INDEX clock_others ON clock_index (due_on, case_id, number)
WHERE due_on IS NOT NULL AND (bearer IN ('adviser', 'setting') OR kind = 'window');
