-- How often sorting a mail was begun and did not end.

CREATE TABLE letters.sorting_attempt (
    agency_id uuid NOT NULL,
    mail_id   uuid NOT NULL,
    attempts  int  NOT NULL,
    PRIMARY KEY (agency_id, mail_id)
);
SELECT isolation.isolate('letters.sorting_attempt');

-- What became of a letter that its receiver passed on, or did not open because of its secrecy class.

ALTER TABLE letters.addressee
    DROP CONSTRAINT addressee_answer_check,
    ADD CONSTRAINT addressee_answer_check CHECK (answer IN ('ACKNOWLEDGED', 'RETURNED', 'FORWARDED', 'REFUSED'));
COMMENT ON COLUMN letters.addressee.answer_reason IS 'why it was returned, or to whom it was forwarded';

CREATE INDEX incoming_by_reply ON letters.incoming (agency_id, reply_mail) WHERE reply_mail IS NOT NULL;

-- Units that a registered letter was passed to; they put their own stamps on it.

CREATE TABLE letters.passed (
    agency_id uuid        NOT NULL,
    letter_id uuid        NOT NULL,
    unit_id   uuid        NOT NULL,
    at        timestamptz NOT NULL,
    by_whom   text        NOT NULL,
    number    int,
    stamped   timestamptz,
    PRIMARY KEY (agency_id, letter_id, unit_id),
    CHECK ((number IS NULL) = (stamped IS NULL)),
    FOREIGN KEY (agency_id, letter_id) REFERENCES letters.incoming (agency_id, id)
);
CREATE INDEX passed_by_unit ON letters.passed (agency_id, unit_id, at DESC, letter_id);
COMMENT ON COLUMN letters.passed.number IS 'its number in the unit''s own receive register';
SELECT isolation.isolate('letters.passed');
