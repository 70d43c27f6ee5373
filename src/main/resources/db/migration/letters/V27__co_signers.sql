-- Who signs a letter before its signer does, one after the other.
CREATE TABLE letters.co_signer (
    agency_id      uuid NOT NULL,
    outgoing_id    uuid NOT NULL,
    position       int  NOT NULL,
    official_id    uuid NOT NULL,
    name           text NOT NULL,
    title          text NOT NULL,
    mail           text NOT NULL,
    signed_version int,
    signed_at      timestamptz,
    PRIMARY KEY (agency_id, outgoing_id, official_id),
    UNIQUE (agency_id, outgoing_id, position),
    FOREIGN KEY (agency_id, outgoing_id) REFERENCES letters.outgoing (agency_id, id),
    CHECK ((signed_version IS NULL) = (signed_at IS NULL))
);
COMMENT ON COLUMN letters.co_signer.title IS 'as it stands under the name';
COMMENT ON COLUMN letters.co_signer.signed_version IS 'of the draft; with another version it must be signed anew';
CREATE INDEX co_signer_of ON letters.co_signer (agency_id, official_id, outgoing_id);
SELECT isolation.isolate('letters.co_signer');
