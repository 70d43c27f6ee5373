-- A timestamp that came after the letter had left: the signed file with it behind.
CREATE TABLE letters.later_stamp (
    agency_id  uuid NOT NULL,
    letter_id  uuid NOT NULL,
    sha256     text NOT NULL,
    stamped_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, letter_id),
    FOREIGN KEY (agency_id, letter_id) REFERENCES letters.signature (agency_id, letter_id)
);
COMMENT ON COLUMN letters.later_stamp.sha256 IS 'of the file with the timestamp';
CREATE INDEX later_stamp_sha256 ON letters.later_stamp (sha256);
SELECT isolation.isolate('letters.later_stamp');

CREATE INDEX signature_unstamped ON letters.signature (agency_id, letter_id) WHERE stamped_at IS NULL;
