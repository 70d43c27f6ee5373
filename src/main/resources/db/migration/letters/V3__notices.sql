-- Who is told what became of a letter.

ALTER TABLE letters.outgoing ADD COLUMN author uuid;
COMMENT ON COLUMN letters.outgoing.author IS 'the account that began the letter; null for letters older than this column';

ALTER TABLE letters.addressee
    ADD COLUMN overdue_told timestamptz,
    ADD COLUMN delivery_to text NOT NULL DEFAULT '';
COMMENT ON COLUMN letters.addressee.delivery_to IS 'the recipient whose mail the note is about';
COMMENT ON COLUMN letters.addressee.overdue_told IS 'when the correspondence officers were told that no acknowledgement came';
