-- Each version of a letter out that goes its way inside the agency, as it was (ข้อ 6(2.2)).
CREATE TABLE letters.version (
    agency_id   uuid        NOT NULL,
    outgoing_id uuid        NOT NULL,
    version     int         NOT NULL,
    kept        text        NOT NULL,
    changes     text        NOT NULL,
    at          timestamptz NOT NULL,
    by_whom     text        NOT NULL,
    PRIMARY KEY (agency_id, outgoing_id, version),
    FOREIGN KEY (agency_id, outgoing_id) REFERENCES letters.outgoing (agency_id, id)
);
COMMENT ON COLUMN letters.version.kept IS 'words, addressees and files, as JSON';
COMMENT ON COLUMN letters.version.changes IS 'what was edited, as who edited it says';
SELECT isolation.isolate('letters.version');
