-- What the way of a mail to a recipient had come to before it was begun again.

CREATE TABLE mail.delivery_before (
    agency_id  uuid        NOT NULL,
    mail       uuid        NOT NULL,
    recipient  text        NOT NULL,
    changed_at timestamptz NOT NULL,
    state      text        NOT NULL CHECK (state IN ('SENT', 'DELIVERED', 'BOUNCED', 'IN_DOUBT')),
    dedupes    boolean     NOT NULL,
    reply      text        NOT NULL,
    PRIMARY KEY (agency_id, mail, recipient, changed_at),
    FOREIGN KEY (agency_id, mail, recipient) REFERENCES mail.delivery (agency_id, mail, recipient)
);
COMMENT ON TABLE mail.delivery_before IS 'the columns are those of mail.delivery';
SELECT isolation.isolate('mail.delivery_before');
