-- The electronic signature in the PDF of a letter out.
CREATE TABLE letters.signature (
    agency_id   uuid NOT NULL,
    letter_id   uuid NOT NULL,
    sha256      text NOT NULL,
    certificate text NOT NULL,
    issuer      text NOT NULL,
    stamped_at  timestamptz,
    PRIMARY KEY (agency_id, letter_id),
    FOREIGN KEY (agency_id, letter_id) REFERENCES letters.outgoing (agency_id, id)
);
COMMENT ON COLUMN letters.signature.sha256 IS 'of the signed file';
COMMENT ON COLUMN letters.signature.certificate IS 'SHA-256 of the signer''s, in hexadecimal';
COMMENT ON COLUMN letters.signature.stamped_at IS 'by a timestamp authority; null if none answered';
SELECT isolation.isolate('letters.signature');

-- Why a numbered letter could not be signed; it is tried again after a while, and has its number.
CREATE TABLE letters.signing_trouble (
    agency_id uuid NOT NULL,
    letter_id uuid NOT NULL,
    why       text NOT NULL,
    since     timestamptz NOT NULL,
    next_at   timestamptz NOT NULL,
    PRIMARY KEY (agency_id, letter_id),
    FOREIGN KEY (agency_id, letter_id) REFERENCES letters.outgoing (agency_id, id)
);
SELECT isolation.isolate('letters.signing_trouble');

CREATE INDEX outgoing_to_sign ON letters.outgoing (agency_id, signer_id, changed_at) WHERE stage = 'DRAFT';
