-- What reading foreign PDFs brought: kept for each agency by itself, found by the file's content.

CREATE SCHEMA files;

CREATE TABLE files.reading (
    agency_id uuid        NOT NULL,
    sha256    text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    asked_at  timestamptz NOT NULL,
    due       boolean     NOT NULL DEFAULT true,
    attempts  int         NOT NULL DEFAULT 0,
    -- a message key; empty if it was read, or was not yet
    trouble   text        NOT NULL DEFAULT '',
    pages     int         NOT NULL DEFAULT 0,
    features  text[]      NOT NULL DEFAULT '{}',
    -- whether there is more text than is kept
    cut       boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (agency_id, sha256)
);
CREATE INDEX reading_due ON files.reading (asked_at) WHERE due;
SELECT isolation.isolate('files.reading');

CREATE TABLE files.page_text (
    agency_id uuid NOT NULL,
    sha256    text NOT NULL,
    page      int  NOT NULL CHECK (page > 0),
    text      text NOT NULL,
    PRIMARY KEY (agency_id, sha256, page),
    FOREIGN KEY (agency_id, sha256) REFERENCES files.reading (agency_id, sha256)
);
SELECT isolation.isolate('files.page_text');

CREATE TABLE files.page_picture (
    agency_id uuid        NOT NULL,
    sha256    text        NOT NULL,
    page      int         NOT NULL CHECK (page > 0),
    asked_at  timestamptz NOT NULL,
    due       boolean     NOT NULL DEFAULT true,
    attempts  int         NOT NULL DEFAULT 0,
    trouble   text        NOT NULL DEFAULT '',
    -- the picture's own file; empty until it is drawn
    picture   text        NOT NULL DEFAULT '',
    width     int         NOT NULL DEFAULT 0,
    height    int         NOT NULL DEFAULT 0,
    -- false if something on the page could not be drawn
    whole     boolean     NOT NULL DEFAULT true,
    PRIMARY KEY (agency_id, sha256, page),
    FOREIGN KEY (agency_id, sha256) REFERENCES files.reading (agency_id, sha256)
);
CREATE INDEX page_picture_due ON files.page_picture (asked_at) WHERE due;
SELECT isolation.isolate('files.page_picture');
