-- The public registry as a file: the newest edition, so that the file and its signature agree whoever serves
-- them.
CREATE TABLE agencies.edition (
    one_row   boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    content   bytea NOT NULL,
    body      bytea NOT NULL,
    signature bytea NOT NULL,
    made_at   timestamptz NOT NULL
);
COMMENT ON COLUMN agencies.edition.content IS 'SHA-256 of all but the time it was made: the same content is the same edition';

-- Files looked at and not yet confirmed.
CREATE TABLE agencies.held_file (
    agency_id uuid NOT NULL REFERENCES agencies.agency,
    id        uuid NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('OFFICIALS', 'REGISTRY')),
    name      text NOT NULL,
    body      bytea NOT NULL,
    signature bytea NOT NULL DEFAULT '',
    held_at   timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id)
);
SELECT isolation.isolate('agencies.held_file');
