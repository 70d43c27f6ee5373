-- Of whom a received mail really is, as far as that can be found out: its domain's signature, the machine it came
-- from, or what a service outside says. A row stands from the mail's arrival on; looking comes after.

-- The name under which the service that keeps a mailbox says what it found of a mail; empty if it is not believed.
ALTER TABLE mail.outside_mailbox ADD COLUMN findings_by text NOT NULL DEFAULT '';

-- That name, of the mailbox where the mail was read; null if it came by SMTP.
ALTER TABLE mail.received ADD COLUMN findings_by text;

CREATE TABLE mail.origin (
    agency_id  uuid        NOT NULL,
    mail       uuid        NOT NULL,
    verdict    text        NOT NULL CHECK (verdict IN ('PENDING', 'PROVEN', 'UNPROVEN', 'UNKNOWN')),
    -- the domain that people see as the author's; empty if there is not one author
    seen       text        NOT NULL DEFAULT '',
    signature  text        NOT NULL DEFAULT 'NONE',
    signed_by  text        NOT NULL DEFAULT '',
    machine    text        NOT NULL DEFAULT 'NONE',
    sent_for   text        NOT NULL DEFAULT '',
    -- the service outside on whose word the verdict stands
    service    text        NOT NULL DEFAULT '',
    looks      int         NOT NULL DEFAULT 0,
    next_look  timestamptz CHECK (verdict IN ('PENDING', 'UNKNOWN') OR next_look IS NULL),
    PRIMARY KEY (agency_id, mail),
    FOREIGN KEY (agency_id, mail) REFERENCES mail.received (agency_id, id)
);
CREATE INDEX origin_due ON mail.origin (next_look) WHERE next_look IS NOT NULL;
SELECT isolation.isolate('mail.origin');
