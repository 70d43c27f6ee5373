-- From which secrecy class on an agency takes no letter (X1), as decided with a date; without a decision, none at all.

CREATE TABLE letters.secrecy_decision (
    agency_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    first_day      date        NOT NULL,
    lowest_refused text        NOT NULL CHECK (lowest_refused IN ('CONFIDENTIAL', 'SECRET', 'TOP_SECRET')),
    source         text        NOT NULL CHECK (source <> ''),
    decided_at     timestamptz NOT NULL,
    decided_by     text        NOT NULL,
    PRIMARY KEY (agency_id, id)
);
COMMENT ON TABLE letters.secrecy_decision IS
    'never changed or deleted: of those that have begun the latest counts, of two for one day the one decided later';
SELECT isolation.isolate('letters.secrecy_decision');

-- What was let through keeps its class in sight.

ALTER TABLE letters.incoming
    ADD COLUMN secrecy text NOT NULL DEFAULT '' CHECK (secrecy IN ('', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET'));
COMMENT ON COLUMN letters.incoming.secrecy IS 'the class that the letter declares; empty if it declares none';
