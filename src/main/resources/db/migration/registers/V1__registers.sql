CREATE SCHEMA registers;

-- ---- registers: books, their count in each calendar year, and every number ever taken ----

CREATE TABLE registers.book (
    agency_id  uuid NOT NULL,
    id         uuid NOT NULL,
    direction  text NOT NULL CHECK (direction IN ('RECEIVE', 'SEND')),
    circular   boolean NOT NULL DEFAULT false,
    unit_id    uuid,
    owner_code text NOT NULL,
    title      text NOT NULL CHECK (title <> ''),
    PRIMARY KEY (agency_id, id),
    UNIQUE NULLS NOT DISTINCT (agency_id, direction, circular, unit_id, owner_code),
    CHECK (direction = 'SEND' OR NOT circular)
);
COMMENT ON TABLE registers.book IS 'ทะเบียนรับ of the agency or one of its units; ทะเบียนส่ง of an owner code, circulars apart';
SELECT isolation.isolate('registers.book');

CREATE TABLE registers.series (
    agency_id   uuid NOT NULL,
    book_id uuid NOT NULL,
    year        int  NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    opening     int  NOT NULL DEFAULT 0 CHECK (opening >= 0),
    last_number int  NOT NULL CHECK (last_number >= 0),
    PRIMARY KEY (agency_id, book_id, year),
    FOREIGN KEY (agency_id, book_id) REFERENCES registers.book (agency_id, id),
    CHECK (last_number >= opening)
) WITH (fillfactor = 40);
COMMENT ON COLUMN registers.series.year IS 'calendar year of the common era; the number starts again each year';
COMMENT ON COLUMN registers.series.opening IS 'the last number of the register kept before Sala, when it began in mid-year';
SELECT isolation.isolate('registers.series');

CREATE TABLE registers.entry (
    agency_id    uuid        NOT NULL,
    book_id  uuid        NOT NULL,
    year         int         NOT NULL,
    number       int         NOT NULL CHECK (number > 0),
    kind         text        NOT NULL CHECK (kind IN ('USED', 'RESERVED', 'CANCELLED', 'OLD')),
    letter_id    uuid,
    entered_at   timestamptz NOT NULL,
    entered_by   text        NOT NULL,
    received_at  timestamptz,
    letter_number text       NOT NULL DEFAULT '',
    letter_date  date,
    sender       text        NOT NULL DEFAULT '',
    receiver     text        NOT NULL DEFAULT '',
    subject      text        NOT NULL DEFAULT '',
    action       text        NOT NULL DEFAULT '',
    remark       text        NOT NULL DEFAULT '',
    reserved_for uuid,
    expires_at   timestamptz,
    cancelled_at timestamptz,
    cancelled_by text,
    PRIMARY KEY (agency_id, book_id, year, number),
    FOREIGN KEY (agency_id, book_id) REFERENCES registers.book (agency_id, id),
    CHECK ((kind = 'USED') = (letter_id IS NOT NULL)),
    CHECK ((kind = 'RESERVED') <= (reserved_for IS NOT NULL AND expires_at IS NOT NULL)),
    CHECK ((kind = 'CANCELLED') <= (cancelled_at IS NOT NULL AND cancelled_by IS NOT NULL))
);
COMMENT ON COLUMN registers.entry.received_at IS 'the deemed moment of receipt (P4), in a receive register';
CREATE UNIQUE INDEX entry_of_letter ON registers.entry (agency_id, letter_id, book_id) WHERE letter_id IS NOT NULL;
CREATE INDEX entry_by_time ON registers.entry (agency_id, book_id, entered_at);
CREATE INDEX entry_reserved ON registers.entry (agency_id, expires_at) WHERE kind = 'RESERVED';
SELECT isolation.isolate('registers.entry');

