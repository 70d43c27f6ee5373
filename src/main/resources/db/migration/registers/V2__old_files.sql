-- ---- registers kept before Sala: files that were uploaded, tried out and entered ----

CREATE TABLE registers.old_file (
    agency_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    book_id     uuid        NOT NULL,
    name        text        NOT NULL,
    content     bytea,
    account_id  uuid        NOT NULL,
    uploaded_at timestamptz NOT NULL,
    uploaded_by text        NOT NULL,
    entered_at  timestamptz,
    entered_by  text,
    lines       int,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, book_id) REFERENCES registers.book (agency_id, id),
    CHECK ((entered_at IS NULL) = (content IS NOT NULL)),
    CHECK ((entered_at IS NULL) = (entered_by IS NULL) AND (entered_at IS NULL) = (lines IS NULL))
);
COMMENT ON COLUMN registers.old_file.content IS 'until it is entered; what was never entered is thrown away after a day';
CREATE INDEX old_file_of_book ON registers.old_file (agency_id, book_id, entered_at);
SELECT isolation.isolate('registers.old_file');
