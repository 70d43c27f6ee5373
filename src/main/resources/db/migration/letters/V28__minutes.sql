-- รายงานการประชุม: a kind of paper with no addressee and no number of a register, and a form of its own.
ALTER TABLE letters.outgoing DROP CONSTRAINT outgoing_kind_check;
ALTER TABLE letters.outgoing ADD CONSTRAINT outgoing_kind_check
    CHECK (kind IN ('EXTERNAL', 'INTERNAL', 'STAMPED', 'ORDER', 'ANNOUNCEMENT', 'CERTIFICATE', 'MINUTES'));
ALTER TABLE letters.outgoing ADD COLUMN meeting jsonb;
COMMENT ON COLUMN letters.outgoing.meeting IS 'what a report of a meeting says besides its text; null if nothing is written';
ALTER TABLE letters.template ADD COLUMN meeting jsonb;
DROP INDEX letters.outgoing_issued;
CREATE INDEX outgoing_issued ON letters.outgoing (agency_id, signed_at DESC, id)
    WHERE kind IN ('ORDER', 'ANNOUNCEMENT', 'CERTIFICATE', 'MINUTES') AND stage IN ('NUMBERED', 'SENT', 'PAPER');
