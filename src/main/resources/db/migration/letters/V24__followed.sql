-- Letters that a person keeps an eye on.
CREATE TABLE letters.followed (
    agency_id uuid        NOT NULL,
    account   uuid        NOT NULL,
    letter_id uuid        NOT NULL,
    since     timestamptz NOT NULL,
    PRIMARY KEY (agency_id, account, letter_id)
);
COMMENT ON COLUMN letters.followed.letter_id IS 'in or out';
CREATE INDEX followed_newest ON letters.followed (agency_id, account, since DESC, letter_id);
SELECT isolation.isolate('letters.followed');
