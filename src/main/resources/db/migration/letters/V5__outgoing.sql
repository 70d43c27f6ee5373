-- Who signed is frozen with the number, and a correction makes a mail of its own.

ALTER TABLE letters.outgoing
    ADD COLUMN sender_name text,
    ADD COLUMN sender_position text,
    ADD COLUMN sender_agency text,
    ADD COLUMN sender_mail text,
    ADD CHECK ((sender_name IS NULL) = (sender_mail IS NULL));
COMMENT ON COLUMN letters.outgoing.sender_name IS
    'of the signer, by the registry when the letter got its number; null on paper, before it, and for letters older than this column';

CREATE TABLE letters.former_mail (
    agency_id   uuid        NOT NULL,
    outgoing_id uuid        NOT NULL,
    position    int         NOT NULL,
    mail_id     uuid        NOT NULL,
    message_id  text        NOT NULL,
    to_name     text        NOT NULL,
    to_mail     text        NOT NULL,
    queued_at   timestamptz NOT NULL,
    PRIMARY KEY (agency_id, mail_id),
    UNIQUE (agency_id, message_id)
);
COMMENT ON TABLE letters.former_mail IS
    'mails to a wrong person, in whose place another was made for the addressee at this position; an answer to either counts';
CREATE INDEX former_mail_of_letter ON letters.former_mail (agency_id, outgoing_id, position);
SELECT isolation.isolate('letters.former_mail');
