-- INSERT OR REPLACE takes a row away without asking the trigger that forbids deletion.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE case_id = NEW.case_id AND seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only: put an entry right with a corrected event');
END;
