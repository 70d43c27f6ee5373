-- What somebody types into a letter and has not saved: it survives the browser and the server.
CREATE TABLE letters.unsaved (
    agency_id uuid        NOT NULL,
    account   uuid        NOT NULL,
    letter    uuid        NOT NULL,
    form      text        NOT NULL,
    kept_at   timestamptz NOT NULL,
    PRIMARY KEY (agency_id, account, letter)
);
COMMENT ON COLUMN letters.unsaved.letter IS 'the draft, or the key under which a new one is typed';
COMMENT ON COLUMN letters.unsaved.form IS 'as JSON';
SELECT isolation.isolate('letters.unsaved');

-- Who has a draft open, as far as the browser said so.
CREATE TABLE letters.at_draft (
    agency_id uuid        NOT NULL,
    letter    uuid        NOT NULL,
    account   uuid        NOT NULL,
    name      text        NOT NULL,
    seen_at   timestamptz NOT NULL,
    PRIMARY KEY (agency_id, letter, account)
);
SELECT isolation.isolate('letters.at_draft');
