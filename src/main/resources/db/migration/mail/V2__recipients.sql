-- When a mail came to each of its recipients, and what that address was then: the copies of one mail may come one by one.

SET LOCAL sala.agency = '*';

ALTER TABLE mail.received_recipient
    ADD COLUMN reached_at timestamptz,
    ADD COLUMN kind text CHECK (kind IN ('CENTRAL', 'PERSON'));
COMMENT ON COLUMN mail.received_recipient.kind IS 'of the agency''s mailbox; null for recipients of a submitted mail';

UPDATE mail.received_recipient r
   SET reached_at = m.received_at,
       kind = (SELECT b.kind FROM mail.mailbox b WHERE b.agency_id = r.agency_id AND b.address = r.recipient)
  FROM mail.received m
 WHERE m.agency_id = r.agency_id AND m.id = r.mail;

ALTER TABLE mail.received_recipient ALTER COLUMN reached_at SET NOT NULL;
