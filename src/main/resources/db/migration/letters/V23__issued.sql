-- Orders, announcements and certificates have numbers of their own and no addressee.
ALTER TABLE letters.outgoing DROP CONSTRAINT outgoing_kind_check;
ALTER TABLE letters.outgoing ADD CONSTRAINT outgoing_kind_check
    CHECK (kind IN ('EXTERNAL', 'INTERNAL', 'STAMPED', 'ORDER', 'ANNOUNCEMENT', 'CERTIFICATE'));
CREATE INDEX outgoing_issued ON letters.outgoing (agency_id, signed_at DESC, id)
    WHERE kind IN ('ORDER', 'ANNOUNCEMENT', 'CERTIFICATE') AND stage IN ('NUMBERED', 'SENT', 'PAPER');
