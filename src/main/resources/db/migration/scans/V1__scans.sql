CREATE SCHEMA scans;

-- Papers that were scanned: the file as it was brought, and the pieces that a letter each is on.
CREATE TABLE scans.scan (
    agency_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    sha256     text        NOT NULL,
    size       bigint      NOT NULL,
    splitting  text        NOT NULL CHECK (splitting IN ('NONE', 'DIVIDERS', 'WHITE')),
    state      text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'READY', 'TROUBLE', 'CANCELLED', 'FILED')),
    trouble    text        NOT NULL DEFAULT '',
    pdf        text,
    pages      int         NOT NULL DEFAULT 0,
    sheets     text[]      NOT NULL DEFAULT '{}',
    brought_at timestamptz NOT NULL,
    brought_by text        NOT NULL,
    tried      int         NOT NULL DEFAULT 0,
    next_at    timestamptz NOT NULL,
    PRIMARY KEY (agency_id, id),
    CHECK ((state = 'TROUBLE') = (trouble <> ''))
);
COMMENT ON COLUMN scans.scan.pdf IS 'the file itself, or what was made of its pictures; null before that';
COMMENT ON COLUMN scans.scan.sheets IS 'what each page is, of those that were looked at';
CREATE INDEX scan_waiting ON scans.scan (next_at) WHERE state = 'WAITING';
CREATE INDEX scan_newest ON scans.scan (agency_id, brought_at DESC, id DESC);
CREATE INDEX scan_by_file ON scans.scan (agency_id, sha256);
SELECT isolation.isolate('scans.scan');

CREATE TABLE scans.piece (
    agency_id  uuid NOT NULL,
    scan_id    uuid NOT NULL,
    first_page int  NOT NULL CHECK (first_page > 0),
    last_page  int  NOT NULL,
    sha256     text,
    size       bigint NOT NULL DEFAULT 0,
    source     text CHECK (source IN ('TEXT', 'OCR', 'NONE')),
    text       text NOT NULL DEFAULT '',
    letter_id  uuid,
    PRIMARY KEY (agency_id, scan_id, first_page),
    FOREIGN KEY (agency_id, scan_id) REFERENCES scans.scan (agency_id, id),
    CHECK (last_page >= first_page),
    CHECK (letter_id IS NULL OR sha256 IS NOT NULL)
);
COMMENT ON COLUMN scans.piece.source IS 'where the text of its first page is from; null before somebody looked';
SELECT isolation.isolate('scans.piece');
