-- A PDF that somebody brought for a letter out, as it was when the letter got its number: it is signed after that, and
-- what leaves is the signed one. Letters from before have none and leave as they were.
CREATE TABLE letters.brought (
    agency_id uuid NOT NULL,
    letter_id uuid NOT NULL,
    sha256    text NOT NULL,
    PRIMARY KEY (agency_id, letter_id),
    FOREIGN KEY (agency_id, letter_id) REFERENCES letters.outgoing (agency_id, id)
);
COMMENT ON COLUMN letters.brought.sha256 IS 'of the file before it was signed';
SELECT isolation.isolate('letters.brought');
